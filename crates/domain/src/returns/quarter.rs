//! A quarter of a year.

use crate::duty::DutyPeriod;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;

/// A quarter, by its first day. As text `2020-Q1`, which is the key of records and addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter(Date);

/// The text names no quarter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no quarter: {0:?}")]
pub struct NoQuarter(pub String);

impl Quarter {
    /// The quarter in which a day lies.
    pub fn of(day: Date) -> Self {
        let into = (day.month() - 1).rem_euclid(3);
        Self(day.first_of_month().saturating_sub(into.months()))
    }

    /// The four of a year, in order.
    pub fn all_of(year: i16) -> Vec<Self> {
        let first = |month| Date::new(year, month, 1).ok().map(Self);
        [1, 4, 7, 10].into_iter().filter_map(first).collect()
    }

    /// Its year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 to 4.
    pub fn number(self) -> u8 {
        match self.0.month() {
            1 => 1,
            4 => 2,
            7 => 3,
            _ => 4,
        }
    }

    /// Its first and its last day.
    pub fn days(self) -> (Date, Date) {
        let following = self.0.saturating_add(3.months());
        (self.0, following.saturating_sub(1.day()))
    }

    /// From the first day of its year to its own last day (本年累计).
    pub fn year_to_date(self) -> (Date, Date) {
        (self.0.first_of_year(), self.days().1)
    }

    /// It and the quarters of its year before it.
    pub fn so_far(self) -> Vec<Self> {
        let all = Self::all_of(self.year()).into_iter();
        all.filter(|quarter| *quarter <= self).collect()
    }

    /// What a duty is done for.
    pub fn period(self) -> DutyPeriod {
        DutyPeriod::Quarter(self.0)
    }

    /// Its name on a page: 2020年第一季度.
    pub fn zh(self) -> String {
        self.period().zh()
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.period().fmt(out)
    }
}

impl std::str::FromStr for Quarter {
    type Err = NoQuarter;

    fn from_str(text: &str) -> Result<Self, NoQuarter> {
        match text.parse() {
            Ok(DutyPeriod::Quarter(start)) => Ok(Self(start)),
            Ok(_) | Err(_) => Err(NoQuarter(text.to_owned())),
        }
    }
}
