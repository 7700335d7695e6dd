//! Tables to a workbook, or one table to CSV.
//!
//! The same tables give the same bytes: the date of creation that the format demands is a constant.

mod cells;
mod choices;
mod delimited;
mod names;
mod sheet;
mod titles;

use crate::Table;
use choices::Choices;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub(crate) use delimited::unguarded;
pub use delimited::write_csv;

/// Why a table cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A text is longer than the 32,767 units that a cell can hold.
    #[error("{place}的文字超过表格软件单元格的上限（32767字），无法导出到表格")]
    TextTooLong {
        /// The cell on the sheet: `B12`.
        place: String,
    },
    /// More rows or columns than a sheet can have (1,048,576 and 16,384).
    #[error("行数或列数超过表格软件的上限，请缩小范围后分次导出")]
    TooMany,
    /// Anything else; no known table gives it.
    #[error("无法生成表格文件：{0}")]
    Writer(String),
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        // Too many variants to name those that no table of ours can give.
        if matches!(error, XlsxError::RowColumnLimitError) {
            Self::TooMany
        } else {
            Self::Writer(error.to_string())
        }
    }
}

/// A workbook with one table, as bytes of an XLSX file.
pub fn write(table: &Table) -> Result<Vec<u8>, WriteError> {
    write_book(std::slice::from_ref(table))
}

/// A workbook with a sheet for each table; the first one's title is that of the workbook.
pub fn write_book(tables: &[Table]) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(tables)?);
    let names = names::of_sheets(tables);
    let mut choices = Choices::new(&names);
    for (table, name) in tables.iter().zip(&names) {
        let sheet = book.add_worksheet();
        sheet::write(sheet.set_name(name)?, table, &mut choices)?;
    }
    if tables.is_empty() {
        book.add_worksheet();
    }
    choices.write(&mut book)?;
    Ok(book.save_to_buffer()?)
}

fn properties(tables: &[Table]) -> Result<DocProperties, XlsxError> {
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let title = tables.first().map_or("", |table| table.title.as_str());
    Ok(DocProperties::new()
        .set_title(title)
        .set_creation_datetime(&created))
}
