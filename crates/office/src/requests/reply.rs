//! The reply: drafted, taken through the agency's chain, signed.

use super::advance::Advance;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Refusal, Role};
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, Case, Illegal, OutcomeId, Words};
use gongkai_domain::review::{Taken, Verdict};

impl Office {
    /// Sends a draft into review along the agency's chain as it stands.
    pub async fn submit_reply(
        &self,
        cx: &Context,
        id: &RequestId,
        revision: u64,
        outcome: OutcomeId,
        words: Words,
    ) -> Result<Case, OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let agency = self.agency(&row.agency).await?;
        let act = Act::Submit {
            outcome,
            chain: agency.settings.review.clone(),
            by: person.account.clone(),
            name: person.name.clone(),
        };
        let step = Advance::of(revision, cx.today(), act).with(words);
        let case = self.append(cx, row, step).await?;
        // What was submitted stands in the case. A draft that stays would only be shown once more.
        self.forget_reply_draft(id).await?;
        Ok(case)
    }

    /// Takes the step of the review that is awaited.
    pub async fn review_reply(
        &self,
        cx: &Context,
        id: &RequestId,
        revision: u64,
        verdict: Verdict,
    ) -> Result<Case, OfficeError> {
        let row = self.request_row(cx, id, Action::ReviewRequests).await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let (case, _) = self.case(&row).await?;
        let round = &case.draft.as_ref().ok_or(Illegal::NoDraft)?.round;
        round.may_take(person, &row.agency).map_err(Illegal::from)?;
        let (step, role) = round
            .awaited()
            .map_or((String::new(), Role::Clerk), |step| {
                (step.name.clone(), step.role)
            });
        let act = Act::Review {
            taken: Taken {
                step,
                by: person.account.clone(),
                name: person.name.clone(),
                at: cx.now,
                opinion: verdict.opinion,
                checklist: verdict.checklist,
                remarks: Vec::new(),
            },
            role,
        };
        let remarks = verdict.remarks.into_iter();
        let words: Words = remarks.map(|remark| (remark.field, remark.text)).collect();
        let step = Advance::of(revision, cx.today(), act).with(words);
        self.append(cx, row, step).await
    }

    /// Agrees to a longer time, as head of the office; the requester is to be told the same day.
    pub async fn extend_request(
        &self,
        cx: &Context,
        id: &RequestId,
        revision: u64,
        workdays: u16,
        words: Words,
    ) -> Result<Case, OfficeError> {
        let row = self.request_row(cx, id, Action::ExtendRequests).await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let by = person.account.clone();
        let step = Advance::of(revision, cx.today(), Act::Extend { workdays, by });
        self.append(cx, row, step.with(words)).await
    }
}
