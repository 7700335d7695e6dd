//! The years with the state of their reports.

use super::{Answer, Asked, FIRST, Workplace, address, named, notices, page};
use crate::Site;
use crate::caller::Caller;
use crate::shell::Console;
use crate::words::document_date;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_office::ReportState;
use jiff::civil::Date;

/// Years that are shown.
const MOST: usize = 8;

#[derive(Template)]
#[template(path = "desk/reports/list.html")]
struct List {
    shell: Console,
    place: Workplace,
    name: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    year: i16,
    due: String,
    badge: &'static str,
    state: String,
    note: String,
}

/// The page.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let place = Workplace::of(&site, &caller, named(&asked)).await?;
    let today = caller.cx.today();
    let years = (FIRST..=today.year()).rev().take(MOST);
    let states = site.office.report_states(&caller.cx, &place.agency, years);
    let states = Box::pin(states).await?;
    let rows = states.iter().map(|one| row(one, &place.agency.slug, today));
    let shell = Console::of(&site, &caller, "年度报告", "/desk/reports").await?;
    page(&List {
        shell: shell.with_notice(notices::of(&asked)),
        name: place.agency.short_on(today).to_owned(),
        rows: rows.collect(),
        place,
    })
}

fn row(one: &ReportState, slug: &str, today: Date) -> Row {
    let (badge, state) = state(one, today);
    let mut note = Vec::new();
    if one.locked_on.is_none() && one.unanswered > 0 {
        note.push(format!("还有{}格没有填", one.unanswered));
    }
    if one.errors > 0 {
        note.push(format!("核对有{}处错误", one.errors));
    }
    if one.amended > 0 {
        note.push(format!("锁定后更正{}次", one.amended));
    }
    Row {
        href: address(one.year, slug),
        year: one.year,
        due: one
            .due_on
            .map_or_else(String::new, |due| document_date(&due)),
        badge,
        state,
        note: note.join("，"),
    }
}

/// How it stands, with the days left for what is due (art. 49).
fn state(one: &ReportState, today: Date) -> (&'static str, String) {
    if let Some(on) = one.locked_on {
        return ("badge-good", format!("{}锁定", document_date(&on)));
    }
    if one.year >= today.year() {
        return ("", "这一年还没有过完".to_owned());
    }
    let begun = if one.begun { "填写中" } else { "未开始" };
    match one.due_on.map(|due| (due - today).get_days()) {
        Some(left) if left < 0 => ("badge-late", format!("{begun}，已经过了1月31日")),
        Some(left) if left <= 14 => ("badge-today", format!("{begun}，还有{left}天")),
        _ => ("", begun.to_owned()),
    }
}
