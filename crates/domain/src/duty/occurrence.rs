//! One turn of a duty: for which period, from when to when it can be done, and by which day.

use super::{DutyPeriod, Rhythm, Roll};
use crate::calendar::{NotAnnounced, WorkdayCalendar};
use jiff::ToSpan;
use jiff::civil::Date;

/// One turn of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// What it is done for.
    pub period: DutyPeriod,
    /// The first day on which a posting counts for it.
    pub opens: Date,
    /// The last such day; a posting after it counts for the next turn.
    pub closes: Date,
    /// The last day on which it is in time.
    pub due: DueDay,
}

/// The last day of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueDay {
    /// This one.
    On(Date),
    /// It may be off, and the notice on that year is not known.
    NotAnnounced {
        /// The year.
        year: i16,
    },
    /// Only the agency knows it, and has not said.
    NotSet,
}

/// The turns of a rhythm that can be done on a day between two days, in order. Of a rhythm that runs
/// from the last time there are none: [`since_last`] gives the one that is open.
pub fn occurrences(
    rhythm: Rhythm,
    roll: Roll,
    (from, to): (Date, Date),
    calendar: &WorkdayCalendar,
) -> Vec<Occurrence> {
    let Some(months) = rhythm.months() else {
        return Vec::new();
    };
    let mut turns = Vec::new();
    let mut opens = begin(from, months);
    while opens <= to {
        let following = opens.saturating_add(months.months());
        turns.push(turn(rhythm, roll, opens, months, calendar));
        if following <= opens {
            break;
        }
        opens = following;
    }
    turns
}

fn turn(
    rhythm: Rhythm,
    roll: Roll,
    opens: Date,
    months: i8,
    calendar: &WorkdayCalendar,
) -> Occurrence {
    let of = if rhythm.is_after() {
        opens.saturating_sub(months.months())
    } else {
        opens
    };
    let following = opens.saturating_add(months.months());
    Occurrence {
        period: DutyPeriod::beginning(of, months),
        opens,
        closes: following.saturating_sub(1.day()),
        due: match nominal(rhythm, opens) {
            Some(day) => rolled(roll, day, calendar),
            None => DueDay::NotSet,
        },
    }
}

/// The day as the rhythm says it, before it goes elsewhere.
fn nominal(rhythm: Rhythm, opens: Date) -> Option<Date> {
    match rhythm {
        Rhythm::Monthly { day, .. } | Rhythm::Quarterly { day, after: true } => {
            Some(of_month(opens, day))
        }
        Rhythm::Quarterly { day, after: false } => {
            Some(of_month(opens.saturating_add(2.months()), day))
        }
        Rhythm::Yearly { on, .. } => {
            let (month, day) = on?;
            let ahead = month.clamp(1, 12).saturating_sub(1);
            Some(of_month(opens.saturating_add(ahead.months()), day))
        }
        Rhythm::DaysSince(_) | Rhythm::MonthsSince(_) => None,
    }
}

/// A day of the month in which another lies; of a shorter month the last.
fn of_month(within: Date, day: i8) -> Date {
    let last = within.days_in_month();
    let day = day.clamp(1, last);
    Date::new(within.year(), within.month(), day).unwrap_or(within)
}

/// The first day of the month, quarter or year in which a day lies.
fn begin(day: Date, months: i8) -> Date {
    let month = day.month();
    let first = month.saturating_sub((month - 1) % months);
    Date::new(day.year(), first, 1).unwrap_or(day)
}

fn rolled(roll: Roll, day: Date, calendar: &WorkdayCalendar) -> DueDay {
    match roll.apply(day, calendar) {
        Ok(day) => DueDay::On(day),
        Err(NotAnnounced { year }) => DueDay::NotAnnounced { year },
    }
}

/// The open turn of a rhythm that runs from the last time, `None` of one that does not. If it was never
/// done there is no day to count from, and no last day.
pub fn since_last(
    rhythm: Rhythm,
    roll: Roll,
    last: Option<Date>,
    calendar: &WorkdayCalendar,
) -> Option<Occurrence> {
    let span = match rhythm {
        Rhythm::DaysSince(days) => i64::from(days).days(),
        Rhythm::MonthsSince(months) => i64::from(months).months(),
        Rhythm::Monthly { .. } | Rhythm::Quarterly { .. } | Rhythm::Yearly { .. } => return None,
    };
    Some(match last {
        Some(last) => Occurrence {
            period: DutyPeriod::Since(last),
            opens: last.saturating_add(1.day()),
            closes: Date::MAX,
            due: rolled(roll, last.saturating_add(span), calendar),
        },
        None => Occurrence {
            period: DutyPeriod::First,
            opens: Date::MIN,
            closes: Date::MAX,
            due: DueDay::NotSet,
        },
    })
}
