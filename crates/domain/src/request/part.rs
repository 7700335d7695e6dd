//! What a case holds, taken from its entries.

use super::{Consulted, FeeMethod, OutcomeId, Stance, Way};
use crate::identity::AccountId;
use crate::review::Round;
use jiff::civil::Date;

/// A correction that was asked for (article 30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// When the notice was sent.
    pub asked: Date,
    /// Working days to correct.
    pub workdays: u16,
    /// When it was received.
    pub served: Option<Date>,
    /// When the corrected request came.
    pub corrected: Option<Date>,
}

/// A question to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consultation {
    /// Its number within the case.
    pub id: u16,
    /// Whom.
    pub whom: Consulted,
    /// When the letter was sent.
    pub sent: Date,
    /// When it was received, from which day their time runs.
    pub served: Option<Date>,
    /// When the answer came, and what it says.
    pub answered: Option<(Date, Stance)>,
    /// When it was given up or taken as answered by silence.
    pub closed: Option<Date>,
}

impl Consultation {
    /// Whether an answer is still waited for.
    pub const fn is_open(&self) -> bool {
        self.answered.is_none() && self.closed.is_none()
    }

    /// The day on which the waiting ended.
    pub fn over(&self) -> Option<Date> {
        self.answered.map(|(on, _)| on).or(self.closed)
    }
}

/// Reasons that were asked for (article 35).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reasons {
    /// When.
    pub asked: Date,
    /// Working days to answer.
    pub workdays: u16,
    /// When they came, and whether they are reasonable.
    pub given: Option<(Date, bool)>,
}

/// An extension that was agreed to (article 33).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// When.
    pub on: Date,
    /// By how many working days.
    pub workdays: u16,
    /// By whom.
    pub by: AccountId,
}

/// A processing fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fee {
    /// When the notice was sent.
    pub noticed: Date,
    /// How it was computed.
    pub method: FeeMethod,
    /// Items of the same requester counted before in the calendar month; none by page.
    pub before: u32,
    /// Items or pages.
    pub quantity: u32,
    /// How much, in fen.
    pub fen: u64,
    /// When the notice was received.
    pub served: Option<Date>,
    /// When it was paid.
    pub paid: Option<Date>,
}

impl Fee {
    /// A fee as its notice says it: units counted before, and units charged now.
    pub(super) const fn noticed(
        on: Date,
        method: FeeMethod,
        (before, quantity): (u32, u32),
        fen: u64,
    ) -> Self {
        Self {
            noticed: on,
            method,
            before,
            quantity,
            fen,
            served: None,
            paid: None,
        }
    }
}

/// A draft in review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// How the request is to end.
    pub outcome: OutcomeId,
    /// Its way through the agency's chain.
    pub round: Round,
}

/// A reply that was signed and numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// How the request ended.
    pub outcome: OutcomeId,
    /// When the reply was made.
    pub on: Date,
    /// Number of the document.
    pub number: String,
}

/// The service of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// When it counts as served.
    pub on: Date,
    /// How.
    pub way: Way,
}

/// An end without a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// How.
    pub outcome: OutcomeId,
    /// When.
    pub on: Date,
}
