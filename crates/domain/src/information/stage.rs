//! Where an item stands between the desk and the public.

use crate::access::Action;
use serde::{Deserialize, Serialize};

/// The stages of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 草稿: registered, with its index number, and not yet submitted.
    Draft,
    /// 审核中.
    InReview,
    /// 退回修改.
    Returned,
    /// 待发布: all steps agreed.
    Approved,
    /// 已发布.
    Published,
    /// 已办结，不主动公开: all steps agreed that it is not published of the agency's own accord.
    Kept,
    /// 已撤回.
    Withdrawn,
}

impl Stage {
    /// All of them, in the order of an item's life.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::InReview,
        Self::Returned,
        Self::Approved,
        Self::Published,
        Self::Kept,
        Self::Withdrawn,
    ];

    /// Its mark in files and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Kept => "kept",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::InReview => "审核中",
            Self::Returned => "退回修改",
            Self::Approved => "待发布",
            Self::Published => "已发布",
            Self::Kept => "已登记，不主动公开",
            Self::Withdrawn => "已撤回",
        }
    }

    /// The stage of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether an action makes sense at this stage; the role is asked elsewhere.
    pub fn allows(self, action: Action) -> bool {
        match action {
            Action::Revise | Action::Submit => matches!(self, Self::Draft | Self::Returned),
            Action::Review => self == Self::InReview,
            Action::OverrideLeak => matches!(self, Self::InReview | Self::Approved),
            Action::Publish => matches!(self, Self::Approved | Self::Published),
            Action::Withdraw => self == Self::Published,
            // 待发布 too: what the leak gate stops after the review must still be put right.
            Action::Correct => matches!(
                self,
                Self::Approved | Self::Published | Self::Kept | Self::Withdrawn
            ),
            Action::Reassess => self == Self::Kept,
            Action::ReadPublished
            | Action::OpenDesk
            | Action::Register
            | Action::Read
            | Action::ReadLedgers
            | Action::KeepLedgers
            | Action::KeepDuties
            | Action::CompleteReport
            | Action::LockReport
            | Action::HandOver
            | Action::Appraise
            | Action::FileRequest
            | Action::ReadRequests
            | Action::HandleRequests
            | Action::ReviewRequests
            | Action::ExtendRequests
            | Action::SubmitReport
            | Action::JudgeReports
            | Action::RevealRequester
            | Action::Supervise
            | Action::Export
            | Action::ManageAgencies
            | Action::ManageAccounts
            | Action::ReadEvents
            | Action::ManageOwnAccount => true,
        }
    }
}
