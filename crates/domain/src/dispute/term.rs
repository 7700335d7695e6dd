//! Which clock runs from which day. The lengths, and how days are counted, are those of `clock`.

use super::{Dispute, Road, Ruling};
use crate::calendar::WorkdayCalendar;
use crate::clock::{self, ClockError, Deadline, PeriodId};
use jiff::civil::Date;

/// A clock of a dispute, with the day that starts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// The agency's answer: in reconsideration ten working days, five in simplified procedure; in court
    /// fifteen days (行政复议法 articles 48 and 54, 行政诉讼法 article 67).
    Answer {
        /// The day on which the copy was received.
        from: Date,
        /// Whether reconsideration goes by simplified procedure.
        simplified: bool,
        /// Whether a court wants it.
        in_court: bool,
    },
    /// The decision of reconsideration: sixty days, thirty in simplified procedure, extended by at most
    /// thirty (行政复议法 article 62).
    Decision {
        /// The day on which it was accepted.
        from: Date,
        /// Whether in simplified procedure.
        simplified: bool,
        /// Days of extension.
        extended_by: u16,
    },
    /// The requester may go to court: fifteen days after the decision (行政诉讼法 article 45).
    Court {
        /// The day of the decision.
        from: Date,
    },
}

impl Term {
    /// When it ends, and why.
    pub fn deadline(self, calendar: &WorkdayCalendar) -> Result<Deadline, ClockError> {
        match self {
            Self::Answer {
                from,
                simplified,
                in_court,
            } => {
                let id = match (in_court, simplified) {
                    (true, _) => PeriodId::CourtReply,
                    (false, true) => PeriodId::ReviewReplySimplified,
                    (false, false) => PeriodId::ReviewReply,
                };
                clock::within(id, from, calendar)
            }
            Self::Decision {
                from,
                simplified,
                extended_by,
            } => clock::decision_by(from, simplified, extended_by, calendar),
            Self::Court { from } => clock::litigation_after(true, from, calendar),
        }
    }
}

/// The clocks that run in a dispute.
pub(super) fn of(dispute: &Dispute) -> Vec<Term> {
    let simplified = dispute.accepted.is_some_and(|(_, simplified)| simplified);
    let in_court = dispute.road != Road::Reconsideration;
    let mut terms = Vec::new();
    if let (Some(from), None, None) = (dispute.notified_on, dispute.answered_on, dispute.ruled) {
        terms.push(Term::Answer {
            from,
            simplified,
            in_court,
        });
    }
    if in_court {
        return terms;
    }
    if let (Some((from, _)), None) = (dispute.accepted, dispute.ruled) {
        terms.push(Term::Decision {
            from,
            simplified,
            extended_by: dispute.extended_by.unwrap_or(0),
        });
    }
    let withdrawn = |ruling| matches!(ruling, Ruling::Withdrawn | Ruling::Mediated);
    if let Some((from, _)) = dispute.ruled.filter(|(_, ruling)| !withdrawn(*ruling)) {
        terms.push(Term::Court { from });
    }
    terms
}
