//! 算期限: the last day of any statutory period, by the calendar of one's agency.

use super::deadline::Deadline;
use super::workplace::Workplace;
use super::{Answer, Asked, page};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::shell::Console;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::calendar::{WorkdayCalendar, dates};
use gongkai_domain::clock::{self, PeriodBook, PeriodId, SetBy, within, within_set};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/deadlines.html")]
struct DeadlinesPage {
    shell: Console,
    place: Workplace,
    /// Identifier, name with its law, whether it is chosen.
    clocks: Vec<(&'static str, String, bool)>,
    start: String,
    days: String,
    /// What is wrong with what was typed.
    error: String,
    result: Option<Deadline>,
}

/// The page: a form whose answer has an address.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let text = |name: &str| asked.get(name).map_or("", |text| text.trim()).to_owned();
    let place = Workplace::of(&site, &caller, &text("agency")).await?;
    let calendars = site.office.calendars().await?;
    let calendar = calendars.of(&place.agency.id);
    let (chosen, start, days) = (text("clock"), text("start"), text("days"));
    let today = caller.cx.today();
    let reckoned = if start.is_empty() {
        Ok(None)
    } else {
        reckon((&chosen, &start, &days), today, calendar).map(Some)
    };
    let (found, error) = match reckoned {
        Ok(found) => (found, String::new()),
        Err(error) => (None, error),
    };
    let title = if error.is_empty() {
        "算期限"
    } else {
        "错误：算期限"
    };
    page(&DeadlinesPage {
        shell: Console::of(&site, &caller, title, "/desk/deadlines").await?,
        clocks: clocks(&chosen, today)?,
        result: found.map(|found| Deadline::of_clock(&found, today, calendar)),
        place,
        start,
        days,
        error,
    })
}

fn clocks(chosen: &str, today: Date) -> Result<Vec<(&'static str, String, bool)>, WebError> {
    let book = PeriodBook::statutory().map_err(|_broken| WebError::Internal)?;
    let clocks = PeriodId::ALL.into_iter().filter_map(|id| {
        let period = book.on(id, today).ok()?;
        // An extension runs from no day of its own.
        let alone = !matches!(id, PeriodId::ReplyExtension | PeriodId::ReviewExtension);
        let name = format!("{}（{}）", period.title, period.cite);
        alone.then(|| (id.name(), name, id.name() == chosen))
    });
    Ok(clocks.collect())
}

/// The deadline that is asked for, or what is wrong with the question.
fn reckon(
    (chosen, start, days): (&str, &str, &str),
    today: Date,
    calendar: &WorkdayCalendar,
) -> Result<clock::Deadline, String> {
    let mut all = PeriodId::ALL.into_iter();
    let id = all.find(|id| id.name() == chosen);
    let id = id.ok_or("请选择要算哪一种期限。")?;
    let start = dates::typed(start, today).ok().flatten();
    let start = start.ok_or(dates::EXPLANATION)?;
    let book = PeriodBook::statutory().map_err(|error| error.to_string())?;
    let period = book.on(id, start).map_err(|error| error.to_string())?;
    let found = match (days, period.set_by) {
        ("", _) | (_, SetBy::Law) => within(id, start, calendar),
        (days, SetBy::Agency) => {
            let days = days
                .parse()
                .map_err(|_no_number| "工作日数请填数字，例如 15。")?;
            within_set(id, start, days, calendar)
        }
    };
    found.map_err(|error| error.zh())
}
