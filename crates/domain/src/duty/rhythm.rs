//! In which rhythm a duty returns.

use crate::calendar::count::next;
use crate::calendar::{NotAnnounced, WorkdayCalendar};
use jiff::civil::Date;

/// In which rhythm a duty returns. Days beyond the end of a month mean its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// For each month.
    Monthly {
        /// Day of the month.
        day: i8,
        /// Whether that is a day of the month after.
        after: bool,
    },
    /// For each quarter.
    Quarterly {
        /// Day of the first month after the quarter, or of its own last month.
        day: i8,
        /// Whether it is a day after the quarter.
        after: bool,
    },
    /// For each year.
    Yearly {
        /// Month and day; `None` where only the agency knows them.
        on: Option<(i8, i8)>,
        /// Whether that is a day of the year after.
        after: bool,
    },
    /// So many days after it was last done.
    DaysSince(u16),
    /// So many months after it was last done.
    MonthsSince(u8),
}

/// Where a day goes that is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Roll {
    /// It stays: what can be done on any day.
    #[default]
    None,
    /// To the next working day (民法典 article 203).
    Next,
    /// To the working day before: what others must have in hand by then.
    Previous,
}

impl Rhythm {
    /// Months of which each period is made; `None` where the rhythm runs from the last time.
    pub(super) const fn months(self) -> Option<i8> {
        match self {
            Self::Monthly { .. } => Some(1),
            Self::Quarterly { .. } => Some(3),
            Self::Yearly { .. } => Some(12),
            Self::DaysSince(_) | Self::MonthsSince(_) => None,
        }
    }

    /// Whether it is done in what follows its period.
    pub(super) const fn is_after(self) -> bool {
        match self {
            Self::Monthly { after, .. }
            | Self::Quarterly { after, .. }
            | Self::Yearly { after, .. } => after,
            Self::DaysSince(_) | Self::MonthsSince(_) => false,
        }
    }

    /// Whether it runs from the last time, and not by the calendar.
    pub const fn is_since_last(self) -> bool {
        self.months().is_none()
    }

    /// The rhythm in words.
    pub fn zh(self) -> String {
        let when = |after, whole, next| if after { next } else { whole };
        match self {
            Self::Monthly { day: 31, after } => {
                format!("每月，{}月底前", when(after, "当", "次"))
            }
            Self::Monthly { day, after } => format!("每月，{}月{day}日前", when(after, "当", "次")),
            Self::Quarterly { day: 31, after } => {
                format!("每季度，{}", when(after, "季末前", "季后首月底前"))
            }
            Self::Quarterly { day, after } => {
                format!("每季度，{}{day}日前", when(after, "季末月", "季后首月"))
            }
            Self::Yearly {
                on: Some((month, day)),
                after,
            } => format!("每年，{}{month}月{day}日前", when(after, "当年", "次年")),
            Self::Yearly { on: None, .. } => "每年，日期由本单位确定".to_owned(),
            Self::DaysSince(days) => format!("上次办理后{days}天内"),
            Self::MonthsSince(months) => format!("上次办理后{months}个月内"),
        }
    }
}

impl Roll {
    /// The day to which a day goes.
    pub(super) fn apply(self, day: Date, calendar: &WorkdayCalendar) -> Result<Date, NotAnnounced> {
        let mut day = day;
        while self != Self::None && !calendar.is_workday(day)? {
            let year = day.year();
            day = match self {
                Self::Previous => day.yesterday().or(Err(NotAnnounced { year }))?,
                Self::Next | Self::None => next(day)?,
            };
        }
        Ok(day)
    }
}
