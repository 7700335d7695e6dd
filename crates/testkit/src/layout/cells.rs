//! Layouts with a cell a line.

use super::rows::{flow, padding};
use crate::Rng;
use crate::paper::{Sheet, Spot};

pub(super) fn pipe_cell(sheet: &Sheet, out: &mut String) {
    for row in &sheet.rows {
        bar_cells(&flow(row), out);
        padded(padding(row), out);
    }
}

pub(super) fn pipe_lead_cell(sheet: &Sheet, out: &mut String) {
    for row in &sheet.rows {
        out.push_str("|\n");
        bar_cells(&flow(row), out);
    }
}

fn bar_cells(cells: &[&str], out: &mut String) {
    for text in cells {
        out.push_str(text);
        out.push_str(if text.is_empty() { "|\n" } else { " |\n" });
    }
}

/// A line of bars alone where columns are merged.
fn padded(count: usize, out: &mut String) {
    if count > 0 {
        out.push_str(&"|".repeat(count));
        out.push('\n');
    }
}

pub(super) fn cell_line(sheet: &Sheet, out: &mut String) {
    for text in sheet.rows.iter().flat_map(flow) {
        out.push_str(text);
        out.push('\n');
    }
}

pub(super) fn cell_blank_line(sheet: &Sheet, out: &mut String) {
    for text in sheet.rows.iter().flat_map(flow) {
        out.push_str(text);
        out.push_str(if text.is_empty() { "\n" } else { "\n\n" });
    }
}

/// A tab opens a cell, also one covered from above; an empty line ends a row and stands where a
/// long cell breaks.
pub(super) fn cell_tab(sheet: &Sheet, rng: &mut Rng, out: &mut String) {
    for (row, line) in sheet.rows.iter().zip(sheet.spread()) {
        for spot in line {
            match spot {
                Spot::Start(slot) if slot.gone && slot.is_value() => {}
                Spot::Start(slot) => tabbed(&broken(&slot.text, rng), out),
                Spot::Below { first: true } => tabbed("", out),
                Spot::Right | Spot::Below { first: false } => {}
            }
        }
        for text in &row.extra {
            tabbed(text, out);
        }
        out.push('\n');
    }
}

fn tabbed(text: &str, out: &mut String) {
    out.push('\t');
    out.push_str(text);
    out.push('\n');
}

/// A long cell is sometimes broken in two, with or without an empty line between.
fn broken(text: &str, rng: &mut Rng) -> String {
    let length = text.chars().count();
    if length < 6 || text.starts_with(crate::paper::is_mark) || !rng.chance(12) {
        return text.to_owned();
    }
    let at = text
        .char_indices()
        .nth(3 + rng.below(length - 4))
        .map_or(0, |(at, _)| at);
    let (head, tail) = text.split_at(at);
    format!("{head}{}{tail}", rng.pick(&["\n", "\n\n"]))
}

pub(super) fn cell_line_pipe_line(sheet: &Sheet, out: &mut String) {
    for text in sheet.rows.iter().flat_map(flow) {
        if !text.is_empty() {
            out.push_str(text);
            out.push('\n');
        }
        out.push_str("|\n");
    }
}

/// Two ways seen: the break before the text, or after the bar with tabs before the next text.
pub(super) fn pipe_multiline(sheet: &Sheet, rng: &mut Rng, out: &mut String) {
    let leading = rng.chance(50);
    for row in &sheet.rows {
        let cells = flow(row);
        if leading {
            let cells: Vec<String> = cells.iter().map(|text| format!("\n {text}  |")).collect();
            out.extend(["| ", &cells.join(" "), "\n"]);
        } else {
            let cells: Vec<String> = cells.iter().map(|text| format!("{text}  | ")).collect();
            out.extend([&cells.join("\n\t\t\t"), "\n\t\t\n"]);
        }
    }
}
