//! Who asks: shown with a ground, and erased when the time is over.

use super::object;
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::dispute::Dispute;
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::request::Applicant;
use gongkai_store::{RequestQuery, RequestRow};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What is said of a person, in full.
#[derive(Debug, Clone)]
pub struct Revealed {
    /// Who asks and for what.
    pub applicant: Applicant,
}

impl Office {
    /// Who asks, in full. The ground is noted before anything is shown.
    pub async fn reveal_requester(
        &self,
        cx: &Context,
        id: &RequestId,
        ground: &str,
    ) -> Result<Revealed, OfficeError> {
        let row = self.request_row(cx, id, Action::RevealRequester).await?;
        if ground.trim().is_empty() {
            return Err(invalid(
                "ground",
                "请写明为什么要查看申请人信息，例如：寄送答复。",
            ));
        }
        let record = Record::of("request.revealed", object(id)).in_agency(&row.agency);
        let event = record.to(&ground.trim()).by(cx)?;
        let applicant = self.applicant(&row)?.ok_or(Refusal::Unknown)?;
        self.store.write().await?.commit(vec![event]).await?;
        Ok(Revealed { applicant })
    }

    /// Erases what is known of the requester: its key is destroyed, sealed words go, sealed files stay as
    /// bytes that nobody can open, and the numbers stay for the statistics.
    pub async fn erase_requester(
        &self,
        cx: &Context,
        id: &RequestId,
        ground: &str,
    ) -> Result<(), OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        if row.ended_on.is_none() {
            return Err(invalid("ground", "申请还没有办结，不能清除申请人信息。"));
        }
        if ground.trim().is_empty() {
            return Err(invalid("ground", "请写明清除的依据，例如：保存期限届满。"));
        }
        self.erase(cx, row, ground.trim()).await
    }

    async fn erase(
        &self,
        cx: &Context,
        mut row: RequestRow,
        ground: &str,
    ) -> Result<(), OfficeError> {
        if row.erased_on.is_some() {
            return Ok(());
        }
        row.sealed = None;
        row.sealed_key = None;
        row.erased_on = Some(cx.today());
        // Even the mark by which requests of one person are known as such.
        row.applicant_mark = String::new();
        let record = Record::of("request.erased", object(&row.id)).in_agency(&row.agency);
        let event = record.to(&ground).by(cx)?;
        let mut write = self.store.write().await?;
        write.save_request(&row).await?;
        write.empty_request(&row.id).await?;
        write.commit(vec![event]).await?;
        self.forget_reply_draft(&row.id).await
    }

    /// Erases the personal data of all requests of all agencies whose time is over; how many there were.
    pub(crate) async fn erase_all_expired(&self, cx: &Context) -> Result<u64, OfficeError> {
        let mut count = 0;
        for agency in &self.agencies().await?.0 {
            count += self.erase_expired(cx, &agency.id).await?;
        }
        Ok(count)
    }

    /// The same for an agency. What a court or an organ has not decided yet is kept until it has.
    async fn erase_expired(&self, cx: &Context, agency: &AgencyId) -> Result<u64, OfficeError> {
        let mut pending = BTreeSet::new();
        for row in self.store.disputes(agency).await? {
            let dispute = Dispute::replay(row.turns)?;
            pending.extend(dispute.request.clone().filter(|_| !dispute.is_over()));
        }
        let query = RequestQuery {
            agencies: vec![agency.clone()],
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let rows = self.store.requests(&query).await?.rows;
        let mut count = 0;
        let over = |row: &RequestRow| is_over(row, cx.today()) && !pending.contains(&row.id);
        for row in rows.into_iter().filter(over) {
            self.erase(cx, row, "保存期限届满").await?;
            count += 1;
        }
        Ok(count)
    }
}

fn is_over(row: &RequestRow, today: Date) -> bool {
    row.erased_on.is_none() && row.retain_until.is_some_and(|until| until < today)
}
