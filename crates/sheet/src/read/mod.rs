//! A file to sheets.

mod error;
use crate::{Grid, Limits};
pub use error::ReadError;

/// The sheets of a file, within the usual [`Limits`].
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, ReadError> {
    read_within(bytes, &Limits::default())
}

/// The sheets of a file, within limits.
pub fn read_within(_bytes: &[u8], _limits: &Limits) -> Result<Vec<Grid>, ReadError> {
    Err(ReadError::Empty)
}
