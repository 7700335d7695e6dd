//! 报送: the reports of agencies as their supervising office gets them, round by round (Regulations,
//! articles 47 and 49).
//!
//! A [`Submission`] is all that went to and fro about one report: what was handed in, what was sent back
//! with which remarks, what was filed, and how often the agency was reminded.

mod doubt;
mod likeness;
mod progress;
mod round;

#[cfg(test)]
mod tests;

pub use doubt::{Doubt, Doubtful, Said, Settled, doubts};
pub use likeness::{Alike, Text, neighbours, neighbours_of};
pub use progress::{Progress, Standing};
pub use round::{
    Anchor, Remark, Reminder, Round, Source, Submission, SubmissionError, Tally, Verdict,
};

use jiff::civil::Date;

/// By when the report of a year is handed in and published: 31 January of the next year (article 49).
pub fn due_on(year: i16) -> Option<Date> {
    Date::new(year.checked_add(1)?, 1, 31).ok()
}

/// By when a government publishes the report of its whole area: 31 March of the next year (article 49).
pub fn government_due_on(year: i16) -> Option<Date> {
    Date::new(year.checked_add(1)?, 3, 31).ok()
}
