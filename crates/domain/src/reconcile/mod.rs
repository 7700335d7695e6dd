//! Reports of several agencies and years against each other: what one year leaves the next takes up, also
//! through new names and mergers, and what a county says of its whole area its units say together.
//!
//! [`Books`] holds the agencies and their reports. [`between_years`] takes the relations between years of the
//! report form (the same that the rules of one agency evaluate) over an agency and all that was merged into
//! it; [`between_levels`] adds up. What does not agree is a [`Difference`] with both sides; what nobody can
//! decide, because a report is not there or says nothing, is [`Undecided`] and never counted as zero.

mod books;
mod levels;
mod words;
mod years;

pub use books::{Books, Who};
pub use levels::between_levels;
pub use years::{between_years, between_years_of};

use crate::report::Number;
use crate::rules::Message;

/// What comes of setting reports against each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// What does not agree.
    pub differences: Vec<Difference>,
    /// What cannot be decided.
    pub undecided: Vec<Undecided>,
}

/// Which reports are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Between {
    /// A report and those of the year before.
    Years,
    /// The report on a whole area and those of its units.
    Levels,
}

/// Two sides that should say the same and do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which reports these are.
    pub between: Between,
    /// The cell of the left side, by `row.column`.
    pub cell: String,
    /// What a report says.
    pub left: Side,
    /// What the others say together.
    pub right: Side,
    /// Units that the right side lacks, and of which it is therefore silent.
    pub missing: Vec<Who>,
    /// What to look at, in both languages.
    pub message: Message,
    /// The provision or form that wants both sides to be the same.
    pub cite: String,
}

/// One side: a number, and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What it comes to; money in yuan.
    pub total: Number,
    /// The cells that were added up; units that say zero are not listed.
    pub parts: Vec<Part>,
}

/// A cell of a report on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whose report, of which year.
    pub who: Who,
    /// The cell.
    pub cell: String,
    /// Its name for people.
    pub label: String,
    /// What it says.
    pub value: Number,
    /// Whether it is taken off.
    pub less: bool,
}

/// Something that cannot be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// Why.
    pub why: Why,
    /// The reports concerned.
    pub who: Vec<Who>,
    /// The cells concerned; none for all.
    pub cells: Vec<String>,
    /// What is missing, in both languages.
    pub message: Message,
    /// The provision or form.
    pub cite: String,
}

/// Why something cannot be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A report is not there, or has no tables.
    NoReport,
    /// Cells say nothing, or nothing that can be added up.
    NoNumber,
    /// The form of the other report has no such cells.
    OtherForm,
    /// An agency was merged in the year and reported on its part of the year itself.
    PartYear,
    /// The agency began in the year.
    Begun,
}

impl Reconciliation {
    /// Both together.
    pub fn extend(&mut self, other: Self) {
        self.differences.extend(other.differences);
        self.undecided.extend(other.undecided);
    }
}
