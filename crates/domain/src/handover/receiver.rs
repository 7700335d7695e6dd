//! Who takes information over.

use serde::{Deserialize, Serialize};

/// A house that takes information over, and in how many copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// Its name, as on its seal.
    pub name: String,
    /// What it is.
    pub kind: ReceiverKind,
    /// Copies on paper of each item.
    pub paper: u8,
    /// Electronic copies of each item.
    pub electronic: u8,
}

/// The kinds of houses that article 25 names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiverKind {
    /// 国家档案馆.
    Archive,
    /// 公共图书馆.
    Library,
    /// 政务服务场所 and other reading places.
    Other,
}

impl ReceiverKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Archive, Self::Library, Self::Other];

    /// Its mark in files and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Library => "library",
            Self::Other => "other",
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Archive => "档案馆",
            Self::Library => "图书馆",
            Self::Other => "其他查阅场所",
        }
    }

    /// The kind of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
