//! `gongkai report compare`: two reports side by side.

mod page;

use super::one;
use crate::arguments::{Compare, CompareFormat, General};
use crate::load::{Loaded, Loader};
use crate::output::{Sink, Status};
use anyhow::Result;
use gongkai_domain::compare::{
    CellComparison, Comparison, Difference, ParagraphChange, SectionComparison, compare,
};
use gongkai_domain::report::{CellState, Form, Number};
use gongkai_exchange::Lang;
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn run(arguments: &Compare, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let loader = Loader::new(lang)?.with_scans(&arguments.scans)?;
    let before = one(&loader, &arguments.before, lang)?;
    let after = one(&loader, &arguments.after, lang)?;
    let Some((before, after)) = before.zip(after) else {
        return Ok(Status::Unreadable);
    };
    let comparison = compare(&before.report, &after.report);
    let pair = Pair {
        before: &before,
        after: &after,
        comparison: &comparison,
        lang,
        all: arguments.all,
    };
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    match arguments.format {
        CompareFormat::Text => text(&mut sink, &pair)?,
        CompareFormat::Json => {
            serde_json::to_writer_pretty(&mut sink, &object(&pair))?;
            writeln!(sink)?;
        }
        CompareFormat::Html => sink.write_all(page::page(&pair).as_bytes())?,
    }
    sink.close()?;
    Ok(Status::Clean)
}

/// Two reports and what came of comparing them.
struct Pair<'p> {
    before: &'p Loaded,
    after: &'p Loaded,
    comparison: &'p Comparison,
    lang: Lang,
    /// Whether cells without change are shown too.
    all: bool,
}

impl Pair<'_> {
    /// The name of a cell for people, in the form that has it.
    fn label(&self, cell: &CellComparison) -> String {
        let forms = [self.after.report.form(), self.before.report.form()];
        let has = |form: &&std::sync::Arc<Form>| form.cell_index(&cell.id).is_some();
        let form = forms.into_iter().flatten().find(has);
        form.map_or_else(|| cell.id.clone(), |form| form.cell_label(&cell.id))
    }

    /// The cells to show.
    fn cells(&self) -> impl Iterator<Item = &CellComparison> {
        let shown = |cell: &&CellComparison| match cell.difference {
            Ok(difference) => self.all || !difference.is_zero(),
            Err(_) => true,
        };
        self.comparison.cells.iter().filter(shown)
    }
}

/// Whose report it is, and of which year.
fn title(loaded: &Loaded) -> String {
    let report = &loaded.report;
    let year = report
        .report_year
        .map(|year| format!("{year}年"))
        .unwrap_or_default();
    let agency = report
        .agency
        .clone()
        .unwrap_or_else(|| loaded.source.path.clone());
    format!("{agency} {year}")
}

/// What a cell says.
fn state(state: Option<CellState>) -> String {
    match state {
        None => String::from("—"),
        Some(CellState::Absent) => String::from("缺"),
        Some(CellState::Blank) => String::from("空"),
        Some(CellState::Unclear) => String::from("？"),
        Some(CellState::Stated(number)) => number.to_string(),
    }
}

/// The change in words: `+3`, `-2`, or why there is none.
fn change(cell: &CellComparison, lang: Lang) -> String {
    match cell.difference {
        Ok(Difference::Count(count)) => format!("{count:+}"),
        Ok(Difference::Yuan(yuan)) if yuan.is_sign_negative() => format!("{yuan}元"),
        Ok(Difference::Yuan(yuan)) => format!("+{yuan}元"),
        Err(reason) if lang == Lang::Zh => reason.zh().to_owned(),
        Err(reason) => reason.to_string(),
    }
}

fn text(sink: &mut Sink, pair: &Pair<'_>) -> Result<()> {
    writeln!(sink, "{}  →  {}", title(pair.before), title(pair.after))?;
    let (changed, open): (Vec<_>, Vec<_>) = pair.cells().partition(|cell| cell.difference.is_ok());
    let zh = pair.lang == Lang::Zh;
    writeln!(sink, "\n{}", if zh { "数字的变化" } else { "Figures" })?;
    if changed.is_empty() {
        writeln!(sink, "  {}", if zh { "没有变化" } else { "no change" })?;
    }
    for cell in changed {
        let (old, new) = (state(cell.old), state(cell.new));
        writeln!(
            sink,
            "  {}  {old} → {new}  ({})",
            pair.label(cell),
            change(cell, pair.lang)
        )?;
    }
    if !open.is_empty() {
        writeln!(sink, "\n{}", if zh { "不能比较" } else { "Not comparable" })?;
    }
    for (reason, labels) in grouped(pair, &open) {
        writeln!(
            sink,
            "  {reason}（{}）：{}",
            labels.len(),
            labels.join("、")
        )?;
    }
    writeln!(sink, "\n{}", if zh { "文字的改动" } else { "Text" })?;
    for section in &pair.comparison.sections {
        section_text(sink, section, pair.lang)?;
    }
    Ok(())
}

/// Cells without a difference by their reason.
fn grouped(pair: &Pair<'_>, open: &[&CellComparison]) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for cell in open {
        let reason = change(cell, pair.lang);
        let label = pair.label(cell);
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, labels)) => labels.push(label),
            None => groups.push((reason, vec![label])),
        }
    }
    groups
}

fn section_text(sink: &mut Sink, section: &SectionComparison, lang: Lang) -> Result<()> {
    let changes = section
        .paragraphs
        .iter()
        .filter(|p| !matches!(p, ParagraphChange::Unchanged(_)));
    let same = section.paragraphs.len() - changes.clone().count();
    let name = section
        .section
        .map_or('首', gongkai_domain::report::SectionId::numeral);
    let zh = lang == Lang::Zh;
    let kept = if zh {
        format!("（{same}段未改）")
    } else {
        format!(" ({same} unchanged)")
    };
    writeln!(sink, "  {name}{kept}")?;
    for change in changes {
        match change {
            ParagraphChange::Unchanged(_) => {}
            ParagraphChange::Added(text) => writeln!(sink, "    + {text}")?,
            ParagraphChange::Removed(text) => writeln!(sink, "    - {text}")?,
            ParagraphChange::Changed { old, new } => {
                writeln!(sink, "    - {old}\n    + {new}")?;
            }
        }
    }
    Ok(())
}

/// The comparison as one object.
fn object(pair: &Pair<'_>) -> Value {
    let side = |loaded: &Loaded| {
        json!({
            "path": loaded.source.path,
            "agency": loaded.report.agency,
            "report_year": loaded.report.report_year,
            "form": loaded.report.form().map(|form| form.id.as_str()),
        })
    };
    let cells: serde_json::Map<String, Value> = pair
        .comparison
        .cells
        .iter()
        .map(|cell| (cell.id.clone(), cell_object(cell)))
        .collect();
    let sections: Vec<Value> = pair
        .comparison
        .sections
        .iter()
        .map(section_object)
        .collect();
    json!({
        "schema": "gongkai/comparison/1",
        "before": side(pair.before),
        "after": side(pair.after),
        "cells": cells,
        "sections": sections,
    })
}

fn cell_object(cell: &CellComparison) -> Value {
    let mut object = json!({ "before": number(cell.old), "after": number(cell.new) });
    if let Value::Object(map) = &mut object {
        match cell.difference {
            Ok(Difference::Count(count)) => map.insert(String::from("change"), count.into()),
            Ok(Difference::Yuan(yuan)) => {
                map.insert(String::from("change"), yuan.to_string().into())
            }
            Err(reason) => map.insert(String::from("not_comparable"), reason.to_string().into()),
        };
        if !cell.parts.is_empty() {
            map.insert(String::from("parts"), cell.parts.clone().into());
        }
    }
    object
}

/// A number as in the exchange shape: counts as numbers, money as a string in yuan.
fn number(state: Option<CellState>) -> Value {
    match state {
        Some(CellState::Stated(Number::Count(count))) => count.into(),
        Some(CellState::Stated(Number::Amount(amount))) => {
            amount.yuan().unwrap_or(amount.printed()).to_string().into()
        }
        None | Some(CellState::Absent | CellState::Blank | CellState::Unclear) => Value::Null,
    }
}

fn section_object(section: &SectionComparison) -> Value {
    let paragraphs: Vec<Value> = section
        .paragraphs
        .iter()
        .map(|paragraph| match paragraph {
            ParagraphChange::Unchanged(text) => json!({ "change": "none", "text": text }),
            ParagraphChange::Added(text) => json!({ "change": "added", "after": text }),
            ParagraphChange::Removed(text) => json!({ "change": "removed", "before": text }),
            ParagraphChange::Changed { old, new } => {
                json!({ "change": "changed", "before": old, "after": new })
            }
        })
        .collect();
    json!({ "section": section.section.map_or("preamble", |id| id.name()), "paragraphs": paragraphs })
}
