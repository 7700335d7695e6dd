//! What a token of the interface for programs may be used for: each scope narrows what its owner may
//! do anyway, and none adds to it.

use serde::{Deserialize, Serialize};

/// A part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// Published items, which need no token at all.
    #[serde(rename = "read:public")]
    ReadPublic,
    /// Read the register.
    #[serde(rename = "register:read")]
    ReadRegister,
    /// Register, change and submit items.
    #[serde(rename = "register:write")]
    WriteRegister,
    /// Publish items that went through review.
    #[serde(rename = "publish")]
    Publish,
    /// Read ledgers, with their personal data.
    #[serde(rename = "ledgers:read")]
    ReadLedgers,
    /// Write in ledgers.
    #[serde(rename = "ledgers:write")]
    WriteLedgers,
    /// Note postings that were made elsewhere.
    #[serde(rename = "postings:write")]
    WritePostings,
    /// Read the figures of a year.
    #[serde(rename = "figures:read")]
    ReadFigures,
    /// Read the days on which something about disclosure requests is due, as a calendar.
    #[serde(rename = "due-dates:read")]
    ReadDueDates,
}

impl Scope {
    /// All of them, in the order of a list to choose from.
    pub const ALL: [Self; 9] = [
        Self::ReadPublic,
        Self::ReadRegister,
        Self::WriteRegister,
        Self::Publish,
        Self::ReadLedgers,
        Self::WriteLedgers,
        Self::WritePostings,
        Self::ReadFigures,
        Self::ReadDueDates,
    ];

    /// Its mark in files, forms and the interface.
    pub fn code(self) -> &'static str {
        match self {
            Self::ReadPublic => "read:public",
            Self::ReadRegister => "register:read",
            Self::WriteRegister => "register:write",
            Self::Publish => "publish",
            Self::ReadLedgers => "ledgers:read",
            Self::WriteLedgers => "ledgers:write",
            Self::WritePostings => "postings:write",
            Self::ReadFigures => "figures:read",
            Self::ReadDueDates => "due-dates:read",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::ReadPublic => "读取已公开的信息",
            Self::ReadRegister => "读取信息登记",
            Self::WriteRegister => "登记、修改、送审信息",
            Self::Publish => "发布审核通过的信息",
            Self::ReadLedgers => "读取台账（包括个人信息栏）",
            Self::WriteLedgers => "填写、修改、作废台账记录",
            Self::WritePostings => "登记在别处发布的情况（微信公众号、网站等）",
            Self::ReadFigures => "读取年度数字",
            Self::ReadDueDates => "在手机或者电脑的日历里看依申请公开的到期日（没有申请人信息）",
        }
    }

    /// The scope of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_stored_under_the_mark_that_is_shown() {
        for scope in Scope::ALL {
            assert_eq!(Scope::of_code(scope.code()), Some(scope));
            assert_eq!(
                serde_json::to_string(&scope).unwrap(),
                format!("\"{}\"", scope.code())
            );
        }
    }
}
