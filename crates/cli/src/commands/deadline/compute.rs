//! Which clock a command means.

use super::{Arguments, WorkdayCalendar};
use crate::arguments::{DeadlineOptions, Litigation};
use gongkai_domain::clock::{
    ClockError, Deadline, PeriodId, Reporter, count, decision_by, litigation_after, litigation_by,
    publish_by, quarterly_by, reassess_by, reconsideration_by, reply_by, report_by, within,
    within_set,
};

/// The options that all commands have.
pub(super) const fn common(arguments: &Arguments) -> &DeadlineOptions {
    match arguments {
        Arguments::Count(of) => &of.format,
        Arguments::Reply(of) => &of.format,
        Arguments::Publish(of) => &of.format,
        Arguments::HandOver(of) => &of.format,
        Arguments::Interpretation(of) => &of.format,
        Arguments::Confirm(of) => &of.format,
        Arguments::CorrectionNotice(of) => &of.format,
        Arguments::Correction(of) => &of.format,
        Arguments::DelayedReply(of) => &of.format,
        Arguments::ThirdParty(of) => &of.format,
        Arguments::CoMaker(of) => &of.format,
        Arguments::Fee(of) => &of.format,
        Arguments::Report(of) => &of.format,
        Arguments::Quarterly(of) => &of.format,
        Arguments::Reassess(of) => &of.format,
        Arguments::Reconsideration(of) => &of.format,
        Arguments::ReviewReply(of) => &of.format,
        Arguments::ReviewDecision(of) => &of.format,
        Arguments::Litigation(of) => &of.format,
        Arguments::Batch(of) => &of.format,
    }
}

/// The deadline that a command asks for.
pub(super) fn deadline(
    arguments: &Arguments,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let plain = |id, from| within(id, from, calendar);
    match arguments {
        Arguments::Count(of) => Ok(count(of.from, of.workdays, calendar)),
        Arguments::Reply(of) => reply_by(of.received, of.extended_by, &of.suspended, calendar),
        Arguments::Publish(of) => publish_by(of.formed, of.workdays, calendar),
        Arguments::HandOver(of) => Ok(count(of.formed, of.workdays, calendar)),
        Arguments::Interpretation(of) => plain(PeriodId::Interpretation, of.published),
        Arguments::Confirm(of) => plain(PeriodId::Confirm, of.arrived),
        Arguments::CorrectionNotice(of) => plain(PeriodId::CorrectionNotice, of.received),
        Arguments::Correction(of) => match of.workdays {
            None => plain(PeriodId::Correction, of.notified),
            Some(days) => within_set(PeriodId::Correction, of.notified, days, calendar),
        },
        Arguments::DelayedReply(of) => {
            within_set(PeriodId::DelayedReply, of.told, of.workdays, calendar)
        }
        Arguments::ThirdParty(of) => plain(PeriodId::ThirdParty, of.received),
        Arguments::CoMaker(of) => plain(PeriodId::CoMaker, of.received),
        Arguments::Fee(of) => plain(PeriodId::Fee, of.notified),
        Arguments::Report(of) => {
            let reporter = if of.government {
                Reporter::Government
            } else {
                Reporter::Agency
            };
            report_by(of.year, reporter, calendar)
        }
        Arguments::Quarterly(of) => quarterly_by(of.year, of.quarter.number(), of.day, calendar),
        Arguments::Reassess(of) => reassess_by(of.last, of.months, calendar),
        Arguments::Reconsideration(of) => reconsideration_by(of.known, of.told, calendar),
        Arguments::ReviewReply(of) if of.simplified => {
            plain(PeriodId::ReviewReplySimplified, of.received)
        }
        Arguments::ReviewReply(of) => plain(PeriodId::ReviewReply, of.received),
        Arguments::ReviewDecision(of) => {
            decision_by(of.accepted, of.simplified, of.extended_by, calendar)
        }
        Arguments::Litigation(of) => litigation(of, calendar),
        Arguments::Batch(_) => Err(ClockError::Empty),
    }
}

fn litigation(of: &Litigation, calendar: &WorkdayCalendar) -> Result<Deadline, ClockError> {
    match (of.known, of.decided, of.lapsed) {
        (Some(known), _, _) => {
            let acted = of.acted.unwrap_or(known);
            litigation_by(of.contested.into(), acted, known, calendar)
        }
        (None, Some(decided), _) => litigation_after(true, decided, calendar),
        (None, None, Some(lapsed)) => litigation_after(false, lapsed, calendar),
        // The definition of the arguments asks for one of the three.
        (None, None, None) => Err(ClockError::Empty),
    }
}
