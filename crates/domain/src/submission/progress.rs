//! How far a report has come.

use super::Submission;
use jiff::civil::Date;

/// The steps of a report, from nothing to the public (U-20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// 未开始.
    NotBegun,
    /// 填写中.
    InProgress,
    /// 待审: handed in, no verdict yet.
    Submitted,
    /// 退回.
    Returned,
    /// 已备案.
    Filed,
    /// 已公布.
    Published,
}

/// What is known of a report's way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Standing<'a> {
    /// Whether anybody has begun.
    pub begun: bool,
    /// What went to and fro.
    pub submission: Option<&'a Submission>,
    /// When it became public.
    pub published_on: Option<Date>,
}

impl Progress {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::NotBegun,
        Self::InProgress,
        Self::Submitted,
        Self::Returned,
        Self::Filed,
        Self::Published,
    ];

    /// Where a report stands. One that was sent back is to be corrected, public or not.
    pub fn of(standing: Standing<'_>) -> Self {
        let submission = standing.submission;
        if submission.is_some_and(Submission::is_returned) {
            return Self::Returned;
        }
        if standing.published_on.is_some() {
            return Self::Published;
        }
        if submission.is_some_and(|one| one.filed_on().is_some()) {
            return Self::Filed;
        }
        if submission.is_some_and(|one| one.waiting().is_some()) {
            return Self::Submitted;
        }
        if standing.begun {
            Self::InProgress
        } else {
            Self::NotBegun
        }
    }

    /// Its mark in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::InProgress => "in-progress",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Filed => "filed",
            Self::Published => "published",
        }
    }

    /// The step of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::NotBegun => "未开始",
            Self::InProgress => "填写中",
            Self::Submitted => "待审",
            Self::Returned => "退回",
            Self::Filed => "已备案",
            Self::Published => "已公布",
        }
    }

    /// Whether the supervising office has the report, or anybody can read it.
    pub const fn is_here(self) -> bool {
        matches!(self, Self::Submitted | Self::Filed | Self::Published)
    }
}
