//! Enumerations of the text (其中甲类 n 条，乙类 m 条) against the whole that they make up.

use super::stated::is_whole;
use crate::report::{AnnualReport, Statement, StatementKind};
use crate::rules::{Context, Message};
use std::collections::BTreeMap;

/// An enumeration of the text.
#[derive(Debug)]
struct List<'a> {
    parts: Vec<&'a Statement>,
    /// Whether the parts are said to make up the whole.
    complete: bool,
    whole: Option<&'a Statement>,
}

/// What the parts of an enumeration are, for the message.
#[derive(Debug)]
pub(super) struct Parts {
    /// The kind of the parts.
    pub(super) kind: StatementKind,
    /// In Chinese, with the measure word: 7类.
    pub(super) zh: &'static str,
    /// In English.
    pub(super) en: &'static str,
    /// Whether parts that follow no stated whole are parts of the year's total.
    pub(super) of_the_year: bool,
}

/// Compares every enumeration whose parts are of this kind with its whole.
///
/// A complete one must make up the whole; one that is left open, or that only stands in the same
/// section as the year's total, must not exceed it. Nothing approximate is compared.
pub(super) fn inspect(context: &mut Context<'_>, parts: &Parts) {
    for list in lists(context.report, parts) {
        let Some(whole) = list.whole.filter(|whole| !whole.approximate) else {
            continue;
        };
        if list.parts.iter().any(|part| part.approximate) {
            continue;
        }
        let sum = list
            .parts
            .iter()
            .fold(0_i64, |sum, part| sum.saturating_add(part.value));
        if sum > whole.value || (list.complete && sum < whole.value) {
            let place = list.parts.first().and_then(|part| part.place.clone());
            context.violation_at(place, Vec::new(), wrong(parts, &list, sum, whole.value));
        }
    }
}

fn lists<'a>(report: &'a AnnualReport, parts: &Parts) -> Vec<List<'a>> {
    let mut lists: BTreeMap<u32, List<'a>> = BTreeMap::new();
    for statement in report.stated(parts.kind) {
        let Some(part) = statement.list else { continue };
        let list = lists.entry(part.number).or_insert_with(|| List {
            parts: Vec::new(),
            complete: true,
            whole: part.whole.and_then(|whole| report.statements.get(whole)),
        });
        list.complete &= part.complete;
        list.parts.push(statement);
    }
    let mut lists: Vec<List<'a>> = lists.into_values().collect();
    for list in lists
        .iter_mut()
        .filter(|list| list.whole.is_none() && parts.of_the_year)
    {
        list.whole = total_of_section(report, list);
    }
    lists
}

/// The one total of the year, if the text states one and in the section of the enumeration.
fn total_of_section<'a>(report: &'a AnnualReport, list: &List<'_>) -> Option<&'a Statement> {
    let mut totals = report
        .stated(StatementKind::ProactiveTotal)
        .filter(|s| is_whole(s));
    let total = totals.next()?;
    let section = list.parts.first()?.section;
    let single = totals.all(|other| other.value == total.value);
    (single && total.section == section).then_some(total)
}

fn wrong(parts: &Parts, list: &List<'_>, sum: i64, whole: i64) -> Message {
    let named = |part: &&Statement| {
        format!(
            "{}{}",
            part.label.as_deref().unwrap_or_default(),
            part.value
        )
    };
    let listed: Vec<String> = list.parts.iter().map(named).collect();
    let (count, listed) = (list.parts.len(), listed.join("、"));
    let (zh, en) = (parts.zh, parts.en);
    Message::new(
        format!(
            "正文所列{count}{zh}（{listed}）合计{sum}，而所写总数为{whole}。请核对各项和总数。"
        ),
        format!("{count} {en} add up to {sum}, the stated total is {whole}"),
    )
}
