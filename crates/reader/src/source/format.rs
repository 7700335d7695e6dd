//! Which format bytes are in: by what they are, never by the name of the file.

use super::SourceError;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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
        const OTHERS: [(&[u8], &str); 5] = [
            (b"\x89PNG", "图片"),
            (b"\xff\xd8\xff", "图片"),
            (b"GIF8", "图片"),
            (b"II*\0", "图片"),
            (b"{\\rtf", "RTF 文件"),
        ];
        if let Some((_, format)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            let format = Cow::Borrowed(*format);
            return Err(SourceError::Unsupported { format });
        }
        if memchr::memmem::find(
            bytes.get(..bytes.len().min(1024)).unwrap_or_default(),
            b"%PDF-",
        )
        .is_some()
        {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return super::compound::format(bytes);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return packed(bytes);
        }
        Ok(if is_html(bytes) {
            Self::Html
        } else {
            Self::Text
        })
    }
}

/// The parts of a container are named in its directory.
fn packed(bytes: &[u8]) -> Result<Format, SourceError> {
    let has = |name: &str| memchr::memmem::find(bytes, name.as_bytes()).is_some();
    if has("word/document.xml") {
        Ok(Format::Docx)
    } else if has("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else if has("OFD.xml") {
        Ok(Format::Ofd)
    } else if has("application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else {
        Err(SourceError::Unsupported {
            format: Cow::Borrowed("压缩包"),
        })
    }
}

/// A page begins with a tag and has one of those that every page has.
fn is_html(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace());
    if first != Some(&b'<') {
        return false;
    }
    let head = head.to_ascii_lowercase();
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
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_its_bytes() {
        assert_eq!(
            Format::of("  <!DOCTYPE html><p>".as_bytes()),
            Ok(Format::Html)
        );
        assert_eq!(Format::of("规章 0".as_bytes()), Ok(Format::Text));
        assert_eq!(Format::of(b"%PDF-1.7"), Ok(Format::Pdf));
        assert!(Format::of(b"\x89PNG").is_err());
        assert!(Format::of(b"PK\x03\x04mimetype").is_err());
        assert!(is_binary("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{e}a"));
    }
}
