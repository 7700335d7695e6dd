//! The clock for the reply to a request (article 33 of the Regulations).

use super::walk::Clock;
use super::words;
use super::{ClockError, Deadline, PeriodBook, PeriodId};
use crate::calendar::WorkdayCalendar;
use jiff::civil::Date;

/// The time in which a third party or another agency is asked: from the day after the letter was
/// sent up to and with the day on which the answer came. It does not count (article 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspension {
    /// The day on which the letter was sent, which still counts.
    pub sent: Date,
    /// The day on which the answer came, or on which the time for it was over; does not count.
    pub answered: Date,
}

impl Suspension {
    pub(super) fn contains(self, day: Date) -> bool {
        self.sent < day && day <= self.answered
    }

    fn check(self, received: Date) -> Result<(), ClockError> {
        let Self { sent, answered } = self;
        if answered < sent {
            return Err(ClockError::SuspensionReversed { sent, answered });
        }
        if sent < received {
            return Err(ClockError::SuspensionBeforeReceipt { sent, received });
        }
        Ok(())
    }
}

/// By when a request must be answered: 20 working days after it was received, extended by at most
/// 20, the time for asking others not counted, and counted once where questions overlap.
///
/// `received` is the day of receipt by article 31; where a request was corrected, the day on which
/// the correction was received (article 30); where a fee was due, the day of payment.
pub fn reply_by(
    received: Date,
    extended_by: u16,
    suspensions: &[Suspension],
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let periods = PeriodBook::statutory()?;
    let period = periods.on(PeriodId::Reply, received)?;
    let extension = periods.on(PeriodId::ReplyExtension, received)?;
    let most = extension.length()?;
    if extended_by > most {
        let asked = extended_by;
        return Err(ClockError::ExtensionTooLong { asked, most });
    }
    suspensions
        .iter()
        .try_for_each(|suspension| suspension.check(received))?;
    Ok(Clock::new(received, words::RECEIVED, period.length()?)
        .under(period)
        .extended(extended_by, extension)
        .suspended(suspensions)
        .run(calendar))
}
