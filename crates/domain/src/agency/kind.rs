//! What an agency is.

use serde::{Deserialize, Serialize};

/// The kinds of bodies an installation knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// 县、区、市 (of county level): its disclosure authority supervises (art. 3).
    County,
    /// 乡、镇: a government of its own (art. 4, 21).
    Township,
    /// 街道办事处: sent out by the county or district.
    Street,
    /// 县级部门.
    Department,
    /// 所属事业单位: publishes in its agency's column (art. 55 for public institutions).
    Institution,
}

impl AgencyKind {
    /// All of them, from the top down.
    pub const ALL: [Self; 5] = [
        Self::County,
        Self::Township,
        Self::Street,
        Self::Department,
        Self::Institution,
    ];

    /// Its mark in files and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::Township => "township",
            Self::Street => "street",
            Self::Department => "department",
            Self::Institution => "institution",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::County => "县（区、市）",
            Self::Township => "乡镇",
            Self::Street => "街道",
            Self::Department => "部门",
            Self::Institution => "所属单位",
        }
    }

    /// The kind of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
