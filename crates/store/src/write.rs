//! A change of the office's state: what is done and the events that say so, or nothing of both.

use crate::StoreError;
use crate::calls::ApiCall;
use crate::database::Tx;
use crate::encode::instant;
use crate::webhooks::Told;
use gongkai_domain::event::Event;
use gongkai_domain::identity::InformationId;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A change under way. Dropped without [`Write::commit`] it leaves nothing behind.
#[derive(Debug)]
pub struct Write {
    pub(crate) tx: Tx,
    /// Items that get the time of the last event as the time of their change.
    pub(crate) touched: BTreeSet<InformationId>,
    /// What other systems are told of it.
    told: Vec<Told>,
    /// The keyed call of a program that it is part of.
    call: Option<Arc<ApiCall>>,
}

impl Write {
    pub(crate) fn on(tx: Tx, call: Option<Arc<ApiCall>>) -> Self {
        Self {
            tx,
            touched: BTreeSet::new(),
            told: Vec::new(),
            call,
        }
    }

    /// Has other systems told of a fact that this change makes public.
    pub fn tell(&mut self, told: Told) {
        self.told.push(told);
    }

    /// Appends the events to the log and makes the change last, both or none: with it what other
    /// systems are to be told, and that the keyed call of a program has been done. Without an event
    /// the change is refused and undone.
    pub async fn commit(mut self, events: Vec<Event>) -> Result<(), StoreError> {
        let Some(last) = events.last().cloned() else {
            return Err(StoreError::NoEvent);
        };
        let changed_at = instant(last.at);
        for id in &self.touched {
            run!(
                self.tx.on(),
                "UPDATE information SET changed_at = $1 WHERE id = $2",
                changed_at.as_str(),
                id.as_str(),
            )?;
        }
        let sequence = self.append(events).await?;
        let told = std::mem::take(&mut self.told);
        self.enqueue(&told, sequence, &last).await?;
        if let Some(call) = self.call.take() {
            self.mark_done(&call, &last.object).await?;
        }
        self.tx.commit().await
    }
}
