//! Agreeing to several items at once: only after each was opened, each by an event of its own.

use crate::events::Record;
use crate::register::object;
use crate::{Context, Office, OfficeError, Task};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::identity::InformationId;
use gongkai_domain::information::{Information, Stage};
use gongkai_domain::review::Verdict;
use serde_json::{Value, json};

/// Items that may be agreed to at once.
pub const MOST_AT_ONCE: usize = 20;

/// The event of somebody's opening an item whose step they are to take.
const OPENED: &str = "information.opened";

/// An item that awaits a person's step, and what keeps it from being agreed to with others.
#[derive(Debug, Clone)]
pub struct Awaiting {
    /// The item with its last day.
    pub task: Task,
    /// The name of the step.
    pub step: String,
    /// The state the person sees; agreeing to another one is refused.
    pub revision: u64,
    /// Why it cannot be agreed to with others; `None` if it can.
    pub hindrance: Option<Hindrance>,
}

/// What keeps an item from being agreed to with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Hindrance {
    /// The person has not opened it as it is now.
    #[error("还没有打开看过")]
    Unopened,
    /// The step answers the secrecy questions.
    #[error("这一步要逐项回答保密审查的问题，请单独审")]
    Secrecy,
    /// The leak gate stands in the way.
    #[error("发布前检查有“不能发布”的内容，请单独审")]
    Leaks,
}

impl Office {
    /// Notes that who is to take an item's step has opened it as it is now. Once is enough.
    pub async fn note_opened(&self, cx: &Context, id: &InformationId) -> Result<(), OfficeError> {
        let item = self.item(cx, id, Action::Review).await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let own = item.stage == Stage::InReview;
        let own = own && item.round.may_take(person, &item.agency).is_ok();
        if !own || self.has_opened(cx, &item).await? {
            return Ok(());
        }
        let record = Record::of(OPENED, object(id)).in_agency(&item.agency);
        let record = record.to(&json!({ "revision": item.revision }));
        Ok(self.store.record(vec![record.by(cx)?]).await?)
    }

    /// The items that await who acts, each with what keeps it from being agreed to with others.
    pub async fn awaiting(&self, cx: &Context) -> Result<Vec<Awaiting>, OfficeError> {
        let tasks = self.tasks(cx).await?.into_iter();
        let mut all = Vec::new();
        for task in tasks
            .filter(|task| task.action == Action::Review)
            .take(MOST_AT_ONCE)
        {
            let item = self.item(cx, &task.item.id, Action::Review).await?;
            let step = item.round.awaited();
            all.push(Awaiting {
                step: step.map(|step| step.name.clone()).unwrap_or_default(),
                revision: item.revision,
                hindrance: self.hindrance(cx, &item).await?,
                task,
            });
        }
        Ok(all)
    }

    /// Agrees to an item that was opened and that nothing stands in the way of; several are agreed to
    /// one after the other, and one that is refused stops none of the others.
    pub async fn agree_with_others(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Review).await?;
        if item.revision != revision {
            return Err(OfficeError::Conflict);
        }
        match self.hindrance(cx, &item).await? {
            None => self.review(cx, id, revision, Verdict::agree(None)).await,
            Some(why) => Err(OfficeError::Hindered(why)),
        }
    }

    async fn hindrance(
        &self,
        cx: &Context,
        item: &Information,
    ) -> Result<Option<Hindrance>, OfficeError> {
        if item.round.awaited().is_some_and(|step| step.secrecy) {
            return Ok(Some(Hindrance::Secrecy));
        }
        let stopped = self.look_for_leaks(&item.facts).await?.blocking() > 0;
        if stopped && item.leak_override.is_none() {
            return Ok(Some(Hindrance::Leaks));
        }
        let opened = self.has_opened(cx, item).await?;
        Ok((!opened).then_some(Hindrance::Unopened))
    }

    async fn has_opened(&self, cx: &Context, item: &Information) -> Result<bool, OfficeError> {
        let own = cx.actor.person().map(|person| &person.account);
        let entries = self.store.events_of(&object(&item.id)).await?;
        let revision = |after: &str| {
            let after: Value = serde_json::from_str(after).ok()?;
            after.get("revision")?.as_u64()
        };
        Ok(entries.iter().any(|entry| {
            let event = &entry.event;
            event.action == OPENED
                && event.account.as_ref() == own
                && revision(&event.after) == Some(item.revision)
        }))
    }
}
