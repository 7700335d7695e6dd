//! Whether a number speaks of the office's own year at all.

use super::mention::{Mention, has};
use super::word::{Token, Word};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Bytes that may stand between a mark and the year that its clause opens with: 我镇2020年.
const OPENING: usize = 24;

/// The year the report speaks of, as far as its words tell, and where the sentence begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    /// The report's year.
    pub(super) year: Option<usize>,
    /// First byte of the sentence.
    pub(super) start: usize,
}

impl Scope {
    /// Whether the number is a comparison, a plan, a rule or a figure of another year.
    pub(super) fn excludes(self, mention: &Mention<'_>) -> bool {
        use Word::{Change, Compare, Each, If, LastYear, Plan};
        mention.head() == Some(Change)
            || mention.leads(&[Compare, Each, LastYear])
            || has(mention.before, &[Plan, If])
            || self.is_other_year(mention.before)
    }

    /// Whether the last year that these words name is not the report's.
    pub(super) fn is_other_year(self, before: &[Token]) -> bool {
        let mut other = false;
        for (index, token) in before.iter().enumerate() {
            match token.word {
                Word::Year if self.opens_clause(before, index) && !dates_a_text(before, index) => {
                    other = self.year.is_some_and(|year| year != token.value);
                }
                Word::LastYear if self.opens_clause(before, index) => other = true,
                Word::ThisYear | Word::Since | Word::History => other = false,
                _ => {}
            }
        }
        other
    }

    /// Whether the words count what has been since disclosure began: 历年累计, 自2008年以来累计.
    pub(super) fn is_history(self, mention: &Mention<'_>) -> bool {
        has(mention.between, &[Word::History]) || self.is_since(mention.between)
    }

    fn is_since(self, between: &[Token]) -> bool {
        let Some(at) = between.iter().position(|token| token.word == Word::Since) else {
            return false;
        };
        let before = between.get(..at).unwrap_or_default();
        !before.iter().rev().any(|token| match token.word {
            Word::ThisYear => true,
            Word::Year => self.year.is_none_or(|year| year == token.value),
            _ => false,
        })
    }

    /// Whether the token stands at the beginning of its clause.
    fn opens_clause(self, tokens: &[Token], index: usize) -> bool {
        let Some(token) = tokens.get(index) else {
            return false;
        };
        let Some(previous) = index.checked_sub(1).and_then(|it| tokens.get(it)) else {
            return token.start - self.start <= OPENING;
        };
        match previous.word {
            Word::Comma
            | Word::Semicolon
            | Word::Colon
            | Word::Open
            | Word::Close
            | Word::Pause => token.start - previous.end <= OPENING,
            Word::Until | Word::Among | Word::Any => previous.end == token.start,
            _ => false,
        }
    }
}

/// 2019年修订的条例 is no time at all.
fn dates_a_text(tokens: &[Token], index: usize) -> bool {
    let next = |step: usize| tokens.get(index + step).map(|token| token.word);
    match next(1) {
        Some(Word::InForce | Word::Name) => true,
        Some(Word::Any) => next(2) == Some(Word::InForce),
        Some(Word::Make) => next(2) == Some(Word::Filler),
        _ => false,
    }
}

/// The year that is named most often; the first one of those that are even.
pub(super) fn report_year(years: &[usize]) -> Option<usize> {
    let mut named: BTreeMap<usize, (usize, Reverse<usize>)> = BTreeMap::new();
    for (first, year) in years.iter().enumerate() {
        named.entry(*year).or_insert((0, Reverse(first))).0 += 1;
    }
    let most = named.into_iter().max_by_key(|(_, named)| *named);
    most.map(|(year, _)| year)
}
