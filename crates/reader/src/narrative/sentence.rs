//! Sentences that state something, cut into words and quantities.

use super::flow::BREAK;
use super::number::{self, Quantity};
use super::word::{Token, Word, word_at};
use std::ops::Range;

/// Longest name in marks, in bytes: a mark that is never closed hides no more than nothing.
const LONGEST_NAME: usize = 180;

/// A sentence by bytes of the flow.
#[derive(Debug, Clone)]
pub(super) struct Span {
    /// Its characters, without the mark at its end.
    pub(super) range: Range<usize>,
    /// Whether a figure, a numeral or a word of absence stands in it.
    pub(super) states: bool,
}

/// Cuts the flow into sentences.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut start, mut states) = (0, false);
    for (at, found) in text.char_indices() {
        match found {
            '。' | '！' | '？' | BREAK => {
                spans.push(Span { range: start..at, states });
                start = at + found.len_utf8();
                states = false;
            },
            '0'..='9' | '未' | '没' | '无' | '不' => states = true,
            _ if !states && number::is_numeral(found) => states = true,
            _ => {},
        }
    }
    spans.push(Span { range: start..text.len(), states });
    spans
}

/// The words and quantities of one sentence.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// In the order of the text.
    pub(super) tokens: Vec<Token>,
    /// The quantities that tokens point to.
    pub(super) quantities: Vec<Quantity>,
}

impl Words {
    /// Reads the sentence at this range of the flow, in place of what was read before.
    pub(super) fn read(&mut self, text: &str, range: Range<usize>) {
        self.tokens.clear();
        self.quantities.clear();
        let Some(text) = text.get(..range.end) else { return };
        let mut at = range.start;
        while let Some(found) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let end = self.step(text, at, found);
            at = end.max(at + found.len_utf8());
        }
    }

    /// The quantity that a token points to.
    pub(super) fn quantity(&self, token: &Token) -> Option<Quantity> {
        (token.word == Word::Quantity).then(|| self.quantities.get(token.value).copied()).flatten()
    }

    /// Takes what begins at this byte and says where it ends.
    fn step(&mut self, text: &str, at: usize, found: char) -> usize {
        if found.is_ascii_digit() {
            return self.figures(text, at);
        }
        if let Some(end) = name(text, at, found) {
            self.push(Word::Name, at, end, 0);
            return end;
        }
        if found == '第' {
            return ordinal(text, at);
        }
        let rest = text.get(at..).unwrap_or_default();
        // 零 and 一级事项 are words before they are numerals.
        if number::is_numeral(found)
            && let Some(end) = self.counted(text, at)
        {
            return end;
        }
        match word_at(rest) {
            Some((word, length)) => {
                self.push(word, at, at + length, 0);
                at + length
            },
            None => at,
        }
    }

    fn figures(&mut self, text: &str, at: usize) -> usize {
        if let Some((year, end)) = number::year(text, at) {
            self.push(Word::Year, at, end, usize::try_from(year).unwrap_or(0));
            return end;
        }
        if let Some(end) = self.counted(text, at) {
            return end;
        }
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with("12345") {
            self.push(Word::Hotline, at, at + 5, 0);
        }
        let run = rest.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(rest.len());
        at + run
    }

    fn counted(&mut self, text: &str, at: usize) -> Option<usize> {
        let (quantity, end) = number::quantity(text, at)?;
        self.push(Word::Quantity, at, end, self.quantities.len());
        self.quantities.push(quantity);
        Some(end)
    }

    fn push(&mut self, word: Word, start: usize, end: usize, value: usize) {
        self.tokens.push(Token { word, start, end, value });
    }
}

/// Where the name in marks that opens here ends.
fn name(text: &str, at: usize, found: char) -> Option<usize> {
    let close = match found {
        '《' => '》',
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '〔' => '〕',
        '【' => '】',
        '<' => '>',
        _ => return None,
    };
    let rest = text.get(at..)?;
    let end = rest.find(close)? + close.len_utf8();
    (end <= LONGEST_NAME).then_some(at + end)
}

/// Where 第二十条, 第3项 or 第（五）项 ends, so that its number counts nothing.
fn ordinal(text: &str, at: usize) -> usize {
    let rest = text.get(at + '第'.len_utf8()..).unwrap_or_default();
    let tail = rest.trim_start_matches(|it: char| {
        it.is_ascii_digit() || number::is_numeral(it) || matches!(it, '（' | '）' | '千')
    });
    let unit = tail.chars().next().map_or(0, char::len_utf8);
    let length = rest.len() - tail.len();
    at + '第'.len_utf8() + if length == 0 { 0 } else { length + unit }
}
