//! Whether a number speaks of the office's own year at all.

use super::mention::{Mention, bounds, has};
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
        Self::compares(mention)
            || mention.leads(&[Word::Each, Word::LastYear])
            || has(mention.before, &[Word::Plan, Word::If])
            || self.is_other_year(mention.before)
    }

    /// Whether the number is a difference or what something is compared with.
    pub(super) fn compares(mention: &Mention<'_>) -> bool {
        mention.head() == Some(Word::Change) || mention.leads(&[Word::Compare])
    }

    /// Whether the last year that these words name is not the report's.
    pub(super) fn is_other_year(self, before: &[Token]) -> bool {
        let mut other = false;
        for (index, token) in before.iter().enumerate() {
            let opens = || self.opens_clause(before, index);
            if matches!(token.word, Word::ThisYear | Word::Since | Word::History) {
                other = false;
            } else if token.word == Word::LastYear && opens() && ends_clause(before, index) {
                other = true;
            } else if token.word == Word::Year && opens() && !dates_a_text(before, index) {
                other = self.year.is_some_and(|year| year != token.value);
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
        let own = |token: &Token| self.year.is_none_or(|year| year == token.value);
        !before
            .iter()
            .any(|token| token.word == Word::ThisYear || (token.word == Word::Year && own(token)))
    }

    /// Whether the token stands at the beginning of its clause.
    fn opens_clause(self, tokens: &[Token], index: usize) -> bool {
        let Some(token) = tokens.get(index) else {
            return false;
        };
        let Some(previous) = index.checked_sub(1).and_then(|it| tokens.get(it)) else {
            return token.start - self.start <= OPENING;
        };
        let mark = previous.word == Word::Pause || bounds(previous);
        let joined = matches!(previous.word, Word::Until | Word::Among | Word::Any);
        (mark && token.start - previous.end <= OPENING) || (joined && token.start == previous.end)
    }
}

/// 上年， speaks for the clauses that follow, 上年无结转 for itself only.
fn ends_clause(tokens: &[Token], index: usize) -> bool {
    let end = tokens.get(index).map(|token| token.end);
    let next = tokens.get(index + 1);
    next.is_some_and(|next| next.word == Word::Comma && Some(next.start) == end)
}

/// 2019年修订的条例 is no time at all.
fn dates_a_text(tokens: &[Token], index: usize) -> bool {
    let next = |step: usize| tokens.get(index + step).map(|token| token.word);
    matches!(
        (next(1), next(2)),
        (Some(Word::InForce | Word::Name), _)
            | (Some(Word::Any), Some(Word::InForce))
            | (Some(Word::Make), Some(Word::Filler))
    )
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
