//! Reconsideration and litigation about disclosure: filed, answered, decided; section four of the report.

use crate::events::Record;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::dispute::{Dispute, SectionFour, Turn, section_four};
use gongkai_domain::identity::{AgencyId, DisputeId, RequestId};
use gongkai_store::DisputeRow;

impl Office {
    /// The disputes of an agency, the latest filed first.
    pub async fn disputes(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<Vec<(DisputeRow, Dispute)>, OfficeError> {
        self.may_request(cx, agency, Action::ReadRequests).await?;
        let mut disputes = Vec::new();
        for row in self.store.disputes(agency).await? {
            let dispute = Dispute::replay(row.turns.clone())?;
            disputes.push((row, dispute));
        }
        disputes.sort_by_key(|(_, dispute)| std::cmp::Reverse(dispute.filed_on));
        Ok(disputes)
    }

    /// The disputes about a request, for the people of its agency.
    pub async fn disputes_about(
        &self,
        cx: &Context,
        agency: &AgencyId,
        request: &RequestId,
    ) -> Result<Vec<(DisputeRow, Dispute)>, OfficeError> {
        let mut disputes = self.disputes(cx, agency).await?;
        disputes.retain(|(row, _)| row.request.as_ref() == Some(request));
        Ok(disputes)
    }

    /// A dispute, for the people of its agency.
    pub async fn dispute(
        &self,
        cx: &Context,
        id: &DisputeId,
    ) -> Result<(DisputeRow, Dispute), OfficeError> {
        let row = self.store.dispute(id).await?.ok_or(Refusal::Unknown)?;
        let may = self
            .may_request(cx, &row.agency, Action::ReadRequests)
            .await;
        may.map_err(|_elsewhere| Refusal::Unknown)?;
        let dispute = Dispute::replay(row.turns.clone())?;
        Ok((row, dispute))
    }

    /// Opens a dispute with its filing. One about a request must be about one of the same agency.
    pub async fn file_dispute(
        &self,
        cx: &Context,
        agency: &AgencyId,
        turn: Turn,
    ) -> Result<DisputeId, OfficeError> {
        self.may_request(cx, agency, Action::HandleRequests).await?;
        let dispute = Dispute::open(turn)?;
        if let Some(request) = &dispute.request {
            let about = self.store.request(request).await?;
            about
                .filter(|about| about.agency == *agency)
                .ok_or(Refusal::Unknown)?;
        }
        let row = DisputeRow {
            id: DisputeId::from_random(token::bits()?),
            agency: agency.clone(),
            request: dispute.request.clone(),
            turns: dispute.turns().to_vec(),
            revision: 0,
        };
        let record = Record::of("dispute.filed", object(&row.id)).in_agency(agency);
        let event = record.to(&row.turns).by(cx)?;
        let mut write = self.store.write().await?;
        write.insert_dispute(&row).await?;
        write.commit(vec![event]).await?;
        Ok(row.id)
    }

    /// Notes what happened next in a dispute.
    pub async fn advance_dispute(
        &self,
        cx: &Context,
        id: &DisputeId,
        revision: u64,
        turn: Turn,
    ) -> Result<Dispute, OfficeError> {
        let (mut row, dispute) = self.dispute(cx, id).await?;
        self.may_request(cx, &row.agency, Action::HandleRequests)
            .await?;
        if row.revision != revision {
            return Err(OfficeError::Conflict);
        }
        let next = dispute.then(turn.clone())?;
        row.turns = next.turns().to_vec();
        let record = Record::of("dispute.advanced", object(id)).in_agency(&row.agency);
        let event = record.to(&turn).by(cx)?;
        let mut write = self.store.write().await?;
        write.save_dispute(&row).await?;
        write.commit(vec![event]).await?;
        Ok(next)
    }

    /// Section four of an agency's annual report.
    pub async fn disputes_of_year(
        &self,
        cx: &Context,
        agency: &AgencyId,
        year: i16,
    ) -> Result<SectionFour, OfficeError> {
        let lineage = self.lineage(agency).await?;
        let may = |action| decide(&cx.actor, action, Object::Agency(&lineage));
        may(Action::ReadRequests).or_else(|refusal| may(Action::Supervise).or(Err(refusal)))?;
        let mut disputes = Vec::new();
        for row in self.store.disputes(agency).await? {
            disputes.push(Dispute::replay(row.turns)?);
        }
        Ok(section_four(&disputes, year))
    }

    async fn may_request(
        &self,
        cx: &Context,
        agency: &AgencyId,
        action: Action,
    ) -> Result<(), OfficeError> {
        let lineage = self.lineage(agency).await?;
        Ok(decide(&cx.actor, action, Object::Agency(&lineage))?)
    }
}

fn object(id: &DisputeId) -> String {
    format!("dispute:{id}")
}
