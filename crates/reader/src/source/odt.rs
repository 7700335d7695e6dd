//! ODT: documents of LibreOffice.

use super::{Piece, SourceError};
use std::borrow::Cow;

/// Takes one apart.
pub(super) fn pieces(_bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    Err(SourceError::Unsupported {
        format: Cow::Borrowed("ODT 文件"),
    })
}
