//! Where a request stands.

use serde::{Deserialize, Serialize};

/// The stages of a request, in the order of the five steps of article 45.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseStage {
    /// 待确认收到: by letter, fax or mail, not yet confirmed with the requester.
    Unconfirmed,
    /// 办理中.
    InHand,
    /// 待补正.
    AwaitingCorrection,
    /// 征求意见中.
    AwaitingOpinion,
    /// 待说明理由.
    AwaitingReasons,
    /// 待缴费.
    AwaitingFee,
    /// 审批中.
    InReview,
    /// 待制发: agreed, to be signed and numbered.
    Agreed,
    /// 待送达.
    Replied,
    /// 已送达.
    Served,
    /// 已终止，不再处理.
    Ended,
    /// 已归档.
    Archived,
}

impl CaseStage {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Unconfirmed,
        Self::InHand,
        Self::AwaitingCorrection,
        Self::AwaitingOpinion,
        Self::AwaitingReasons,
        Self::AwaitingFee,
        Self::InReview,
        Self::Agreed,
        Self::Replied,
        Self::Served,
        Self::Ended,
        Self::Archived,
    ];

    /// Its mark in files and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::InHand => "in_hand",
            Self::AwaitingCorrection => "awaiting_correction",
            Self::AwaitingOpinion => "awaiting_opinion",
            Self::AwaitingReasons => "awaiting_reasons",
            Self::AwaitingFee => "awaiting_fee",
            Self::InReview => "in_review",
            Self::Agreed => "agreed",
            Self::Replied => "replied",
            Self::Served => "served",
            Self::Ended => "ended",
            Self::Archived => "archived",
        }
    }

    /// The stage of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Its name on a page of the office.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Unconfirmed => "待确认收到",
            Self::InHand => "办理中",
            Self::AwaitingCorrection => "待申请人补正",
            Self::AwaitingOpinion => "征求意见中",
            Self::AwaitingReasons => "待申请人说明理由",
            Self::AwaitingFee => "待申请人缴费",
            Self::InReview => "答复审批中",
            Self::Agreed => "待制发答复",
            Self::Replied => "待送达",
            Self::Served => "已答复送达",
            Self::Ended => "已终止办理",
            Self::Archived => "已归档",
        }
    }

    /// Whether the request has its outcome.
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Self::Replied | Self::Served | Self::Ended | Self::Archived
        )
    }
}
