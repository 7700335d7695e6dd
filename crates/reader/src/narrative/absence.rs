//! Zeros in words: 未收到政府信息公开申请, 未发生行政复议、行政诉讼, 未收取信息处理费.

use super::Context;
use super::mention::{bounds, has};
use super::request::asks;
use super::word::{Token, Word};
use gongkai_domain::report::StatementKind;
use std::ops::Range;

/// A clause of more bytes or words than this says more than that there was none of something.
const LONGEST_CLAUSE: usize = 1200;
const MOST_WORDS: usize = 64;

/// A word of absence with what it says there was none of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Absence {
    /// What there was none of.
    pub(super) kinds: Vec<StatementKind>,
    /// Its first byte.
    pub(super) at: usize,
    /// The clause.
    pub(super) clause: Range<usize>,
}

/// The absences that the words of a sentence state.
pub(super) fn absences(words: &[Token], context: &Context<'_>) -> Vec<Absence> {
    let mut found = Vec::new();
    for (index, token) in words.iter().enumerate() {
        if token.word == Word::Nothing
            && let Some(absence) = absence(words, index, context)
        {
            found.push(absence);
        }
    }
    found
}

fn absence(words: &[Token], index: usize, context: &Context<'_>) -> Option<Absence> {
    let before = words.get(..index)?;
    let token = words.get(index)?;
    let reach = reach(words, index, context)?;
    if has(before, &[Word::If, Word::Plan]) || context.scope.is_other_year(before) {
        return None;
    }
    if context.text.get(..token.start)?.ends_with('如') {
        return None;
    }
    if context.is(token, "零") && reach.first().is_none_or(|next| next.start != token.end) {
        return None;
    }
    let absent = Absent {
        reach,
        before,
        nothing: context.slice(token),
        context,
    };
    let kinds = absent.kinds();
    let start = before
        .iter()
        .rev()
        .find(|it| bounds(it))
        .map_or(context.scope.start, |it| it.end);
    let clause = start..context.clause_end(reach.last().map_or(token.end, |last| last.end));
    (!kinds.is_empty() && clause.len() <= LONGEST_CLAUSE).then_some(Absence {
        kinds,
        at: token.start,
        clause,
    })
}

/// The words that an absence reaches: its clause, and the next one where it only goes on with the
/// enumeration. `None` if a number speaks for itself there.
fn reach<'w>(words: &'w [Token], index: usize, context: &Context<'_>) -> Option<&'w [Token]> {
    let rest = words.get(index + 1..)?;
    let mut end = 0;
    while let Some(token) = rest.get(end).filter(|_| end < MOST_WORDS) {
        let goes_on = token.word == Word::Comma && continues(rest, end);
        // 未收到一件申请 has no number but a manner of speaking.
        let counted = token.word == Word::Quantity && !context.slice(token).starts_with('一');
        if counted {
            return None;
        }
        if bounds(token) && token.word != Word::Quantity && !goes_on {
            break;
        }
        end += 1;
    }
    rest.get(..end)
}

/// 未发生被申请行政复议，被提起行政诉讼的情况: the comma is one of enumeration.
fn continues(rest: &[Token], comma: usize) -> bool {
    let next = [Word::Reconsider, Word::Litigate, Word::Cause];
    let after = rest.get(comma + 1..).unwrap_or_default();
    let clause = after.iter().take_while(|token| !bounds(token));
    let counted = after
        .iter()
        .find(|token| bounds(token))
        .is_some_and(|it| it.word == Word::Quantity);
    let close = after.first().is_some_and(|first| {
        next.contains(&first.word) && rest.get(comma).is_some_and(|it| it.end == first.start)
    });
    close && !counted && clause.clone().all(|token| token.word != Word::Nothing)
}

struct Absent<'w, 'c> {
    reach: &'w [Token],
    before: &'w [Token],
    nothing: &'c str,
    context: &'c Context<'c>,
}

impl Absent<'_, '_> {
    fn kinds(&self) -> Vec<StatementKind> {
        use StatementKind::{
            Complaints, Litigations, NormativeDocuments, OnlineInterviews, Penalties, Permits,
            ProcessingFees, Reconsiderations, RequestsReceived,
        };
        let reviewed = !self.names(&[Word::Lost]);
        let candidates = [
            (RequestsReceived, self.no_requests()),
            (
                Reconsiderations,
                reviewed && self.names(&[Word::Reconsider]),
            ),
            (Litigations, reviewed && self.names(&[Word::Litigate])),
            (ProcessingFees, self.no_fees()),
            (
                Complaints,
                self.names(&[Word::Complain]) && !self.names(&[Word::Hotline, Word::Late]),
            ),
            (
                NormativeDocuments,
                self.names(&[Word::Normative]) && self.acts(Word::Make),
            ),
            (Permits, self.names(&[Word::Permit]) && self.acts(Word::Act)),
            (
                Penalties,
                self.names(&[Word::Penalty]) && self.acts(Word::Act),
            ),
            (OnlineInterviews, self.names(&[Word::Interview])),
        ];
        candidates
            .into_iter()
            .filter(|(_, absent)| *absent)
            .map(|(kind, _)| kind)
            .collect()
    }

    fn names(&self, words: &[Word]) -> bool {
        has(self.reach, words)
    }

    /// 未制发, 没有制定, 未作出: the act itself is denied, not something done to the thing.
    fn acts(&self, act: Word) -> bool {
        let denied = if act == Word::Make {
            ["未制发", "未制定", "未出台"]
        } else {
            ["未作出", "未做出", "未实施"]
        };
        let other = [Word::InForce, Word::Late, Word::Apply, Word::Interpret];
        (denied.contains(&self.nothing) || self.names(&[act])) && !self.names(&other)
    }

    fn no_requests(&self) -> bool {
        const ABSENT: [&str; 17] = [
            "未收到",
            "未接到",
            "未有",
            "未发生",
            "未出现",
            "未产生",
            "未受理",
            "未接收",
            "未收",
            "未接受",
            "未办理",
            "没有",
            "没发生",
            "没收到",
            "无",
            "零",
            "未收到过",
        ];
        const RECEIPT: [&str; 7] = [
            "未收到",
            "未接到",
            "未受理",
            "未接收",
            "未收",
            "没收到",
            "未收到过",
        ];
        let asked = asks(self.reach) || (self.context.requests_topic && self.names(&[Word::Apply]));
        let barred = [
            Word::Fee,
            Word::Collect,
            Word::Late,
            Word::Cause,
            Word::Permit,
        ];
        if !asked || !ABSENT.contains(&self.nothing) || self.names(&barred) {
            return false;
        }
        let beside = self.names(&[
            Word::Reconsider,
            Word::Litigate,
            Word::Appeal,
            Word::Complain,
        ]);
        !beside || RECEIPT.contains(&self.nothing)
    }

    fn no_fees(&self) -> bool {
        let near = [Word::Disclosure, Word::Request, Word::Info, Word::Apply];
        let of_disclosure =
            self.context.requests_topic || self.names(&near) || has(self.before, &near);
        let charged = self.names(&[Word::Collect]) || matches!(self.nothing, "未收取" | "未征收");
        if self.names(&[Word::Levy, Word::Late, Word::Complain]) {
            return false;
        }
        self.names(&[Word::Fee]) || (charged && of_disclosure && self.names(&[Word::Collect]))
    }
}
