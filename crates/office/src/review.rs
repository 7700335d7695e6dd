//! Sending an item through its agency's review.

use crate::events::Record;
use crate::register::object;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::identity::InformationId;
use gongkai_domain::information::{Information, Stage};
use gongkai_domain::review::{Opinion, Verdict};
use serde_json::json;

impl Office {
    /// Submits a draft; the submitter takes the first step. What the leak gate finds is shown to
    /// everybody on the way and stops publication, not the review: a reviewer must see it.
    pub async fn submit(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Submit).await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let agency = self.agency(&item.agency).await?;
        let submitted = item.submit(&agency.settings.review, person, cx.now)?;
        let record = Record::of("information.submitted", object(id));
        let record =
            record.to(&json!({ "version": submitted.version, "stage": submitted.stage.code() }));
        self.save(cx, submitted, revision, record).await
    }

    /// Takes the step that is awaited.
    pub async fn review(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
        verdict: Verdict,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Review).await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let action = match verdict.opinion {
            Opinion::Agree => "information.agreed",
            Opinion::SendBack => "information.sent_back",
        };
        let mut reviewed = item.review(person, verdict, cx.now)?;
        let taken = reviewed.round.taken.last().cloned();
        if reviewed.stage == Stage::Kept {
            reviewed.reassessed_on = Some(cx.today());
        }
        let record = Record::of(action, object(id)).to(&taken);
        self.save(cx, reviewed, revision, record).await
    }

    /// Lets an item pass that the leak gate stops, on a written ground, by somebody other than its
    /// author.
    pub async fn override_leak(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
        ground: &str,
    ) -> Result<Information, OfficeError> {
        let mut item = self.item(cx, id, Action::OverrideLeak).await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        if person.account == item.author {
            return Err(Refusal::Role.into());
        }
        if ground.trim().chars().count() < 5 {
            let message = "放行要写明理由（至少5个字），理由会记入审查表和操作记录。";
            return Err(crate::error::invalid("ground", message));
        }
        item.leak_override = Some(format!("{}（{}）", ground.trim(), person.name));
        let record = Record::of("information.leak_overridden", object(id));
        let ground = item.leak_override.clone();
        self.save(cx, item, revision, record.to(&ground)).await
    }

    /// Notes that a withheld item was looked at again and stays withheld.
    pub async fn reassess(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Reassess).await?;
        let before = item.reassessed_on;
        let reassessed = item.reassess(cx.today())?;
        let record = Record::of("information.reassessed", object(id));
        let record = record.from(&before).to(&reassessed.reassessed_on);
        self.save(cx, reassessed, revision, record).await
    }

    /// Begins a corrected version, which goes through the whole review again.
    pub async fn correct(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Correct).await?;
        let before = item.version;
        let corrected = item.correct()?;
        let record = Record::of("information.correction_begun", object(id));
        let record = record.from(&before).to(&corrected.version);
        self.save(cx, corrected, revision, record).await
    }
}
