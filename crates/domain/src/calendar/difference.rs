//! Which days one calendar has otherwise than another.

use super::{DayKind, WorkdayCalendar};
use jiff::civil::Date;

/// A day that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayChange {
    /// The day.
    pub date: Date,
    /// What it was; nothing, if its year was not announced.
    pub before: Option<DayKind>,
    /// What it is.
    pub after: Option<DayKind>,
}

/// The days of a year, and of the December before, that two calendars have otherwise.
pub fn differences(before: &WorkdayCalendar, after: &WorkdayCalendar, year: i16) -> Vec<DayChange> {
    let first = Date::new(year.saturating_sub(1), 12, 1);
    let last = Date::new(year, 12, 31);
    let (Ok(first), Ok(last)) = (first, last) else {
        return Vec::new();
    };
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
    let days = days.take_while(|day| *day <= last);
    let changes = days.map(|date| DayChange {
        date,
        before: before.kind(date).ok(),
        after: after.kind(date).ok(),
    });
    changes
        .filter(|change| change.before != change.after)
        .collect()
}
