//! 定期任务: an agency's recurring duties over a year, month by month, and what is to be done now.

use super::duty_words::{State, state};
use super::workplace::Workplace;
use super::{Answer, Asked, notices, page, returns};
use crate::Site;
use crate::caller::Caller;
use crate::pages::{figures, workbook};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Query, State as Shared};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::duty::{DueDay, DutyStanding};
use gongkai_office::{Cell, ColumnKind, DutyTask, DutyTurn, DutyView};
use jiff::civil::{Date, date};

#[derive(Template)]
#[template(path = "desk/duties.html")]
struct Duties {
    shell: Console,
    place: Workplace,
    name: String,
    year: i16,
    years: Vec<i16>,
    open: Vec<Open>,
    rows: Vec<Row>,
    /// The law behind them: name, rhythm, citation, address.
    sources: Vec<(String, String, String, String)>,
    /// How many turns of the year are done and how many late.
    done: usize,
    late: usize,
    /// Whether it has a table to hand in each quarter.
    returns: bool,
}

/// What is to be done now.
struct Open {
    state: State,
    href: String,
    title: String,
    note: String,
}

/// A duty with its year.
struct Row {
    title: String,
    href: String,
    /// January to December, and what has no month of this year.
    months: Vec<Vec<Mark>>,
}

/// A turn in a month.
struct Mark {
    state: State,
    href: String,
    day: String,
    period: String,
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
    let holdings = site.office.holdings(&place.agency.slug).await?;
    let years = with_this(figures::years(&holdings.counts, [], today), today.year());
    let year = figures::chosen(text("year"), &years, None);
    let days = (date(year, 1, 1), date(year, 12, 31));
    let views = site.office.duties(&caller.cx, &place.agency, days).await?;
    if workbook::is_asked(text("as")) {
        return as_workbook(&views, today);
    }
    let shell = Console::of(&site, &caller, "定期任务", "/desk/duties").await?;
    let (done, late) = counted(&views);
    page(&Duties {
        shell: shell.with_notice(notices::of(&asked)),
        name: place.agency.short_on(today).to_owned(),
        open: open(&site, &caller, &place).await?,
        rows: views
            .iter()
            .map(|view| row(view, &place, year, today))
            .collect(),
        sources: views.iter().map(|view| source(view, &place)).collect(),
        returns: gongkai_office::return_table(&place.agency).is_ok(),
        place,
        year,
        years,
        done,
        late,
    })
}

fn as_workbook(views: &[DutyView], today: Date) -> Answer {
    let heads = [
        ("任务", ColumnKind::Text),
        ("期次", ColumnKind::Text),
        ("最后一天", ColumnKind::Date),
        ("办结日期", ColumnKind::Date),
        ("状态", ColumnKind::Text),
        ("依据", ColumnKind::LongText),
    ];
    let row = |view: &DutyView, turn: &DutyTurn| {
        let due = match turn.turn.due {
            DueDay::On(day) => Some(day),
            DueDay::NotAnnounced { .. } | DueDay::NotSet => None,
        };
        let done = match turn.standing {
            DutyStanding::Done { on, .. } => Some(on),
            DutyStanding::Late { .. }
            | DutyStanding::Due { .. }
            | DutyStanding::Ahead
            | DutyStanding::NotAnnounced { .. }
            | DutyStanding::NotSet
            | DutyStanding::Never => None,
        };
        vec![
            Cell::text(view.duty.title.as_str()),
            Cell::text(turn.turn.period.zh()),
            workbook::day(due),
            workbook::day(done),
            Cell::text(state(turn.standing, today).words),
            Cell::text(view.duty.cite.as_str()),
        ]
    };
    let rows = views
        .iter()
        .flat_map(|view| view.turns.iter().map(move |turn| row(view, turn)));
    workbook::of_list("定期任务", &heads, rows.collect())
}

/// The years to choose from: those with records, this one and the one before, the last first.
fn with_this(mut years: Vec<i16>, this: i16) -> Vec<i16> {
    years.extend([this, this - 1]);
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    years
}

/// What the caller has to do in this agency.
async fn open(
    site: &Site,
    caller: &Caller,
    place: &Workplace,
) -> Result<Vec<Open>, crate::error::WebError> {
    if decide(&caller.cx.actor, Action::KeepDuties, Object::Installation).is_err() {
        return Ok(Vec::new());
    }
    let tasks = site.office.duty_tasks(&caller.cx).await?;
    let own = tasks
        .iter()
        .filter(|task| task.agency.id == place.agency.id);
    Ok(own.map(|task| line(task, caller.cx.today())).collect())
}

fn line(task: &DutyTask, today: Date) -> Open {
    Open {
        state: state(task.standing, today),
        href: address(&task.duty.id, task),
        title: title(task),
        note: note(task),
    }
}

/// What is to be done, with what for.
pub(super) fn title(task: &DutyTask) -> String {
    if task.duty.rhythm.is_since_last() {
        return task.duty.act.clone();
    }
    format!("{}（{}）", task.duty.act, task.turn.period.zh())
}

/// Why it lies on this desk.
pub(super) fn note(task: &DutyTask) -> String {
    let missed = if task.missed > 0 {
        format!("，另有 {} 期也逾期没办", task.missed)
    } else {
        String::new()
    };
    format!("定期任务：{}{missed}", task.duty.rhythm.zh())
}

/// The page of a task.
pub(super) fn address(duty: &str, task: &DutyTask) -> String {
    done_at(duty, &task.agency.slug, &task.turn.period.to_string())
}

/// The page on which a turn of a duty is done: the return that fulfils it, or the duty itself.
pub(super) fn done_at(duty: &str, agency: &str, period: &str) -> String {
    let filled = returns::of_turn(duty, agency, period);
    filled.unwrap_or_else(|| of_turn(duty, agency, period))
}

/// The page of a turn of a duty.
pub(super) fn of_turn(duty: &str, agency: &str, period: &str) -> String {
    format!("/desk/duties/{duty}?agency={agency}&period={period}")
}

fn row(view: &DutyView, place: &Workplace, year: i16, today: Date) -> Row {
    let slug = &place.agency.slug;
    let id = &view.duty.id;
    let mut months: Vec<Vec<Mark>> = (0..13).map(|_| Vec::new()).collect();
    for turn in &view.turns {
        let day = shown_day(turn);
        let here = day.filter(|day| day.year() == year);
        let at = here.map_or(12, |day| usize::try_from(day.month() - 1).unwrap_or(12));
        if let Some(month) = months.get_mut(at) {
            month.push(Mark {
                state: state(turn.standing, today),
                href: done_at(id, slug, &turn.turn.period.to_string()),
                day: here.map_or_else(String::new, |day| format!("{}日", day.day())),
                period: turn.turn.period.zh(),
            });
        }
    }
    Row {
        title: view.duty.title.clone(),
        href: format!("/desk/duties/{id}?agency={slug}&year={year}"),
        months,
    }
}

/// The day under which a turn stands: its last day; without one the day it was done.
fn shown_day(turn: &DutyTurn) -> Option<Date> {
    match (turn.turn.due, turn.standing) {
        (DueDay::On(day), _) | (_, DutyStanding::Done { on: day, .. }) => Some(day),
        (DueDay::NotAnnounced { .. }, _) => Some(turn.turn.opens),
        (DueDay::NotSet, _) => None,
    }
}

fn source(view: &DutyView, place: &Workplace) -> (String, String, String, String) {
    let duty = &view.duty;
    let href = format!("/desk/duties/{}?agency={}", duty.id, place.agency.slug);
    (
        duty.title.clone(),
        duty.rhythm.zh(),
        duty.cite.clone(),
        href,
    )
}

fn counted(views: &[DutyView]) -> (usize, usize) {
    let turns = || views.iter().flat_map(|view| &view.turns);
    let done = |turn: &&DutyTurn| matches!(turn.standing, DutyStanding::Done { .. });
    let late = |turn: &&DutyTurn| {
        matches!(
            turn.standing,
            DutyStanding::Late { .. } | DutyStanding::Never
        )
    };
    (turns().filter(done).count(), turns().filter(late).count())
}
