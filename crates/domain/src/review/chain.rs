//! The steps an agency has ordered for itself: three, four or five, each with a name.

use crate::access::Role;
use serde::{Deserialize, Serialize};

/// The ordered steps of an agency. The first is the one who fills in and submits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewChain {
    /// From the first to the last.
    pub steps: Vec<ReviewStep>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewStep {
    /// What the agency calls it: 分管领导审发.
    pub name: String,
    /// Who may take it.
    pub role: Role,
    /// Whether this step answers the secrecy checklist.
    #[serde(default)]
    pub secrecy: bool,
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// Fewer than two steps: nobody but the author would have looked.
    #[error("审核步骤至少要有两步，否则没有人复核。请再加一步。")]
    TooShort,
    /// A first step that is not the clerk's.
    #[error("第一步应当由经办人员填报。请把第一步的角色改为“经办人员”。")]
    FirstStep,
    /// A step for a role that reviews nothing.
    #[error("“{0}”一步的角色不能参加审核。请改为经办、审核、保密审查或者审签。")]
    Role(String),
    /// No step answers the secrecy checklist.
    #[error("没有一步负责保密审查。请勾选负责保密审查的步骤。")]
    NoSecrecy,
    /// The author's own step looks at secrecy.
    #[error("保密审查不能由填报人自己做。请勾选第二步或者以后的步骤。")]
    OwnSecrecy,
    /// A step without a name.
    #[error("有一步没有名称。请填写名称，例如“科室负责人审核”。")]
    Nameless,
}

impl Default for ReviewChain {
    /// Three steps, as most of the offices have them (三审).
    fn default() -> Self {
        let step = |name: &str, role, secrecy| ReviewStep {
            name: name.to_owned(),
            role,
            secrecy,
        };
        Self {
            steps: vec![
                step("经办人员初审", Role::Clerk, false),
                step("审核人员审核", Role::Reviewer, true),
                step("分管领导审发", Role::Approver, false),
            ],
        }
    }
}

impl ReviewChain {
    /// What is wrong with it; nothing, if it can be used.
    pub fn faults(&self) -> Vec<ChainFault> {
        let mut faults = Vec::new();
        if self.steps.len() < 2 {
            faults.push(ChainFault::TooShort);
        }
        if self
            .steps
            .first()
            .is_some_and(|step| step.role != Role::Clerk)
        {
            faults.push(ChainFault::FirstStep);
        }
        for step in &self.steps {
            if step.name.trim().is_empty() {
                faults.push(ChainFault::Nameless);
            }
            if !reviews(step.role) {
                faults.push(ChainFault::Role(step.name.clone()));
            }
        }
        if !self.steps.iter().any(|step| step.secrecy) {
            faults.push(ChainFault::NoSecrecy);
        } else if self.steps.first().is_some_and(|step| step.secrecy) {
            faults.push(ChainFault::OwnSecrecy);
        }
        faults
    }

    /// The step at a place.
    pub fn step(&self, index: usize) -> Option<&ReviewStep> {
        self.steps.get(index)
    }
}

fn reviews(role: Role) -> bool {
    matches!(
        role,
        Role::Clerk | Role::Reviewer | Role::Approver | Role::SecrecyOfficer
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_and_four_steps_are_chains_and_one_is_none() {
        let mut chain = ReviewChain::default();
        assert_eq!(chain.faults(), Vec::new());
        chain.steps.push(ReviewStep {
            name: "主要领导审签".to_owned(),
            role: Role::Approver,
            secrecy: false,
        });
        assert_eq!(chain.faults(), Vec::new());
        chain.steps.truncate(1);
        assert!(chain.faults().contains(&ChainFault::TooShort));
    }

    #[test]
    fn the_author_does_not_review_secrecy() {
        let mut chain = ReviewChain::default();
        for (index, step) in chain.steps.iter_mut().enumerate() {
            step.secrecy = index == 0;
        }
        assert_eq!(chain.faults(), [ChainFault::OwnSecrecy]);
    }
}
