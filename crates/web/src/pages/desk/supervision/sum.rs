//! 汇总: the sum of the reports of a year, each number with the units behind it.

use super::{Answer, Asked, badge, countdown, page, year_asked, year_of, years};
use crate::Site;
use crate::caller::Caller;
use crate::pages::desk::file;
use crate::pages::report_tables::{ReportTables, ShownCell};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;
use gongkai_domain::report::{Form, SectionId};
use gongkai_domain::submission::government_due_on;
use gongkai_domain::sum::{Aggregate, Total};
use gongkai_office::{BehindSum, Missing, ReportSum, report_format};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/supervision/sum.html")]
struct SumPage {
    shell: Console,
    year: i16,
    years: Vec<i16>,
    above: String,
    units: usize,
    missing: Vec<Left>,
    open: usize,
    tables: Option<ReportTables>,
    /// By when the government publishes the report of the whole area.
    countdown: String,
}

#[derive(Template)]
#[template(path = "desk/supervision/texts.html")]
struct Texts {
    shell: Console,
    year: i16,
    heading: String,
    /// Name, address, paragraphs.
    units: Vec<(String, String, Vec<String>)>,
    missing: Vec<Left>,
}

/// An agency that is not in the sum.
struct Left {
    name: String,
    href: String,
    badge: &'static str,
    state: &'static str,
    note: String,
}

#[derive(Template)]
#[template(path = "desk/supervision/behind.html")]
struct BehindPage {
    shell: Console,
    year: i16,
    cell: String,
    total: String,
    lines: Vec<Unit>,
    missing: Vec<Left>,
}

/// What a unit says in a cell.
struct Unit {
    name: String,
    href: String,
    number: String,
    why: &'static str,
}

/// The page.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let today = caller.cx.today();
    let year = year_asked(&asked, today)?;
    let sum = site.office.report_sum(&caller.cx, year).await?;
    let title = format!("{year}年年度报告汇总");
    let open = sum.total.as_ref().map_or(0, |total| {
        let totals = total.totals.iter();
        totals
            .filter(|one| matches!(one, Total::Unknown { .. }))
            .count()
    });
    page(&SumPage {
        shell: Console::of(&site, &caller, &title, "/desk/supervision").await?,
        year,
        years: years(today),
        above: sum.above.short_on(today).to_owned(),
        units: sum.units.len(),
        missing: left(&sum, today),
        open,
        tables: sum.total.as_ref().map(|total| tables(total, year)),
        countdown: countdown(government_due_on(year), today),
    })
}

fn tables(total: &Aggregate, year: i16) -> ReportTables {
    let form: &Form = &total.form;
    ReportTables::of(form, |spec| {
        let (number, how) = match total.total(&spec.id) {
            Some(Total::Known(number)) => (number.under(spec.kind).to_string(), String::new()),
            Some(Total::Unknown { stated, gaps }) => {
                let stated = stated.map(|number| number.under(spec.kind).to_string());
                (stated.unwrap_or_default(), format!("缺{}家", gaps.len()))
            }
            None => (String::new(), String::new()),
        };
        ShownCell {
            marked: !how.is_empty(),
            number,
            how,
            href: format!("/desk/supervision/sum/{year}/{}", spec.id),
            label: form.cell_label(&spec.id),
            empty: "没有数",
        }
    })
}

fn left(sum: &ReportSum, today: Date) -> Vec<Left> {
    let line = |one: &Missing| Left {
        name: one.agency.short_on(today).to_owned(),
        href: super::address(sum.year, &one.agency.slug),
        badge: badge(one.progress),
        state: one.progress.zh(),
        note: one.other_form.as_ref().map_or_else(String::new, |form| {
            format!("用的是{form}年版的表，没有计入")
        }),
    };
    sum.missing.iter().map(line).collect()
}

/// The units behind a sum.
pub(crate) async fn behind(
    State(site): State<Site>,
    caller: Caller,
    Path((year, cell)): Path<(String, String)>,
) -> Answer {
    let today = caller.cx.today();
    let year = year_of(&year, today)?;
    let sum = site.office.report_sum(&caller.cx, year).await?;
    let total = sum.total.as_ref().ok_or(Refusal::Unknown)?;
    let said = total.total(&cell).ok_or(Refusal::Unknown)?;
    let form = &total.form;
    let spec = form.cell_index(&cell).and_then(|at| form.cells().get(at));
    let kind = spec.ok_or(Refusal::Unknown)?.kind;
    let label = form.cell_label(&cell);
    let title = format!("{label}：各单位");
    page(&BehindPage {
        shell: Console::of(&site, &caller, &title, "/desk/supervision").await?,
        year,
        total: match said {
            Total::Known(number) => format!("合计 {}", number.under(kind)),
            Total::Unknown { stated, gaps } => match stated {
                Some(number) => {
                    let number = number.under(kind);
                    format!("已有的数合计 {number}，还缺 {} 家的数", gaps.len())
                }
                None => "没有一家有这个数".to_owned(),
            },
        },
        lines: units(&sum, &cell, today),
        missing: left(&sum, today),
        cell: label,
    })
}

/// The units, the largest number first.
fn units(sum: &ReportSum, cell: &str, today: Date) -> Vec<Unit> {
    let mut behind = sum.behind(cell);
    let size = |one: &BehindSum<'_>| one.cell.count().map(std::cmp::Reverse);
    behind.sort_by_key(|one| (one.cell.number().is_some(), size(one)));
    let line = |one: &BehindSum<'_>| {
        let shown = ShownCell::of(Some(&one.cell));
        Unit {
            name: one.agency.short_on(today).to_owned(),
            href: super::address(sum.year, &one.agency.slug),
            number: shown.number,
            why: shown.empty,
        }
    };
    behind.iter().map(line).collect()
}

/// What all units say in a section, for whoever writes the report of the whole area.
pub(crate) async fn texts(
    State(site): State<Site>,
    caller: Caller,
    Path((year, section)): Path<(String, String)>,
) -> Answer {
    let today = caller.cx.today();
    let year = year_of(&year, today)?;
    let mut ids = SectionId::ALL.into_iter();
    let id = ids
        .find(|id| id.name() == section)
        .ok_or(Refusal::Unknown)?;
    let sum = site.office.report_sum(&caller.cx, year).await?;
    let form = sum.total.as_ref().map(|total| &total.form);
    let heading = form.and_then(|form| form.heading(id));
    let heading = heading.ok_or(Refusal::Unknown)?.label.clone();
    let units = sum.units.iter();
    let texts = units.map(|(agency, report)| {
        let lines = report.sections.text(id).lines();
        (
            agency.short_on(today).to_owned(),
            super::address(year, &agency.slug),
            lines.map(str::to_owned).collect(),
        )
    });
    page(&Texts {
        shell: Console::of(&site, &caller, &heading, "/desk/supervision").await?,
        year,
        heading,
        units: texts.collect(),
        missing: left(&sum, today),
    })
}

/// The sum as a document in the statutory form.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path((year, format)): Path<(String, String)>,
) -> Answer {
    let year = year_of(&year, caller.cx.today())?;
    let format = report_format(&format).ok_or(Refusal::Unknown)?;
    let made = site.office.report_sum_file(&caller.cx, year, format);
    let made = Box::pin(made).await?;
    Ok(file::sent(&made.name, format.extension(), made.bytes))
}
