//! What is said of differences and of what cannot be decided, in both languages.

use super::books::Opening;
use super::{Part, Side, Undecided, Who, Why};
use crate::report::Form;
use crate::report::form::Relation;
use crate::rules::Message;
use jiff::civil::Date;
use std::fmt::Write as _;

/// Who reports on a year, and when.
const ARTICLE: &str = "条例第四十九条";

/// A relation of a form, of which something is said.
pub(super) struct Told<'f> {
    pub(super) form: &'f Form,
    pub(super) relation: &'f Relation,
}

impl Told<'_> {
    /// Cells say no number, so that the relation cannot be decided in their columns.
    pub(super) fn unknown(&self, of: &Who, unknown: Vec<(Who, String)>) -> Option<Undecided> {
        let mut whose: Vec<Who> = unknown.iter().map(|(who, _)| who.clone()).collect();
        whose.sort();
        whose.dedup();
        let mut cells: Vec<String> = unknown.into_iter().map(|(_, cell)| cell).collect();
        cells.sort();
        cells.dedup();
        (!cells.is_empty()).then(|| Undecided {
            why: Why::NoNumber,
            message: Message::new(
                format!(
                    "{}{}年的{}没有核对：{}有的格没有填数。",
                    of.name,
                    of.year,
                    labels(self.form, &cells),
                    listed(&whose)
                ),
                format!(
                    "{} {}: cells without a number in the reports of {}",
                    of.name,
                    of.year,
                    listed_en(&whose)
                ),
            ),
            who: whose,
            cells,
            cite: self.relation.cite.clone(),
        })
    }

    /// The form of the year before has no such cells.
    pub(super) fn other_form(&self, of: &Who, cells: Vec<String>) -> Option<Undecided> {
        let year = of.year;
        (!cells.is_empty()).then(|| Undecided {
            why: Why::OtherForm,
            message: Message::new(
                format!(
                    "{year}年换用{}年格式，{}在上年的格式里没有同样含义的栏目，不能与上年核对。",
                    self.form.id,
                    labels(self.form, &cells)
                ),
                format!("the form of the year before {year} has no such cells"),
            ),
            who: vec![of.clone()],
            cells,
            cite: self.relation.cite.clone(),
        })
    }
}

/// A report is not there.
pub(super) fn no_report(who: Vec<Who>) -> Undecided {
    Undecided {
        why: Why::NoReport,
        cells: Vec::new(),
        message: Message::new(
            format!("没有{}的报告，它的数没有核对，也没有当作0。", listed(&who)),
            format!("no report of {}: nothing taken for zero", listed_en(&who)),
        ),
        who,
        cite: ARTICLE.to_owned(),
    }
}

/// What cannot be decided of what an agency begins a year with.
pub(super) fn of_opening(of: &Who, opening: &Opening<'_>) -> Vec<Undecided> {
    let mut undecided = Vec::new();
    if !opening.missing.is_empty() {
        undecided.push(no_prior(of, opening));
    } else if opening.reports.is_empty() {
        undecided.push(begun(of));
    }
    let parts = opening.part_year.iter();
    undecided.extend(parts.map(|(who, on, _)| part_year(of, who, *on)));
    undecided
}

fn no_prior(of: &Who, opening: &Opening<'_>) -> Undecided {
    let missing = &opening.missing;
    let merged = merged_zh(&opening.merged);
    Undecided {
        why: Why::NoReport,
        cells: Vec::new(),
        message: Message::new(
            format!(
                "{merged}没有{}的报告，{}{}年从上年接过来的数没有核对，缺的没有当作0。",
                listed(missing),
                of.name,
                of.year
            ),
            format!(
                "{} {}: no report of {}, what was taken over is not decided",
                of.name,
                of.year,
                listed_en(missing)
            ),
        ),
        who: missing.clone(),
        cite: ARTICLE.to_owned(),
    }
}

fn begun(of: &Who) -> Undecided {
    Undecided {
        why: Why::Begun,
        who: vec![of.clone()],
        cells: Vec::new(),
        message: Message::new(
            format!("{}{}年才有，没有上年的报告可以核对。", of.name, of.year),
            format!(
                "{} began in {}: there is no report before",
                of.name, of.year
            ),
        ),
        cite: ARTICLE.to_owned(),
    }
}

fn part_year(of: &Who, merged: &Who, on: Date) -> Undecided {
    Undecided {
        why: Why::PartYear,
        who: vec![merged.clone(), of.clone()],
        cells: Vec::new(),
        message: Message::new(
            format!(
                "{}于{}并入{}，并入前的部分{}年自己作了报告。这一年里移交的申请和文件，表里没有单独的行，请两边对着移交清单核对。",
                merged.name,
                day(on),
                of.name,
                of.year
            ),
            format!(
                "{} was merged into {} on {on} and reported on its part of {}: the form has no row for what was handed over",
                merged.name, of.name, of.year
            ),
        ),
        cite: "条例第十条".to_owned(),
    }
}

/// A report does not take up what those of the year before leave.
pub(super) fn of_years(
    who: &Who,
    (left, right): (&Side, &Side),
    merged: &[(Who, Date)],
) -> Message {
    let label = left.parts.first().map_or("", |part| part.label.as_str());
    let (parts, parts_en) = (summed(&right.parts), summed_en(&right.parts));
    Message::new(
        format!(
            "{}{}{}年“{label}”填{}，另一边合计是{}：{parts}。请两边对着台账核对。",
            merged_zh(merged),
            who.name,
            who.year,
            left.total,
            right.total
        ),
        format!(
            "{} {}: {} says {}, the other side comes to {}: {parts_en}",
            who.name,
            who.year,
            left.parts.first().map_or("", |part| part.cell.as_str()),
            left.total,
            right.total
        ),
    )
}

/// A report on an area says something else than its units together.
pub(super) fn of_levels(
    (left, right): (&Side, &Side),
    (label, units): (&str, usize),
    missing: &[Who],
) -> Message {
    let whole = left.parts.first();
    let (name, year) = whole.map_or(("", 0), |part| (part.who.name.as_str(), part.who.year));
    let mut zh = format!(
        "{name}{year}年“{label}”填{}，{units}个单位的报告加起来是{}",
        left.total, right.total
    );
    let mut en = format!(
        "{name} {year}: {} says {}, the reports of {units} units add up to {}",
        whole.map_or("", |part| part.cell.as_str()),
        left.total,
        right.total
    );
    if !missing.is_empty() {
        let _ = write!(zh, "，其中没有{}", listed(missing));
        let _ = write!(en, ", without {}", listed_en(missing));
    }
    zh.push_str("。请逐个单位核对。");
    Message::new(zh, en)
}

/// Units that did not report, where the area is added up.
pub(super) fn missing_units(whole: &Who, missing: &[Who], cite: &str) -> Option<Undecided> {
    (!missing.is_empty()).then(|| Undecided {
        why: Why::NoReport,
        who: missing.to_vec(),
        cells: Vec::new(),
        message: Message::new(
            format!(
                "{}{}年的报告与各单位核对时，缺{}的报告，没有当作0。",
                whole.name,
                whole.year,
                listed(missing)
            ),
            format!(
                "{} {}: the sum lacks {}, not taken for zero",
                whole.name,
                whole.year,
                listed_en(missing)
            ),
        ),
        cite: cite.to_owned(),
    })
}

/// Units whose reports are in another form than that of the area.
pub(super) fn units_in_other_form(whole: &Who, who: &[Who], cite: &str) -> Option<Undecided> {
    (!who.is_empty()).then(|| Undecided {
        why: Why::OtherForm,
        who: who.to_vec(),
        cells: Vec::new(),
        message: Message::new(
            format!(
                "{}的报告与{}用的不是同一个格式，没有加进合计。",
                listed(who),
                whole.name
            ),
            format!("{} report in another form", listed_en(who)),
        ),
        cite: cite.to_owned(),
    })
}

/// Cells of which somebody says no number, so that they do not add up.
pub(super) fn open_cells(
    whole: &Who,
    who: Vec<Who>,
    (form, cells): (&Form, Vec<String>),
    cite: &str,
) -> Undecided {
    Undecided {
        why: Why::NoNumber,
        message: Message::new(
            format!(
                "{}{}年的{}没有与各单位核对：{}没有填数，或者金额没有单位。",
                whole.name,
                whole.year,
                labels(form, &cells),
                listed(&who)
            ),
            format!(
                "{} {}: no number, or money without a unit, in the reports of {}",
                whole.name,
                whole.year,
                listed_en(&who)
            ),
        ),
        who,
        cells,
        cite: cite.to_owned(),
    }
}

/// 甲2020年、乙2020年.
fn listed(who: &[Who]) -> String {
    let named = who.iter().map(|who| format!("{}{}年", who.name, who.year));
    named.collect::<Vec<_>>().join("、")
}

fn listed_en(who: &[Who]) -> String {
    let named = who.iter().map(|who| format!("{} {}", who.name, who.year));
    named.collect::<Vec<_>>().join(", ")
}

/// The first cell by name, and how many more there are.
fn labels(form: &Form, cells: &[String]) -> String {
    let first = cells
        .first()
        .map_or_else(String::new, |cell| form.cell_label(cell));
    match cells.len() {
        0 | 1 => format!("“{first}”"),
        count => format!("“{first}”等{count}格"),
    }
}

/// 甲于2023年7月1日并入。
fn merged_zh(merged: &[(Who, Date)]) -> String {
    let named = merged
        .iter()
        .map(|(who, on)| format!("{}于{}并入", who.name, day(*on)));
    let named = named.collect::<Vec<_>>().join("，");
    if named.is_empty() {
        named
    } else {
        format!("{named}。")
    }
}

fn summed(parts: &[Part]) -> String {
    let one = |part: &Part| {
        let sign = if part.less { "减" } else { "" };
        format!(
            "{sign}{}{}年“{}”{}",
            part.who.name, part.who.year, part.label, part.value
        )
    };
    parts.iter().map(one).collect::<Vec<_>>().join("，")
}

fn summed_en(parts: &[Part]) -> String {
    let one = |part: &Part| {
        let sign = if part.less { "−" } else { "" };
        format!(
            "{sign}{} in {} {} {}",
            part.value, part.who.name, part.who.year, part.cell
        )
    };
    parts.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
