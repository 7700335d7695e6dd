//! OFD to pages.

use super::SourceError;
use super::page::Page;
use std::borrow::Cow;

/// The pages of a document.
pub(super) fn pages(_bytes: &[u8]) -> Result<Vec<Page>, SourceError> {
    Err(SourceError::Unsupported {
        format: Cow::Borrowed("OFD 文件"),
    })
}
