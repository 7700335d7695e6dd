//! The returns of a quarter as the supervising office has them: who handed in, and their sum.

use super::{Answer, Asked, file, last_over, page, quarter};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::shell::Console;
use crate::words::document_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;
use gongkai_domain::returns::{Quarter, Sum, SumLine};
use gongkai_office::{Below, BelowState, ReturnFile};
use jiff::civil::Date;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "desk/returns/summary.html")]
struct SummaryPage {
    shell: Console,
    title: String,
    quarter: String,
    key: String,
    /// Key, name.
    quarters: Vec<(String, String)>,
    /// Name, state, class of its badge.
    below: Vec<(String, String, &'static str)>,
    missing: Vec<String>,
    handed_in: usize,
    lines: Vec<Line>,
}

struct Line {
    group: String,
    /// Whether it is the first of its group.
    first: bool,
    number: usize,
    name: String,
    part: bool,
    unit: String,
    quarter: String,
    year: String,
    lacking: String,
}

/// The page.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let today = caller.cx.today();
    let quarter = chosen(&asked, today)?;
    let summary = site.office.return_summary(&caller.cx, quarter).await?;
    let missing: Vec<String> = summary.missing().map(|below| name(below, today)).collect();
    page(&SummaryPage {
        shell: Console::of(&site, &caller, "季度报送汇总", "/desk/supervision").await?,
        title: summary.table.title.clone(),
        quarter: quarter.zh(),
        key: quarter.to_string(),
        quarters: quarters(today),
        handed_in: summary.below.len() - missing.len(),
        below: summary.below.iter().map(|one| below(one, today)).collect(),
        lines: lines(&summary.lines),
        missing,
    })
}

/// Hands the sum out.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path(name): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let wanted = ReturnFile::of_code(&name).ok_or(Refusal::Unknown)?;
    let quarter = chosen(&asked, caller.cx.today())?;
    let paper = site
        .office
        .return_summary_paper(&caller.cx, quarter, wanted);
    let (name, bytes) = paper.await?;
    Ok(file::sent(&name, wanted.ending(), bytes))
}

fn chosen(asked: &BTreeMap<String, String>, today: Date) -> Result<Quarter, WebError> {
    let named = asked.get("quarter");
    named.map_or_else(|| Ok(last_over(today)), |text| quarter(text))
}

/// The quarters to choose from, the last one first.
fn quarters(today: Date) -> Vec<(String, String)> {
    let years = (2019..=today.year()).rev();
    let all = years.flat_map(|year| Quarter::all_of(year).into_iter().rev());
    let over = all.filter(|quarter| *quarter <= last_over(today));
    over.map(|quarter| (quarter.to_string(), quarter.zh()))
        .collect()
}

fn name(below: &Below, today: Date) -> String {
    below.agency.short_on(today).to_owned()
}

fn below(below: &Below, today: Date) -> (String, String, &'static str) {
    let (state, class) = match &below.state {
        BelowState::HandedIn(handed_in) => (
            format!("{}报送", document_date(&handed_in.on)),
            "badge-good",
        ),
        BelowState::Missing => ("没有报送".to_owned(), "badge-late"),
        BelowState::OtherTable(title) => (format!("填的是《{title}》，没有汇总"), ""),
    };
    (name(below, today), state, class)
}

fn lines(lines: &[SumLine]) -> Vec<Line> {
    let mut group = String::new();
    let line = |(number, line): (usize, &SumLine)| {
        let first = group != line.group;
        group.clone_from(&line.group);
        Line {
            group: line.group.clone(),
            first,
            number,
            name: line.zh.clone(),
            part: line.part,
            unit: line.unit.clone(),
            quarter: printed(&line.quarter),
            year: printed(&line.year),
            lacking: lacking(&line.quarter),
        }
    };
    (1..).zip(lines).map(line).collect()
}

fn printed(sum: &Sum) -> String {
    let number = sum.number;
    number.map_or_else(String::new, |number| number.to_string())
}

fn lacking(sum: &Sum) -> String {
    match sum.missing.as_slice() {
        [] => String::new(),
        _ if sum.number.is_none() => "都没有填".to_owned(),
        names => format!("缺{}", names.join("、")),
    }
}
