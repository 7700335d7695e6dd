//! `gongkai report sum`: the aggregate of subordinate reports.

use super::{prepare, status};
use crate::arguments::{General, Sum, SumFormat};
use crate::grid_text;
use crate::load::{Loaded, Loader};
use crate::output::{self, Sink, Status, complain};
use anyhow::Result;
use gongkai_domain::report::{AnnualReport, Cell, CellState, Number, Tables};
use gongkai_domain::sum::{Aggregate, Gap, SumError, Total, sum};
use gongkai_exchange::Lang;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::io::Write as _;

pub(super) fn run(arguments: &Sum, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let loader = Loader::new(lang)?.with_scans(&arguments.inputs.scans)?;
    let (inputs, run, missing) = prepare(&arguments.inputs, general)?;
    let mut loaded: Vec<Loaded> = Vec::new();
    let unreadable = run.each(
        &loader,
        &inputs,
        |_, one| lean(one),
        |one| {
            loaded.push(one);
            Ok(())
        },
    )? + missing;
    if unreadable > 0 {
        // A sum without one of its parts would be a wrong sum.
        return Ok(Status::Unreadable);
    }
    if let Some((first, again)) = twice(&loaded) {
        complain(&match lang {
            Lang::Zh => format!(
                "{}与{}是同一份报告（内容相同，或单位和年度相同），不能重复相加。请去掉一份。",
                first.source.path, again.source.path
            ),
            Lang::En => format!(
                "{} and {} are the same report (same bytes, or same agency and year); leave one out",
                first.source.path, again.source.path
            ),
        });
        return Ok(Status::Usage);
    }
    let reports: Vec<&AnnualReport> = loaded.iter().map(|one| &one.report).collect();
    let aggregate = match sum(&reports) {
        Ok(aggregate) => aggregate,
        Err(error) => {
            complain(&refusal(&error, &loaded, lang));
            return Ok(Status::Usage);
        }
    };
    let terminal = output::is_terminal() && arguments.output.output.is_none();
    let default = if terminal {
        SumFormat::Table
    } else {
        SumFormat::Json
    };
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    match arguments.format.unwrap_or(default) {
        SumFormat::Json => {
            serde_json::to_writer_pretty(&mut sink, &object(&aggregate, &loaded))?;
            writeln!(sink)?;
        }
        SumFormat::Table => sink.write_all(table(&aggregate, &loaded, lang).as_bytes())?,
    }
    sink.close()?;
    Ok(status(unreadable, Status::Clean))
}

/// Two reports of which one would be counted twice.
fn twice(loaded: &[Loaded]) -> Option<(&Loaded, &Loaded)> {
    let same = |a: &Loaded, b: &Loaded| {
        let known = a.report.agency.is_some() && a.report.report_year.is_some();
        let who = |one: &Loaded| (one.report.agency.clone(), one.report.report_year);
        a.source.sha256 == b.source.sha256 && !a.source.sha256.is_empty()
            || known && who(a) == who(b)
    };
    loaded.iter().enumerate().find_map(|(at, first)| {
        let again = loaded
            .iter()
            .skip(at + 1)
            .find(|other| same(first, other))?;
        Some((first, again))
    })
}

/// A report without what adding up does not need.
fn lean(mut loaded: Loaded) -> Loaded {
    loaded.report.statements.clear();
    loaded.report.sections.found.clear();
    loaded
}

/// The name of a report for people and for other programs.
fn name(loaded: &[Loaded], index: usize) -> String {
    loaded.get(index).map_or_else(String::new, |one| {
        one.report
            .agency
            .clone()
            .unwrap_or_else(|| one.source.path.clone())
    })
}

fn refusal(error: &SumError, loaded: &[Loaded], lang: Lang) -> String {
    let paths = || {
        let forms = loaded.iter().map(|one| {
            let form = one
                .report
                .form()
                .map_or("没有法定表格", |form| form.id.as_str());
            format!("  {}：{form}", one.source.path)
        });
        forms.collect::<Vec<_>>().join("\n")
    };
    match (error, lang) {
        (SumError::MixedForms { .. }, Lang::Zh) => format!(
            "这些报告用的不是同一种格式，行和列的含义不同，不能相加。请按年度分别汇总：\n{}",
            paths()
        ),
        (SumError::NoTables, Lang::Zh) => {
            format!("没有一份报告含有法定表格，无从汇总：\n{}", paths())
        }
        (SumError::TooLarge { cell }, Lang::Zh) => {
            format!("{cell} 的合计超出范围，请核对这一格的数字。")
        }
        (error, Lang::En) => format!("{error}\n{}", paths()),
    }
}

fn object(aggregate: &Aggregate, loaded: &[Loaded]) -> Value {
    let cells: Map<String, Value> = aggregate
        .form
        .cells()
        .iter()
        .zip(&aggregate.totals)
        .map(|(spec, total)| (spec.id.clone(), total_object(total, loaded)))
        .collect();
    let sources: Vec<Value> = loaded
        .iter()
        .map(|one| {
            json!({
                "path": one.source.path,
                "sha256": one.source.sha256,
                "agency": one.report.agency,
                "report_year": one.report.report_year,
            })
        })
        .collect();
    let year = common_year(loaded);
    json!({
        "schema": gongkai_exchange::SCHEMA,
        "agency": Value::Null,
        "report_year": year,
        "form": aggregate.form.id,
        "aggregate": { "reports": loaded.len(), "sources": sources },
        "cells": cells,
        "missing": [],
        "sections": {},
        "statements": [],
        "findings": [],
    })
}

/// The year of all reports; none if they are of several.
fn common_year(loaded: &[Loaded]) -> Option<i16> {
    let first = loaded.first()?.report.report_year?;
    loaded
        .iter()
        .all(|one| one.report.report_year == Some(first))
        .then_some(first)
}

fn total_object(total: &Total, loaded: &[Loaded]) -> Value {
    match total {
        Total::Known(Number::Count(count)) => json!({ "value": count }),
        Total::Known(Number::Amount(amount)) => {
            let yuan = amount.yuan().map(|yuan| yuan.to_string());
            json!({ "value": yuan, "unit": "yuan" })
        }
        Total::Unknown { gaps, .. } => {
            let open = |gap: &Gap| {
                let path = loaded
                    .get(gap.source.index)
                    .map(|one| one.source.path.as_str());
                json!({ "agency": gap.source.agency, "path": path, "why": gap.why.name() })
            };
            json!({ "value": Value::Null, "unknown": gaps.iter().map(open).collect::<Vec<_>>() })
        }
    }
}

fn table(aggregate: &Aggregate, loaded: &[Loaded], lang: Lang) -> String {
    let mut tables = Tables::absent(aggregate.form.clone());
    for (index, total) in aggregate.totals.iter().enumerate() {
        tables.set(
            index,
            match total {
                Total::Known(number) => Cell::stated(*number),
                Total::Unknown { .. } => Cell {
                    state: CellState::Unclear,
                    ..Cell::blank()
                },
            },
        );
    }
    let mut text = match lang {
        Lang::Zh => format!(
            "{}份报告的汇总（{}年格式）\n",
            loaded.len(),
            aggregate.form.id
        ),
        Lang::En => format!(
            "sum of {} reports (form {})\n",
            loaded.len(),
            aggregate.form.id
        ),
    };
    text.push_str(&grid_text::all_tables(&tables, lang));
    text.push_str(&open_cells(aggregate, loaded, lang));
    text
}

/// Which report leaves how many cells open, and why.
fn open_cells(aggregate: &Aggregate, loaded: &[Loaded], lang: Lang) -> String {
    let gaps = aggregate.totals.iter().filter_map(|total| match total {
        Total::Unknown { gaps, .. } => Some(gaps),
        Total::Known(_) => None,
    });
    let mut counts: std::collections::BTreeMap<(usize, &str), usize> =
        std::collections::BTreeMap::new();
    for gap in gaps.flatten() {
        let why = if lang == Lang::Zh {
            gap.why.zh()
        } else {
            gap.why.name()
        };
        *counts.entry((gap.source.index, why)).or_default() += 1;
    }
    if counts.is_empty() {
        return String::new();
    }
    let mut text = String::from(match lang {
        Lang::Zh => "\n标？的合计未知，因为下列报告没有给出数字：\n",
        Lang::En => "\ntotals marked ？ are unknown because these reports leave cells open:\n",
    });
    for ((index, why), count) in counts {
        let name = name(loaded, index);
        let _ = match lang {
            Lang::Zh => writeln!(text, "  {name}：{count}格，{why}"),
            Lang::En => writeln!(text, "  {name}: {count} cells, {why}"),
        };
    }
    text
}
