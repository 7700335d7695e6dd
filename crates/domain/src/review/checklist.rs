//! The questions of the secrecy review form (保密审查表): each is answered yes or no.

use serde::{Deserialize, Serialize};

/// What an item may touch that keeps it from the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// 国家秘密 (art. 14).
    StateSecret,
    /// 工作秘密、内部敏感信息.
    WorkSecret,
    /// 商业秘密 (art. 15).
    TradeSecret,
    /// 个人隐私 (art. 15).
    PersonalPrivacy,
    /// 危及国家安全、公共安全、经济安全、社会稳定 (art. 14).
    SecurityOrStability,
    /// 涉及其他机关、尚未确认 (art. 11).
    OtherOrgan,
    /// 其他不宜公开事项.
    Other,
}

impl Concern {
    /// All questions, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::StateSecret,
        Self::WorkSecret,
        Self::TradeSecret,
        Self::PersonalPrivacy,
        Self::SecurityOrStability,
        Self::OtherOrgan,
        Self::Other,
    ];

    /// Its mark in files and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::StateSecret => "state_secret",
            Self::WorkSecret => "work_secret",
            Self::TradeSecret => "trade_secret",
            Self::PersonalPrivacy => "personal_privacy",
            Self::SecurityOrStability => "security_or_stability",
            Self::OtherOrgan => "other_organ",
            Self::Other => "other",
        }
    }

    /// The question on the form.
    pub fn zh(self) -> &'static str {
        match self {
            Self::StateSecret => "是否涉及国家秘密",
            Self::WorkSecret => "是否涉及工作秘密、内部敏感信息",
            Self::TradeSecret => "是否涉及商业秘密",
            Self::PersonalPrivacy => "是否涉及个人隐私",
            Self::SecurityOrStability => "是否危及国家安全、公共安全、经济安全、社会稳定",
            Self::OtherOrgan => "是否涉及其他机关且尚未确认",
            Self::Other => "是否有其他不宜公开的内容",
        }
    }
}

/// The answers: a question that is not among them was not answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist(pub std::collections::BTreeMap<Concern, bool>);

impl Checklist {
    /// Every question answered with no.
    pub fn clear() -> Self {
        Self(
            Concern::ALL
                .into_iter()
                .map(|concern| (concern, false))
                .collect(),
        )
    }

    /// The questions without an answer.
    pub fn open(&self) -> Vec<Concern> {
        let open = Concern::ALL.into_iter();
        open.filter(|concern| !self.0.contains_key(concern))
            .collect()
    }

    /// The questions answered with yes.
    pub fn concerns(&self) -> Vec<Concern> {
        let answered = self.0.iter().filter(|&(_, &yes)| yes);
        answered.map(|(&concern, _)| concern).collect()
    }
}
