//! The two ways in which PDF tools write a page as text.

use crate::Rng;
use crate::paper::{Sheet, SheetRow, Slot, SlotKind, is_mark};

/// Columns a character takes on the page.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| {
            if is_mark(c) {
                0
            } else {
                usize::from(!c.is_ascii()) + 1
            }
        })
        .sum()
}

/// Breaks running text after `columns` characters, but not inside a figure.
pub(super) fn wrapped(text: &str, columns: usize, out: &mut String) {
    let mut length = 0;
    for character in text.chars() {
        if length >= columns && !character.is_ascii_alphanumeric() {
            out.push('\n');
            length = 0;
        }
        out.push(character);
        length += 1;
    }
}

/// The pieces of a text, none wider than `limit` columns.
fn pieces(text: &str, limit: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in text.chars() {
        let last = pieces.last().map_or(0, |piece| width(piece));
        let breaks = character == '\n';
        if breaks || last + width(&character.to_string()) > limit.max(2) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut().filter(|_| !breaks) {
            piece.push(character);
        }
    }
    pieces
}

/// Text at a column of a line of the page.
struct Ink {
    line: usize,
    column: usize,
    text: String,
}

/// Aligned by blanks. Labels are cut to the width of their column, figures stand on the middle
/// line of their row.
pub(super) fn aligned(sheet: &Sheet, rng: &mut Rng, out: &mut String) {
    let widths = widths(sheet, rng);
    let edge = |column: usize| -> usize { widths.iter().take(column).sum() };
    let room = |slot: &Slot| edge(slot.column + slot.columns) - edge(slot.column) - 2;
    let heights = heights(sheet, &room);
    let mut inks = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        let top: usize = heights.iter().take(at).sum();
        for slot in row.cells.iter().filter(|slot| !slot.text.is_empty()) {
            let height: usize = heights.iter().skip(at).take(slot.rows).sum();
            ink(
                slot,
                (top, height),
                (edge(slot.column), room(slot)),
                &mut inks,
            );
        }
        for (number, text) in row.extra.iter().enumerate() {
            let column = edge(sheet.width) + 6 * number;
            inks.push(Ink {
                line: top,
                column,
                text: text.clone(),
            });
        }
    }
    page(inks, heights.iter().sum(), out);
}

/// Widths of the columns: labels narrower than their text, figures as wide as they need.
fn widths(sheet: &Sheet, rng: &mut Rng) -> Vec<usize> {
    let labels = 8 + 2 * rng.below(3);
    let own = 18 + 2 * rng.below(8);
    let mut widths = vec![6 + 2 * rng.below(3); sheet.width];
    for slot in sheet.rows.iter().flat_map(|row| &row.cells) {
        let wanted = match slot.kind {
            SlotKind::Label if slot.rows > 1 || slot.columns > 1 => labels,
            SlotKind::Label => own,
            SlotKind::Value(_) | SlotKind::Local if slot.columns == 1 => width(&slot.text) + 3,
            SlotKind::Head if slot.columns == 1 && slot.rows == 1 => 6,
            SlotKind::Title | SlotKind::Head | SlotKind::Value(_) | SlotKind::Local => 0,
        };
        widths[slot.column] = widths[slot.column].max(wanted);
    }
    widths
}

fn heights(sheet: &Sheet, room: &impl Fn(&Slot) -> usize) -> Vec<usize> {
    let needed = |slot: &Slot| pieces(&slot.text, room(slot)).len();
    let own = |row: &SheetRow| row.cells.iter().filter(|s| s.rows == 1).map(needed).max();
    let mut heights: Vec<usize> = sheet
        .rows
        .iter()
        .map(|row| own(row).unwrap_or(1).max(1))
        .collect();
    for (at, row) in sheet.rows.iter().enumerate() {
        for slot in row.cells.iter().filter(|slot| slot.rows > 1) {
            let there: usize = heights.iter().skip(at).take(slot.rows).sum();
            heights[at + slot.rows - 1] += needed(slot).saturating_sub(there);
        }
    }
    heights
}

/// The pieces of a cell, centred in its height.
fn ink(
    slot: &Slot,
    (top, height): (usize, usize),
    (left, room): (usize, usize),
    inks: &mut Vec<Ink>,
) {
    let pieces = pieces(&slot.text, room);
    let first = top + height.saturating_sub(pieces.len()) / 2;
    for (at, text) in pieces.into_iter().enumerate() {
        let centred = if slot.is_value() {
            (room.saturating_sub(width(&text))) / 2
        } else {
            0
        };
        inks.push(Ink {
            line: first + at,
            column: left + centred,
            text,
        });
    }
}

fn page(mut inks: Vec<Ink>, lines: usize, out: &mut String) {
    inks.sort_by_key(|ink| (ink.line, ink.column));
    for line in 0..lines {
        let mut at = 0;
        for ink in inks.iter().filter(|ink| ink.line == line) {
            let gap = ink.column.saturating_sub(at).max(usize::from(at > 0));
            out.push_str(&" ".repeat(gap));
            out.push_str(&ink.text);
            at += gap + width(&ink.text);
        }
        out.push('\n');
    }
}

/// Reading order: labels cut over lines, the figures of a row in one line behind its label or on
/// the next line.
pub(super) fn raw(sheet: &Sheet, rng: &mut Rng, out: &mut String) {
    let limit = 16 + 2 * rng.below(8);
    let narrow = 2 + 2 * rng.below(4);
    for row in &sheet.rows {
        let own = row.own_label();
        let mut line = String::new();
        for (at, slot) in row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, slot)| !slot.text.is_empty())
        {
            let limit = if slot.rows > 1 && slot.kind == SlotKind::Label {
                narrow
            } else {
                limit
            };
            let broken = if slot.is_value() {
                slot.text.clone()
            } else {
                pieces(&slot.text, limit).join("\n")
            };
            if !line.is_empty() {
                let long = Some(at) == own.map(|own| own + 1) && line.contains('\n');
                let above = slot.kind == SlotKind::Label;
                line.push(if above || (long && rng.chance(40)) {
                    '\n'
                } else {
                    ' '
                });
            }
            line.push_str(&broken);
        }
        for text in &row.extra {
            line.push(' ');
            line.push_str(text);
        }
        out.push_str(&line);
        out.push('\n');
    }
}
