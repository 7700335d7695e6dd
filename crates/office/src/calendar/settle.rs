//! Last days that the lists of the desk keep, set right when the program starts: a new release may
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
    /// Sets right the last days that the lists of the desk keep; gives how many were not. What is on
    /// a page with its reasoning is counted anew at each reading anyway.
    pub async fn settle_dates(&self, cx: &Context) -> Result<usize, OfficeError> {
        decide(&cx.actor, Action::ManageAgencies, Object::Installation)?;
        let calendars = self.calendars().await?;
        let mut moved = Vec::new();
        for open in self.open_dates(cx.today()).await? {
            let Some((row, kept)) = open.kept else {
                continue;
            };
            let now = (open.clock)(calendars.of(&open.agency));
            if let Some(now) = now.filter(|now| now.due != kept) {
                let object = open.object;
                moved.push((row, Settled { object, kept, now }));
            }
        }
        if moved.is_empty() {
            return Ok(0);
        }
        let settled: Vec<&Settled> = moved.iter().map(|(_, settled)| settled).collect();
        let record = Record::of("calendar.settled", "calendar".to_owned());
        let event = record.to(&settled).by(cx)?;
        let mut write = self.store.write().await?;
        for (row, settled) in &moved {
            row.keep(&mut write, settled.now.due).await?;
        }
        write.commit(vec![event]).await?;
        Ok(moved.len())
    }
}
