//! How a turn of a duty stands on a day.

use super::{DueDay, DutyPeriod, Occurrence, days_between};
use jiff::civil::Date;

/// Something that fulfils a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The day on which it was done.
    pub on: Date,
    /// What it was done for, where a person said so; a posting counts by its day.
    pub period: Option<DutyPeriod>,
}

/// How a turn of a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyStanding {
    /// Its time has not begun.
    Ahead,
    /// It is open, with so many days left: none on the last day.
    Due {
        /// Calendar days.
        left: i64,
    },
    /// It is late by so many days, and not done.
    Late {
        /// Calendar days.
        days: i64,
    },
    /// It is done.
    Done {
        /// When.
        on: Date,
        /// Calendar days behind the last day; none if it was in time, or has no last day.
        late: i64,
    },
    /// It is not done, and its last day hangs on a notice that is not known.
    NotAnnounced {
        /// The year of the notice.
        year: i16,
    },
    /// It is not done, and its last day has not been set by the agency.
    NotSet,
    /// It has never been done, and so there is nothing to count from.
    Never,
}

/// How a turn stands on a day, after all that was done.
pub fn standing(turn: &Occurrence, done: &[Done], today: Date) -> DutyStanding {
    let of_turn = done.iter().filter(|done| turn.is_done_by(done));
    if let Some(on) = of_turn.map(|done| done.on).min() {
        let late = match turn.due {
            DueDay::On(due) => days_between(due, on).max(0),
            DueDay::NotAnnounced { .. } | DueDay::NotSet => 0,
        };
        return DutyStanding::Done { on, late };
    }
    match turn.due {
        _ if turn.period == DutyPeriod::First => DutyStanding::Never,
        DueDay::On(due) if due < today => DutyStanding::Late {
            days: days_between(due, today),
        },
        _ if today < turn.opens => DutyStanding::Ahead,
        DueDay::On(due) => DutyStanding::Due {
            left: days_between(today, due),
        },
        DueDay::NotAnnounced { year } => DutyStanding::NotAnnounced { year },
        DueDay::NotSet => DutyStanding::NotSet,
    }
}

impl Occurrence {
    /// Whether something fulfils this turn: said to be for it, or done while it was open.
    pub fn is_done_by(&self, done: &Done) -> bool {
        match done.period {
            Some(period) => period == self.period,
            None => self.opens <= done.on && done.on <= self.closes,
        }
    }
}
