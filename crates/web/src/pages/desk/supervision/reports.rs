//! 年度报告报送: units by steps, who is late, reminding them.

use super::{
    AT, Answer, Asked, address, agency_at, badge, countdown, notices, page, tally_words, to,
    year_asked, years,
};
use crate::Site;
use crate::caller::Caller;
use crate::form::Posted;
use crate::pages::workbook;
use crate::shell::Console;
use crate::words::short_date;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::submission::{Progress, Tally};
use gongkai_office::{Cell, ColumnKind, GridRow, ReportGrid};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/supervision/reports.html")]
struct Grid {
    shell: Console,
    csrf: String,
    year: i16,
    years: Vec<i16>,
    countdown: String,
    steps: Vec<StepCount>,
    /// The step that the rows are narrowed to.
    step: &'static str,
    late_only: bool,
    rows: Vec<Row>,
    expected: usize,
    here: usize,
    missing: usize,
}

/// How many reports stand at a step.
struct StepCount {
    name: &'static str,
    code: &'static str,
    count: usize,
    badge: &'static str,
    on: bool,
}

struct Row {
    name: String,
    slug: String,
    href: String,
    badge: &'static str,
    state: &'static str,
    missing: bool,
    late: i32,
    locked_on: String,
    handed_on: String,
    round: usize,
    found: String,
    filed_on: String,
    published_on: String,
    telephone: String,
    reminded: String,
}

/// The page; with `as=xlsx` the list as a workbook.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let today = caller.cx.today();
    let year = year_asked(&asked, today)?;
    let grid = site.office.report_grid(&caller.cx, year).await?;
    let step = asked.get("step").and_then(|code| Progress::of_code(code));
    let late_only = asked.contains_key("late");
    let rows = chosen(&grid, step, late_only, today);
    if workbook::is_asked(asked.get("as").map_or("", String::as_str)) {
        return book(&grid, &rows, today);
    }
    let here = grid.rows.len() - grid.missing().count();
    let title = format!("{year}年年度报告报送");
    let shell = Console::of(&site, &caller, &title, "/desk/supervision").await?;
    page(&Grid {
        shell: shell.with_notice(notices::of(&asked)),
        csrf: caller.csrf.clone(),
        year,
        years: years(today),
        countdown: countdown(grid.due_on, today),
        steps: Progress::ALL
            .map(|one| StepCount {
                name: one.zh(),
                code: one.code(),
                count: grid.count(one),
                badge: badge(one),
                on: step == Some(one),
            })
            .into(),
        step: step.map_or("", Progress::code),
        late_only,
        rows: rows.iter().map(|one| row(one, &grid, today)).collect(),
        expected: grid.rows.len(),
        here,
        missing: grid.rows.len() - here,
    })
}

/// The rows that are asked for: those that are missing by the days that they are late.
fn chosen(
    grid: &ReportGrid,
    step: Option<Progress>,
    late_only: bool,
    today: Date,
) -> Vec<&GridRow> {
    let late = |row: &GridRow| row.days_late(grid.due_on, today);
    let wanted = |row: &&GridRow| {
        step.is_none_or(|step| row.progress == step) && (!late_only || late(row) > 0)
    };
    let mut rows: Vec<&GridRow> = grid.rows.iter().filter(wanted).collect();
    if late_only {
        rows.sort_by_key(|row| std::cmp::Reverse((!row.progress.is_here(), late(row))));
    }
    rows
}

fn row(one: &GridRow, grid: &ReportGrid, today: Date) -> Row {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| short_date(&day, &today));
    let guide = &one.agency.settings.guide;
    let last = one.submission.last();
    let reminded = one.submission.reminders.last();
    Row {
        name: one.agency.short_on(today).to_owned(),
        slug: one.agency.slug.clone(),
        href: address(grid.year, &one.agency.slug),
        badge: badge(one.progress),
        state: one.progress.zh(),
        missing: !one.progress.is_here(),
        late: one.days_late(grid.due_on, today),
        locked_on: day(one.locked_on),
        handed_on: day(last.map(|round| round.on)),
        round: one.submission.rounds.len(),
        found: tally_words(last.map_or_else(Tally::default, |round| round.found)),
        filed_on: day(one.submission.filed_on()),
        published_on: day(one.published_on),
        telephone: guide.telephone.clone(),
        reminded: reminded.map_or_else(String::new, |last| {
            let count = one.submission.reminders.len();
            format!("{}第{count}次催办", short_date(&last.on, &today))
        }),
    }
}

fn book(grid: &ReportGrid, rows: &[&GridRow], today: Date) -> Answer {
    let heads = [
        ("单位", ColumnKind::Text),
        ("状态", ColumnKind::Text),
        ("审定", ColumnKind::Date),
        ("报送", ColumnKind::Date),
        ("第几次", ColumnKind::Integer),
        ("备案", ColumnKind::Date),
        ("公布", ColumnKind::Date),
        ("逾期天数", ColumnKind::Integer),
        ("公开机构", ColumnKind::Text),
        ("电话", ColumnKind::Text),
        ("催办次数", ColumnKind::Integer),
    ];
    let cells = |row: &&GridRow| {
        let guide = &row.agency.settings.guide;
        let last = row.submission.last();
        vec![
            Cell::Text(row.agency.short_on(today).to_owned()),
            Cell::Text(row.progress.zh().to_owned()),
            workbook::day(row.locked_on),
            workbook::day(last.map(|round| round.on)),
            workbook::count(row.submission.rounds.len()),
            workbook::day(row.submission.filed_on()),
            workbook::day(row.published_on),
            workbook::count(row.days_late(grid.due_on, today)),
            Cell::Text(guide.office.clone()),
            Cell::Text(guide.telephone.clone()),
            workbook::count(row.submission.reminders.len()),
        ]
    };
    let title = format!("{}年年度报告报送情况", grid.year);
    workbook::of_list(&title, &heads, rows.iter().map(cells).collect())
}

/// 催办: reminds the agencies that were ticked, or all whose report is missing.
pub(crate) async fn remind(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let today = caller.cx.today();
    let year = super::year_of(posted.text("year"), today)?;
    let mut agencies = Vec::new();
    if posted.text("all").is_empty() {
        for slug in posted.all("agency") {
            agencies.push(agency_at(&site, slug).await?.id);
        }
    } else {
        let grid = site.office.report_grid(&caller.cx, year).await?;
        agencies.extend(grid.missing().map(|row| row.agency.id.clone()));
    }
    let reminded = site
        .office
        .remind_of_reports(&caller.cx, year, &agencies)
        .await?;
    let done = if reminded > 0 {
        "reminded"
    } else {
        "reminded_none"
    };
    let step = Progress::of_code(posted.text("step")).map_or("", Progress::code);
    let narrowed = if step.is_empty() {
        String::new()
    } else {
        format!("&step={step}")
    };
    let late = if posted.text("late").is_empty() {
        ""
    } else {
        "&late=1"
    };
    to(&format!("{AT}?year={year}{narrowed}{late}&done={done}"))
}
