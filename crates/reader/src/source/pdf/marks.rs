//! Marked content: what is hidden with its layer, and what stands for other text.

use super::interpret::{DEEPEST, Interpreter};
use super::lexer::{Token, plain_name};
use hayro_syntax::object::{Dict, FromBytes, String as PdfString};
use hayro_syntax::page::Resources;

/// A stretch of marked content.
#[derive(Debug)]
pub(super) struct Mark {
    hides: bool,
    /// The text it stands for, and how many characters the page had before.
    stands_for: Option<(String, usize)>,
}

impl Interpreter<'_> {
    /// Opens a stretch.
    pub(super) fn begin_mark(&mut self, operands: &[Token<'_>], resources: &Resources<'_>) {
        let mut mark = Mark {
            hides: false,
            stands_for: None,
        };
        if let [.., Token::Name(b"OC"), Token::Name(name)] = operands {
            mark.hides = self.layers.hides(&resources.properties, &plain_name(name));
        }
        if let [.., Token::Dict(raw)] = operands
            && memchr::memmem::find(raw, b"ActualText").is_some()
        {
            let text = Dict::from_bytes(raw).and_then(|it| it.get::<PdfString<'_>>("ActualText"));
            mark.stands_for = text.map(|text| (spelled(&text), self.page.glyphs.len()));
        }
        if self.marks.len() < DEEPEST {
            self.hiding += usize::from(mark.hides);
            self.marks.push(mark);
        }
    }

    /// Closes the last stretch.
    pub(super) fn end_mark(&mut self) {
        let Some(mark) = self.marks.pop() else { return };
        self.hiding -= usize::from(mark.hides);
        if let Some((text, from)) = mark.stands_for {
            self.replace(from, &text);
        }
    }
}

/// A string of text: UTF-16 or UTF-8 with its mark, or Latin.
fn spelled(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned();
    }
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(rest);
    match text {
        Some(text) => text.into_owned(),
        None => encoding_rs::mem::decode_latin1(rest).into_owned(),
    }
}
