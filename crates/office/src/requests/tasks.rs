//! Requests as things to do: what has to be done about which of them, by whom, by when.

use crate::desk::pressing;
use crate::{Context, Office, OfficeError, Urgency};
use gongkai_domain::access::{Action, Object, Person, Refusal, Role, decide};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::request::{Case, Clocks, NextStep, WaitKind};
use gongkai_store::RequestRow;
use jiff::civil::Date;

/// Something to do about a request. It names nobody and none of their words.
#[derive(Debug, Clone)]
pub struct RequestTask {
    /// The request.
    pub request: RequestRow,
    /// What.
    pub what: RequestToDo,
    /// The last day, where there is one.
    pub due_on: Option<Date>,
    /// How pressing it is.
    pub urgency: Urgency,
}

/// What has to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestToDo {
    /// A request that nobody has opened.
    Open,
    /// The next step of the case.
    Step(NextStep),
    /// The last days in which a correction can be asked for (article 30).
    AskCorrection,
    /// A reply that is overdue, for the head of the office.
    Overdue,
}

/// The reply comes up so many working days before it is due.
const AHEAD: i64 = 5;
/// A correction comes up so many working days before it can no longer be asked for: from the fifth of seven.
const CORRECTION_AHEAD: u32 = 2;

impl Office {
    /// What is to be done about requests by who acts, most pressing first.
    pub async fn request_tasks(&self, cx: &Context) -> Result<Vec<RequestTask>, OfficeError> {
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let calendars = self.calendars().await?;
        let mut tasks = Vec::new();
        for agency in Self::workplaces(&cx.actor) {
            let lineage = self.lineage(&agency).await?;
            let object = Object::Agency(&lineage);
            if decide(&cx.actor, Action::ReadRequests, object).is_err() {
                continue;
            }
            for (row, case, clocks) in self.open_of(&agency, cx.today()).await? {
                let day = Day {
                    today: cx.today(),
                    calendar: calendars.of(&row.agency),
                };
                let todo = todo(person, &row, &case, &clocks, day);
                tasks.extend(todo.into_iter().map(|(what, due_on)| RequestTask {
                    urgency: urgency(&what, due_on, day),
                    request: row.clone(),
                    what,
                    due_on,
                }));
            }
        }
        tasks.sort_by_key(|task| (task.urgency, task.due_on));
        Ok(tasks)
    }
}

/// A day, and the calendar by which it is judged.
#[derive(Clone, Copy)]
struct Day<'a> {
    today: Date,
    calendar: &'a WorkdayCalendar,
}

/// A new request is opened the day it is seen, whenever the reply is due.
fn urgency(what: &RequestToDo, due_on: Option<Date>, day: Day<'_>) -> Urgency {
    let (urgency, _) = pressing(due_on, day.today, day.calendar);
    if *what == RequestToDo::Open {
        urgency.min(Urgency::Today)
    } else {
        urgency
    }
}

fn todo(
    person: &Person,
    row: &RequestRow,
    case: &Case,
    clocks: &Clocks,
    day: Day<'_>,
) -> Option<(RequestToDo, Option<Date>)> {
    let today = day.today;
    let reply = clocks.reply.as_ref();
    let due = reply.and_then(|reply| reply.deadline.on());
    let left = reply.and_then(|reply| reply.left);
    let next = case.next(today, clocks);
    let step = |due_on| Some((RequestToDo::Step(next.clone()), due_on));
    let clerk = person.is(Role::Clerk, &row.agency);
    let head = person.is(Role::Approver, &row.agency);
    if row.opened_on.is_none() && clerk {
        return Some((RequestToDo::Open, due));
    }
    match &next {
        NextStep::Review => {
            let draft = case.draft.as_ref()?;
            let own = draft.round.may_take(person, &row.agency).is_ok();
            step(due).filter(|_| own)
        }
        NextStep::Extend => step(due).filter(|_| head),
        _ if head && !clerk && left.is_some_and(|left| left < 0) => {
            Some((RequestToDo::Overdue, due))
        }
        _ if !clerk => None,
        NextStep::Confirm => step(Some(row.arrived.date())),
        NextStep::NoteCorrectionServed
        | NextStep::NoteFeeServed
        | NextStep::NoteConsultServed(_) => step(None),
        NextStep::CloseConsultation(_) | NextStep::End(_) => step(lapsed(clocks, today).or(due)),
        NextStep::Sign | NextStep::Serve => step(due),
        NextStep::Draft if left.is_some_and(|left| left <= AHEAD) => step(due),
        NextStep::Draft => correction(case, clocks, day),
        NextStep::Wait(_) | NextStep::Archive | NextStep::Nothing => None,
    }
}

/// The last days for a notice to correct, if nothing has been done about the request yet.
fn correction(case: &Case, clocks: &Clocks, day: Day<'_>) -> Option<(RequestToDo, Option<Date>)> {
    let untouched = case.searches.is_empty() && case.consultations.is_empty();
    let mut waits = clocks.waits.iter();
    let wait = waits.find(|wait| wait.kind == WaitKind::CorrectionNotice)?;
    let due = wait
        .deadline
        .as_ref()?
        .on()
        .filter(|due| *due >= day.today)?;
    let left = day.calendar.workdays_between(day.today, due).ok()?;
    let soon = untouched && left <= CORRECTION_AHEAD;
    soon.then_some((RequestToDo::AskCorrection, Some(due)))
}

/// When the time that is over was over.
fn lapsed(clocks: &Clocks, today: Date) -> Option<Date> {
    let over = clocks.waits.iter().filter(|wait| wait.is_over(today));
    let days = over.filter_map(|wait| wait.deadline.as_ref()?.on());
    days.min()
}
