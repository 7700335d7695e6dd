//! What a file is, by its first bytes.

use super::ReadError;

const SAVE_AS: &str = "请用 Excel 或 WPS 打开，另存为 .xlsx 文件后再上传。";
const CHOOSE: &str = "请选择 .xlsx 或 .csv 文件。";

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A packed file; its parts tell more.
    Packed,
    /// Text.
    Text,
}

impl Kind {
    /// The kind of these bytes, or what else they are.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, ReadError> {
        const OTHERS: [(&[u8], &str); 6] = [
            (b"%PDF", " PDF 文件"),
            (b"\x89PNG", "图片"),
            (b"\xff\xd8\xff", "图片"),
            (b"GIF8", "图片"),
            (b"{\\rtf", " RTF 文件"),
            (b"Rar!", "压缩包"),
        ];
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Err(other(what, CHOOSE));
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(compound(bytes));
        }
        if bytes.starts_with(b"PK") {
            return Ok(Self::Packed);
        }
        match markup(bytes) {
            Some(what) => Err(other(what, SAVE_AS)),
            None => Ok(Self::Text),
        }
    }
}

/// The container of old Office files; an encrypted new one is in it as well. Names of its parts
/// are in UTF-16.
fn compound(bytes: &[u8]) -> ReadError {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        ReadError::Encrypted
    } else if has("WordDocument") {
        other("旧版 Word 文件（.doc）", CHOOSE)
    } else {
        other("旧版表格文件（.xls、.et）", SAVE_AS)
    }
}

/// Web pages and XML that call themselves `.xls`, as old systems export them.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = head.trim_ascii_start().to_ascii_lowercase();
    let has = |tag: &[u8]| memchr::memmem::find(&head, tag).is_some();
    if !head.starts_with(b"<") {
        None
    } else if has(b"<html") || has(b"<table") || has(b"<!doctype html") {
        Some("网页格式的文件（扩展名可能是 .xls）")
    } else if head.starts_with(b"<?xml") {
        Some(" XML 格式的文件（扩展名可能是 .xls）")
    } else {
        None
    }
}

/// Something else, with what to do about it.
const fn other(what: &'static str, remedy: &'static str) -> ReadError {
    ReadError::NotASpreadsheet { what, remedy }
}

/// What a packed file is, by the names of its parts; `None` for a workbook that can be read.
pub(super) fn of_parts(names: &[String]) -> Option<ReadError> {
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("xl/workbook.bin") {
        Some(other("二进制表格文件（.xlsb）", SAVE_AS))
    } else if has("xl/") {
        None
    } else if has("word/") {
        Some(other(" Word 文件", CHOOSE))
    } else if has("ppt/") {
        Some(other("演示文稿", CHOOSE))
    } else if has("content.xml") {
        Some(other(" OpenDocument 文件（.ods、.odt）", SAVE_AS))
    } else {
        Some(other("压缩包或别的文件", CHOOSE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> String {
        Kind::of(bytes).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_spreadsheet_is_named_with_what_to_do() {
        assert!(said(b"%PDF-1.7").contains("PDF"));
        assert!(said(b"\xef\xbb\xbf\r\n<HTML><TABLE>").contains("另存为 .xlsx"));
        assert!(said(b"\xd0\xcf\x11\xe0W\0o\0r\0k\0b\0o\0o\0k\0").contains(".xls"));
        assert!(said(b"").contains("没有内容"));
    }

    #[test]
    fn a_password_is_named_as_the_cause() {
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let file = [b"\xd0\xcf\x11\xe0".to_vec(), name].concat();
        assert_eq!(Kind::of(&file), Err(ReadError::Encrypted));
        assert!(said(&file).contains("设有打开密码"));
    }

    #[test]
    fn a_row_that_begins_with_a_bracket_is_text() {
        assert_eq!(Kind::of("<甲>,乙".as_bytes()), Ok(Kind::Text));
    }
}
