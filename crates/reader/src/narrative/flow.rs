//! The narrative as one run of characters: blanks out, lines of one sentence joined, and the way
//! back from every character to its place in the document.

use super::Passage;
use gongkai_domain::report::Place;
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
    /// Line breaks of the passage before its line, and the byte that the line begins at.
    breaks: u32,
    begins: usize,
}

/// One line of a passage.
struct Line<'a> {
    passage: usize,
    breaks: u32,
    begins: usize,
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

    /// Where the characters at these bytes stand. Asked in the order of the text it counts the
    /// characters of a line once.
    pub(super) fn places(
        &self,
        bytes: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = Option<Place>> {
        let mut reached = (usize::MAX, 0, 0, 0);
        bytes.map(move |at| {
            let mark = self.mark(at)?;
            let passage = self.passages.get(mark.passage)?;
            let Place::Text { line, column } = passage.place else {
                return Some(passage.place.clone());
            };
            let (known, begins, source, _) = reached;
            if (known, begins) != (mark.passage, mark.begins) || source > mark.source {
                reached = (mark.passage, mark.begins, mark.begins, 0);
            }
            let between = passage.text.get(reached.2..mark.source)?.chars().count();
            reached.2 = mark.source;
            reached.3 += between;
            let first = if mark.breaks == 0 { column } else { 1 };
            Some(Place::Text {
                line: line.saturating_add(mark.breaks),
                column: first.saturating_add(u32::try_from(reached.3).unwrap_or(u32::MAX)),
            })
        })
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
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            if is_special(rest)
                && let Some(found) = text.get(at..).and_then(|rest| rest.chars().next())
                && let written = spelling(found, text, at)
                && written != Some(found)
            {
                self.copy(line, copied..at);
                self.note(line, at);
                self.text.extend(written);
                copied = at + found.len_utf8();
            }
            at += width(rest);
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
        self.marks.push(Mark {
            at: self.text.len(),
            passage: line.passage,
            source: line.begins + at,
            breaks: line.breaks,
            begins: line.begins,
        });
    }
}

/// The lines of a passage, each with the byte it begins at.
fn lines(passage: usize, text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut next = 0;
    (0..)
        .zip(text.split('\n'))
        .filter_map(move |(breaks, line)| {
            let begins = next;
            next += line.len() + 1;
            (!line.trim().is_empty()).then_some(Line {
                passage,
                breaks,
                begins,
                text: line,
            })
        })
}

/// Whether these bytes begin a character that the flow may write differently. Looked at byte by
/// byte, for nearly all characters are not.
fn is_special(bytes: &[u8]) -> bool {
    match bytes {
        [b' ' | b'\t' | b'\r' | b',' | b';' | b':' | b'(' | b')', ..]
        | [0xC2, 0xA0, ..]
        | [0xE2 | 0xE3, 0x80, 0x80..=0x8B, ..]
        | [0xEF, 0xBB, 0xBF, ..] => true,
        [0xEF, 0xBC, third, ..] => !matches!(third, 0x88 | 0x89 | 0x8C | 0x9A | 0x9B),
        _ => false,
    }
}

/// Bytes of the character that begins these.
pub(super) fn width(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(0x00..0x80) | None => 1,
        Some(0x80..0xE0) => 2,
        Some(0xE0..0xF0) => 3,
        Some(0xF0..) => 4,
    }
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
