//! One cell of a report: absent, blank, unclear or stated, and where it came from.

use super::form::CellKind;
use super::{Amount, Place};
use rust_decimal::Decimal;
use std::fmt;

/// What is known of a cell. Zero, blank and absent are three things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// The row of the cell is not in the document.
    Absent,
    /// The row is there and the cell says nothing: blank, `/`, `—` or 无.
    Blank,
    /// Something stands there that cannot be taken as this cell's number with certainty.
    Unclear,
    /// The cell states a number.
    Stated(Number),
}

/// The number that a cell states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// A whole number of documents, items or cases; negative only where the column is signed.
    Count(i64),
    /// Money.
    Amount(Amount),
}

impl Number {
    /// The same number in the unit that the head of its column prints, where that is exact.
    #[must_use]
    pub fn under(self, kind: CellKind) -> Self {
        match (self, kind) {
            (Self::Amount(amount), CellKind::Amount(Some(unit))) => {
                Self::Amount(amount.in_unit(unit).unwrap_or(amount))
            }
            (number, CellKind::Count | CellKind::Change | CellKind::Amount(_)) => number,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(out, "{count}"),
            Self::Amount(amount) => write!(out, "{amount}"),
        }
    }
}

/// How probable it is that a reader took a cell as it stands, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Certainty(u32);

impl Certainty {
    /// Nothing was read that could be wrong.
    pub const CERTAIN: Self = Self(1_000_000);

    /// Below this a number is offered and not stated, and a blank is none.
    pub const STATED: Self = Self(990_000);

    /// The most that characters recognised from a picture are worth: nothing is stated.
    pub const RECOGNISED: Self = Self(900_000);

    /// At most a million millionths.
    pub const fn per_million(value: u32) -> Self {
        Self(if value > 1_000_000 { 1_000_000 } else { value })
    }

    /// In millionths.
    pub const fn in_per_million(self) -> u32 {
        self.0
    }

    /// As a share of one.
    pub fn share(self) -> Decimal {
        Decimal::new(i64::from(self.0), 6).normalize()
    }
}

/// A cell with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub state: CellState,
    /// The characters that stand in the document, where they say more than the state.
    pub raw: Option<Box<str>>,
    /// Where they stand.
    pub place: Option<Place>,
    /// How sure the reader is: of the number stated, of the blank, or of the number offered.
    pub certainty: Certainty,
    /// The number that an unclear cell may state: too doubtful to be stated, worth being looked at.
    pub offered: Option<Number>,
}

/// The cell of a row that is not there.
pub(super) static ABSENT: Cell = Cell::absent();

impl Cell {
    /// The cell of a row that is not in the document.
    pub const fn absent() -> Self {
        Self {
            state: CellState::Absent,
            raw: None,
            place: None,
            certainty: Certainty::CERTAIN,
            offered: None,
        }
    }

    /// A cell that says nothing.
    pub const fn blank() -> Self {
        Self {
            state: CellState::Blank,
            raw: None,
            place: None,
            certainty: Certainty::CERTAIN,
            offered: None,
        }
    }

    /// A cell that states a number.
    pub const fn stated(number: Number) -> Self {
        let state = CellState::Stated(number);
        Self {
            state,
            raw: None,
            place: None,
            certainty: Certainty::CERTAIN,
            offered: None,
        }
    }

    /// A cell that states a whole number.
    pub const fn of_count(count: i64) -> Self {
        Self::stated(Number::Count(count))
    }

    /// Lets its number be offered and not stated; whether it is blank is not known either.
    pub const fn doubt(&mut self) {
        match self.state {
            CellState::Stated(number) => {
                self.offered = Some(number);
                self.state = CellState::Unclear;
            }
            CellState::Blank => self.state = CellState::Unclear,
            CellState::Absent | CellState::Unclear => {}
        }
    }

    /// Says how sure the reader is; what is less sure than [`Certainty::STATED`] is doubted.
    pub fn weigh(&mut self, certainty: Certainty) {
        self.certainty = certainty;
        if certainty < Certainty::STATED {
            self.doubt();
        }
    }

    /// Whether the row of the cell is not in the document.
    pub const fn is_absent(&self) -> bool {
        matches!(self.state, CellState::Absent)
    }

    /// The number stated, if one is.
    pub const fn number(&self) -> Option<Number> {
        match self.state {
            CellState::Stated(number) => Some(number),
            CellState::Absent | CellState::Blank | CellState::Unclear => None,
        }
    }

    /// The whole number stated, if one is.
    pub const fn count(&self) -> Option<i64> {
        match self.number() {
            Some(Number::Count(count)) => Some(count),
            Some(Number::Amount(_)) | None => None,
        }
    }

    /// The money stated, if some is.
    pub const fn amount(&self) -> Option<Amount> {
        match self.number() {
            Some(Number::Amount(amount)) => Some(amount),
            Some(Number::Count(_)) | None => None,
        }
    }
}
