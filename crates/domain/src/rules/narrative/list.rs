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
        if let Some((sum, whole)) = list.disagrees() {
            let place = list.parts.first().and_then(|part| part.place.clone());
            context.violation_at(place, Vec::new(), wrong(parts, &list, sum, whole));
        }
    }
}

impl List<'_> {
    /// The sum of the parts and the whole, where they contradict each other.
    fn disagrees(&self) -> Option<(i64, i64)> {
        let whole = self.whole.filter(|whole| !whole.approximate)?.value;
        if self.parts.iter().any(|part| part.approximate) {
            return None;
        }
        let sum = self
            .parts
            .iter()
            .fold(0_i64, |sum, part| sum.saturating_add(part.value));
        (sum > whole || (self.complete && sum < whole)).then_some((sum, whole))
    }
}

/// The enumerations that begin with a part of this kind; a part of another kind still counts.
fn lists<'a>(report: &'a AnnualReport, parts: &Parts) -> Vec<List<'a>> {
    let mut lists: BTreeMap<u32, List<'a>> = BTreeMap::new();
    for statement in &report.statements {
        let Some(part) = statement.list else { continue };
        let list = lists.entry(part.number).or_insert_with(|| List {
            parts: Vec::new(),
            complete: true,
            whole: part.whole.and_then(|whole| report.statements.get(whole)),
        });
        list.complete &= part.complete;
        list.parts.push(statement);
    }
    let begins = |list: &List<'_>| {
        list.parts
            .first()
            .is_some_and(|part| part.kind == parts.kind)
    };
    let mut lists: Vec<List<'a>> = lists.into_values().filter(begins).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::SectionId;
    use crate::report::statement::ListPart;

    const CATEGORIES: Parts = Parts {
        kind: StatementKind::ProactiveByCategory,
        zh: "类",
        en: "categories",
        of_the_year: true,
    };

    fn statement(kind: StatementKind, value: i64, list: Option<ListPart>) -> Statement {
        let section = Some(SectionId::One);
        let raw = String::new();
        Statement {
            kind,
            value,
            label: None,
            raw,
            place: None,
            section,
            approximate: false,
            list,
        }
    }

    /// A total of 10 and an enumeration behind it.
    fn report(parts: &[(StatementKind, i64)], complete: bool) -> AnnualReport {
        let list = Some(ListPart {
            number: 1,
            complete,
            whole: Some(0),
        });
        let total = statement(StatementKind::ProactiveTotal, 10, None);
        let parts = parts
            .iter()
            .map(|&(kind, value)| statement(kind, value, list));
        let statements = [total].into_iter().chain(parts).collect();
        AnnualReport {
            statements,
            ..AnnualReport::default()
        }
    }

    fn disagrees(report: &AnnualReport) -> bool {
        let lists = lists(report, &CATEGORIES);
        lists.iter().any(|list| list.disagrees().is_some())
    }

    #[test]
    fn an_open_enumeration_may_fall_short_of_its_whole_but_not_exceed_it() {
        let category = StatementKind::ProactiveByCategory;
        assert!(!disagrees(&report(&[(category, 4), (category, 5)], false)));
        assert!(disagrees(&report(&[(category, 4), (category, 7)], false)));
        assert!(disagrees(&report(&[(category, 4), (category, 5)], true)));
    }

    #[test]
    fn a_part_of_another_kind_counts_towards_the_whole() {
        let (category, channel) = (
            StatementKind::ProactiveByCategory,
            StatementKind::ProactiveByChannel,
        );
        assert!(!disagrees(&report(&[(category, 4), (channel, 6)], true)));
    }

    #[test]
    fn nothing_approximate_is_compared() {
        let category = StatementKind::ProactiveByCategory;
        let mut about = report(&[(category, 4), (category, 7)], true);
        about.statements[1].approximate = true;
        assert!(!disagrees(&about));
        let mut about = report(&[(category, 4), (category, 7)], true);
        about.statements[0].approximate = true;
        assert!(!disagrees(&about));
    }
}
