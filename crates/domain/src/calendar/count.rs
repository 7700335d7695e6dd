//! Counting working days.

use super::{NotAnnounced, WorkdayCalendar};
use jiff::civil::Date;

impl WorkdayCalendar {
    /// Whether a day is worked.
    pub fn is_workday(&self, date: Date) -> Result<bool, NotAnnounced> {
        self.kind(date).map(|kind| kind.is_workday())
    }

    /// The day on which `n` working days are full, the starting day not counted (民法典 article
    /// 201). None are full on the starting day itself, worked or not.
    pub fn nth_workday_after(&self, date: Date, n: u16) -> Result<Date, NotAnnounced> {
        let mut day = date;
        let mut left = n;
        while left > 0 {
            day = next(day)?;
            left -= u16::from(self.is_workday(day)?);
        }
        Ok(day)
    }

    /// How many working days lie after one day, up to and with another; none if it is not later.
    pub fn workdays_between(&self, after: Date, until: Date) -> Result<u32, NotAnnounced> {
        let mut day = after;
        let mut count = 0;
        while day < until {
            day = next(day)?;
            count += u32::from(self.is_workday(day)?);
        }
        Ok(count)
    }
}

/// The day after; no calendar reaches beyond the year 9999.
pub(crate) fn next(date: Date) -> Result<Date, NotAnnounced> {
    let year = date.year();
    date.tomorrow().or(Err(NotAnnounced { year }))
}
