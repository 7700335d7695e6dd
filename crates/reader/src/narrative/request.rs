//! Requests, their outcomes, reviews and suits.

use super::Context;
use super::mention::{Mention, has};
use super::number::Unit;
use super::word::{Token, Word};
use gongkai_domain::report::StatementKind;

/// What a number about requests counts.
pub(super) fn request(mention: &Mention<'_>, context: &Context<'_>) -> Option<StatementKind> {
    use StatementKind::{RequestsCarriedIn, RequestsCarriedOut};
    let unit = mention.quantity.unit;
    if !unit.counts_cases() || mention.leads(&[Word::Reconsider, Word::Litigate, Word::Appeal]) {
        return None;
    }
    if mention.leads(&[Word::CarriedIn]) || mention.noun() == Some(Word::CarriedIn) {
        return Some(RequestsCarriedIn);
    }
    if mention.leads(&[Word::CarriedOut]) || mention.noun() == Some(Word::CarriedOut) {
        return Some(RequestsCarriedOut);
    }
    let asked = context.requests_stated || (context.requests_topic && unit != Unit::Item);
    outcome(mention)
        .filter(|_| asked)
        .or_else(|| received(mention, context))
}

/// Whether a part of the requests received may be of this kind.
pub(super) fn is_outcome(kind: StatementKind) -> bool {
    use StatementKind::{
        RequestsCarriedOut, RequestsGranted, RequestsNotProcessed, RequestsPartiallyGranted,
        RequestsRefused, RequestsUnavailable,
    };
    matches!(
        kind,
        RequestsGranted
            | RequestsPartiallyGranted
            | RequestsRefused
            | RequestsUnavailable
            | RequestsNotProcessed
            | RequestsCarriedOut
    )
}

fn outcome(mention: &Mention<'_>) -> Option<StatementKind> {
    let head = mention.head_past(&[Word::Apply, Word::Request, Word::Answer, Word::Decide])?;
    outcomes()
        .into_iter()
        .find(|(word, _)| *word == head)
        .map(|(_, kind)| kind)
}

fn outcomes() -> [(Word, StatementKind); 5] {
    [
        (Word::Granted, StatementKind::RequestsGranted),
        (Word::Partial, StatementKind::RequestsPartiallyGranted),
        (Word::Refused, StatementKind::RequestsRefused),
        (Word::Unavailable, StatementKind::RequestsUnavailable),
        (Word::NotProcessed, StatementKind::RequestsNotProcessed),
    ]
}

fn received(mention: &Mention<'_>, context: &Context<'_>) -> Option<StatementKind> {
    let takes_in = mention.leads(&[Word::Receive]);
    let head = mention.head();
    let found = if asks(mention.lead) {
        let closes = [
            Word::Request,
            Word::Apply,
            Word::Info,
            Word::Disclosure,
            Word::Receive,
        ];
        let counted = head.is_some_and(|head| closes.contains(&head));
        counted && (takes_in || stands_alone(mention, head))
    } else {
        let asked = mention.noun().is_some_and(|noun| noun == Word::Request)
            || (matches!(mention.noun(), Some(Word::Disclosure | Word::Info))
                && asks(mention.tail));
        let in_topic = context.requests_topic
            && (mention.noun() == Some(Word::Apply)
                || (mention.noun().is_none() && context.ends_clause(mention.bytes.end)));
        let taken = head == Some(Word::Receive) || (takes_in && head == Some(Word::Apply));
        taken && (asked || in_topic)
    };
    let history = context.scope.is_history(mention);
    let kind = if history {
        StatementKind::RequestsCumulative
    } else {
        StatementKind::RequestsReceived
    };
    found.then_some(kind)
}

/// 依申请公开2件 without a verb; but where information made is sorted into disclosed, disclosed
/// on request and withheld, the same words count documents.
fn stands_alone(mention: &Mention<'_>, head: Option<Word>) -> bool {
    let sorted = has(mention.words, &[Word::Obtain, Word::Refused]);
    let unit = mention.quantity.unit;
    let by_case = unit != Unit::Item || mention.quantity.value == 0;
    head == Some(Word::Request) && by_case && !sorted
}

/// Whether the words speak of a request for information.
pub(super) fn asks(words: &[Token]) -> bool {
    words.iter().enumerate().any(|(index, token)| {
        let before = words.get(..index).unwrap_or_default();
        let of_information = has(before, &[Word::Disclosure, Word::Info, Word::Publish])
            && !has(before, &[Word::Permit]);
        let asked = token.word == Word::Request || (token.word == Word::Apply && of_information);
        asked && !is_petition(words, index)
    })
}

/// 政府信息公开申请行政复议: the petition is one for review.
fn is_petition(words: &[Token], index: usize) -> bool {
    let end = words.get(index).map(|token| token.end);
    words.get(index + 1).is_some_and(|next| {
        Some(next.start) == end && matches!(next.word, Word::Reconsider | Word::Litigate)
    })
}

/// The kinds of review that a number counts: one, or both where the number is one for both.
pub(super) fn reviews(mention: &Mention<'_>, context: &Context<'_>) -> Vec<StatementKind> {
    let kinds = [
        (Word::Reconsider, StatementKind::Reconsiderations),
        (Word::Litigate, StatementKind::Litigations),
    ];
    let counted = |noun: Option<Word>| {
        kinds
            .iter()
            .find(|(word, _)| Some(*word) == noun)
            .map(|it| it.1)
    };
    let skipped = [Word::Apply, Word::Respectively, Word::Request];
    let kind = counted(mention.head_past(&skipped)).or_else(|| counted(mention.noun()));
    let Some(kind) = kind.filter(|_| mention.quantity.unit.counts_cases()) else {
        return Vec::new();
    };
    let zero = mention.quantity.value == 0;
    let of_disclosure = [Word::Disclosure, Word::Request, Word::Info, Word::Cause];
    let certain = zero
        || has(mention.before, &of_disclosure)
        || context.requests_topic
        || context.requests_stated;
    if !certain {
        return Vec::new();
    }
    if !(mention.leads(&[Word::Reconsider]) && mention.leads(&[Word::Litigate])) {
        return vec![kind];
    }
    if zero || mention.leads(&[Word::Respectively]) {
        return vec![StatementKind::Reconsiderations, StatementKind::Litigations];
    }
    Vec::new()
}
