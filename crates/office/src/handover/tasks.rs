//! What of the hand-over is due today, for the page 今天要办.

use crate::desk::pressing;
use crate::{Context, Office, OfficeError, Urgency};
use gongkai_domain::access::Role;
use gongkai_domain::identity::{AgencyId, HandoverId};
use jiff::civil::Date;

/// Something of a hand-over to be done.
#[derive(Debug, Clone)]
pub struct HandoverTask {
    /// For which agency.
    pub agency: AgencyId,
    /// What.
    pub what: ToDo,
    /// By when, where a day can be named.
    pub due_on: Option<Date>,
    /// How pressing it is.
    pub urgency: Urgency,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToDo {
    /// Make the list of so many items.
    List(usize),
    /// Make a zero report.
    Zero,
    /// Bring a batch to the houses: its number.
    Deliver(HandoverId, String),
    /// Replace so many items.
    Replace(usize),
}

impl Office {
    /// What of the hand-over is due, late or to be brought to the houses, for who hands over.
    pub async fn handover_tasks(&self, cx: &Context) -> Result<Vec<HandoverTask>, OfficeError> {
        let mut tasks = Vec::new();
        for agency in Self::workplaces(&cx.actor) {
            let hands_over = cx.actor.person().is_some_and(|person| {
                person.is(Role::Clerk, &agency) || person.is(Role::Archivist, &agency)
            });
            if hands_over {
                self.tasks_of(cx, agency, &mut tasks).await?;
            }
        }
        tasks.sort_by_key(|task| (task.urgency, task.due_on));
        Ok(tasks)
    }

    async fn tasks_of(
        &self,
        cx: &Context,
        agency: AgencyId,
        tasks: &mut Vec<HandoverTask>,
    ) -> Result<(), OfficeError> {
        let Some(setting) = self.agency(&agency).await?.settings.handover else {
            return Ok(());
        };
        let today = cx.today();
        let calendars = self.calendars().await?;
        let calendar = calendars.of(&agency);
        let mut add = |what: ToDo, due_on: Option<Date>| {
            let (urgency, _) = pressing(due_on, today, calendar);
            let agency = agency.clone();
            tasks.push(HandoverTask {
                agency,
                what,
                due_on,
                urgency,
            });
        };
        let next = self.next_handover(cx, &agency, &setting).await?;
        let (urgency, _) = pressing(next.due_on, today, calendar);
        if urgency <= Urgency::Soon && (next.items > 0 || next.zero) {
            let list = ToDo::List(next.items);
            add(if next.zero { ToDo::Zero } else { list }, next.due_on);
        }
        for batch in self.store.handovers_prepared(&agency).await? {
            add(ToDo::Deliver(batch.id, batch.number), batch.due_on);
        }
        let outdated = self.outdated(&agency).await?;
        let replace = outdated.iter().filter(|one| one.is_delivered).count();
        if replace > 0 {
            add(ToDo::Replace(replace), None);
        }
        Ok(())
    }
}
