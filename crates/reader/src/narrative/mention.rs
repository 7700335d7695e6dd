//! A number in its clause: the words that lead to it and those that follow it.

use super::number::Quantity;
use super::sentence::Words;
use super::word::{Token, Word};
use std::ops::Range;

/// A quantity of a sentence with its surroundings. Ranges of tokens are indices into the words.
#[derive(Debug, Clone)]
pub(super) struct Mention<'w> {
    /// The number.
    pub(super) quantity: Quantity,
    /// Its first byte and the byte behind its measure word.
    pub(super) bytes: Range<usize>,
    /// All words of the sentence.
    pub(super) words: &'w [Token],
    /// Words from the clause's beginning, or from the number before in the same clause.
    pub(super) lead: &'w [Token],
    /// The byte that the lead begins at.
    pub(super) lead_start: usize,
    /// Words from the number before, or from the sentence's beginning.
    pub(super) between: &'w [Token],
    /// Words behind the number up to the clause's end or the next number.
    pub(super) tail: &'w [Token],
    /// Words of the sentence before the number.
    pub(super) before: &'w [Token],
}

/// The mentions of a sentence in the order of the text.
pub(super) fn mentions<'w>(words: &'w Words, range: &Range<usize>) -> Vec<Mention<'w>> {
    let tokens = words.tokens.as_slice();
    let mut last = None;
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if let Some(quantity) = words.quantity(token) {
            found.push(mention(tokens, index, quantity, last, range));
            last = Some(index);
        }
    }
    found
}

fn mention<'w>(
    tokens: &'w [Token],
    index: usize,
    quantity: Quantity,
    last: Option<usize>,
    range: &Range<usize>,
) -> Mention<'w> {
    let slice = |from: usize, to: usize| tokens.get(from..to).unwrap_or_default();
    let (start, end) = tokens
        .get(index)
        .map_or((0, 0), |token| (token.start, token.end));
    let after_last = last.map_or(0, |last| last + 1);
    let mut first = index;
    while first > after_last && !slice(first - 1, first).iter().any(bounds) {
        first -= 1;
    }
    // 政策文件17条、信息公开41条 and 64个一级事项、206个二级事项: behind a number in the same
    // clause the first mark of enumeration ends what belongs to that number.
    if first == after_last && last.is_some() {
        let pause = slice(first, index)
            .iter()
            .position(|token| token.word == Word::Pause);
        first += pause.map_or(0, |pause| pause + 1);
    }
    first = extended(tokens, first, index, after_last);
    first = before_bracket(tokens, first, index, after_last);
    let lead_start =
        first
            .checked_sub(1)
            .and_then(|it| tokens.get(it))
            .map_or(range.start, |token| {
                if first <= after_last || bounds(token) || token.word == Word::Pause {
                    token.end
                } else {
                    range.start
                }
            });
    let stop = (index + 1..tokens.len())
        .find(|it| {
            tokens
                .get(*it)
                .is_some_and(|token| bounds(token) || token.word == Word::Quantity)
        })
        .unwrap_or(tokens.len());
    Mention {
        quantity,
        bytes: start..end,
        words: tokens,
        lead: slice(first, index),
        lead_start,
        between: slice(after_last, index),
        tail: slice(index + 1, stop),
        before: slice(0, index),
    }
}

/// A clause such as 共24条 says nothing without the one before it: 主动公开政府信息，共24条.
fn extended(tokens: &[Token], first: usize, index: usize, floor: usize) -> usize {
    let Some(mark) = first.checked_sub(1).filter(|it| *it >= floor) else {
        return first;
    };
    let Some(comma) = tokens.get(mark) else {
        return first;
    };
    if !matches!(comma.word, Word::Comma | Word::Colon) {
        return first;
    }
    let mut end = comma.end;
    for token in tokens.get(first..index).unwrap_or_default() {
        if token.start != end
            || !matches!(
                token.word,
                Word::Filler | Word::Total | Word::ThisYear | Word::Year
            )
        {
            return first;
        }
        end = token.end;
    }
    if tokens.get(index).is_none_or(|number| number.start != end) {
        return first;
    }
    let mut start = mark;
    while start > floor && tokens.get(start - 1).is_some_and(|token| !bounds(token)) {
        start -= 1;
    }
    start
}

/// 政府网站（40条）: the name stands before the bracket.
fn before_bracket(tokens: &[Token], first: usize, index: usize, floor: usize) -> usize {
    let start = tokens.get(index).map(|number| number.start);
    let bracket = index
        .checked_sub(1)
        .filter(|at| first == index && *at >= floor);
    let Some(bracket) = bracket.filter(|at| {
        tokens
            .get(*at)
            .is_some_and(|token| token.word == Word::Open && Some(token.end) == start)
    }) else {
        return first;
    };
    let closed = tokens
        .get(index + 1)
        .is_some_and(|token| token.word == Word::Close);
    let mut from = bracket;
    while closed
        && from > floor
        && tokens
            .get(from - 1)
            .is_some_and(|token| !bounds(token) && token.word != Word::Pause)
    {
        from -= 1;
    }
    if closed { from } else { first }
}

/// Whether a mark ends a clause.
pub(super) fn bounds(token: &Token) -> bool {
    matches!(
        token.word,
        Word::Comma | Word::Semicolon | Word::Colon | Word::Open | Word::Close | Word::Quantity
    )
}

/// Words that say nothing of what is counted. A comma is in a lead only where a clause that says
/// nothing follows it.
pub(super) fn fills(word: Word) -> bool {
    matches!(word, Word::Filler | Word::Total | Word::Comma | Word::Colon)
}

/// Whether one of the words is among the tokens.
pub(super) fn has(tokens: &[Token], words: &[Word]) -> bool {
    tokens.iter().any(|token| words.contains(&token.word))
}

impl Mention<'_> {
    /// Whether the lead holds one of these words.
    pub(super) fn leads(&self, words: &[Word]) -> bool {
        has(self.lead, words)
    }

    /// The noun that stands right before the number, words that say nothing left out.
    pub(super) fn head(&self) -> Option<Word> {
        self.head_past(&[])
    }

    /// The noun that stands right before the number, these words left out too.
    pub(super) fn head_past(&self, skipped: &[Word]) -> Option<Word> {
        let mut at = self.bytes.start;
        for token in self.lead.iter().rev() {
            if token.end != at {
                return None;
            }
            if !fills(token.word) && !skipped.contains(&token.word) {
                return Some(token.word);
            }
            at = token.start;
        }
        None
    }

    /// The noun that follows the measure word at once: 4件政府信息公开申请.
    pub(super) fn noun(&self) -> Option<Word> {
        let token = self.tail.iter().find(|token| !fills(token.word))?;
        let close = self
            .tail
            .first()
            .is_some_and(|first| first.start == self.bytes.end);
        (close && token.word != Word::Pause).then_some(token.word)
    }

    /// Whether the number counts this: the noun before it, or else right behind it.
    pub(super) fn counts(&self, word: Word) -> bool {
        self.head() == Some(word) || self.noun() == Some(word)
    }

    /// The byte behind what the number counts, for the words that it was read from.
    pub(super) fn counted_end(&self) -> usize {
        let behind = self
            .noun()
            .and_then(|noun| self.tail.iter().find(|token| token.word == noun));
        behind.map_or(self.bytes.end, |token| token.end)
    }
}
