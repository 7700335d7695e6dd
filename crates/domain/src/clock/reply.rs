//! The clock for the reply to a request (article 33 of the Regulations).

use super::walk::Clock;
use super::words;
use super::{Citation, ClockError, Deadline, Due, PeriodBook, PeriodId, Step, StepKind};
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

/// What starts the time to reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyStart {
    /// The request was received (article 31).
    Received,
    /// The corrected request was received (article 30).
    Corrected,
    /// The processing fee was paid (国办函〔2020〕109号).
    Paid,
}

impl ReplyStart {
    const fn event(self) -> words::Event {
        match self {
            Self::Received => words::RECEIVED,
            Self::Corrected => ("收到补正后的申请", "the corrected request was received"),
            Self::Paid => ("申请人缴纳信息处理费", "the fee was paid"),
        }
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
    reply_from(
        ReplyStart::Received,
        received,
        extended_by,
        suspensions,
        calendar,
    )
}

/// The same, with what started the time: the request, its correction, or the payment of the fee.
pub fn reply_from(
    start: ReplyStart,
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
    Ok(Clock::new(received, start.event(), period.length()?)
        .under(period)
        .extended(extended_by, extension)
        .suspended(suspensions)
        .run(calendar))
}

/// A later day that the office set and told for many requests with good reasons (article 35): it
/// stands in the place of what article 33 gives.
pub fn delayed(until: Date, by_article_33: Deadline) -> Deadline {
    let mut steps = by_article_33.steps;
    let counted = steps.last().map_or(0, |step| step.counted);
    steps.push(Step {
        from: until,
        to: until,
        kind: StepKind::Remark,
        counted,
        words: words::delayed(until),
        cites: vec![Citation::Delay],
    });
    Deadline {
        due: Due::On(until),
        steps,
    }
}
