//! What other systems are told, when something becomes public or an agency is reminded: which facts, to which addresses, and how
//! often it is tried.

mod address;

pub use address::{Address, AllowedHost, NoAddress, NoHost, is_public};

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// A fact of which others may be told: it is public, or nobody's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FactKind {
    /// An item can be read by anybody from now on.
    #[serde(rename = "item.published")]
    Published,
    /// A corrected version stands in the place of what could be read.
    #[serde(rename = "item.changed")]
    Changed,
    /// An item was taken back.
    #[serde(rename = "item.withdrawn")]
    Withdrawn,
    /// A public item was posted in a channel.
    #[serde(rename = "posting.added")]
    Posted,
    /// An agency was reminded of its annual report, for a gateway that sends short messages.
    #[serde(rename = "report.reminded")]
    Reminded,
}

impl FactKind {
    /// All of them, in the order of a list to choose from.
    pub const ALL: [Self; 5] = [
        Self::Published,
        Self::Changed,
        Self::Withdrawn,
        Self::Posted,
        Self::Reminded,
    ];

    /// Its mark in forms, rows and messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Published => "item.published",
            Self::Changed => "item.changed",
            Self::Withdrawn => "item.withdrawn",
            Self::Posted => "posting.added",
            Self::Reminded => "report.reminded",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Published => "新公开一条信息",
            Self::Changed => "已公开的信息有更正",
            Self::Withdrawn => "撤回一条信息",
            Self::Posted => "在一个渠道发布",
            Self::Reminded => "催办年度报告",
        }
    }

    /// The kind of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How far a telling has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeliveryState {
    /// It is still to be sent, for the first time or again.
    Waiting,
    /// The other side has taken it.
    Done,
    /// It was given up; a person may send it again.
    Dead,
}

impl DeliveryState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Done, Self::Dead];

    /// Its mark in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Waiting => "等待发送",
            Self::Done => "已送达",
            Self::Dead => "没有送达",
        }
    }

    /// The state of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How long to wait after so many attempts have failed; none, if it is given up then.
pub fn wait_after(attempts: u64) -> Option<SignedDuration> {
    Some(match attempts {
        0 | 1 => SignedDuration::from_mins(1),
        2 => SignedDuration::from_mins(5),
        3 => SignedDuration::from_mins(30),
        4 => SignedDuration::from_hours(2),
        5 => SignedDuration::from_hours(12),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_fact_is_stored_under_the_mark_that_is_sent() {
        for kind in FactKind::ALL {
            assert_eq!(FactKind::of_code(kind.code()), Some(kind));
            let json = serde_json::to_string(&kind).unwrap();
            assert_eq!(json, format!("\"{}\"", kind.code()));
        }
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::of_code(state.code()), Some(state));
        }
    }

    #[test]
    fn after_six_attempts_in_fourteen_and_a_half_hours_it_is_given_up() {
        let waits: Vec<SignedDuration> = (1..=9).map_while(wait_after).collect();
        let whole: SignedDuration = waits.iter().sum();
        assert_eq!((waits.len(), whole.as_mins()), (5, 876));
        assert!(waits.windows(2).all(|two| two[0] < two[1]));
    }
}
