//! One table on a sheet: title, header row, rows, remarks; how it is frozen, filtered and printed.

use super::cells::{self, Looks, Place};
use super::choices::Choices;
use super::{WriteError, titles};
use crate::{Cell, Column, ColumnKind, Table};
use rust_xlsxwriter::{Format, FormatAlign, IgnoreError, Note, Worksheet, XlsxError};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr as _;

/// ISO A4 in the numbering of the format.
const A4: u8 = 9;
/// Characters that a page of A4 is wide when it stands upright.
const PAGE_WIDTH: usize = 90;
/// The widest column that is fitted to its cells.
const WIDEST: usize = 40;
/// Rows looked at for the width of a column.
const WIDTH_SAMPLE: usize = 2_000;
/// Empty rows below the table in which the rules of its columns hold already.
const FREE_ROWS: usize = 1_000;
/// Units that the head of a printed page may have, the commands aside.
const PAGE_HEAD: usize = 120;

/// Writes a table on an empty sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    choices: &mut Choices,
) -> Result<(), WriteError> {
    let looks = Looks::new();
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|column| width(table, column))
        .collect();
    let first = write_head(sheet, table, &widths)?;
    let top = titles::write(sheet, table, first, &widths)?;
    let bottom = write_rows(sheet, table, top, (&looks, &widths))?;
    titles::join(sheet, table, top)?;
    write_foot(sheet, table, bottom, &widths)?;
    set_up(sheet, table, [first, top, bottom], (&looks, &widths))?;
    for (column, number) in table.columns.iter().zip(0_u16..) {
        let Some(rule) = choices.rule(column)? else {
            continue;
        };
        let last = row_number(FREE_ROWS + table.rows.len())?.saturating_add(top);
        sheet.add_data_validation(top + 1, number, last, number, &rule)?;
    }
    Ok(())
}

/// The title and the lines above the table; gives the first row of the header.
fn write_head(sheet: &mut Worksheet, table: &Table, widths: &[usize]) -> Result<u32, WriteError> {
    let mut row = 0;
    if table.headed {
        let title = cells::font()
            .set_bold()
            .set_font_size(16)
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        write_across(sheet, row, (&table.title, &title), widths)?;
        sheet.set_row_height(row, 32)?;
        row += 1;
    }
    for line in &table.head {
        write_across(sheet, row, (line, &remark()), widths)?;
        row += 1;
    }
    Ok(row)
}

/// The lines below the table, a blank row between.
fn write_foot(
    sheet: &mut Worksheet,
    table: &Table,
    bottom: u32,
    widths: &[usize],
) -> Result<(), WriteError> {
    for (line, row) in table.foot.iter().zip(bottom.saturating_add(2)..) {
        write_across(sheet, row, (line, &remark()), widths)?;
    }
    Ok(())
}

fn remark() -> Format {
    cells::font()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

/// A line across all columns, as high as it needs: merged cells are not fitted by the program that
/// shows them.
fn write_across(
    sheet: &mut Worksheet,
    row: u32,
    (text, format): (&str, &Format),
    widths: &[usize],
) -> Result<(), WriteError> {
    let last = column_number(widths.len().saturating_sub(1))?;
    let room: usize = widths.iter().sum::<usize>().max(8);
    let height = height(lines_of(text, room));
    if last > 0 {
        sheet.merge_range(row, 0, row, last, "", format)?;
    }
    sheet.set_row_height(row, height)?;
    cells::write_text(sheet, Place { row, column: 0 }, text, format)
}

/// A comment large enough for its text, with nobody's name.
pub(super) fn note(text: &str) -> Note {
    const LONGEST: usize = 2_000;
    const HALF_CHARACTERS_IN_A_LINE: usize = 30;
    let text: String = text.chars().take(LONGEST).collect();
    let lines = text
        .lines()
        .map(|line| line.width() / HALF_CHARACTERS_IN_A_LINE + 1);
    let height = (lines.sum::<usize>() * 20 + 12).clamp(40, 400);
    Note::new(text)
        .add_author_prefix(false)
        .set_author("")
        .set_width(240)
        .set_height(u32::try_from(height).unwrap_or(400))
}

/// Writes the rows; gives the number of the last one on the sheet.
fn write_rows(
    sheet: &mut Worksheet,
    table: &Table,
    top: u32,
    (looks, widths): (&Looks, &[usize]),
) -> Result<u32, WriteError> {
    let marks = marks(table);
    let mut row = top;
    for (number, cells) in table.rows.iter().enumerate() {
        row = row_number(number)?.saturating_add(top).saturating_add(1);
        sheet.set_row_height(row, row_height(cells, (&table.columns, widths)))?;
        let marked = marks.range((number, 0)..=(number, usize::MAX)).next_back();
        let marked = marked.map_or(0, |((_, column), _)| column.saturating_add(1));
        for column in 0..cells.len().max(table.columns.len()).max(marked) {
            let kind = table.columns.get(column);
            let kind = kind.map_or(ColumnKind::LongText, |column| column.kind);
            let at = Place {
                row,
                column: column_number(column)?,
            };
            let mark = marks.get(&(number, column));
            let cell = cells.get(column).unwrap_or(&crate::cell::BLANK);
            cells::write(sheet, at, cell, kind, (looks, mark.is_some()))?;
            if let Some(message) = mark {
                sheet.insert_note(row, at.column, &note(message))?;
            }
        }
    }
    Ok(row)
}

/// What is wrong with the cells, each once.
fn marks(table: &Table) -> BTreeMap<(usize, usize), String> {
    let mut marks: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for mark in &table.marks {
        let messages = marks.entry((mark.row, mark.column)).or_default();
        if !messages.is_empty() {
            messages.push('\n');
        }
        messages.push_str(&mark.message);
    }
    marks
}

/// The height that the longest text of a row needs, in points: not every program fits it.
/// Texts that may share a cell with those below them have its room.
fn row_height(cells: &[Cell], (columns, widths): (&[Column], &[usize])) -> u32 {
    let columns = columns.iter().zip(widths);
    let lines = cells
        .iter()
        .zip(columns)
        .map(|(cell, (column, width))| match cell {
            Cell::Text(_) if column.down => 1,
            Cell::Text(text) => lines_of(text, width.saturating_sub(1)),
            Cell::Blank
            | Cell::Number(_)
            | Cell::Date(_)
            | Cell::DateTime(_)
            | Cell::Bool(_)
            | Cell::Error(_) => 1,
        });
    height(lines.max().unwrap_or(1))
}

/// The lines of a text that is wrapped at so many characters.
pub(super) fn lines_of(text: &str, room: usize) -> usize {
    let lines = text
        .lines()
        .map(|line| line.width().div_ceil(room.max(1)).max(1));
    lines.sum::<usize>().max(1)
}

/// The height of so many lines in points, up to what a row can be.
pub(super) fn height(lines: usize) -> u32 {
    const LINE: usize = 15;
    u32::try_from(lines.saturating_mul(LINE) + 4)
        .unwrap_or(409)
        .min(409)
}

/// Widths, frozen header, filter, paper.
fn set_up(
    sheet: &mut Worksheet,
    table: &Table,
    [first, top, bottom]: [u32; 3],
    (looks, widths): (&Looks, &[usize]),
) -> Result<(), XlsxError> {
    for ((column, width), number) in table.columns.iter().zip(widths).zip(0_u16..) {
        let width = u32::try_from(*width).unwrap_or(255);
        sheet.set_column_width(number, f64::from(width))?;
        sheet.set_column_format(number, looks.of_kind(column.kind))?;
    }
    if let Some(last) = widths.len().checked_sub(1) {
        let last = u16::try_from(last).unwrap_or(u16::MAX);
        if first == top {
            sheet.autofilter(top, 0, bottom, last)?;
        }
        sheet.ignore_error_range(top, 0, bottom, last, IgnoreError::NumberStoredAsText)?;
    }
    sheet.set_freeze_panes(top + 1, 0)?;
    sheet.set_repeat_rows(first, top)?;
    let wide = widths.iter().sum::<usize>() > PAGE_WIDTH;
    if wide {
        sheet.set_landscape();
    }
    sheet
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.6, 0.6, 0.9, 0.8, 0.4, 0.4)
        .set_footer("&C第&P页 共&N页");
    if !table.headed && !table.title.is_empty() {
        sheet.set_header(page_head(&table.title));
    }
    Ok(())
}

/// The head of each printed page. The font stands between its size and the title, which may begin
/// with a figure.
fn page_head(title: &str) -> String {
    let title: String = title.chars().take(PAGE_HEAD).collect();
    format!("&C&14&\"宋体,Bold\"{}", title.replace('&', "&&"))
}

/// The width of a column in characters: the one that is asked for, or that of its longest cell.
fn width(table: &Table, column: usize) -> usize {
    let Some(of) = table.columns.get(column) else {
        return 0;
    };
    if of.width > 0 {
        return usize::from(of.width).min(255);
    }
    let needed = |text: &str| text.lines().map(str::width).max().unwrap_or(0);
    let cells = table.rows.iter().take(WIDTH_SAMPLE);
    let cells = cells.filter_map(|cells| Some(needed(&cells.get(column)?.to_string())));
    // The title needs room for the arrow of the filter.
    let longest = cells.max().unwrap_or(0).max(needed(&of.title) + 2);
    (longest + 2).clamp(6, WIDEST)
}

pub(super) fn row_number(row: usize) -> Result<u32, WriteError> {
    u32::try_from(row).map_err(|_beyond| WriteError::TooMany)
}

pub(super) fn column_number(column: usize) -> Result<u16, WriteError> {
    u16::try_from(column).map_err(|_beyond| WriteError::TooMany)
}
