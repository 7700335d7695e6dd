//! A change of the office's state: what is done and the events that say so, or nothing of both.

use crate::StoreError;
use crate::database::Tx;
use crate::encode::instant;
use gongkai_domain::event::Event;
use gongkai_domain::identity::InformationId;
use std::collections::BTreeSet;

/// A change under way. Dropped without [`Write::commit`] it leaves nothing behind.
#[derive(Debug)]
pub struct Write {
    pub(crate) tx: Tx,
    /// Items that get the time of the last event as the time of their change.
    pub(crate) touched: BTreeSet<InformationId>,
}

impl Write {
    pub(crate) fn on(tx: Tx) -> Self {
        Self {
            tx,
            touched: BTreeSet::new(),
        }
    }

    /// Appends the events to the log and makes the change last, both or none. Without an event the
    /// change is refused and undone.
    pub async fn commit(mut self, events: Vec<Event>) -> Result<(), StoreError> {
        let Some(last) = events.last() else {
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
        self.append(events).await?;
        self.tx.commit().await
    }
}
