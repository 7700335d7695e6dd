//! XLS: workbooks of older Excel and of WPS.

use super::{Piece, SourceError};
use std::borrow::Cow;

/// Takes one apart.
pub(super) fn pieces(_bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    Err(SourceError::Unsupported {
        format: Cow::Borrowed("XLS 文件"),
    })
}
