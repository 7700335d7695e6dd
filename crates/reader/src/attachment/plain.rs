//! Plain text, told from everything that only looks like it: pages, saved mail, scripts, bytes.

use super::{AttachmentKind, Refused};
use crate::source::decode::{Decoded, decode};
use crate::source::format::is_binary;

/// Bytes at the beginning in which a page shows itself.
const HEAD: usize = 1 << 16;

/// Takes bytes without any mark if they are text and nothing that a program runs.
pub(super) fn kind(bytes: &[u8]) -> Result<AttachmentKind, Refused> {
    let decoded = decode(bytes);
    if !is_text(&decoded) {
        let program = bytes.starts_with(b"MZ");
        return Err(if program {
            Refused::Executable
        } else {
            Refused::Unknown
        });
    }
    let start = decoded
        .text
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = start
        .char_indices()
        .nth(HEAD)
        .map_or(start, |(end, _)| start.get(..end).unwrap_or(start));
    if head.is_empty() {
        return Err(Refused::Empty);
    }
    match marked_up(&head.to_ascii_lowercase()) {
        Some(format) => Err(Refused::WebPage { format }),
        None if head.starts_with("#!") || head.to_ascii_lowercase().starts_with("@echo") => {
            Err(Refused::Executable)
        }
        None => Ok(AttachmentKind::Txt),
    }
}

/// No zero, hardly a place that is no character, no more control characters than a text has.
fn is_text(decoded: &Decoded<'_>) -> bool {
    let few = decoded.broken.saturating_mul(200) <= decoded.text.len();
    few && !decoded.text.contains('\0') && !is_binary(&decoded.text)
}

/// What a browser or mail program would make of a text.
fn marked_up(head: &str) -> Option<&'static str> {
    const ANYWHERE: [(&str, &str); 8] = [
        ("<svg", "SVG"),
        ("<html", "HTML"),
        ("<!doctype", "HTML"),
        ("<script", "HTML"),
        ("<iframe", "HTML"),
        ("<body", "HTML"),
        ("<?xml", "XML"),
        ("javascript:", "HTML"),
    ];
    if head.starts_with("mime-version:") || head.contains("\nmime-version:") {
        return Some("MHT");
    }
    let found = ANYWHERE.iter().find(|(tag, _)| head.contains(tag));
    let tagged = head.strip_prefix('<').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/'))
    });
    found
        .map(|(_, format)| *format)
        .or(tagged.then_some("HTML"))
}
