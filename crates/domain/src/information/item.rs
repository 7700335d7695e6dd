//! An item with its stage: each step takes the item and gives the next, or a refusal.

use super::{Attribute, Facts, Gap, Stage};
use crate::access::Person;
use crate::identity::{AccountId, AgencyId, InformationId};
use crate::review::{Opinion, ReviewChain, Round, StepRefused, Taken, Verdict};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An item of government information.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Information {
    /// Its identity: 128 random bits, so that a private item's address cannot be guessed.
    pub id: InformationId,
    /// The agency that answers for it.
    pub agency: AgencyId,
    /// Its index number, given at registration and never used again.
    pub index_number: String,
    /// What is registered, in the version that is being worked on.
    pub facts: Facts,
    /// Where it stands.
    pub stage: Stage,
    /// The passage through review of this version.
    pub round: Round,
    /// 1 at registration, one more with each correction of a published item.
    pub version: u32,
    /// Counts every change: who saves over a newer one is refused.
    pub revision: u64,
    /// Who registered it.
    pub author: AccountId,
    /// When it was last said that it still has to be withheld (art. 18), or was first kept.
    pub reassessed_on: Option<Date>,
    /// What is left of it in public after a withdrawal.
    pub tombstone: Option<Tombstone>,
    /// The ground on which a second person let it pass the leak gate.
    pub leak_override: Option<String>,
}

/// What the public is told about a withdrawn item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub ground: String,
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The step does not follow from the stage.
    #[error("这条信息现在是“{}”，不能做这一步。请重新打开页面看最新状态。", .0.zh())]
    Stage(Stage),
    /// Fields are not filled in as they must be.
    #[error("还有{}处需要填写或者改正。", .0.len())]
    Gaps(Vec<Gap>),
    /// The review step is not to be taken like that.
    #[error(transparent)]
    Step(#[from] StepRefused),
    /// A withdrawal without a word.
    #[error("请写明撤回的理由，公众会看到。")]
    NoGround,
}

impl Information {
    /// Replaces the facts of a draft.
    pub fn revise(mut self, facts: Facts) -> Result<Self, Refused> {
        self.at(&[Stage::Draft, Stage::Returned])?;
        let faults = facts.faults();
        if !faults.is_empty() {
            return Err(Refused::Gaps(faults));
        }
        self.facts = facts;
        Ok(self)
    }

    /// Sends it into review on the agency's chain; the submitter takes the first step.
    pub fn submit(
        mut self,
        chain: &ReviewChain,
        by: &Person,
        at: Timestamp,
    ) -> Result<Self, Refused> {
        self.at(&[Stage::Draft, Stage::Returned])?;
        let gaps = self.facts.gaps();
        if !gaps.is_empty() {
            return Err(Refused::Gaps(gaps));
        }
        self.round = Round::on(chain.clone());
        self.leak_override = None;
        self.stage = Stage::InReview;
        self.take(by, Verdict::agree(None), at)
    }

    /// Takes the awaited step of the review.
    pub fn review(self, by: &Person, verdict: Verdict, at: Timestamp) -> Result<Self, Refused> {
        self.at(&[Stage::InReview])?;
        self.take(by, verdict, at)
    }

    fn take(mut self, by: &Person, verdict: Verdict, at: Timestamp) -> Result<Self, Refused> {
        self.round.may_take(by, &self.agency)?;
        let releases = self.facts.attribute == Attribute::Proactive;
        self.round.check(&verdict, releases)?;
        let step = self.round.awaited().ok_or(StepRefused::Over)?;
        let (name, secrecy) = (step.name.clone(), step.secrecy);
        self.round.taken.push(Taken {
            step: name,
            by: by.account.clone(),
            name: by.name.clone(),
            at,
            opinion: verdict.opinion,
            checklist: verdict.checklist.filter(|_| secrecy),
            remarks: verdict.remarks,
        });
        self.stage = self.after(verdict.opinion);
        Ok(self)
    }

    fn after(&self, opinion: Opinion) -> Stage {
        match opinion {
            Opinion::SendBack => Stage::Returned,
            Opinion::Agree if !self.round.is_over() => Stage::InReview,
            Opinion::Agree if self.facts.attribute == Attribute::Proactive => Stage::Approved,
            Opinion::Agree => Stage::Kept,
        }
    }

    /// Makes it public.
    pub fn publish(mut self) -> Result<Self, Refused> {
        self.at(&[Stage::Approved, Stage::Published])?;
        self.stage = Stage::Published;
        self.tombstone = None;
        Ok(self)
    }

    /// Takes it back from the public, leaving a tombstone: also while another version is worked on, if
    /// one of it `is_public`.
    pub fn withdraw(
        mut self,
        is_public: bool,
        ground: &str,
        at: Timestamp,
    ) -> Result<Self, Refused> {
        if !is_public {
            return Err(Refused::Stage(self.stage));
        }
        if ground.trim().is_empty() {
            return Err(Refused::NoGround);
        }
        self.stage = Stage::Withdrawn;
        let ground = ground.trim().to_owned();
        self.tombstone = Some(Tombstone { at, ground });
        Ok(self)
    }

    /// Begins a new version, which goes through the whole review again. What is public stays as it
    /// is until the new version is published in its place.
    pub fn correct(mut self) -> Result<Self, Refused> {
        self.at(&[
            Stage::Approved,
            Stage::Published,
            Stage::Kept,
            Stage::Withdrawn,
        ])?;
        self.stage = Stage::Draft;
        self.round = Round::default();
        self.version = self.version.saturating_add(1);
        Ok(self)
    }

    /// Notes that a withheld item was looked at again and is still withheld (art. 18).
    pub fn reassess(mut self, on: Date) -> Result<Self, Refused> {
        self.at(&[Stage::Kept])?;
        self.reassessed_on = Some(on);
        Ok(self)
    }

    fn at(&self, stages: &[Stage]) -> Result<(), Refused> {
        let here = stages.contains(&self.stage);
        if here {
            Ok(())
        } else {
            Err(Refused::Stage(self.stage))
        }
    }
}
