//! Recurring duties as things to do: of each duty the turn that presses most, in one line.

use crate::desk::{Urgency, pressing};
use crate::duties::{DutyTurn, DutyView};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Role, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::duty::{DueDay, Duty, DutyStanding, Fulfilment, Occurrence};
use jiff::ToSpan;
use jiff::civil::Date;

/// A duty to be done.
#[derive(Debug, Clone)]
pub struct DutyTask {
    /// Whose it is.
    pub agency: Agency,
    /// The duty.
    pub duty: Duty,
    /// The oldest turn that is not done.
    pub turn: Occurrence,
    /// How it stands.
    pub standing: DutyStanding,
    /// The last day, where there is one.
    pub due_on: Option<Date>,
    /// How pressing it is.
    pub urgency: Urgency,
    /// Late turns besides this one, in the last twelve months.
    pub missed: usize,
}

/// A turn comes up so many days before its last day: a month, so that none comes up with no time left.
const AHEAD: i64 = 31;

impl Office {
    /// The duties to be done by who acts, most pressing first. Withheld items come up one by one
    /// among the other tasks, and so are not here.
    pub async fn duty_tasks(&self, cx: &Context) -> Result<Vec<DutyTask>, OfficeError> {
        decide(&cx.actor, Action::OpenDesk, Object::Installation)?;
        let today = cx.today();
        let days = (today.saturating_sub(1.year()), today);
        let tree = self.agencies().await?;
        let person = cx.actor.person();
        let calendars = self.calendars().await?;
        let mut tasks = Vec::new();
        for id in Self::workplaces(&cx.actor) {
            let own = person.is_some_and(|person| person.is(Role::Clerk, &id));
            let Some(agency) = tree.get(&id).filter(|_| own) else {
                continue;
            };
            let views = self.duties(cx, agency, days).await?;
            let calendar = calendars.of(&id);
            let views = views.into_iter();
            tasks.extend(views.filter_map(|view| task_of(agency, view, today, calendar)));
        }
        tasks.sort_by_key(|task| (task.urgency, task.due_on));
        Ok(tasks)
    }
}

fn task_of(
    agency: &Agency,
    view: DutyView,
    today: Date,
    calendar: &WorkdayCalendar,
) -> Option<DutyTask> {
    if view.duty.fulfilled == Fulfilment::Reassessment {
        return None;
    }
    let open: Vec<&DutyTurn> = view.turns.iter().filter(|turn| is_open(turn)).collect();
    let first = *open.first()?;
    let late = |turn: &&&DutyTurn| matches!(turn.standing, DutyStanding::Late { .. });
    let late = open.iter().filter(late).count();
    let (due_on, urgency) = match first.turn.due {
        DueDay::On(due) => (Some(due), pressing(Some(due), today, calendar).0),
        DueDay::NotAnnounced { .. } | DueDay::NotSet => (None, Urgency::Undated),
    };
    Some(DutyTask {
        agency: agency.clone(),
        turn: first.turn,
        standing: first.standing,
        duty: view.duty,
        due_on,
        urgency,
        missed: late.saturating_sub(1),
    })
}

/// Whether something has to be done about a turn now.
fn is_open(turn: &DutyTurn) -> bool {
    match turn.standing {
        DutyStanding::Late { .. } | DutyStanding::Never | DutyStanding::NotAnnounced { .. } => true,
        DutyStanding::Due { left } => left <= AHEAD,
        DutyStanding::Ahead | DutyStanding::Done { .. } | DutyStanding::NotSet => false,
    }
}
