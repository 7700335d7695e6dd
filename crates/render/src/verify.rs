//! What is rendered is read again and compared with what was meant, before anybody gets it.

use crate::{Format, RenderError, render};
use gongkai_domain::report::{AnnualReport, Cell, Number, SectionId, Tables};

/// Renders a report and reads the result again with `reread`; fails with the differences if a
/// cell, a year, the title or the text did not come back as it was meant.
///
/// PDF is not read again: there, what was laid out is compared with what was meant before it is drawn.
pub fn verified(
    report: &AnnualReport,
    format: Format,
    reread: impl Fn(&[u8]) -> Result<AnnualReport, String>,
) -> Result<Vec<u8>, RenderError> {
    let bytes = render(report, format)?;
    if format == Format::Pdf {
        return Ok(bytes);
    }
    let format = format.extension();
    let read = reread(&bytes).map_err(|cause| RenderError::Reread { format, cause })?;
    let differences = differences(report, &read);
    if differences.is_empty() {
        return Ok(bytes);
    }
    Err(RenderError::Differs {
        format,
        differences,
    })
}

/// What differs between the report that was meant and the one that was read, in Chinese.
pub fn differences(meant: &AnnualReport, read: &AnnualReport) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(tables) = meant.tables.as_ref().filter(|tables| !tables.is_empty()) {
        match &read.tables {
            Some(other) => cells(tables, other, &mut found),
            None => found.push(String::from("读回时没有表格")),
        }
    }
    let mut text = |what: &str, meant: &str, read: &str| {
        if squeezed(meant) != squeezed(read) {
            found.push(format!(
                "{what}：应为“{}”，读回为“{}”",
                shortened(meant),
                shortened(read)
            ));
        }
    };
    if let Some(title) = &meant.title {
        text("标题", title, read.title.as_deref().unwrap_or_default());
    }
    if let Some(agency) = &meant.agency {
        text("单位", agency, read.agency.as_deref().unwrap_or_default());
    }
    text("开头", &meant.sections.preamble, &read.sections.preamble);
    for id in SectionId::ALL {
        let what = format!("第{}部分", id.numeral());
        text(&what, meant.sections.text(id), read.sections.text(id));
    }
    found
}

fn cells(meant: &Tables, read: &Tables, found: &mut Vec<String>) {
    if meant.form().id != read.form().id {
        found.push(format!(
            "式样：应为{}，读回为{}",
            meant.form().id,
            read.form().id
        ));
        return;
    }
    for ((spec, cell), (_, other)) in meant.iter().zip(read.iter()) {
        if !same(cell, other) {
            let label = meant.form().cell_label(&spec.id);
            found.push(format!(
                "{label}：应为{}，读回为{}",
                shown(cell),
                shown(other)
            ));
        }
    }
}

/// Cells are the same if they state the same number, or none. An amount of nothing is nothing in
/// any unit.
fn same(meant: &Cell, read: &Cell) -> bool {
    match (meant.number(), read.number()) {
        (Some(Number::Amount(meant)), Some(Number::Amount(read))) => {
            meant == read || (meant.printed().is_zero() && read.printed().is_zero())
        }
        (meant, read) => meant == read,
    }
}

fn shown(cell: &Cell) -> String {
    cell.number()
        .map_or_else(|| String::from("没有数字"), |number| number.to_string())
}

/// Text without blanks: formats set them differently.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200b}' && !c.is_control())
        .collect()
}

/// The beginning of a text, for a message.
pub(crate) fn shortened(text: &str) -> String {
    let head: String = text.chars().take(40).collect();
    if head.len() < text.len() {
        head + "…"
    } else {
        head
    }
}
