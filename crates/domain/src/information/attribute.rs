//! The disclosure attribute (公开属性) and the grounds for withholding (art. 13–16).

use serde::{Deserialize, Serialize};

/// How an item is disclosed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Attribute {
    /// 主动公开.
    Proactive,
    /// 依申请公开.
    UponRequest,
    /// 不予公开, with ground and reasons.
    Withheld {
        /// The ground of the Regulations.
        ground: Ground,
        /// Why it applies to this item, in words.
        reason: String,
    },
}

impl Attribute {
    /// Its mark in files and forms.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Proactive => "proactive",
            Self::UponRequest => "upon_request",
            Self::Withheld { .. } => "withheld",
        }
    }

    /// Its name on a page.
    pub fn zh(&self) -> &'static str {
        match self {
            Self::Proactive => "主动公开",
            Self::UponRequest => "依申请公开",
            Self::Withheld { .. } => "不予公开",
        }
    }
}

/// A ground for withholding, with its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 国家秘密.
    StateSecret,
    /// 法律、行政法规禁止公开.
    BarredByLaw,
    /// 可能危及国家安全、公共安全、经济安全、社会稳定.
    SecurityOrStability,
    /// 商业秘密、个人隐私等，公开会对第三方合法权益造成损害.
    ThirdPartyInterest,
    /// 人事管理、后勤管理、内部工作流程.
    InternalAffairs,
    /// 讨论记录、过程稿、磋商信函、请示报告.
    Deliberative,
    /// 行政执法案卷信息.
    EnforcementFile,
}

impl Ground {
    /// All grounds, in the order of the articles.
    pub const ALL: [Self; 7] = [
        Self::StateSecret,
        Self::BarredByLaw,
        Self::SecurityOrStability,
        Self::ThirdPartyInterest,
        Self::InternalAffairs,
        Self::Deliberative,
        Self::EnforcementFile,
    ];

    /// Its mark in files and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::StateSecret => "state_secret",
            Self::BarredByLaw => "barred_by_law",
            Self::SecurityOrStability => "security_or_stability",
            Self::ThirdPartyInterest => "third_party_interest",
            Self::InternalAffairs => "internal_affairs",
            Self::Deliberative => "deliberative",
            Self::EnforcementFile => "enforcement_file",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::StateSecret => "国家秘密",
            Self::BarredByLaw => "法律、行政法规禁止公开",
            Self::SecurityOrStability => "可能危及国家安全、公共安全、经济安全、社会稳定",
            Self::ThirdPartyInterest => "商业秘密、个人隐私等第三方合法权益",
            Self::InternalAffairs => "内部事务信息（人事管理、后勤管理、内部工作流程）",
            Self::Deliberative => "过程性信息（讨论记录、过程稿、磋商信函、请示报告）",
            Self::EnforcementFile => "行政执法案卷信息",
        }
    }

    /// The article of the Regulations (2019).
    pub fn article(self) -> &'static str {
        match self {
            Self::StateSecret | Self::BarredByLaw | Self::SecurityOrStability => {
                "《政府信息公开条例》第十四条"
            }
            Self::ThirdPartyInterest => "《政府信息公开条例》第十五条",
            Self::InternalAffairs => "《政府信息公开条例》第十六条第一款",
            Self::Deliberative | Self::EnforcementFile => "《政府信息公开条例》第十六条第二款",
        }
    }

    /// The ground of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }
}
