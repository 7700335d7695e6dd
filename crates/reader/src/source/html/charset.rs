//! Bytes of a page to characters.

use super::super::decode;
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// How far into the page a declaration is looked for.
const DECLARATION_WITHIN: usize = 4096;

/// The characters of a page. Never fails: what no encoding explains becomes U+FFFD.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(bytes.get(length..).unwrap_or_default())
            .0;
    }
    if let Some(encoding) = decode::wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    match declared(bytes) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
        None => undeclared(bytes),
    }
}

/// Invalid UTF-8 without a declaration: GB18030 if it explains every byte.
fn undeclared(bytes: &[u8]) -> Cow<'_, str> {
    GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .unwrap_or_else(|| UTF_8.decode_without_bom_handling(bytes).0)
}

/// The encoding that the page declares. Pages that say gb2312 or gbk contain characters that only
/// GB18030 has; one that says UTF-8 and is not is no help, nor is one that says it is in Latin
/// letters, for that explains any bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..DECLARATION_WITHIN)
        .unwrap_or(bytes)
        .to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")?;
    let label: Vec<u8> = head
        .iter()
        .skip(at + b"charset=".len())
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .copied()
        .collect();
    let encoding = Encoding::for_label(&label)?;
    if encoding == GBK {
        return Some(GB18030);
    }
    let is_help = encoding != UTF_8 && encoding != WINDOWS_1252;
    (is_help && encoding.is_ascii_compatible()).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_says_gb2312_is_read_as_gb18030() {
        let mut page = b"<meta charset=\"GB2312\"><p>".to_vec();
        // 䶮, a name character that GB 2312 does not have.
        page.extend(GB18030.encode("石䶮镇").0.iter());
        assert!(decoded(&page).ends_with("石䶮镇"));
    }

    #[test]
    fn valid_utf_8_is_utf_8_whatever_the_page_declares() {
        assert_eq!(
            decoded("<meta charset=gbk>公开".as_bytes()),
            "<meta charset=gbk>公开"
        );
        assert_eq!(decoded(b"\xEF\xBB\xBFa"), "a");
        assert_eq!(decoded(&GB18030.encode("公开").0), "公开");
    }
}
