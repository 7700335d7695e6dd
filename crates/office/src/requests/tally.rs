//! What may be known of requests without knowing who asks and what for: counts and ages for the
//! supervising office, days for a calendar.

use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Scope, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{CaseStage, WaitKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The open requests of an agency, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestTally {
    /// Without an outcome.
    pub open: u64,
    /// Of these, those of which the reply is overdue.
    pub overdue: u64,
    /// Of these, those that nobody has opened.
    pub unopened: u64,
    /// Days since the oldest of them came.
    pub oldest_days: Option<i32>,
    /// By where they stand.
    pub by_stage: BTreeMap<CaseStage, u64>,
}

/// A day of a request for a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestDate {
    /// The request.
    pub request: RequestId,
    /// Its number.
    pub number: String,
    /// Its agency's short name.
    pub agency: String,
    /// What is due; none for the reply.
    pub wait: Option<WaitKind>,
    /// The day.
    pub on: Date,
    /// Grows with every entry.
    pub revision: u64,
}

impl Office {
    /// Counts of the open requests of an agency.
    pub(crate) async fn request_tally(
        &self,
        agency: &Agency,
        today: Date,
    ) -> Result<RequestTally, OfficeError> {
        let mut tally = RequestTally::default();
        for (row, case, clocks) in self.open_of(&agency.id, today).await? {
            let stage = case.stage();
            if stage.is_over() {
                continue;
            }
            let left = clocks.reply.as_ref().and_then(|reply| reply.left);
            tally.open += 1;
            tally.overdue += u64::from(left.is_some_and(|left| left < 0));
            tally.unopened += u64::from(row.opened_on.is_none());
            let age = (today - row.arrived.date()).get_days();
            tally.oldest_days = tally.oldest_days.max(Some(age));
            *tally.by_stage.entry(stage).or_default() += 1;
        }
        Ok(tally)
    }

    /// The days on which something about requests is due at the agencies of who holds a token for
    /// that; nothing for a token that is unknown, has run out, was revoked or is for something else.
    pub async fn request_dates(
        &self,
        token: &str,
        cx: &Context,
    ) -> Result<Option<Vec<RequestDate>>, OfficeError> {
        let holder = self.token_holder(token, cx.now).await?;
        let holder = holder.filter(|holder| holder.scopes.contains(&Scope::ReadDueDates));
        let Some(holder) = holder else {
            return Ok(None);
        };
        let tree = self.agencies().await?;
        let mut dates = Vec::new();
        for id in Self::workplaces(&holder.actor) {
            let lineage = tree.lineage(&id);
            let Some(agency) = tree.get(&id) else {
                continue;
            };
            let may = decide(
                &holder.actor,
                Action::ReadRequests,
                Object::Agency(&lineage),
            );
            if may.is_ok() {
                dates.extend(self.dates_of(agency, cx.today()).await?);
            }
        }
        Ok(Some(dates))
    }

    async fn dates_of(
        &self,
        agency: &Agency,
        today: Date,
    ) -> Result<Vec<RequestDate>, OfficeError> {
        let mut dates = Vec::new();
        for (row, case, clocks) in self.open_of(&agency.id, today).await? {
            if case.stage().is_over() {
                continue;
            }
            let reply = clocks.reply.as_ref();
            let reply = reply.and_then(|reply| reply.deadline.on());
            let waits = clocks.waits.iter();
            let waits =
                waits.filter_map(|wait| Some((Some(wait.kind), wait.deadline.as_ref()?.on()?)));
            let days = reply.map(|on| (None, on)).into_iter().chain(waits);
            dates.extend(days.map(|(wait, on)| RequestDate {
                request: row.id.clone(),
                number: row.number.clone(),
                agency: agency.short_on(today).to_owned(),
                wait,
                on,
                revision: row.revision,
            }));
        }
        Ok(dates)
    }
}
