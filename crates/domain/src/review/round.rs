//! One passage of an item through its agency's chain: steps taken, sent back, or passed.

use super::{Checklist, ReviewChain};
use crate::access::Person;
use crate::identity::AccountId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The steps taken so far, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The chain as it stood when the item was submitted: a later change of the agency's chain
    /// does not touch items on their way.
    pub chain: ReviewChain,
    /// One entry a step taken.
    pub taken: Vec<Taken>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The name of the step.
    pub step: String,
    /// Who took it.
    pub by: AccountId,
    /// Their name, as it was signed.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// What they held.
    pub opinion: Opinion,
    /// The answers to the secrecy questions, where the step asks them.
    pub checklist: Option<Checklist>,
    /// Remarks, each beside its field.
    pub remarks: Vec<Remark>,
}

/// What a reviewer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// 同意: on to the next step.
    Agree,
    /// 退回修改.
    SendBack,
}

/// A remark beside the field it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The name of the field in the form; empty for the item as a whole.
    pub field: String,
    /// What is to be done.
    pub text: String,
}

/// What a reviewer brings to a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What they hold.
    pub opinion: Opinion,
    /// Their answers to the secrecy questions, where the step asks them.
    pub checklist: Option<Checklist>,
    /// What is to be done, field by field.
    pub remarks: Vec<Remark>,
}

impl Verdict {
    /// Agreed, with these answers.
    pub fn agree(checklist: Option<Checklist>) -> Self {
        Self {
            opinion: Opinion::Agree,
            checklist,
            remarks: Vec::new(),
        }
    }

    /// Sent back with remarks.
    pub fn send_back(remarks: Vec<Remark>) -> Self {
        Self {
            opinion: Opinion::SendBack,
            checklist: None,
            remarks,
        }
    }
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepRefused {
    /// All steps have been taken.
    #[error("审核已经走完，没有待办的步骤。")]
    Over,
    /// The next step belongs to another role.
    #[error("下一步“{0}”由{1}办理，您不能代办。")]
    NotYours(String, &'static str),
    /// The person took a step before.
    #[error("您已经办理过“{0}”一步，同一个人不能办理两步。请由其他人办理。")]
    Twice(String),
    /// The secrecy questions are not all answered.
    #[error("保密审查还有{0}个问题没有回答。请逐项选择“是”或者“否”。")]
    Unanswered(usize),
    /// A question was answered with yes, and the item was to pass.
    #[error("“{0}”选了“是”，不能同意公开。请退回修改，或者改为依申请公开、不予公开后重新提交。")]
    Concern(&'static str),
    /// Sent back without a word.
    #[error("退回要写明哪里需要怎样修改。请至少填写一条意见。")]
    NoRemark,
}

impl Round {
    /// A new round on a chain.
    pub fn on(chain: ReviewChain) -> Self {
        Self {
            chain,
            taken: Vec::new(),
        }
    }

    /// How many steps in a row have been agreed to.
    pub fn passed(&self) -> usize {
        self.taken.len()
    }

    /// Whether all steps have been taken.
    pub fn is_over(&self) -> bool {
        self.passed() >= self.chain.steps.len()
    }

    /// The name of the step that is awaited.
    pub fn awaited(&self) -> Option<&super::ReviewStep> {
        self.chain.step(self.passed())
    }

    /// Whether the person may take the step that is awaited: their role, and no step before.
    pub fn may_take(
        &self,
        person: &Person,
        agency: &crate::identity::AgencyId,
    ) -> Result<(), StepRefused> {
        let step = self.awaited().ok_or(StepRefused::Over)?;
        if let Some(before) = self.taken.iter().find(|taken| taken.by == person.account) {
            return Err(StepRefused::Twice(before.step.clone()));
        }
        if !person.is(step.role, agency) {
            return Err(StepRefused::NotYours(step.name.clone(), step.role.zh()));
        }
        Ok(())
    }

    /// Checks what a reviewer brings for the step that is awaited. `releases` says whether the
    /// item would go to the public: a concern does not stop what is to be withheld.
    pub fn check(&self, verdict: &Verdict, releases: bool) -> Result<(), StepRefused> {
        let step = self.awaited().ok_or(StepRefused::Over)?;
        if verdict.opinion == Opinion::SendBack {
            let said = verdict
                .remarks
                .iter()
                .any(|remark| !remark.text.trim().is_empty());
            return if said {
                Ok(())
            } else {
                Err(StepRefused::NoRemark)
            };
        }
        if !step.secrecy {
            return Ok(());
        }
        let answers = verdict.checklist.clone().unwrap_or_default();
        match (answers.open().len(), answers.concerns().first()) {
            (0, Some(concern)) if releases => Err(StepRefused::Concern(concern.zh())),
            (0, _) => Ok(()),
            (open, _) => Err(StepRefused::Unanswered(open)),
        }
    }
}
