//! The notices that arrange the working days of a year.

use jiff::civil::Date;
use std::sync::Arc;

/// What notices say about one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// The year.
    pub year: i16,
    /// First day known, if that is a day of the December before.
    pub first: Option<Date>,
    /// The notices.
    pub notices: Vec<Arc<Notice>>,
}

/// One notice (国务院办公厅关于…年部分节假日安排的通知, or one that changes it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Title as printed.
    pub title: String,
    /// Document number, where known.
    pub number: Option<String>,
    /// Day on which it was signed.
    pub date: Date,
    /// Whether it arranges a year or changes what is arranged.
    pub kind: NoticeKind,
    /// The days that it makes other than they would be without it.
    pub changes: Vec<Change>,
}

/// What a notice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// It arranges the year: with it the year is announced.
    Announces,
    /// It changes what is arranged, as in March 2019 and January 2020, or for a region.
    Amends,
}

/// One day that a notice makes other than it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub date: Date,
    /// Whether it is worked from now on; else it is off.
    pub worked: bool,
    /// The public holiday that the day is off or worked for.
    pub holiday: Arc<str>,
}
