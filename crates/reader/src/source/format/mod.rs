//! Which format bytes are in: by what they are, never by the name of the file.

mod other;
mod packed;

use super::SourceError;
use serde::{Deserialize, Serialize};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// Plain text in any of the usual encodings.
    Text,
    /// Comma-separated values.
    Csv,
    /// A web page.
    Html,
    /// A document of Word, WPS or LibreOffice.
    Docx,
    /// A document of older Word and of WPS.
    Doc,
    /// A document of LibreOffice.
    Odt,
    /// A workbook.
    Xlsx,
    /// A workbook of older Excel and of WPS.
    Xls,
    /// Pages of PDF.
    Pdf,
    /// Pages of the national format for fixed layouts (GB/T 33190).
    Ofd,
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Html => "text/html",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Doc => "application/msword",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Xls => "application/vnd.ms-excel",
            Self::Pdf => "application/pdf",
            Self::Ofd => "application/ofd",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Whether it is taken apart by a parser that is not ours and that allocates what a file
    /// claims: a process of its own with limits is the place for it.
    pub const fn needs_isolation(self) -> bool {
        match self {
            Self::Pdf | Self::Doc | Self::Xls => true,
            Self::Text
            | Self::Csv
            | Self::Html
            | Self::Docx
            | Self::Odt
            | Self::Xlsx
            | Self::Ofd => false,
        }
    }

    /// The format of these bytes; CSV is told from text only later.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, SourceError> {
        if let Some(refused) = other::refused(bytes) {
            return Err(refused);
        }
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if memchr::memmem::find(head, b"%PDF-").is_some() {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(super::compound::MAGIC) {
            return super::compound::format(bytes);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return packed::format(bytes);
        }
        Ok(if is_html(bytes) {
            Self::Html
        } else {
            Self::Text
        })
    }
}

/// A page begins with a tag and has one of those that every page has.
fn is_html(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let marked = marks.iter().find_map(|mark| head.strip_prefix(*mark));
    let head = marked.unwrap_or(head);
    let blank = |byte: &&u8| **byte == 0 || byte.is_ascii_whitespace();
    let first = head.iter().find(|byte| !blank(byte));
    if first != Some(&b'<') {
        return false;
    }
    let mut head = head.to_ascii_lowercase();
    // Every second byte of a tag is zero in UTF-16.
    if head.iter().take(4).any(|byte| *byte == 0) {
        head.retain(|byte| *byte != 0);
    }
    let tags: [&[u8]; 6] = [
        b"<html",
        b"<!doctype html",
        b"<body",
        b"<table",
        b"<div",
        b"<p",
    ];
    tags.iter()
        .any(|tag| memchr::memmem::find(&head, tag).is_some())
}

/// Whether a text has more control characters than any text has.
pub(crate) fn is_binary(text: &str) -> bool {
    let head = text
        .as_bytes()
        .get(..text.len().min(1 << 14))
        .unwrap_or_default();
    let control = |byte: &&u8| **byte < 0x20 && !b"\t\n\r\x0c".contains(byte);
    let count = head.iter().filter(control).count();
    count > 8 && count * 20 > head.len()
}

#[cfg(test)]
mod tests;
