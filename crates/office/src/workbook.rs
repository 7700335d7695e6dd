//! Any list as a workbook: typed cells, a head that stays in sight, set up for printing.

use crate::OfficeError;
pub use gongkai_sheet::{Cell, ColumnKind};
use gongkai_sheet::{Column, Table};

/// A list as a workbook: its title, the heads of its columns and what they hold, its rows.
pub fn workbook(
    title: &str,
    heads: &[(&str, ColumnKind)],
    rows: Vec<Vec<Cell>>,
) -> Result<Vec<u8>, OfficeError> {
    let heads = heads.iter();
    written(&Table {
        title: title.to_owned(),
        sheet: title.to_owned(),
        columns: heads
            .map(|(head, kind)| Column::new(*head, *kind))
            .collect(),
        rows,
        ..Table::default()
    })
}

pub(crate) fn written(table: &Table) -> Result<Vec<u8>, OfficeError> {
    gongkai_sheet::write(table).map_err(|error| OfficeError::File(error.to_string()))
}
