//! What else a report counts: hand-overs, consultations, catalogues, documents, decisions, fees.

use super::Context;
use super::mention::{Mention, has};
use super::number::Unit;
use super::word::Word;
use gongkai_domain::report::StatementKind;

/// A kind with the part of it that is counted.
pub(super) type Counted = (StatementKind, Option<&'static str>);

/// What a number outside disclosure and requests counts.
pub(super) fn service(mention: &Mention<'_>, context: &Context<'_>) -> Option<Counted> {
    let plain = |kind: Option<StatementKind>| kind.map(|kind| (kind, None));
    handed_over(mention, context)
        .or_else(|| consultations(mention))
        .or_else(|| catalogue(mention))
        .or_else(|| plain(decisions(mention)))
        .or_else(|| plain(normative(mention)))
        .or_else(|| plain(fees(mention, context)))
        .or_else(|| plain(voices(mention)))
}

fn handed_over(mention: &Mention<'_>, context: &Context<'_>) -> Option<Counted> {
    use Word::{Archive, Library, Transfer};
    let unit = mention.quantity.unit;
    let counted = unit.counts_information() || matches!(unit, Unit::Volume | Unit::Issue);
    let near = [Archive, Library];
    let tail = mention
        .tail
        .split(|token| token.word == Word::Pause)
        .next()
        .unwrap_or_default();
    let named = mention.leads(&near) || has(tail, &near);
    let moved = mention.leads(&[Transfer]) && (named || has(mention.words, &near));
    let goes_on = named && context.previous == Some(StatementKind::HandedOver);
    if !counted || !(moved || goes_on) {
        return None;
    }
    let words = [mention.lead, tail].concat();
    let label = match (has(&words, &[Archive]), has(&words, &[Library])) {
        (true, false) => Some("档案馆"),
        (false, true) => Some("图书馆"),
        (true, true) | (false, false) => None,
    };
    Some((StatementKind::HandedOver, label))
}

fn consultations(mention: &Mention<'_>) -> Option<Counted> {
    use Unit::{Batch, Case, Item, Matter, Person, Piece, Time, Visit};
    let unit = mention.quantity.unit;
    let counted = matches!(
        unit,
        Visit | Time | Person | Case | Item | Matter | Batch | Piece
    );
    let asked = mention.leads(&[Word::Consult]) || mention.noun() == Some(Word::Consult);
    let other = [Word::Complain, Word::Hotline, Word::Foreign, Word::Request];
    if !counted || !asked || mention.leads(&other) {
        return None;
    }
    Some((StatementKind::Consultations, manner(mention)))
}

/// How people asked, where one way only is named.
pub(super) fn manner(mention: &Mention<'_>) -> Option<&'static str> {
    let ways = [
        (Word::OnSite, "现场"),
        (Word::Phone, "电话"),
        (Word::Online, "网上"),
        (Word::Site, "网上"),
    ];
    let mut named: Vec<_> = ways
        .into_iter()
        .filter(|(word, _)| mention.leads(&[*word]))
        .map(|(_, way)| way)
        .collect();
    named.dedup();
    let way = named.pop();
    way.filter(|_| named.is_empty())
}

fn catalogue(mention: &Mention<'_>) -> Option<Counted> {
    let unit = mention.quantity.unit;
    if !matches!(unit, Unit::Piece | Unit::Entry | Unit::Item) {
        return None;
    }
    let levels = [
        (Word::FirstLevel, "一级事项"),
        (Word::SecondLevel, "二级事项"),
    ];
    let level = levels.into_iter().find(|(word, _)| mention.counts(*word));
    if let Some((_, label)) = level {
        return Some((StatementKind::CatalogueItems, Some(label)));
    }
    let made = [Word::Compile, Word::Make, Word::Publish];
    let own = mention.leads(&made) && !mention.leads(&[Word::Model]);
    let model = mention
        .tail
        .iter()
        .take(4)
        .any(|token| token.word == Word::Model);
    let field = unit == Unit::Piece && mention.counts(Word::Field) && own && !model;
    field.then_some((StatementKind::CatalogueItems, Some("领域")))
}

fn decisions(mention: &Mention<'_>) -> Option<StatementKind> {
    let unit = mention.quantity.unit;
    if !unit.counts_cases() || mention.leads(&[Word::Info, Word::Apply]) {
        return None;
    }
    let head = mention.head_past(&[Word::Decide])?;
    let decided = mention.leads(&[Word::Decide, Word::Act, Word::Receive])
        || has(mention.before, &[Word::Decide, Word::Act]);
    let kinds = [
        (Word::Permit, StatementKind::Permits),
        (Word::Penalty, StatementKind::Penalties),
    ];
    let kind = kinds.iter().find(|(word, _)| *word == head)?.1;
    decided.then_some(kind)
}

fn normative(mention: &Mention<'_>) -> Option<StatementKind> {
    let counted = matches!(
        mention.quantity.unit,
        Unit::Case | Unit::Copy | Unit::Piece | Unit::Volume
    );
    let made = mention.leads(&[Word::Make]) && !mention.leads(&[Word::InForce, Word::Interpret]);
    (counted && made && mention.counts(Word::Normative))
        .then_some(StatementKind::NormativeDocuments)
}

fn fees(mention: &Mention<'_>, context: &Context<'_>) -> Option<StatementKind> {
    let barred = [Word::Remit, Word::Levy, Word::Each];
    let of_disclosure =
        context.requests_topic || has(mention.before, &[Word::Disclosure, Word::Request]);
    let collected = mention.leads(&[Word::Fee])
        || has(mention.before, &[Word::Fee]) && mention.leads(&[Word::Collect])
        || mention.leads(&[Word::Collect]) && of_disclosure;
    (mention.quantity.unit == Unit::Yuan && collected && !mention.leads(&barred))
        .then_some(StatementKind::ProcessingFees)
}

/// Interpretations, interviews and complaints.
fn voices(mention: &Mention<'_>) -> Option<StatementKind> {
    use Unit::{Article, Case, Copy, Issue, Item, Note, Piece, Session, Time, Volume};
    let unit = mention.quantity.unit;
    if mention.counts(Word::Interview) && matches!(unit, Time | Issue | Session | Piece) {
        return Some(StatementKind::OnlineInterviews);
    }
    let texts = matches!(
        unit,
        Article | Case | Copy | Issue | Item | Note | Piece | Volume | Time
    );
    if mention.counts(Word::Interpret) && texts {
        return Some(StatementKind::Interpretations);
    }
    let barred = [Word::Hotline, Word::Consult, Word::Foreign];
    (mention.counts(Word::Complain) && unit.counts_cases() && !mention.leads(&barred))
        .then_some(StatementKind::Complaints)
}
