//! How a dispute ends, and in which column of section four it is counted.

use super::Road;
use serde::{Deserialize, Serialize};

/// A column of section four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 结果维持.
    Upheld,
    /// 结果纠正.
    Corrected,
    /// 其他结果.
    Other,
    /// 尚未审结.
    Pending,
}

impl Column {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Upheld, Self::Corrected, Self::Other, Self::Pending];

    /// The column of the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Corrected => "corrected",
            Self::Other => "other",
            Self::Pending => "pending",
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Upheld => "结果维持",
            Self::Corrected => "结果纠正",
            Self::Other => "其他结果",
            Self::Pending => "尚未审结",
        }
    }
}

/// What organ or court decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// 维持原行政行为, in reconsideration.
    Upheld,
    /// 驳回诉讼请求, of courts.
    ClaimDismissed,
    /// 撤销.
    Revoked,
    /// 变更.
    Changed,
    /// 责令或者判决履行.
    OrderedToPerform,
    /// 确认违法.
    ConfirmedIllegal,
    /// 撤回申请 or 撤诉.
    Withdrawn,
    /// 不予受理 or 不予立案.
    NotAccepted,
    /// 驳回复议申请 or 驳回起诉: not looked at in substance.
    Dismissed,
    /// 调解 or 和解.
    Mediated,
}

impl Ruling {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Upheld,
        Self::ClaimDismissed,
        Self::Revoked,
        Self::Changed,
        Self::OrderedToPerform,
        Self::ConfirmedIllegal,
        Self::Withdrawn,
        Self::NotAccepted,
        Self::Dismissed,
        Self::Mediated,
    ];

    /// The column in which it is counted.
    pub const fn column(self) -> Column {
        match self {
            Self::Upheld | Self::ClaimDismissed => Column::Upheld,
            Self::Revoked | Self::Changed | Self::OrderedToPerform | Self::ConfirmedIllegal => {
                Column::Corrected
            }
            Self::Withdrawn | Self::NotAccepted | Self::Dismissed | Self::Mediated => Column::Other,
        }
    }

    /// Whether it can end a dispute of this kind.
    pub const fn fits(self, road: Road) -> bool {
        match self {
            Self::Upheld => matches!(road, Road::Reconsideration),
            Self::ClaimDismissed => !matches!(road, Road::Reconsideration),
            Self::Revoked
            | Self::Changed
            | Self::OrderedToPerform
            | Self::ConfirmedIllegal
            | Self::Withdrawn
            | Self::NotAccepted
            | Self::Dismissed
            | Self::Mediated => true,
        }
    }

    /// Whether it says something about the substance, which only what was accepted can.
    pub const fn needs_acceptance(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::NotAccepted)
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Upheld => "维持",
            Self::ClaimDismissed => "驳回诉讼请求",
            Self::Revoked => "撤销",
            Self::Changed => "变更",
            Self::OrderedToPerform => "责令（判决）履行",
            Self::ConfirmedIllegal => "确认违法",
            Self::Withdrawn => "撤回",
            Self::NotAccepted => "不予受理（立案）",
            Self::Dismissed => "驳回申请（起诉）",
            Self::Mediated => "调解、和解",
        }
    }
}
