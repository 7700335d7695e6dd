//! Messages of the public that wait for an answer, as things to do.

use crate::desk::pressing;
use crate::ledgers::ledger;
use crate::{Context, Office, OfficeError, Urgency};
use gongkai_domain::access::{Action, Object, Role, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::duty::{FreshnessBook, FreshnessRule, Unanswered, Watch, unanswered};
use gongkai_domain::ledger::Ledger;
use jiff::civil::Date;

/// The messages of a ledger that have waited long.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The ledger.
    pub ledger: &'static Ledger,
    /// The rule that points at them, with the agency's own limit.
    pub rule: FreshnessRule,
    /// The messages, the oldest first; may be none.
    pub messages: Vec<Unanswered>,
}

/// Messages to be answered.
#[derive(Debug, Clone)]
pub struct MessageTask {
    /// Whose they are.
    pub agency: Agency,
    /// What waits; at least one message.
    pub waiting: Waiting,
    /// The last day of the oldest.
    pub due_on: Date,
    /// How pressing that is.
    pub urgency: Urgency,
}

impl Office {
    /// The ledgers of messages of an agency, each with what has waited long.
    pub async fn waiting_messages(
        &self,
        cx: &Context,
        agency: &Agency,
    ) -> Result<Vec<Waiting>, OfficeError> {
        let lineage = self.lineage(&agency.id).await?;
        decide(&cx.actor, Action::OpenDesk, Object::Agency(&lineage))?;
        let book = FreshnessBook::statutory();
        let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
        let mut all = Vec::new();
        for rule in book.of_agency(&agency.settings.duties) {
            let Watch::Messages(watched) = &rule.watches else {
                continue;
            };
            for of in watched {
                let ledger = ledger(&of.ledger)?;
                let records = self.kept_records(&agency.id, ledger).await?;
                let messages = unanswered(&rule, of, ledger, records.iter(), cx.today());
                all.push(Waiting {
                    ledger,
                    rule: rule.clone(),
                    messages,
                });
            }
        }
        Ok(all)
    }

    /// The messages to be answered by who acts, a line for each ledger.
    pub async fn message_tasks(&self, cx: &Context) -> Result<Vec<MessageTask>, OfficeError> {
        decide(&cx.actor, Action::OpenDesk, Object::Installation)?;
        let tree = self.agencies().await?;
        let calendars = self.calendars().await?;
        let person = cx.actor.person();
        let mut tasks = Vec::new();
        for id in Self::workplaces(&cx.actor) {
            let own = person.is_some_and(|person| person.is(Role::Clerk, &id));
            let Some(agency) = tree.get(&id).filter(|_| own) else {
                continue;
            };
            for waiting in self.waiting_messages(cx, agency).await? {
                let Some(oldest) = waiting.messages.first() else {
                    continue;
                };
                let due_on = oldest.due_on;
                tasks.push(MessageTask {
                    agency: agency.clone(),
                    urgency: pressing(Some(due_on), cx.today(), calendars.of(&id)).0,
                    due_on,
                    waiting,
                });
            }
        }
        Ok(tasks)
    }
}
