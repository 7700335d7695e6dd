//! The head of a table: titles, with their groups above them; and cells shared down the rows.

use super::WriteError;
use super::cells::{self, Place};
use super::sheet::{column_number, height, lines_of, note, row_number};
use crate::{Cell, Column, Table};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

/// Cells that are shown as one.
struct Joined {
    top: u32,
    bottom: u32,
    left: usize,
    right: usize,
}

/// Writes the head from this row on; gives its last row.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    first: u32,
    widths: &[usize],
) -> Result<u32, WriteError> {
    let depth = table.columns.iter().map(|column| column.over.len()).max();
    let depth = depth.unwrap_or(0);
    let last = first.saturating_add(row_number(depth)?);
    for row in first..last {
        sheet.set_row_height(row, height(1))?;
    }
    let lines = table.columns.iter().zip(widths);
    let lines = lines.map(|(column, width)| lines_of(&column.title, width.saturating_sub(1)));
    sheet.set_row_height(last, height(lines.max().unwrap_or(1)))?;
    for level in 0..depth {
        groups(sheet, &table.columns, first, level)?;
    }
    for (number, column) in table.columns.iter().enumerate() {
        let top = first.saturating_add(row_number(column.over.len())?);
        let at = Joined {
            top,
            bottom: last,
            left: number,
            right: number,
        };
        put(sheet, &at, &column.title, &look(column.required))?;
        if let Some(help) = help(column) {
            sheet.insert_note(top, column_number(number)?, &note(&help))?;
        }
    }
    Ok(last)
}

/// The groups of one level: neighbours that share it and all above it.
fn groups(
    sheet: &mut Worksheet,
    columns: &[Column],
    first: u32,
    level: usize,
) -> Result<(), WriteError> {
    let row = first.saturating_add(row_number(level)?);
    let mut left = 0;
    for shared in columns.chunk_by(|one, next| {
        let group = one.over.get(..=level);
        group.is_some() && group == next.over.get(..=level)
    }) {
        let right = left + shared.len() - 1;
        if let Some(name) = shared.first().and_then(|column| column.over.get(level)) {
            let at = Joined {
                top: row,
                bottom: row,
                left,
                right,
            };
            put(sheet, &at, name, &look(false))?;
        }
        left = right + 1;
    }
    Ok(())
}

fn look(required: bool) -> Format {
    let plain = cells::font()
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let colour = if required { 0x00FF_E8B3 } else { 0x00E7_ECF3 };
    plain.set_background_color(Color::RGB(colour))
}

/// Writes a text into cells that are shown as one.
fn put(sheet: &mut Worksheet, at: &Joined, text: &str, format: &Format) -> Result<(), WriteError> {
    let (left, right) = (column_number(at.left)?, column_number(at.right)?);
    if at.top != at.bottom || left != right {
        sheet.merge_range(at.top, left, at.bottom, right, "", format)?;
    }
    let place = Place {
        row: at.top,
        column: left,
    };
    cells::write_text(sheet, place, text, format)
}

/// What the comment on a title says.
fn help(column: &Column) -> Option<String> {
    let required = if column.required { "必填。" } else { "" };
    let help = format!("{required}{}", column.note);
    (!help.is_empty()).then_some(help)
}

/// Joins equal texts below each other in the columns that ask for it; `top` is the last row of the
/// head.
pub(super) fn join(sheet: &mut Worksheet, table: &Table, top: u32) -> Result<(), WriteError> {
    let format = cells::font()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    let mut before: Vec<usize> = Vec::new();
    for (column, _) in table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.down)
    {
        before.push(column);
        let same = |one: &Vec<Cell>, next: &Vec<Cell>| {
            let same = |column: &usize| one.get(*column) == next.get(*column);
            before.iter().all(same)
        };
        let mut row = top.saturating_add(1);
        for shared in table.rows.chunk_by(same) {
            let next = row.saturating_add(row_number(shared.len())?);
            let text = shared.first().and_then(|cells| cells.get(column));
            if let (Some(Cell::Text(text)), true) = (text, shared.len() > 1) {
                let bottom = next.saturating_sub(1);
                let at = Joined {
                    top: row,
                    bottom,
                    left: column,
                    right: column,
                };
                put(sheet, &at, text, &format)?;
            }
            row = next;
        }
    }
    Ok(())
}
