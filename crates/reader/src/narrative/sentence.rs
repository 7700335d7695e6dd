//! Sentences that state something, cut into words and quantities.

use super::flow::{BREAK, width};
use super::lexicon::{Lexicon, opens};
use super::number::{self, Quantity};
use super::word::{Token, Word};
use std::ops::Range;

/// Longest name in marks, in bytes: a mark that is never closed hides no more than nothing.
const LONGEST_NAME: usize = 180;

/// Bytes after which a sentence is cut, so that a text without a full stop is read in time.
const LONGEST_SENTENCE: usize = 12_000;

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
    let lexicon = Lexicon::get();
    let bytes = text.as_bytes();
    let mut spans = Vec::new();
    let (mut start, mut states, mut at) = (0, false, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let signs = lexicon.signs(rest);
        let width = width(rest);
        let stop = signs & opens::STOP != 0 && is_stop(text, at);
        if stop || at - start > LONGEST_SENTENCE {
            let range = start..at;
            spans.push(Span { range, states });
            start = if stop { at + width } else { at };
            states = false;
        } else if !states && signs & (opens::NUMERAL | opens::ABSENCE) != 0 {
            states = may_state(text, at, width, lexicon);
        }
        at += width;
    }
    spans.push(Span {
        range: start..text.len(),
        states,
    });
    spans
}

fn is_stop(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| rest.starts_with(['。', '！', '？', BREAK]))
}

/// Whether a number with a measure word or a word of absence may begin here.
fn may_state(text: &str, at: usize, width: usize, lexicon: &Lexicon) -> bool {
    let Some(rest) = text.get(at..) else {
        return false;
    };
    let next = lexicon.signs(rest.as_bytes().get(width..).unwrap_or_default());
    rest.starts_with(|it: char| it.is_ascii_digit())
        || (rest.starts_with(number::is_numeral) && next & (opens::UNIT | opens::NUMERAL) != 0)
        || lexicon
            .word_at(rest)
            .is_some_and(|(word, _)| word == Word::Nothing)
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
        let Some(text) = text.get(..range.end) else {
            return;
        };
        let lexicon = Lexicon::get();
        let any = opens::WORD | opens::NUMERAL | opens::SKIPPED;
        let mut at = range.start;
        while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            let signs = lexicon.signs(rest);
            let end = if signs & any == 0 {
                at
            } else {
                self.step(text, at, signs, lexicon)
            };
            at = end.max(at + width(rest));
        }
    }

    /// The quantity that a token points to.
    pub(super) fn quantity(&self, token: &Token) -> Option<Quantity> {
        (token.word == Word::Quantity)
            .then(|| self.quantities.get(token.value).copied())
            .flatten()
    }

    /// Takes what begins at this byte and says where it ends.
    fn step(&mut self, text: &str, at: usize, signs: u8, lexicon: &Lexicon) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        let Some(found) = rest.chars().next() else {
            return at;
        };
        if found.is_ascii_digit() {
            return self.figures(text, at);
        }
        if signs & opens::SKIPPED != 0 {
            if found == '第' {
                return ordinal(text, at);
            }
            if let Some(end) = name(text, at, found) {
                self.push(Word::Name, at, end, 0);
                return end;
            }
        }
        if signs & opens::NUMERAL != 0
            && number::is_numeral(found)
            && let Some(end) = self.counted(text, at)
        {
            return end;
        }
        if found == '（'
            && let Some(end) = self.account(text, at)
        {
            self.push(Word::Name, at, end, 0);
            return end;
        }
        let word = if signs & opens::WORD == 0 {
            None
        } else {
            lexicon.word_at(rest)
        };
        word.map_or(at, |(word, length)| {
            self.push(word, at, at + length, 0);
            at + length
        })
    }

    /// Where the name or address in brackets behind a channel ends: 微信公众号（某镇发布）.
    fn account(&self, text: &str, at: usize) -> Option<usize> {
        let last = self.tokens.last().filter(|token| token.end == at)?;
        let rest = text.get(at..)?;
        let end = rest.find('）').filter(|end| *end <= LONGEST_NAME)? + '）'.len_utf8();
        let name = rest.get(..end)?;
        let counted = name.contains(|it: char| it.is_ascii_digit() || number::is_numeral(it));
        let channel = matches!(last.word, Word::Channel | Word::Site);
        (channel && !counted).then_some(at + end)
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
        let run = rest
            .find(|it: char| !it.is_ascii_digit() && it != '.')
            .unwrap_or(rest.len());
        at + run
    }

    fn counted(&mut self, text: &str, at: usize) -> Option<usize> {
        let (quantity, end) = number::quantity(text, at)?;
        self.push(Word::Quantity, at, end, self.quantities.len());
        self.quantities.push(quantity);
        Some(end)
    }

    fn push(&mut self, word: Word, start: usize, end: usize, value: usize) {
        self.tokens.push(Token {
            word,
            start,
            end,
            value,
        });
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
