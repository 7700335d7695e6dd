//! Words of letters and digits, as codes and numbers of documents are written. Full width is
//! folded, small letters are made capitals.

use super::context::Context;
use super::run::is_code;
use super::{Gravity, Hit, LeakKind, kind};
use std::ops::Range;

/// Letters and digits that stand together, of any width.
#[derive(Debug)]
pub(super) struct Word {
    /// In ASCII, capitals.
    pub(super) text: String,
    pub(super) bytes: Range<usize>,
}

impl Word {
    fn push(&mut self, c: char, end: usize) {
        self.text.push(c);
        self.bytes.end = end;
    }

    /// Letters in front, digits behind them; `None` if it is anything else.
    pub(super) fn parts(&self) -> Option<(&str, &str)> {
        let digits = self
            .text
            .trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letters = self.text.strip_suffix(digits)?;
        let pure = digits.bytes().all(|byte| byte.is_ascii_digit());
        pure.then_some((letters, digits))
    }
}

/// A character of a code in ASCII, capital; anything else is `None`.
pub(super) fn folded(c: char) -> Option<char> {
    is_code(c).then(|| {
        let narrow = match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
            }
            other => other,
        };
        narrow.to_ascii_uppercase()
    })
}

/// The words of a text in their order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut chars = text.char_indices();
    std::iter::from_fn(move || {
        let mut word: Option<Word> = None;
        for (at, c) in chars.by_ref() {
            let end = at + c.len_utf8();
            match (folded(c), word.as_mut()) {
                (Some(c), Some(word)) => word.push(c, end),
                (Some(c), None) => {
                    let text = c.to_string();
                    let bytes = at..end;
                    word = Some(Word { text, bytes });
                }
                (None, Some(_)) => break,
                (None, None) => {}
            }
        }
        word
    })
}

/// Says of a word whether it is a number of a document.
type Detector = fn(&Word, &Context<'_>) -> bool;

const KINDS: [(LeakKind, Detector); 2] = [
    (LeakKind::Passport, super::passport::likely),
    (LeakKind::TravelPermit, super::travel_permit::likely),
];

/// The numbers of documents among the words of a text.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    let long = |word: &Word| (7..=11).contains(&word.text.len());
    let hit = |word: Word| {
        let context = Context::new(text, word.bytes.clone());
        let found = KINDS.iter().find(|(_, is)| is(&word, &context));
        found.map(|(kind, _)| Hit {
            kind: *kind,
            gravity: Gravity::Doubtful,
            excerpt: kind::masked(*kind, &word.text),
            bytes: word.bytes,
        })
    };
    words(text).filter(long).filter_map(hit).collect()
}
