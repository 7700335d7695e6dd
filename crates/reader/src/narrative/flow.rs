//! The narrative as one run of characters: blanks out, lines of one sentence joined, and the way
//! back from every character to its place in the document.

use super::Passage;
use gongkai_domain::report::Place;
use memchr::{memchr_iter, memrchr};
use std::ops::Range;

/// Stands between lines that do not continue each other.
pub(super) const BREAK: char = '\u{1e}';

/// A line shorter than this that ends without a mark is taken for a heading, not for a sentence
/// cut by the page.
const SHORT_LINE: usize = 20;

/// The joined text.
///
/// Blanks are dropped, except between two figures or Latin letters; full-width figures and
/// half-width marks are written in one way, so that whoever reads it knows one spelling only.
pub(super) struct Flow<'a> {
    passages: &'a [Passage<'a>],
    text: String,
    marks: Vec<Mark>,
}

/// From here on the flow follows this passage from this byte on, byte by byte.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    passage: usize,
    source: usize,
}

/// One line of a passage.
struct Line<'a> {
    passage: usize,
    source: usize,
    text: &'a str,
}

impl<'a> Flow<'a> {
    /// Joins the passages.
    pub(super) fn of(passages: &'a [Passage<'a>]) -> Self {
        let length = passages.iter().map(|passage| passage.text.len() + 1).sum();
        let text = String::with_capacity(length);
        let mut flow = Self {
            passages,
            text,
            marks: Vec::with_capacity(length / 64 + 8),
        };
        let mut previous: Option<Line<'_>> = None;
        for (number, passage) in passages.iter().enumerate() {
            for line in lines(number, passage.text) {
                if previous
                    .as_ref()
                    .is_some_and(|before| !flow.continues(before, &line))
                {
                    flow.text.push(BREAK);
                }
                flow.append(&line);
                previous = Some(line);
            }
        }
        flow
    }

    /// The characters.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The passage that the character at this byte stands in.
    pub(super) fn passage(&self, at: usize) -> Option<&'a Passage<'a>> {
        self.passages.get(self.mark(at)?.passage)
    }

    /// The characters of the document behind a stretch of the flow; the flow's own where the
    /// stretch runs over two passages.
    pub(super) fn source(&self, range: Range<usize>) -> &str {
        let joined = self.text.get(range.clone()).unwrap_or_default();
        let last = joined.chars().next_back().map_or(0, char::len_utf8);
        let (Some(from), Some(to)) = (self.mark(range.start), self.mark(range.end - last)) else {
            return joined;
        };
        let Some(passage) = self.passages.get(from.passage) else {
            return joined;
        };
        if from.passage != to.passage || last == 0 {
            return joined;
        }
        let width = passage
            .text
            .get(to.source..)
            .and_then(|rest| rest.chars().next());
        let end = to.source + width.map_or(0, char::len_utf8);
        passage.text.get(from.source..end).map_or(joined, str::trim)
    }

    /// The mark that governs this byte, moved to it.
    fn mark(&self, at: usize) -> Option<Mark> {
        let index = self
            .marks
            .partition_point(|mark| mark.at <= at)
            .checked_sub(1)?;
        let mark = self.marks.get(index)?;
        Some(Mark {
            at,
            source: mark.source + (at - mark.at),
            ..*mark
        })
    }

    /// Whether `next` goes on with the sentence that `before` leaves open.
    fn continues(&self, before: &Line<'_>, next: &Line<'_>) -> bool {
        let section = |line: &Line<'_>| self.passages.get(line.passage).map(|it| it.section);
        if section(before) != section(next) {
            return false;
        }
        let text = before.text.trim_end();
        match text.chars().next_back() {
            Some('，' | ',' | '；' | ';' | '、') => true,
            Some('。' | '！' | '!' | '？' | '?') | None => false,
            Some(_) => {
                !opens_with_number(next.text)
                    && text.chars().nth(SHORT_LINE).is_some()
                    && !is_heading(text)
            }
        }
    }

    fn append(&mut self, line: &Line<'_>) {
        let text = line.text;
        let bytes = text.as_bytes();
        let mut copied = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !is_special(byte) {
                // The other characters of Chinese have three bytes.
                at += if byte >= 0xE4 { 3 } else { 1 };
                continue;
            }
            let Some(found) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            let width = found.len_utf8();
            let written = spelling(found, text, at);
            if written != Some(found) {
                self.copy(line, copied..at);
                self.note(line, at);
                self.text.extend(written);
                copied = at + width;
            }
            at += width;
        }
        self.copy(line, copied..bytes.len());
    }

    fn copy(&mut self, line: &Line<'_>, range: Range<usize>) {
        if let Some(part) = line.text.get(range.clone()).filter(|part| !part.is_empty()) {
            self.note(line, range.start);
            self.text.push_str(part);
        }
    }

    fn note(&mut self, line: &Line<'_>, at: usize) {
        let source = line.source + at;
        self.marks.push(Mark {
            at: self.text.len(),
            passage: line.passage,
            source,
        });
    }
}

/// Says where characters of the flow stand. Asked in the order of the text it looks at every
/// byte of a passage once.
pub(super) struct Places<'f> {
    flow: &'f Flow<'f>,
    /// The place reached: passage, byte in it, line breaks before it, characters of its line.
    passage: usize,
    source: usize,
    breaks: u32,
    characters: u32,
}

impl<'f> Places<'f> {
    /// From the beginning of the flow.
    pub(super) fn of(flow: &'f Flow<'f>) -> Self {
        Self {
            flow,
            passage: 0,
            source: 0,
            breaks: 0,
            characters: 0,
        }
    }

    /// Where the character at this byte stands.
    pub(super) fn place(&mut self, at: usize) -> Option<Place> {
        let mark = self.flow.mark(at)?;
        let passage = self.flow.passages.get(mark.passage)?;
        let Place::Text { line, column } = passage.place else {
            return Some(passage.place.clone());
        };
        if mark.passage != self.passage || mark.source < self.source {
            *self = Self::of(self.flow);
            self.passage = mark.passage;
        }
        let between = passage.text.get(self.source..mark.source)?;
        let tail = memrchr(b'\n', between.as_bytes()).map(|at| at + 1);
        if let Some(begins) = tail {
            self.breaks += short(memchr_iter(b'\n', between.as_bytes()).count());
            self.characters = short(between.get(begins..)?.chars().count());
        } else {
            self.characters += short(between.chars().count());
        }
        self.source = mark.source;
        let first = if self.breaks == 0 { column } else { 1 };
        Some(Place::Text {
            line: line.saturating_add(self.breaks),
            column: first.saturating_add(self.characters),
        })
    }
}

/// The lines of a passage, each with the byte it begins at.
fn lines(passage: usize, text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut source = 0;
    text.split('\n').filter_map(move |line| {
        let start = source;
        source += line.len() + 1;
        (!line.trim().is_empty()).then_some(Line {
            passage,
            source: start,
            text: line,
        })
    })
}

/// First bytes of characters that may be written differently: ASCII, U+00A0, U+2000 to U+2FFF,
/// U+3000 and the full-width forms.
fn is_special(byte: u8) -> bool {
    byte < 0x80 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte >= 0xEF
}

/// How the flow writes a character; `None` drops it.
fn spelling(found: char, text: &str, at: usize) -> Option<char> {
    match found {
        ' ' | '\t' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{3000}' | '\u{feff}' => {
            between(text, at, found.len_utf8(), |near| {
                near.is_ascii_alphanumeric()
            })
            .then_some(' ')
        }
        ',' if !between(text, at, 1, |near| near.is_ascii_digit()) => Some('，'),
        ';' => Some('；'),
        ':' if !between(text, at, 1, |near| near.is_ascii_digit()) => Some('：'),
        '(' => Some('（'),
        ')' => Some('）'),
        '０'..='９' | '．' | '％' | '－' | '＋' => char::from_u32(u32::from(found) - 0xFEE0),
        _ => Some(found),
    }
}

/// Whether the characters on both sides have a property.
fn between(text: &str, at: usize, width: usize, has: impl Fn(char) -> bool) -> bool {
    let before = text.get(..at).and_then(|part| part.chars().next_back());
    let after = text.get(at + width..).and_then(|part| part.chars().next());
    before.is_some_and(&has) && after.is_some_and(&has)
}

/// Whether a line opens with the number of a heading or an item: （一）, 一、, 1. or ①.
pub(super) fn opens_with_number(line: &str) -> bool {
    let line = line.trim_start();
    let bare = line.trim_start_matches(['（', '(']);
    let rest = bare
        .trim_start_matches(|it: char| it.is_ascii_digit() || "一二三四五六七八九十".contains(it));
    let bracketed = bare.len() < line.len() && rest.starts_with(['）', ')']);
    let marked = rest.starts_with(['、', '.', '．', '是']) && !is_decimal(rest);
    (rest.len() < bare.len() && (bracketed || marked))
        || line.starts_with(|it| ('①'..='⑳').contains(&it))
}

fn is_decimal(rest: &str) -> bool {
    rest.strip_prefix('.')
        .is_some_and(|tail| tail.starts_with(|it: char| it.is_ascii_digit()))
}

/// Whether a line is a numbered heading, which no sentence runs on from.
fn is_heading(line: &str) -> bool {
    opens_with_number(line) && !line.contains(['，', ',', '。']) && line.chars().nth(40).is_none()
}

fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
