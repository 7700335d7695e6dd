//! The quarters of a year with the state of their returns.

use super::{Answer, Asked, State, Workplace, address, due, last_over, notices, page, state};
use crate::Site;
use crate::caller::Caller;
use crate::shell::Console;
use crate::words::short_date;
use askama::Template;
use axum::extract::{Query, State as Shared};
use gongkai_office::ReturnState;
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/returns/list.html")]
struct List {
    shell: Console,
    place: Workplace,
    name: String,
    title: String,
    cite: String,
    year: i16,
    years: Vec<i16>,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    quarter: String,
    due: String,
    state: State,
    note: String,
}

/// The page.
pub(crate) async fn show(
    Shared(site): Shared<Site>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let text = |name: &str| asked.get(name).map_or("", String::as_str);
    let place = Workplace::of(&site, &caller, text("agency")).await?;
    let today = caller.cx.today();
    let years: Vec<i16> = (2019..=today.year()).rev().collect();
    let year = text("year").parse().ok();
    let year = year.filter(|year| years.contains(year));
    let year = year.unwrap_or(last_over(today).year());
    let table = gongkai_office::return_table(&place.agency)?;
    let states = site.office.returns_of(&caller.cx, &place.agency, year);
    let rows = states.await?;
    let rows = rows.iter().map(|one| row(one, &place.agency.slug, today));
    let shell = Console::of(&site, &caller, "季度报送", "/desk/duties").await?;
    page(&List {
        shell: shell.with_notice(notices::of(&asked)),
        name: place.agency.short_on(today).to_owned(),
        title: table.title.clone(),
        cite: table.cite.clone(),
        rows: rows.collect(),
        place,
        year,
        years,
    })
}

fn row(one: &ReturnState, agency: &str, today: Date) -> Row {
    let plain = |class, sign, words: String| State { class, sign, words };
    let ahead = one.quarter.days().1 > today;
    let state = match (&one.turn, one.handed_in_on) {
        (Some(turn), _) => state(turn.standing, today),
        (None, Some(on)) => plain("is-done", "✓", format!("{}报送", short_date(&on, &today))),
        (None, None) if ahead => plain("", "·", "还没有到".to_owned()),
        (None, None) => plain("", "○", "没有报送".to_owned()),
    };
    let note = match (one.handed_in_on, one.typed) {
        (Some(on), _) => format!("{}报送，留有报送时的数", short_date(&on, &today)),
        (None, 0) => String::new(),
        (None, typed) => format!("补填了 {typed} 项，还没有报送"),
    };
    Row {
        href: address(one.quarter, agency),
        quarter: one.quarter.zh(),
        due: one
            .turn
            .as_ref()
            .map_or_else(|| "没有定".to_owned(), |turn| due(&turn.turn)),
        state,
        note,
    }
}
