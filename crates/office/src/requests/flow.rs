//! How far the requests of a year got and how long replies took, at one agency or at several: counted over
//! the rows, which name nobody and need no replay.

use super::outcomes;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::dispute::{Dispute, Road};
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::request::{Flow, OutcomeBook, ReplyTimes, Step, is_reply};
use gongkai_store::{RequestQuery, RequestRow};
use std::collections::{BTreeMap, BTreeSet};

/// The roads on which requests were contested.
type Contests = BTreeMap<RequestId, BTreeSet<Road>>;

impl Office {
    /// How far the requests got that came to agencies in a year. Their own people and who supervises
    /// them may see it.
    pub async fn request_flow(
        &self,
        cx: &Context,
        agencies: &[AgencyId],
        year: i16,
    ) -> Result<Flow, OfficeError> {
        let tree = self.agencies().await?;
        for agency in agencies {
            let lineage = tree.lineage(agency);
            let may = |action| decide(&cx.actor, action, Object::Agency(&lineage));
            may(Action::OpenDesk).or_else(|refusal| may(Action::Supervise).or(Err(refusal)))?;
        }
        let corrected = self.store.requests_asked_to_correct(agencies).await?;
        let contests = self.contests(agencies).await?;
        let outcomes = outcomes()?;
        let rows = self.seen_in(agencies, year).await?.into_iter();
        let came = rows.filter(|row| {
            let on = row.received_on.unwrap_or_else(|| row.arrived.date());
            on.year() == year
        });
        Ok(Flow::of(
            came.map(|row| step(&row, &corrected, &contests, outcomes)),
        ))
    }

    /// How long the replies took that agencies made in a year. The report of the year tells as much, so
    /// anybody may know.
    pub async fn reply_times(
        &self,
        agencies: &[AgencyId],
        year: i16,
    ) -> Result<ReplyTimes, OfficeError> {
        let outcomes = outcomes()?;
        let calendars = self.calendars().await?;
        let mut times = ReplyTimes::default();
        for row in self.seen_in(agencies, year).await? {
            let replied = row
                .outcome
                .as_deref()
                .is_some_and(|one| is_reply(one, outcomes));
            let ended_on = row.ended_on.filter(|on| replied && on.year() == year);
            if let Some(days) = row.received_on.zip(ended_on) {
                times.add(days, row.due_on, calendars.of(&row.agency));
            }
        }
        Ok(times)
    }

    /// The requests of which a year saw something.
    async fn seen_in(
        &self,
        agencies: &[AgencyId],
        year: i16,
    ) -> Result<Vec<RequestRow>, OfficeError> {
        let query = RequestQuery {
            agencies: agencies.to_vec(),
            year: Some(year),
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        Ok(self.store.requests(&query).await?.rows)
    }

    async fn contests(&self, agencies: &[AgencyId]) -> Result<Contests, OfficeError> {
        let mut contests = Contests::new();
        for agency in agencies {
            for row in self.store.disputes(agency).await? {
                let dispute = Dispute::replay(row.turns)?;
                if let Some(request) = row.request {
                    contests.entry(request).or_default().insert(dispute.road);
                }
            }
        }
        Ok(contests)
    }
}

fn step(
    row: &RequestRow,
    corrected: &BTreeSet<RequestId>,
    contests: &Contests,
    outcomes: &OutcomeBook,
) -> Step {
    Step {
        stage: row.stage,
        received: row.received_on.is_some(),
        asked_to_correct: corrected.contains(&row.id),
        replied: row
            .outcome
            .as_deref()
            .is_some_and(|one| is_reply(one, outcomes)),
        roads: contests.get(&row.id).cloned().unwrap_or_default(),
    }
}
