//! Layouts with a row a line.

use crate::Rng;
use crate::paper::{Sheet, SheetRow, Slot, SlotKind, Spot, unmarked};

/// The places of a line as a grid prints them: merged places are empty.
fn places(sheet: &Sheet) -> Vec<Vec<&str>> {
    let mut lines = Vec::new();
    for (row, line) in sheet.rows.iter().zip(sheet.spread()) {
        let mut line: Vec<&str> = line.into_iter().map(spot_text).collect();
        shift(&mut line, row.shift);
        line.truncate(sheet.width - missing(row));
        line.extend(row.extra.iter().map(String::as_str));
        lines.push(line);
    }
    lines
}

fn spot_text(spot: Spot<'_>) -> &str {
    match spot {
        Spot::Start(cell) => &cell.text,
        Spot::Right | Spot::Below { .. } => "",
    }
}

/// How many figures of the line are gone with their cells.
fn missing(row: &SheetRow) -> usize {
    row.cells
        .iter()
        .filter(|slot| slot.gone && slot.is_value())
        .count()
}

/// Drops up to `count` empty places at the left and fills up at the right.
fn shift(line: &mut Vec<&str>, count: usize) {
    let empty = line
        .iter()
        .take(count)
        .take_while(|text| text.is_empty())
        .count();
    line.rotate_left(empty);
}

/// The cells that start in a line, as layouts without a grid print them.
pub(super) fn flow(row: &SheetRow) -> Vec<&str> {
    let printed = row
        .cells
        .iter()
        .filter(|slot| !slot.gone)
        .map(|slot| slot.text.as_str());
    printed
        .chain(row.extra.iter().map(String::as_str))
        .collect()
}

/// How many places of the line are covered by merged columns.
pub(super) fn padding(row: &SheetRow) -> usize {
    row.cells.iter().map(|slot| slot.columns - 1).sum()
}

pub(super) fn tsv(sheet: &Sheet, out: &mut String) {
    for line in places(sheet) {
        push(out, &line.join("\t"));
    }
}

/// As word processors' texts come: see [`super::Layout::TsvShifted`].
pub(super) fn tsv_shifted(sheet: &Sheet, rng: &mut Rng, out: &mut String) {
    let loses_from = rng.below(sheet.rows.len() * 2);
    for (at, (row, line)) in sheet.rows.iter().zip(sheet.spread()).enumerate() {
        let mut texts: Vec<&str> = Vec::new();
        for spot in line {
            let short = matches!(spot, Spot::Start(slot) if is_wide_label(slot));
            texts.push(spot_text(spot));
            if short {
                texts.push("\u{0}");
            }
        }
        // Each wide label covers one place less; the line is filled up at its right.
        drop_one_place_after_each_zero(&mut texts);
        let loses = row.has_values() && at >= loses_from && rng.chance(50);
        let lost = if loses { sheet.width } else { row.shift };
        shift(&mut texts, lost);
        texts.resize(sheet.width - missing(row), "");
        texts.extend(row.extra.iter().map(String::as_str));
        push(out, &texts.join("\t"));
    }
}

fn is_wide_label(slot: &Slot) -> bool {
    slot.kind == SlotKind::Label && slot.columns > 1
}

fn drop_one_place_after_each_zero(texts: &mut Vec<&str>) {
    while let Some(at) = texts.iter().position(|&text| text == "\u{0}") {
        texts.drain(at..(at + 2).min(texts.len()));
    }
}

pub(super) fn pipe_row(sheet: &Sheet, out: &mut String) {
    for row in &sheet.rows {
        push(out, &pipe_line(row));
    }
}

fn pipe_line(row: &SheetRow) -> String {
    let mut line = flow(row).join(" | ");
    line.push_str(" |");
    let padding = padding(row);
    if padding > 0 {
        line.push(' ');
        line.push_str(&"|".repeat(padding));
    }
    line
}

pub(super) fn pipe_lead_row(sheet: &Sheet, rng: &mut Rng, out: &mut String) {
    let closed = rng.chance(50);
    for row in &sheet.rows {
        let line = format!(
            "| {}{}",
            flow(row).join(" | "),
            if closed { " |" } else { "" }
        );
        push(out, &line);
    }
}

pub(super) fn joined(sheet: &Sheet, between: &str, out: &mut String) {
    for row in &sheet.rows {
        let cells = flow(row);
        let printed: Vec<&str> = cells.into_iter().filter(|text| !text.is_empty()).collect();
        push(out, &printed.join(between));
    }
}

pub(super) fn mixed(sheet: &Sheet, out: &mut String) {
    for row in &sheet.rows {
        if row.is_head() {
            for text in flow(row) {
                push(out, &format!("{text} |"));
            }
        } else {
            push(out, &format!("{} |", flow(row).join(" | ")));
        }
    }
}

pub(super) fn markdown(sheet: &Sheet, out: &mut String) {
    for (at, line) in places(sheet).into_iter().enumerate() {
        let width = line.len();
        let escaped: Vec<String> = line
            .into_iter()
            .map(|text| text.replace('|', "\\|"))
            .collect();
        push(out, &format!("| {} |", escaped.join(" | ")));
        if at == 0 {
            push(out, &format!("|{}", " --- |".repeat(width)));
        }
    }
}

pub(super) fn csv(sheet: &Sheet, out: &mut String) {
    for line in places(sheet) {
        let quoted: Vec<String> = line.into_iter().map(quoted).collect();
        push(out, &quoted.join(","));
    }
}

fn quoted(text: &str) -> String {
    if unmarked(text).contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}
