//! Walking from day to day: what counts, what does not, and which days say the same.

use super::words::{self, Event, Run};
use super::{Citation, Deadline, Due, Period, Step, StepKind, Suspension};
use crate::calendar::count::next;
use crate::calendar::{DayKind, NotAnnounced, WorkdayCalendar};
use jiff::civil::Date;

/// A clock before it runs.
pub(super) struct Clock<'a> {
    start: Date,
    event: Event,
    /// Working days of the period itself.
    value: u16,
    period: Option<&'a Period>,
    extended_by: u16,
    extension: Option<&'a Period>,
    suspensions: &'a [Suspension],
}

impl<'a> Clock<'a> {
    pub(super) const fn new(start: Date, event: Event, value: u16) -> Self {
        Self {
            start,
            event,
            value,
            period: None,
            extended_by: 0,
            extension: None,
            suspensions: &[],
        }
    }

    /// Names the law that sets the period.
    pub(super) const fn under(mut self, period: &'a Period) -> Self {
        self.period = Some(period);
        self
    }

    pub(super) const fn extended(mut self, by: u16, extension: &'a Period) -> Self {
        self.extended_by = by;
        self.extension = Some(extension);
        self
    }

    pub(super) const fn suspended(mut self, suspensions: &'a [Suspension]) -> Self {
        self.suspensions = suspensions;
        self
    }

    pub(super) fn run(&self, calendar: &WorkdayCalendar) -> Deadline {
        let mut walk = Walk {
            clock: self,
            calendar,
            counted: 0,
            runs: Vec::new(),
        };
        let due = match walk.last_day() {
            Ok(day) => Due::On(day),
            Err(NotAnnounced { year }) => Due::NotAnnounced { year },
        };
        let mut steps = vec![self.start_step()];
        let counted = walk.counted;
        steps.extend(walk.runs.into_iter().map(|run| self.step(run)));
        steps.extend(self.remarks(due, counted, calendar));
        Deadline { due, steps }
    }

    fn limit(&self) -> u16 {
        self.value.saturating_add(self.extended_by)
    }

    fn start_step(&self) -> Step {
        let mut cites = vec![Citation::of_start(self.start)];
        cites.extend(self.period.map(Citation::of));
        Step {
            from: self.start,
            to: self.start,
            kind: StepKind::Start,
            counted: 0,
            words: words::start(self.start, self.event, self.value),
            cites,
        }
    }

    fn step(&self, run: Run) -> Step {
        Step {
            from: run.from,
            to: run.to,
            kind: run.kind,
            counted: run.counted,
            words: words::run(&run, self.extended_by),
            cites: run.cites,
        }
    }

    /// What else is to be known about the result.
    fn remarks(&self, due: Due, counted: u16, calendar: &WorkdayCalendar) -> Vec<Step> {
        let mut remarks = Vec::new();
        let mut remark = |day: Date, words, cites| {
            remarks.push(Step {
                from: day,
                to: day,
                kind: StepKind::Remark,
                counted,
                words,
                cites,
            });
        };
        if let Some(period) = self.period.filter(|period| self.start < period.from) {
            let cites = vec![Citation::of(period)];
            remark(self.start, words::not_in_force(period), cites);
        }
        let Due::On(due) = due else {
            return remarks;
        };
        let idle = |suspension: &&Suspension| {
            suspension.sent >= due && suspension.answered > suspension.sent
        };
        for suspension in self.suspensions.iter().filter(idle) {
            let words = words::idle(suspension.sent, due);
            remark(suspension.sent, words, vec![Citation::Consultation]);
        }
        if calendar.may_change(due) {
            remark(due, words::may_change(due), Vec::new());
        }
        remarks
    }
}

/// A clock that runs.
struct Walk<'a> {
    clock: &'a Clock<'a>,
    calendar: &'a WorkdayCalendar,
    counted: u16,
    runs: Vec<Run>,
}

impl Walk<'_> {
    /// The day on which the last working day is counted.
    fn last_day(&mut self) -> Result<Date, NotAnnounced> {
        let mut day = self.clock.start;
        while self.counted < self.clock.limit() {
            day = next(day)?;
            self.pass(day)?;
        }
        Ok(day)
    }

    fn pass(&mut self, day: Date) -> Result<(), NotAnnounced> {
        let kind = self.calendar.kind(day)?;
        let mut suspensions = self.clock.suspensions.iter();
        if suspensions.any(|suspension| suspension.contains(day)) {
            self.note(day, StepKind::Suspended, &kind);
            return Ok(());
        }
        let step = match kind {
            DayKind::Workday => StepKind::Workdays,
            DayKind::MakeUpWorkday { .. } => StepKind::MakeUpWorkdays,
            DayKind::Weekend | DayKind::PublicHoliday { .. } => StepKind::DaysOff,
        };
        self.counted += u16::from(kind.is_workday());
        self.note(day, step, &kind);
        if kind.is_workday() && self.counted == self.clock.value {
            self.extend(day);
        }
        Ok(())
    }

    /// The period is full: with an extension it goes on.
    fn extend(&mut self, day: Date) {
        let Some(extension) = self.clock.extension.filter(|_| self.clock.extended_by > 0) else {
            return;
        };
        let mut run = Run::new(StepKind::Extended, day);
        run.counted = self.counted;
        run.cites.push(Citation::of(extension));
        self.runs.push(run);
    }

    /// Adds a day to the days before it, if the same is to be said of it.
    fn note(&mut self, day: Date, step: StepKind, kind: &DayKind) {
        if self.runs.last().is_none_or(|run| run.kind != step) {
            self.runs.push(Run::new(step, day));
        }
        let cites = self.cites(day, step);
        if let Some(run) = self.runs.last_mut() {
            run.add(day, kind, self.counted);
            for cite in cites {
                if !run.cites.contains(&cite) {
                    run.cites.push(cite);
                }
            }
        }
    }

    fn cites(&self, day: Date, step: StepKind) -> Vec<Citation> {
        if step == StepKind::Suspended {
            return vec![Citation::Consultation];
        }
        Citation::of_day(day, self.calendar)
    }
}
