//! The requests and disputes of an agency as a return counts them: without persons.

use crate::requests::outcomes;
use crate::{Office, OfficeError};
use gongkai_domain::dispute::Dispute;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::returns::{DisputeFact, RequestEvidence, RequestFact};
use gongkai_store::{RequestQuery, RequestRow};
use jiff::civil::Date;

impl Office {
    /// All that is counted of requests over days, both included.
    pub(super) async fn request_evidence(
        &self,
        agency: &AgencyId,
        days: (Date, Date),
    ) -> Result<RequestEvidence, OfficeError> {
        let query = RequestQuery {
            agencies: vec![agency.clone()],
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let rows = self.store.requests(&query).await?.rows;
        let mut disputes = Vec::new();
        for row in self.store.disputes(agency).await? {
            disputes.push(DisputeFact::of(&row.id, &Dispute::replay(row.turns)?));
        }
        let came = rows.iter().map(|row| row.arrived.date());
        let filed = disputes.iter().map(|dispute| dispute.filed_on);
        Ok(RequestEvidence {
            since: came.chain(filed).min(),
            requests: self.request_facts(rows, days).await?,
            disputes,
        })
    }

    async fn request_facts(
        &self,
        rows: Vec<RequestRow>,
        (from, to): (Date, Date),
    ) -> Result<Vec<RequestFact>, OfficeError> {
        let outcomes = outcomes()?;
        let calendars = self.calendars().await?;
        let mut facts = Vec::new();
        for row in rows {
            let received = row.received_on.is_some_and(|on| on <= to);
            // Whatever the days saw nothing of need not be replayed.
            if !received || row.ended_on.is_some_and(|on| on < from) {
                continue;
            }
            let (case, _) = self.case(&row).await?;
            let named = (&row.id, row.number.as_str());
            facts.extend(RequestFact::of(
                named,
                &case,
                outcomes,
                calendars.of(&row.agency),
            )?);
        }
        Ok(facts)
    }
}
