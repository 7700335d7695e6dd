//! What a ZIP container holds, by the names of its parts.

use super::super::SourceError;
use super::super::compound::{u16_at, u32_at};
use super::Format;
use std::borrow::Cow;

/// Bytes of an entry of the directory before its name.
const ENTRY: usize = 46;
/// Parts that are looked at; containers with more are refused by whoever opens them.
const PARTS: usize = 10_000;

/// The format of a container.
pub(super) fn format(bytes: &[u8]) -> Result<Format, SourceError> {
    let Some(directory) = directory(bytes) else {
        return guessed(bytes);
    };
    let parts: Vec<Part<'_>> = Parts(directory).take(PARTS).collect();
    let has = |name: &[u8]| parts.iter().any(|part| part.name == name);
    let under = |folder: &[u8]| parts.iter().any(|part| part.name.starts_with(folder));
    let format = if under(b"word/document") {
        Format::Docx
    } else if has(b"xl/workbook.xml") {
        Format::Xlsx
    } else if has(b"OFD.xml") {
        Format::Ofd
    } else if has(b"mimetype") {
        open_document(bytes)?
    } else {
        let suite = if under(b"ppt/") {
            Some("演示文稿")
        } else if has(b"xl/workbook.bin") {
            Some("二进制表格文件（XLSB）")
        } else {
            None
        };
        return Err(suite.map_or_else(archive, unsupported));
    };
    if parts.iter().any(|part| part.is_locked) {
        return Err(SourceError::Encrypted);
    }
    Ok(format)
}

/// The kind of an `OpenDocument` or e-book, which its first part names unpacked.
fn open_document(bytes: &[u8]) -> Result<Format, SourceError> {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let has = |kind: &[u8]| memchr::memmem::find(head, kind).is_some();
    if has(b"application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else if has(b"application/vnd.oasis.opendocument.spreadsheet") {
        Err(unsupported("ODS 表格"))
    } else if has(b"application/vnd.oasis.opendocument") {
        Err(unsupported("OpenDocument 的其他文件"))
    } else {
        Err(archive())
    }
}

/// A container whose directory is lost: whoever opens it says what is wrong with it.
fn guessed(bytes: &[u8]) -> Result<Format, SourceError> {
    let has = |name: &str| memchr::memmem::find(bytes, name.as_bytes()).is_some();
    if has("word/document") {
        Ok(Format::Docx)
    } else if has("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else if has("OFD.xml") {
        Ok(Format::Ofd)
    } else if has("application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else {
        Err(archive())
    }
}

fn archive() -> SourceError {
    SourceError::Archive {
        format: Cow::Borrowed("ZIP 压缩包"),
    }
}

fn unsupported(format: &'static str) -> SourceError {
    SourceError::Unsupported {
        format: Cow::Borrowed(format),
    }
}

/// The directory, which the end of the file leads to.
fn directory(bytes: &[u8]) -> Option<&[u8]> {
    const NEAR: usize = (1 << 16) + 22;
    let from = bytes.len().saturating_sub(NEAR);
    let end = from + memchr::memmem::rfind(bytes.get(from..)?, b"PK\x05\x06")?;
    let start = usize::try_from(u32_at(bytes, end + 16)?).ok()?;
    let directory = bytes.get(start..end)?;
    directory.starts_with(b"PK\x01\x02").then_some(directory)
}

struct Part<'a> {
    name: &'a [u8],
    is_locked: bool,
}

struct Parts<'a>(&'a [u8]);

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.0.starts_with(b"PK\x01\x02") {
            return None;
        }
        let length = |at: usize| u16_at(self.0, at).map(usize::from);
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let part = Part {
            name: self.0.get(ENTRY..ENTRY + name)?,
            is_locked: u16_at(self.0, 8)? & 1 == 1,
        };
        self.0 = self
            .0
            .get(ENTRY + name + extra + comment..)
            .unwrap_or_default();
        Some(part)
    }
}
