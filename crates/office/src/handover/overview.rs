//! What was handed over, what waits and by when, what is late, what has to be replaced.

use super::prepare::{due_of_item, due_of_zero};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::clock::Deadline;
use gongkai_domain::event::Entry;
use gongkai_domain::handover::{Batch, Dates, HandoverSetting, Line, Need, Period, need};
use gongkai_domain::identity::{AgencyId, HandoverId, InformationId};
use jiff::civil::Date;

/// The hand-over of an agency, as a person at its desk sees it.
#[derive(Debug, Clone)]
pub struct HandoverView {
    /// How it was set up, if it was.
    pub setting: Option<HandoverSetting>,
    /// The batches, the last made first.
    pub batches: Vec<Batch>,
    /// What is next, where it was set up.
    pub next: Option<Next>,
    /// What waits, in the order of publication.
    pub waiting: Vec<WaitingItem>,
    /// What is past its last day and not delivered.
    pub late: Vec<Late>,
    /// What the houses have and the public no longer sees.
    pub outdated: Vec<Outdated>,
    /// Whether who looks may hand over.
    pub may_hand_over: bool,
}

/// The list that is next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The days whose publications it covers.
    pub period: Period,
    /// How many items wait for it.
    pub items: usize,
    /// Whether it has to say that there are none.
    pub zero: bool,
    /// By when, where a day can be named.
    pub due_on: Option<Date>,
}

/// A published item that waits for its list.
#[derive(Debug, Clone)]
pub struct WaitingItem {
    /// The item.
    pub id: InformationId,
    /// Its title.
    pub title: String,
    /// When it was first published.
    pub published_on: Date,
    /// By when, with the reasoning; none if the day from which its time runs is not registered.
    pub deadline: Option<Deadline>,
}

/// An item past its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Its title.
    pub title: String,
    /// Its last day.
    pub due_on: Date,
    /// Days since.
    pub days: i32,
    /// The batch in which it stands and has not been delivered.
    pub batch: Option<HandoverId>,
}

/// An item that has to be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// As the houses have it.
    pub line: Line,
    /// The batch with which they got it.
    pub batch: HandoverId,
    /// Whether that batch has been delivered: if not, it is thrown away and made again.
    pub is_delivered: bool,
    /// Why.
    pub need: Need,
}

/// A batch with what can be said about it now.
#[derive(Debug, Clone)]
pub struct BatchView {
    /// The batch.
    pub batch: Batch,
    /// Bytes of its package.
    pub size: u64,
    /// What of it has to be replaced.
    pub outdated: Vec<Outdated>,
    /// What happened to it, oldest first.
    pub history: Vec<Entry>,
    /// Whether who looks may hand over.
    pub may_hand_over: bool,
}

impl Office {
    /// The hand-over of an agency at whose desk the actor works.
    pub async fn handovers(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<HandoverView, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::OpenDesk, Object::Agency(&lineage))?;
        let may_hand_over = decide(&cx.actor, Action::HandOver, Object::Agency(&lineage)).is_ok();
        let setting = self.agency(agency).await?.settings.handover;
        let batches = self.store.handovers(agency).await?;
        let (next, waiting) = match &setting {
            Some(setting) => {
                let next = self.next_handover(cx, agency, setting).await?;
                (Some(next), self.waiting(agency, setting).await?)
            }
            None => (None, Vec::new()),
        };
        Ok(HandoverView {
            late: late(&batches, &waiting, cx.today()),
            outdated: self.outdated(agency).await?,
            setting,
            batches,
            next,
            waiting,
            may_hand_over,
        })
    }

    /// A batch of an agency at whose desk the actor works.
    pub async fn handover(&self, cx: &Context, id: &HandoverId) -> Result<BatchView, OfficeError> {
        let batch = self.batch_to_read(cx, id).await?;
        let lineage = self.lineage(&batch.agency).await?;
        let package = self.store.file(&batch.package).await?;
        Ok(BatchView {
            size: package.map_or(0, |file| file.size),
            outdated: self.outdated_in(&batch).await?,
            history: self.store.events_of(&super::object(id)).await?,
            may_hand_over: decide(&cx.actor, Action::HandOver, Object::Agency(&lineage)).is_ok(),
            batch,
        })
    }

    async fn waiting(
        &self,
        agency: &AgencyId,
        setting: &HandoverSetting,
    ) -> Result<Vec<WaitingItem>, OfficeError> {
        let found = self.store.handover_waiting(agency, setting.since).await?;
        let calendars = self.calendars().await?;
        let calendar = calendars.of(agency);
        let items = found.into_iter().map(|item| {
            let dates = Dates {
                formed_on: item.formed_on,
                published_on: item.published_on,
            };
            WaitingItem {
                deadline: setting.rhythm.due(dates, calendar),
                id: item.id,
                title: item.title,
                published_on: item.published_on,
            }
        });
        Ok(items.collect())
    }

    /// The list that is next: of the period that was missed or runs, or of what came after it.
    pub(super) async fn next_handover(
        &self,
        cx: &Context,
        agency: &AgencyId,
        setting: &HandoverSetting,
    ) -> Result<Next, OfficeError> {
        let settled = self.store.handover_settled(agency).await?;
        let period = setting.open_period(settled, cx.today());
        let waiting = self.waiting_in(agency, setting, period).await?;
        let calendars = self.calendars().await?;
        let calendar = calendars.of(agency);
        let dues = waiting
            .iter()
            .filter_map(|item| due_of_item(setting, item, calendar));
        let open = settled.is_none_or(|last| last < period.to);
        let zero = waiting.is_empty() && open && setting.rhythm.period(period.from).is_some();
        let due_on = if waiting.is_empty() {
            due_of_zero(setting, period, calendar).filter(|_| zero)
        } else {
            dues.min()
        };
        Ok(Next {
            period,
            items: waiting.len(),
            zero,
            due_on,
        })
    }

    /// What the houses have, or are about to get, and the public no longer sees.
    pub(super) async fn outdated(&self, agency: &AgencyId) -> Result<Vec<Outdated>, OfficeError> {
        let found = self.store.handover_overdrawn(agency).await?.into_iter();
        let outdated = found.filter_map(|one| {
            Some(Outdated {
                need: need(one.handed, one.public)?,
                line: one.line,
                batch: one.batch,
                is_delivered: one.is_delivered,
            })
        });
        Ok(outdated.collect())
    }

    pub(super) async fn outdated_in(&self, batch: &Batch) -> Result<Vec<Outdated>, OfficeError> {
        let mut outdated = self.outdated(&batch.agency).await?;
        outdated.retain(|one| one.batch == batch.id);
        Ok(outdated)
    }
}

/// What waits, or stands in a list that has not gone out, and is past its last day.
fn late(batches: &[Batch], waiting: &[WaitingItem], today: Date) -> Vec<Late> {
    let days = |due: Date| due.until(today).map_or(0, |span| span.get_days());
    let waiting = waiting.iter().filter_map(|item| {
        let due_on = item.deadline.as_ref()?.on()?;
        Some((item.title.clone(), due_on, None))
    });
    let prepared = batches
        .iter()
        .filter(|batch| batch.stage.code() == "prepared");
    let prepared = prepared.flat_map(|batch| {
        let lines = batch.items.iter();
        lines.filter_map(|line| Some((line.title.clone(), line.due_on?, Some(batch.id.clone()))))
    });
    let late = waiting
        .chain(prepared)
        .filter(|(_, due_on, _)| *due_on < today);
    let mut late: Vec<Late> = late
        .map(|(title, due_on, batch)| Late {
            title,
            due_on,
            days: days(due_on),
            batch,
        })
        .collect();
    late.sort_by_key(|one| one.due_on);
    late
}
