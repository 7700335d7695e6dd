//! The clocks of a case on a day: by when the reply is due and why, and whom it waits for until when.

use super::part::Consultation;
use super::{Case, Consulted, Illegal};
use crate::calendar::WorkdayCalendar;
use crate::clock::{self, Deadline, Due, PeriodBook, PeriodId, ReplyStart, Suspension};
use jiff::civil::Date;

/// All clocks of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    /// That of the reply; none before receipt, and while a correction or a payment is waited for, which
    /// begin it anew.
    pub reply: Option<ReplyClock>,
    /// What is waited for.
    pub waits: Vec<Wait>,
}

/// The clock of the reply (article 33, or 35).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyClock {
    /// What started it.
    pub start: Start,
    /// The day that started it, which does not count.
    pub started_on: Date,
    /// When it ends, and why.
    pub deadline: Deadline,
    /// Whether it runs.
    pub running: Running,
    /// Whether the end moves with an answer that has not come.
    pub provisional: bool,
    /// Working days left, today not counted; negative when overdue. None where the calendar does not
    /// reach, or the reply is made.
    pub left: Option<i64>,
}

/// What starts the clock of the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Start {
    /// The request was received.
    Received,
    /// The corrected request was received (article 30).
    Corrected,
    /// The fee was paid (国办函〔2020〕109号).
    Paid,
}

/// Whether the clock of the reply runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// It counts.
    Counting,
    /// It stands still since a letter went out.
    Stopped(Date),
    /// The reply was made, or the request ended, in time or late.
    Over {
        /// When.
        on: Date,
        /// Whether after the due day; none where no day can be named.
        late: Option<bool>,
    },
}

/// Something that is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// What.
    pub kind: WaitKind,
    /// Since when.
    pub since: Date,
    /// Until when; none before the letter is known to have been received.
    pub deadline: Option<Deadline>,
}

/// What is waited for, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitKind {
    /// The office confirms the receipt with the requester, the same day (article 31).
    Confirmation,
    /// The office may still ask for correction (article 30).
    CorrectionNotice,
    /// The requester corrects (article 30).
    Correction,
    /// Somebody who was asked answers (articles 32 to 34).
    Opinion(Consulted, u16),
    /// The requester gives reasons (article 35).
    Reasons,
    /// The requester pays (国办函〔2020〕109号).
    Payment,
}

impl Wait {
    /// Whether its time is over on a day, as far as the calendar says.
    pub fn is_over(&self, today: Date) -> bool {
        let due = self.deadline.as_ref().and_then(Deadline::on);
        due.is_some_and(|due| due < today)
    }
}

impl Case {
    /// The clocks as they stand on a day.
    pub fn clocks(&self, today: Date, calendar: &WorkdayCalendar) -> Result<Clocks, Illegal> {
        Ok(Clocks {
            reply: self.reply_clock(today, calendar)?,
            waits: self.waits(calendar)?,
        })
    }

    /// What started the clock of the reply last, and when.
    pub fn started(&self) -> Option<(Start, Date)> {
        let received = self.received_on().map(|on| (Start::Received, on));
        let corrected = self.correction.and_then(|asked| asked.corrected);
        let paid = self.fee.and_then(|fee| fee.paid);
        let later = [
            received,
            corrected.map(|on| (Start::Corrected, on)),
            paid.map(|on| (Start::Paid, on)),
        ];
        received?;
        later
            .into_iter()
            .flatten()
            .max_by_key(|(start, on)| (*on, *start))
    }

    /// By when the reply is due, if the case is looked at on a day.
    pub fn reply_clock(
        &self,
        today: Date,
        calendar: &WorkdayCalendar,
    ) -> Result<Option<ReplyClock>, Illegal> {
        let Some((start, started_on)) = self.started() else {
            return Ok(None);
        };
        let over = self.outcome().map(|(_, on)| on);
        if over.is_none() && (self.awaits_correction() || self.awaits_fee()) {
            return Ok(None);
        }
        let as_of = over.unwrap_or(today);
        let suspensions = self.suspensions(started_on, as_of, calendar)?;
        let by = self.extension.as_ref().map_or(0, |agreed| agreed.workdays);
        let cause = match start {
            Start::Received => ReplyStart::Received,
            Start::Corrected => ReplyStart::Corrected,
            Start::Paid => ReplyStart::Paid,
        };
        let mut deadline = clock::reply_from(cause, started_on, by, &suspensions, calendar)?;
        if let Some(until) = self.delay {
            deadline = clock::delayed(until, deadline);
        }
        let stopped = self.stopped_since(as_of, calendar)?;
        let running = match (over, stopped) {
            (Some(on), _) => Running::Over {
                on,
                late: deadline.on().map(|due| on > due),
            },
            (None, Some(since)) => Running::Stopped(since),
            (None, None) => Running::Counting,
        };
        Ok(Some(ReplyClock {
            start,
            started_on,
            left: over.map_or_else(|| left(&deadline, today, calendar), |_| None),
            provisional: over.is_none() && stopped.is_some() && self.delay.is_none(),
            deadline,
            running,
        }))
    }

    /// The days on which others were asked, as far as they fall into the clock that runs now. An answer
    /// that has not come ends, for now, with its own period or with the day itself.
    fn suspensions(
        &self,
        started_on: Date,
        as_of: Date,
        calendar: &WorkdayCalendar,
    ) -> Result<Vec<Suspension>, Illegal> {
        let mut suspensions = Vec::new();
        for asked in self.stopping() {
            let until = standstill(asked, calendar)?.unwrap_or(as_of);
            let sent = asked.sent.max(started_on);
            if until >= sent {
                suspensions.push(Suspension {
                    sent,
                    answered: until,
                });
            }
        }
        Ok(suspensions)
    }

    /// Since when the clock stands still on a day.
    fn stopped_since(
        &self,
        day: Date,
        calendar: &WorkdayCalendar,
    ) -> Result<Option<Date>, Illegal> {
        let mut since: Option<Date> = None;
        for asked in self.stopping() {
            let until = standstill(asked, calendar)?;
            let open = asked.sent <= day && until.is_none_or(|until| day <= until);
            let waits = open && asked.over().is_none_or(|over| day < over);
            if waits {
                since = Some(since.map_or(asked.sent, |earlier| earlier.min(asked.sent)));
            }
        }
        Ok(since)
    }

    fn stopping(&self) -> impl Iterator<Item = &Consultation> {
        let all = self.consultations.iter();
        all.filter(|asked| asked.whom.stops_the_clock())
    }

    fn waits(&self, calendar: &WorkdayCalendar) -> Result<Vec<Wait>, Illegal> {
        let mut waits = Vec::new();
        if self.outcome().is_some() {
            return Ok(waits);
        }
        let Some(received) = self.received_on() else {
            waits.push(Wait {
                kind: WaitKind::Confirmation,
                since: self.arrival.arrived.date(),
                deadline: None,
            });
            return Ok(waits);
        };
        if self.correction.is_none() && self.draft.is_none() {
            waits.push(Wait {
                kind: WaitKind::CorrectionNotice,
                since: received,
                deadline: Some(clock::within(
                    PeriodId::CorrectionNotice,
                    received,
                    calendar,
                )?),
            });
        }
        waits.extend(self.correction_wait(calendar)?);
        waits.extend(self.reasons_wait(calendar));
        for asked in self.consultations.iter().filter(|asked| asked.is_open()) {
            waits.push(Wait {
                kind: WaitKind::Opinion(asked.whom, asked.id),
                since: asked.sent,
                deadline: opinion_deadline(asked, calendar)?,
            });
        }
        if let Some(fee) = self.fee.filter(|fee| fee.paid.is_none()) {
            let within = |served| clock::within(PeriodId::Fee, served, calendar);
            waits.push(Wait {
                kind: WaitKind::Payment,
                since: fee.noticed,
                deadline: fee.served.map(within).transpose()?,
            });
        }
        Ok(waits)
    }

    fn correction_wait(&self, calendar: &WorkdayCalendar) -> Result<Option<Wait>, Illegal> {
        let Some(asked) = self.correction.filter(|asked| asked.corrected.is_none()) else {
            return Ok(None);
        };
        let by = |served| clock::within_set(PeriodId::Correction, served, asked.workdays, calendar);
        Ok(Some(Wait {
            kind: WaitKind::Correction,
            since: asked.asked,
            deadline: asked.served.map(by).transpose()?,
        }))
    }

    fn reasons_wait(&self, calendar: &WorkdayCalendar) -> Option<Wait> {
        let asked = self.reasons.filter(|asked| asked.given.is_none())?;
        Some(Wait {
            kind: WaitKind::Reasons,
            since: asked.asked,
            deadline: Some(clock::count(asked.asked, asked.workdays, calendar)),
        })
    }
}

/// Until when the clock stands still for a question: its answer, or the end of the time for it. None
/// where neither can be named yet.
fn standstill(asked: &Consultation, calendar: &WorkdayCalendar) -> Result<Option<Date>, Illegal> {
    let deadline = opinion_deadline(asked, calendar)?;
    let lapsed = deadline.as_ref().and_then(Deadline::on);
    Ok(match (asked.over(), lapsed) {
        (Some(over), Some(lapsed)) => Some(over.min(lapsed)),
        (over, lapsed) => over.or(lapsed),
    })
}

/// The time for an answer: 15 working days from the day on which the letter was received (articles 32
/// and 34); the law sets none for other agencies.
pub(super) fn opinion_deadline(
    asked: &Consultation,
    calendar: &WorkdayCalendar,
) -> Result<Option<Deadline>, Illegal> {
    let period = match asked.whom {
        Consulted::ThirdParty => PeriodId::ThirdParty,
        Consulted::CoMaker => PeriodId::CoMaker,
        Consulted::OtherAgency | Consulted::Assisting => return Ok(None),
    };
    let within = |served| clock::within(period, served, calendar);
    Ok(asked.served.map(within).transpose()?)
}

fn left(deadline: &Deadline, today: Date, calendar: &WorkdayCalendar) -> Option<i64> {
    let Due::On(due) = deadline.due else {
        return None;
    };
    if today <= due {
        let days = calendar.workdays_between(today, due).ok()?;
        return Some(i64::from(days));
    }
    let days = calendar.workdays_between(due, today).ok()?;
    Some(-i64::from(days))
}

/// The longest correction or statement of reasons an office may give, in working days: beyond it the
/// period would no longer be a reasonable one (article 30).
pub(super) const LONGEST_WAIT: u16 = 60;

/// The most by which article 33 lets the reply be put off.
pub(super) fn longest_extension(on: Date) -> Result<u16, Illegal> {
    let periods = PeriodBook::statutory().map_err(clock::ClockError::from)?;
    let period = periods.on(PeriodId::ReplyExtension, on);
    let length = period.and_then(clock::Period::length);
    Ok(length.map_err(clock::ClockError::from)?)
}
