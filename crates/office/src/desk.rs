//! 今天要办: what is due for the person at the desk, in order, each with its one next action.

use crate::register::{Limit, limit_by};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Person, Refusal, Role, decide};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::Due;
use gongkai_domain::information::{Gap, Stage};
use gongkai_domain::review::Taken;
use gongkai_store::{DeskQuery, Summary};
use jiff::ToSpan;
use jiff::civil::Date;

/// Something to do.
#[derive(Debug, Clone)]
pub struct Task {
    /// The item.
    pub item: Summary,
    /// The one next action.
    pub action: Action,
    /// The last day, where there is one.
    pub due_on: Option<Date>,
    /// How pressing it is.
    pub urgency: Urgency,
    /// Working days left or passed, where the calendar tells.
    pub workdays: Option<u32>,
    /// The year whose working days are not announced, where that is why there is no last day.
    pub unannounced: Option<i16>,
    /// The steps of its review taken so far.
    pub taken: Vec<Taken>,
    /// What keeps a draft from being submitted.
    pub gaps: Vec<Gap>,
}

/// How pressing a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// 已逾期.
    Overdue,
    /// 今天到期.
    Today,
    /// 3个工作日内到期.
    Soon,
    /// 正常.
    Normal,
    /// 没有期限.
    Undated,
}

/// Tasks shown at most; who has more works from the list.
const MOST: u64 = 200;

impl Office {
    /// The tasks of who acts, most pressing first.
    pub async fn tasks(&self, cx: &Context) -> Result<Vec<Task>, OfficeError> {
        decide(&cx.actor, Action::OpenDesk, Object::Installation)?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let query = DeskQuery {
            agencies: Self::workplaces(&cx.actor),
            stages: vec![
                Stage::Draft,
                Stage::Returned,
                Stage::InReview,
                Stage::Approved,
                Stage::Kept,
            ],
            limit: MOST,
            ..DeskQuery::default()
        };
        let page = self.store.desk(&query).await?;
        let agencies = self.agencies().await?;
        let calendars = self.calendars().await?;
        let mut tasks = Vec::new();
        for item in page.rows {
            let months = agencies
                .get(&item.agency)
                .map_or(12, |agency| agency.settings.months_to_reassessment());
            if let Some((action, due_on)) = next(person, &item, months) {
                if action == Action::Reassess && due_on.is_none_or(|due| due > cx.today()) {
                    continue;
                }
                let Some(whole) = self.store.information(&item.id).await? else {
                    continue;
                };
                // Who took a step before does not take this one, whatever their role.
                let own_step = whole.round.may_take(person, &whole.agency).is_ok();
                if action == Action::Review && !own_step {
                    continue;
                }
                let calendar = calendars.of(&item.agency);
                let mut task = task((item, action, due_on), cx.today(), calendar);
                task.unannounced = unannounced(&limit_by(calendar, &whole.facts));
                if action == Action::Revise {
                    task.gaps = whole.facts.gaps();
                }
                task.taken = whole.round.taken;
                tasks.push(task);
            }
        }
        tasks.sort_by_key(|task| (task.urgency, task.due_on, task.item.changed_at));
        Ok(tasks)
    }
}

fn task(
    (item, action, due_on): (Summary, Action, Option<Date>),
    today: Date,
    calendar: &WorkdayCalendar,
) -> Task {
    let (urgency, workdays) = pressing(due_on, today, calendar);
    Task {
        unannounced: None,
        taken: Vec::new(),
        gaps: Vec::new(),
        item,
        action,
        due_on,
        urgency,
        workdays,
    }
}

/// How pressing a last day is, and how many working days are left or have passed.
pub(crate) fn pressing(
    due_on: Option<Date>,
    today: Date,
    calendar: &WorkdayCalendar,
) -> (Urgency, Option<u32>) {
    let between = |from, to| calendar.workdays_between(from, to).ok();
    match due_on {
        None => (Urgency::Undated, None),
        Some(due) if due < today => (Urgency::Overdue, between(due, today)),
        Some(due) if due == today => (Urgency::Today, Some(0)),
        Some(due) => {
            let left = between(today, due);
            let soon = left.is_some_and(|left| left <= 3);
            (if soon { Urgency::Soon } else { Urgency::Normal }, left)
        }
    }
}

/// The year for want of whose calendar an item that has to be published has no last day.
fn unannounced(limit: &Limit) -> Option<i16> {
    match limit.deadline()?.due {
        Due::NotAnnounced { year } => Some(year),
        Due::On(_) => None,
    }
}

/// The next action on an item, if it is this person's, and by when.
fn next(person: &Person, item: &Summary, months: u8) -> Option<(Action, Option<Date>)> {
    let clerk = person.is(Role::Clerk, &item.agency);
    match item.stage {
        Stage::Draft | Stage::Returned if clerk => Some((Action::Revise, item.due_on)),
        Stage::InReview => {
            let role = item.awaited?;
            person
                .is(role, &item.agency)
                .then_some((Action::Review, item.due_on))
        }
        Stage::Approved if clerk => Some((Action::Publish, item.due_on)),
        Stage::Kept if clerk && item.attribute == "withheld" => {
            let last = item.reassessed_on?;
            let due = last.checked_add(i32::from(months).months()).ok();
            Some((Action::Reassess, due))
        }
        Stage::Draft
        | Stage::Returned
        | Stage::Approved
        | Stage::Kept
        | Stage::Published
        | Stage::Withdrawn => None,
    }
}
