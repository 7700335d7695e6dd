//! Which format bytes are in: by what they are, never by the name of the file.

use super::SourceError;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text in any of the usual encodings.
    Text,
    /// Comma-separated values.
    Csv,
    /// A web page.
    Html,
    /// A document of Word, WPS or LibreOffice.
    Docx,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Html => "text/html",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The format of these bytes; CSV is told from text only later.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, SourceError> {
        const OTHERS: [(&[u8], &str); 7] = [
            (b"%PDF", "PDF 文件"),
            (b"\xd0\xcf\x11\xe0", "旧版 Word、Excel 或 WPS 文件"),
            (b"\x89PNG", "图片"),
            (b"\xff\xd8\xff", "图片"),
            (b"GIF8", "图片"),
            (b"II*\0", "图片"),
            (b"{\\rtf", "RTF 文件"),
        ];
        if let Some((_, format)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Err(SourceError::Unsupported { format });
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
        Err(SourceError::Unsupported {
            format: "OFD 文件"
        })
    } else {
        Err(SourceError::Unsupported {
            format: "压缩包"
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
        assert!(Format::of(b"%PDF-1.7").is_err());
        assert!(Format::of(b"PK\x03\x04mimetype").is_err());
        assert!(is_binary("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{e}a"));
    }
}
