//! Last days that the list of the desk keeps, set right when the program starts: a new release may
//! carry a year that the one before did not know.

use super::Reckoned;
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use jiff::civil::Date;
use serde::Serialize;

/// A last day that was kept and is another by the calendar as it is.
#[derive(Serialize)]
struct Settled {
    object: String,
    kept: Option<Date>,
    now: Reckoned,
}

impl Office {
    /// Sets right the last days that the list of the desk keeps; gives how many were not. What is on
    /// a page with its reasoning is counted anew at each reading anyway.
    pub async fn settle_dates(&self, cx: &Context) -> Result<usize, OfficeError> {
        decide(&cx.actor, Action::ManageAgencies, Object::Installation)?;
        let calendars = self.calendars().await?;
        let mut moved = Vec::new();
        for open in self.open_dates(cx.today()).await? {
            let Some((item, kept)) = open.listed else {
                continue;
            };
            let now = (open.clock)(calendars.of(&open.agency));
            if let Some(now) = now.filter(|now| now.due != kept) {
                let object = open.object;
                moved.push((item, Settled { object, kept, now }));
            }
        }
        if moved.is_empty() {
            return Ok(0);
        }
        let settled: Vec<&Settled> = moved.iter().map(|(_, settled)| settled).collect();
        let record = Record::of("calendar.settled", "calendar".to_owned());
        let event = record.to(&settled).by(cx)?;
        let mut write = self.store.write().await?;
        for (item, settled) in &moved {
            write.set_due(item, settled.now.due).await?;
        }
        write.commit(vec![event]).await?;
        Ok(moved.len())
    }
}
