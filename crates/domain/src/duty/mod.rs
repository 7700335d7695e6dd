//! Recurring duties: what has to be published or handed in again and again, by when, and whether it
//! was; and how long a place may stand without anything new.
//!
//! Which duties there are stands in `statutes/duties/`, how long a column or channel may stand still in
//! `statutes/freshness/`; an agency takes on local ones and sets its own days ([`OwnDuties`]). Nothing
//! here guesses: a day that only the agency knows is [`DueDay::NotSet`] until it is set, a day off in a
//! year without its notice is [`DueDay::NotAnnounced`], and what never happened is a state of its own.

mod book;
mod choice;
mod freshness;
mod fulfilment;
mod load;
mod messages;
mod occurrence;
mod period;
mod rhythm;
mod standing;

pub use book::{Duty, DutyBook, DutyError};
pub use choice::{DutyChoice, OwnDuties};
pub use freshness::{Freshness, FreshnessBook, FreshnessRule, Kept, Limit, Watch, freshness};
pub use fulfilment::{Fulfilment, Match, PostedFact};
pub use messages::{Messages, Unanswered, unanswered};
pub use occurrence::{DueDay, Occurrence, occurrences, since_last};
pub use period::DutyPeriod;
pub use rhythm::{Rhythm, Roll};
pub use standing::{Done, DutyStanding, standing};

use jiff::civil::Date;

/// Calendar days from one day to another; negative if the other is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}
