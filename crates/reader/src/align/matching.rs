//! How well each segment's label fits each row of each form.

use super::lexicon::{Lexicon, RowAt, opening};
use super::segment::Segment;
use super::token::{Token, TokenKind};
use crate::fold::label_chars;
use gongkai_domain::report::form::without_numeral;
use std::borrow::Cow;

/// A row that a segment may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// The row.
    pub(crate) row: RowAt,
    /// Likeness of the labels in thousandths, with what the numerals say for or against it.
    pub(crate) likeness: u16,
    /// Whether the label needs the label-only segment before (or behind) to be that alike.
    pub(crate) borrows: Borrow,
}

/// Which neighbours a label was completed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Borrow {
    /// How many segments before.
    pub(crate) before: u8,
    /// How many segments behind.
    pub(crate) behind: u8,
}

/// Below this a label is another label.
pub(crate) const LEAST: u16 = 450;

/// Labels this short need to be nearly whole: 行政许可 and 行政处罚 are half alike.
const SHORT: usize = 6;
const LEAST_SHORT: u16 = 660;

/// A label whole to the letter, whatever its numeral.
pub(crate) const WHOLE: u16 = 940;

/// What a piece of another label must add to the likeness to count.
const GAIN: u16 = 20;

/// The pieces of one label stand within this many lines, page numbers between them included.
const NEAR: usize = 8;

/// The candidates of every segment.
pub(crate) fn candidates(lexicon: &Lexicon, segments: &[Segment<'_, '_>]) -> Vec<Vec<Candidate>> {
    let scope = scope(segments);
    (0..segments.len())
        .map(|at| {
            let near = scope.contains(&at);
            let mut found = if near {
                of_segment(lexicon, segments, at)
            } else {
                Vec::new()
            };
            if is_head(lexicon, &segments[at]) {
                // 总计 and 其他 are heads of columns too: rows only with just their figures.
                let run = segments[at].run();
                found.retain(|candidate| {
                    lexicon.forms[candidate.row.0].rows()[candidate.row.1].width == run
                });
            }
            found
        })
        .collect()
}

/// Whether the own label of a segment is also a word of heads.
fn is_head(lexicon: &Lexicon, segment: &Segment<'_, '_>) -> bool {
    let head =
        |token: &Token<'_>| opening(token.text).is_none() && lexicon.word(plain(token)).is_some();
    segment.labels.last().is_some_and(|token| head(token))
}

/// From the first to the last segment with figures, with some before for labels without any.
fn scope(segments: &[Segment<'_, '_>]) -> std::ops::Range<usize> {
    let figures = |segment: &Segment<'_, '_>| segment.run() > 0;
    match (
        segments.iter().position(figures),
        segments.iter().rposition(figures),
    ) {
        (Some(first), Some(last)) => first.saturating_sub(12)..last + 40,
        _ => 0..segments.len(),
    }
}

fn of_segment(lexicon: &Lexicon, segments: &[Segment<'_, '_>], at: usize) -> Vec<Candidate> {
    let segment = &segments[at];
    let mut found = Found {
        lexicon,
        candidates: Vec::new(),
    };
    if let Some(token) = segment.labels.last()
        && found.exact(&[token], Borrow::default())
    {
        return found.candidates;
    }
    for count in 1..=segment.labels.len().min(4) {
        found.alike(
            &segment.labels[segment.labels.len() - count..],
            Borrow::default(),
            0,
        );
    }
    if segment.run() > 0 {
        borrowed(&mut found, segments, at);
    }
    found.candidates
}

/// Readings completed with label-only neighbours: a label cut by a page or by the line width.
fn borrowed(found: &mut Found<'_>, segments: &[Segment<'_, '_>], at: usize) {
    let own = &segments[at].labels;
    let own = &own[own.len() - own.len().min(1)..];
    if own
        .iter()
        .any(|token| found.lexicon.word(plain(token)).is_some())
    {
        return;
    }
    let line = segments[at].line;
    let before = lone(segments[..at].iter().rev(), line);
    let behind = lone(segments[at + 1..].iter(), line);
    for take_before in 0..=before.len() {
        for take_behind in 0..=behind.len().min(2) {
            let count = take_before + take_behind;
            if count == 0 || (own.is_empty() && take_before == 0) {
                continue;
            }
            let mut tokens: Vec<&Token<'_>> = before[..take_before].iter().rev().copied().collect();
            tokens.extend(own);
            tokens.extend(&behind[..take_behind]);
            // What opens with a numeral of its own is another label, not the rest of this one.
            if tokens
                .iter()
                .skip(1)
                .any(|token| opening(token.text).is_some())
            {
                continue;
            }
            let to_small = |count| u8::try_from(count).unwrap_or(u8::MAX);
            let borrow = Borrow {
                before: to_small(take_before),
                behind: to_small(take_behind),
            };
            // A label that stands alone above bare figures is their own label.
            let gain = if own.is_empty() { 0 } else { GAIN };
            if found.exact(&tokens, borrow) {
                // Nothing that is only alike stands against a label whole to the letter.
                found
                    .candidates
                    .retain(|candidate| candidate.likeness >= WHOLE);
                return;
            }
            found.alike(&tokens, borrow, gain);
        }
    }
}

/// The last labels of up to three neighbouring segments without figures.
fn lone<'s, 'a: 't, 't: 's>(
    neighbours: impl Iterator<Item = &'s Segment<'a, 't>>,
    line: usize,
) -> Vec<&'s Token<'a>> {
    let near = |segment: &Segment<'_, '_>| segment.line.abs_diff(line) <= NEAR;
    neighbours
        .take(3)
        .map_while(|segment| match segment.labels.as_slice() {
            [only] if segment.run() == 0 && near(segment) => Some(*only),
            _ => None,
        })
        .collect()
}

struct Found<'l> {
    lexicon: &'l Lexicon,
    candidates: Vec<Candidate>,
}

impl Found<'_> {
    /// Adds the rows that the joined tokens name to the letter; whether there are any.
    fn exact(&mut self, tokens: &[&Token<'_>], borrows: Borrow) -> bool {
        let text = joined(tokens);
        let spelling = match tokens {
            [only] => self
                .lexicon
                .exact(plain(only))
                .or_else(|| self.without_numeral(&text)),
            _ => self.without_numeral(&text),
        };
        let Some(spelling) = spelling else {
            return false;
        };
        let opening = opening(&text);
        for &row in &self.lexicon.spellings[spelling].rows {
            let likeness = weigh(1000, opening, self.lexicon.opening_of(row));
            self.keep(Candidate {
                row,
                likeness,
                borrows,
            });
        }
        true
    }

    fn without_numeral(&self, text: &str) -> Option<usize> {
        let label = without_numeral(text);
        let whole = self.lexicon.exact(&label_chars(label));
        // An explanation in brackets may follow the label: 规章（设区的市…应提供）.
        whole.or_else(|| {
            let base = label.split(['（', '(', '[', '【']).next()?;
            (base.len() < label.len()).then(|| self.lexicon.exact(&label_chars(base)))?
        })
    }

    fn alike(&mut self, tokens: &[&Token<'_>], borrows: Borrow, gain: u16) {
        let text = joined(tokens);
        let label = label_chars(without_numeral(&text));
        if label.is_empty() || label.len() > 64 {
            return;
        }
        let opening = opening(&text);
        let likenesses = self.lexicon.likenesses(&label);
        for (spelling, likeness) in self.lexicon.spellings.iter().zip(likenesses) {
            let least = if spelling.len() < SHORT {
                LEAST_SHORT
            } else {
                LEAST
            };
            if likeness < least {
                continue;
            }
            for &row in &spelling.rows {
                let likeness = weigh(likeness, opening, self.lexicon.opening_of(row));
                let known = self.candidates.iter().find(|other| other.row == row);
                let known = known.map_or(0, |other| other.likeness);
                if likeness > known.saturating_add(if known > 0 { gain } else { 0 }) {
                    self.keep(Candidate {
                        row,
                        likeness,
                        borrows,
                    });
                }
            }
        }
    }

    fn keep(&mut self, candidate: Candidate) {
        match self
            .candidates
            .iter_mut()
            .find(|other| other.row == candidate.row)
        {
            Some(known) if known.likeness >= candidate.likeness => {}
            Some(known) => *known = candidate,
            None => self.candidates.push(candidate),
        }
    }
}

/// The texts of tokens as one.
fn joined<'t>(tokens: &[&Token<'t>]) -> Cow<'t, str> {
    match tokens {
        [only] => Cow::Borrowed(only.text),
        _ => tokens.iter().map(|token| token.text).collect(),
    }
}

fn plain<'s>(token: &'s Token<'_>) -> &'s [char] {
    match &token.kind {
        TokenKind::Label(chars) => chars,
        TokenKind::Figure(_) | TokenKind::Glued | TokenKind::Blank => &[],
    }
}

/// The same numeral speaks for a row, another of the same style against it.
fn weigh(
    likeness: u16,
    found: Option<super::lexicon::Opening>,
    printed: Option<super::lexicon::Opening>,
) -> u16 {
    match (found, printed) {
        (Some(found), Some(printed)) if found == printed => likeness.saturating_add(40).min(1000),
        (Some(found), Some(printed)) if found.0 == printed.0 => likeness.saturating_sub(60),
        _ => likeness,
    }
}
