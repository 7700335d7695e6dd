//! A file to sheets: which format it is by its bytes, never by its name.

mod budget;
mod container;
mod decode;
mod delimited;
mod error;
mod kind;
mod number;
mod workbook;

use crate::{Grid, Limits};
use budget::Budget;
use kind::Kind;

pub use error::ReadError;

/// The sheets of a file, within the usual [`Limits`]: XLSX and its form with macros, or CSV in
/// UTF-8, UTF-16 or GB18030.
///
/// A formula gives the value that the program which saved it had computed. Sheets and rows that
/// are hidden are read; sheets that only a program can show are not.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, ReadError> {
    read_within(bytes, &Limits::default())
}

/// The sheets of a file, within limits.
pub fn read_within(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, ReadError> {
    if u64::try_from(bytes.len()).is_ok_and(|size| size > limits.file_bytes) {
        return Err(ReadError::too_large("文件大小", limits.file_bytes));
    }
    let mut budget = Budget::new(limits);
    let grids = match Kind::of(bytes)? {
        Kind::Packed => {
            let merged = container::check(bytes, limits)?;
            workbook::read(bytes, merged, &mut budget)?
        }
        Kind::Text => vec![delimited::read(bytes, &mut budget)?],
    };
    if grids.iter().all(Grid::is_empty) {
        return Err(ReadError::Empty);
    }
    Ok(grids)
}
