//! XLSX to sheets, cell by cell: no block of cells is allocated by what a sheet says of its size.

use super::ReadError;
use super::budget::{Budget, Rows};
use super::number::{self, Shown};
use crate::{Cell, Grid, Merged};
use calamine::{DataRef, Dimensions, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The sheets of a workbook that people can see or show, with merged cells if there are any.
pub(super) fn read(
    bytes: &[u8],
    merged: bool,
    budget: &mut Budget<'_>,
) -> Result<Vec<Grid>, ReadError> {
    // The parser is not ours: if it should panic on bytes that nobody thought of, the file is
    // refused and the program goes on.
    catch_unwind(AssertUnwindSafe(|| read_sheets(bytes, merged, budget)))
        .unwrap_or_else(|_panic| Err(ReadError::damaged("内容无法解析", "panic")))
}

fn read_sheets(
    bytes: &[u8],
    merged: bool,
    budget: &mut Budget<'_>,
) -> Result<Vec<Grid>, ReadError> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| failed(&error, ""))?;
    let sheets = book.sheets_metadata().to_vec();
    budget.check_sheets(sheets.len())?;
    let mut grids = Vec::new();
    for sheet in sheets {
        if sheet.typ != SheetType::WorkSheet || sheet.visible == SheetVisible::VeryHidden {
            continue;
        }
        let mut grid = read_cells(&mut book, &sheet.name, budget)?;
        grid.hidden = sheet.visible == SheetVisible::Hidden;
        if merged {
            grid.merged = read_merged(&mut book, &grid, budget)?;
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn read_cells(book: &mut Book<'_>, name: &str, budget: &mut Budget<'_>) -> Result<Grid, ReadError> {
    let from_1904 = book.has_1904_epoch();
    let mut rows = Rows::default();
    let opened = book.worksheet_cells_reader(name);
    let mut cells = opened.map_err(|error| failed(&error, name))?;
    let styles = cells.styles().iter().map(|style| {
        let format = style.number_format.as_ref();
        format.map(|format| Shown::of_format(format.format_id, &format.format_code))
    });
    let shown: Vec<Option<Shown>> = styles.collect();
    while let Some((cell, style)) = cells
        .next_cell_with_style_id()
        .map_err(|error| failed(&error, name))?
    {
        budget.visit()?;
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let text = text_of(cell.get_value()).map_or(0, str::len);
        if is_blank(cell.get_value()) {
            continue;
        }
        rows.make_room((row.saturating_add(1), column), text, budget)?;
        let shown = shown.get(style).copied().flatten();
        rows.put(column, typed(cell.get_value(), from_1904, shown));
    }
    Ok(rows.finish(name))
}

fn text_of<'c>(value: &'c DataRef<'_>) -> Option<&'c str> {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Some(text)
        }
        DataRef::SharedString(text) => Some(text),
        DataRef::Int(_)
        | DataRef::Float(_)
        | DataRef::Bool(_)
        | DataRef::DateTime(_)
        | DataRef::Error(_)
        | DataRef::Empty => None,
    }
}

fn is_blank(value: &DataRef<'_>) -> bool {
    matches!(value, DataRef::Empty) || text_of(value).is_some_and(str::is_empty)
}

fn typed(value: &DataRef<'_>, from_1904: bool, shown: Option<Shown>) -> Cell {
    match value {
        DataRef::Empty => Cell::Blank,
        DataRef::Int(number) => Cell::from(*number),
        DataRef::Float(float) => number::of_float(*float),
        DataRef::String(text) | DataRef::DurationIso(text) => lines(text),
        DataRef::SharedString(text) => lines(text),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::DateTime(time) => number::of_time(time, from_1904, shown),
        DataRef::DateTimeIso(text) => number::of_written(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// A text with its line ends as one character: `WPS` and the web write two.
fn lines(text: &str) -> Cell {
    if text.contains('\r') {
        Cell::text(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cell::text(text)
    }
}

fn read_merged(
    book: &mut Book<'_>,
    grid: &Grid,
    budget: &mut Budget<'_>,
) -> Result<Vec<Merged>, ReadError> {
    let ranges = book
        .merge_cells_by_sheet_name(&grid.name)
        .map_err(|error| failed(&error, &grid.name))?;
    let mut merged = Vec::new();
    for range in ranges {
        let range = placed(range);
        budget.merge(grid, &range)?;
        merged.push(range);
    }
    Ok(merged)
}

fn placed(range: Dimensions) -> Merged {
    let column = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Merged {
        top: range.start.0.saturating_add(1),
        bottom: range.end.0.saturating_add(1),
        left: column(range.start.1),
        right: column(range.end.1),
    }
}

fn failed(error: &XlsxError, sheet: &str) -> ReadError {
    if matches!(error, XlsxError::Password) {
        return ReadError::Encrypted;
    }
    let place = if sheet.is_empty() {
        String::from("工作簿")
    } else {
        format!("工作表“{sheet}”")
    };
    let detail = if let XlsxError::CellError(value) = error {
        format!("{place}里有错误值 {value}")
    } else {
        format!("{place}的内容无法解析")
    };
    ReadError::damaged(detail, error)
}
