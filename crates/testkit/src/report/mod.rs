//! Inventing a whole report.

mod figures;
mod narrative;
mod prose;

pub(crate) use figures::balance;

use crate::Rng;
use crate::agency::{Agency, agency, mark};
use gongkai_domain::report::{AnnualReport, Form, Section, SectionId, Sections};
use jiff::civil::{Date, date};
use std::fmt::Write as _;
use std::sync::Arc;

/// The last year of a form that is in force, for want of a clock.
const LATEST: i16 = 2025;

/// Invents a report of this form: its year fits the form, its totals and relations hold, its
/// text agrees with its tables. Every cell states a number.
pub fn report(rng: &mut Rng, form: &Arc<Form>) -> AnnualReport {
    let last = form.last_year.unwrap_or(LATEST.max(form.first_year));
    let year = form.first_year + between(rng, last - form.first_year);
    let agency = agency(rng);
    let tables = figures::tables(rng, form, agency.makes_rules);
    let one = narrative::one(rng, &agency, year, &tables);
    let six = narrative::six(rng, &agency, &tables);
    let preamble = preamble(rng, &agency, year);
    let five = narrative::five(rng, &agency);
    let texts = [
        one.text,
        String::new(),
        String::new(),
        String::new(),
        five,
        six.text,
    ];
    let month = 1 + i8::try_from(rng.below(3)).unwrap_or_default();
    let day = 4 + i8::try_from(rng.below(25)).unwrap_or_default();
    AnnualReport {
        title: Some(title(rng, &agency, year)),
        report_year: Some(year),
        title_year: Some(year),
        document_number: rng.chance(25).then(|| number(rng, year)),
        issued_on: rng.chance(50).then(|| date(year + 1, month, day)),
        period: preamble.1,
        tables: Some(tables),
        sections: Sections {
            preamble: preamble.0,
            found: sections(form, texts),
        },
        statements: [one.statements, six.statements].concat(),
        agency: Some(agency.name),
        notes: Vec::new(),
    }
}

fn between(rng: &mut Rng, span: i16) -> i16 {
    i16::try_from(rng.between(0, i64::from(span))).unwrap_or_default()
}

fn sections(form: &Form, texts: [String; 6]) -> Vec<Section> {
    let section = |(id, text): (SectionId, String)| {
        let heading = form
            .heading(id)
            .map(|heading| heading.label.clone())
            .unwrap_or_default();
        Section {
            id,
            heading,
            text,
            place: None,
        }
    };
    SectionId::ALL.into_iter().zip(texts).map(section).collect()
}

pub(crate) fn title_of(rng: &mut Rng, name: &str, year: i16) -> String {
    match rng.below(7) {
        0 => format!("{name}{year}年度政府信息公开工作年度报告"),
        1 => format!("{name} {year} 年政府信息公开工作 年度报告"),
        2 => format!("{year}年度{name}政府信息公开年度报告"),
        3 => format!("{name}政府信息公开工作年度报告（{year}年）"),
        4 => format!("{name}关于{year}年政府信息公开工作年度报告"),
        _ => format!("{name}{year}年政府信息公开工作年度报告"),
    }
}

fn title(rng: &mut Rng, agency: &Agency, year: i16) -> String {
    title_of(rng, &agency.name, year)
}

fn number(rng: &mut Rng, year: i16) -> String {
    format!("{}〔{}〕{}号", mark(rng), year + 1, rng.between(1, 60))
}

/// What stands before section one, and the period it names.
fn preamble(rng: &mut Rng, agency: &Agency, year: i16) -> (String, Option<(Date, Date)>) {
    if rng.chance(20) {
        return (String::new(), None);
    }
    let mut text = format!("本报告由{}依照政府信息公开条例编制。", agency.name);
    let mut period = None;
    if rng.chance(75) {
        period = Some((date(year, 1, 1), date(year, 12, 31)));
        let style = rng.pick(&["所列数据的统计期限为", "数据统计期限自"]);
        let _ = write!(text, "{style}{year}年1月1日至{year}年12月31日。");
    }
    if rng.chance(60) {
        let phone = rng.between(1_000_000, 8_999_999);
        let _ = write!(
            text,
            "如有疑问，请与{}办公室联系，电话：0000-{phone}。",
            agency.own
        );
    }
    text.push('\n');
    (text, period)
}
