//! A section's tables on a worksheet: merged cells, figures as numbers, heads frozen.

use super::{centred, half_widths, page, sheet_name};
use crate::document::{Part, Placed, Printed, Role, Table};
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// Width of all columns together, in characters of the standard font.
const SHEET_WIDTH: usize = 100;

/// Writes the heading and the tables of a section.
pub(super) fn write(sheet: &mut Worksheet, part: &Part) -> Result<(), XlsxError> {
    page(sheet.set_name(sheet_name(part.id))?);
    let mut top = 1;
    for (number, table) in part.tables.iter().enumerate() {
        if number == 0 {
            heading(sheet, &part.heading, table)?;
            freeze(sheet, table)?;
        }
        write_table(sheet, table, top)?;
        top += table.lines.len() + 1;
    }
    Ok(())
}

fn heading(sheet: &mut Worksheet, heading: &str, table: &Table) -> Result<(), XlsxError> {
    let format = centred(14).set_font_name("黑体");
    let last = column_number(table.width.saturating_sub(1))?;
    if last == 0 {
        sheet.write_string_with_format(0, 0, heading, &format)?;
    } else {
        sheet.merge_range(0, 0, 0, last, heading, &format)?;
    }
    sheet.set_row_height(0, 30)?;
    for (column, share) in table.column_shares().into_iter().enumerate() {
        sheet.set_column_width(column_number(column)?, characters(share))?;
    }
    Ok(())
}

/// Keeps the head of a long table in sight and repeats it on each printed page.
fn freeze(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    if table.head == 0 || table.lines.len() <= 2 * table.head {
        return Ok(());
    }
    let below = row_number(1 + table.head)?;
    sheet.set_freeze_panes(below, column_number(table.labels)?)?;
    sheet.set_repeat_rows(0, below.saturating_sub(1))?;
    Ok(())
}

pub(super) fn write_table(
    sheet: &mut Worksheet,
    table: &Table,
    top: usize,
) -> Result<(), XlsxError> {
    let shares = table.column_shares();
    for (number, line) in table.lines.iter().enumerate() {
        let row = top + number;
        for cell in line {
            write_cell(sheet, cell, row)?;
        }
        sheet.set_row_height(row_number(row)?, line_height(line, &shares))?;
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, cell: &Placed, row: usize) -> Result<(), XlsxError> {
    let format = look(cell);
    let (first, left) = (row_number(row)?, column_number(cell.column)?);
    if cell.rows > 1 || cell.columns > 1 {
        let last = row_number(row + cell.rows - 1)?;
        let right = column_number(cell.column + cell.columns - 1)?;
        sheet.merge_range(first, left, last, right, "", &format)?;
    }
    match &cell.content {
        Printed::Empty => sheet.write_blank(first, left, &format)?,
        Printed::Text(text) => sheet.write_string_with_format(first, left, text, &format)?,
        Printed::Figure(figure) => match figure
            .to_f64()
            .filter(|f| f.to_string() == figure.to_string())
        {
            Some(number) => sheet.write_number_with_format(first, left, number, &format)?,
            // More digits than a spreadsheet's number can hold.
            None => sheet.write_string_with_format(first, left, figure.to_string(), &format)?,
        },
    };
    Ok(())
}

fn look(cell: &Placed) -> Format {
    let format = centred(11).set_border(FormatBorder::Thin);
    match cell.role {
        Role::Title | Role::Head => format.set_font_name("黑体"),
        Role::Label if cell.rows == 1 => format.set_align(FormatAlign::Left),
        Role::Text => format.set_align(FormatAlign::Left).set_indent(1),
        Role::Label | Role::Value => format,
    }
}

/// The height that the longest text of a line needs, in points: a spreadsheet does not fit the
/// height of a row to its merged cells.
fn line_height(line: &[Placed], shares: &[usize]) -> u32 {
    const LINE: usize = 15;
    let lines = line.iter().map(|cell| {
        let share: usize = shares.iter().skip(cell.column).take(cell.columns).sum();
        let room = (share * SHEET_WIDTH / 1000).saturating_sub(2).max(2);
        let text = cell.content.text();
        let lines = text
            .split('\n')
            .map(|part| half_widths(part).div_ceil(room).max(1));
        lines.sum::<usize>().div_ceil(cell.rows.max(1))
    });
    let height = LINE * lines.max().unwrap_or(1).max(1) + 6;
    u32::try_from(height.min(400)).unwrap_or(400)
}

/// A share of the sheet's width in characters.
pub(super) fn characters(share: usize) -> f64 {
    let tenths = u32::try_from(share * SHEET_WIDTH / 100).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}

pub(super) fn row_number(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_beyond| XlsxError::RowColumnLimitError)
}

pub(super) fn column_number(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_beyond| XlsxError::RowColumnLimitError)
}
