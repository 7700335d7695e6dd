//! Damage to what stands around the tables: years, headings, sentences.

use super::{Damage, Job};
use crate::Rng;
use crate::paper::{Item, LineKind};
use gongkai_domain::report::AnnualReport;
use gongkai_domain::report::form::without_numeral;
use jiff::ToSpan;

/// Changes the years of a report before it is drawn.
pub(super) fn redate(report: &mut AnnualReport, damages: &[Damage], rng: &mut Rng) {
    if damages.contains(&Damage::OtherFormYear) {
        let form = report.form().cloned();
        let by = match form
            .as_ref()
            .and_then(|form| form.last_year.zip(Some(form.first_year)))
        {
            Some((last, first)) => last - first + 1 + rng.pick(&[0, 1, 2]),
            None => -8,
        };
        move_years(report, by);
    }
    if damages.contains(&Damage::WrongTitleYear) {
        let by = rng.pick(&[1, -1]);
        if let (Some(title), Some(year)) = (&mut report.title, report.title_year) {
            *title = title.replace(&year.to_string(), &(year + by).to_string());
            report.title_year = Some(year + by);
        }
    }
}

/// Moves everything that names the report's year.
fn move_years(report: &mut AnnualReport, by: i16) {
    let Some(year) = report.report_year else {
        return;
    };
    let moved = |text: &str| {
        let later = text.replace(&format!("{}", year + 1), "\u{0}");
        later
            .replace(&year.to_string(), &(year + by).to_string())
            .replace('\u{0}', &(year + by + 1).to_string())
    };
    report.report_year = Some(year + by);
    report.title_year = report.title_year.map(|title| title + by);
    report.title = report.title.as_deref().map(moved);
    report.document_number = report.document_number.as_deref().map(moved);
    report.sections.preamble = moved(&report.sections.preamble);
    for section in &mut report.sections.found {
        section.text = moved(&section.text);
    }
    let shift = |day: jiff::civil::Date| day.saturating_add(i32::from(by).years());
    report.issued_on = report.issued_on.map(shift);
    report.period = report
        .period
        .map(|(first, last)| (shift(first), shift(last)));
}

/// Headings in other wordings, with other numerals or none.
pub(super) fn vary_headings(job: &mut Job<'_>) {
    let form = job.form.clone();
    for item in &mut job.paper.items {
        let Item::Line(LineKind::Heading(id), text) = item else {
            continue;
        };
        let Some(heading) = form.heading(*id) else {
            continue;
        };
        let words = match heading.variants.as_slice() {
            [] => without_numeral(text),
            variants if job.rng.chance(50) => &variants[job.rng.below(variants.len())],
            _ => without_numeral(text),
        };
        let numeral = id.numeral();
        *text = match job.rng.below(6) {
            0 => format!("{numeral}、 {words}"),
            1 => format!("{numeral}是{words}"),
            2 => words.to_owned(),
            3 => format!("{numeral}.{words}"),
            _ => format!("{numeral}、{words}"),
        };
    }
}

/// A sentence with figures of its own between the heading and the table.
pub(super) fn add_sentence(job: &mut Job<'_>) {
    let year = job.report.report_year.unwrap_or_default();
    let sheets = job.paper.items.iter().enumerate();
    let at: Vec<usize> = sheets
        .filter(|(_, item)| matches!(item, Item::Sheet(_)))
        .map(|(at, _)| at)
        .collect();
    for at in at.into_iter().rev() {
        let (some, more) = (job.rng.between(0, 60), job.rng.between(0, 900));
        let text = match job.rng.below(3) {
            0 => {
                format!("{year}年，本机关印发文件{some}件，办理各类事项{more}件，具体情况见下表。")
            }
            1 => format!("截至{year}年底有关数据如下，其中涉及企业{some}件、个人{more}件。"),
            _ => format!("下表由办公室汇总{some}个单位的数据填写。"),
        };
        job.paper.items.insert(at, Item::Line(LineKind::Text, text));
    }
}
