//! A list as a workbook, on the address of its page: `?as=xlsx` besides whatever narrows it.

use super::desk::file::sent;
use crate::error::WebError;
use axum::response::Response;
use gongkai_office::{Cell, ColumnKind, workbook};
use jiff::civil::Date;

/// Whether this value of `as` asks for the workbook.
pub(crate) fn is_asked(how: &str) -> bool {
    how == "xlsx"
}

/// The workbook of a list.
pub(crate) fn of_list(
    title: &str,
    heads: &[(&str, ColumnKind)],
    rows: Vec<Vec<Cell>>,
) -> Result<Response, WebError> {
    let book = workbook(title, heads, rows)?;
    Ok(sent(&format!("{title}.xlsx"), "xlsx", book))
}

/// A day, or nothing.
pub(crate) fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::Blank, Cell::Date)
}

/// A count.
pub(crate) fn count(count: impl TryInto<u64>) -> Cell {
    count
        .try_into()
        .map_or(Cell::Blank, |count: u64| Cell::Number(count.into()))
}
