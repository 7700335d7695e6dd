//! The container of older Office documents and of WPS (compound file binary): what is in it.

use super::{Format, SourceError};
use std::borrow::Cow;

/// Which format a compound file holds, by the names of its streams, which stand in it in UTF-16.
pub(super) fn format(bytes: &[u8]) -> Result<Format, SourceError> {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if has("WordDocument") {
        Ok(Format::Doc)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("EncryptedPackage") {
        Err(SourceError::Encrypted)
    } else {
        Err(SourceError::Unsupported {
            format: Cow::Borrowed("旧版 Office 的其他文件"),
        })
    }
}
