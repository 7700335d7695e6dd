//! Periods of calendar days and of months: every day counts, and a last day that is off moves
//! (民法典 articles 201 to 203).

use super::citation::CivilLaw;
use super::spoken::{day_en, day_zh, span_en, span_zh};
use super::words::{self, Event};
use super::{Citation, Deadline, Due, Period, PeriodUnit, Step, StepKind};
use crate::calendar::count::next;
use crate::calendar::{DayKind, NotAnnounced, WorkdayCalendar};
use crate::rules::Message;
use jiff::ToSpan;
use jiff::civil::Date;

/// A period before it runs.
pub(super) struct Span<'a> {
    period: &'a Period,
    start: Date,
    event: Event,
    length: u16,
    extension: Option<(u16, &'a Period)>,
}

impl<'a> Span<'a> {
    pub(super) const fn new(
        period: &'a Period,
        (start, event): (Date, Event),
        length: u16,
    ) -> Self {
        Self {
            period,
            start,
            event,
            length,
            extension: None,
        }
    }

    /// Goes on for some more of its unit.
    pub(super) const fn extended(mut self, by: u16, extension: &'a Period) -> Self {
        self.extension = Some((by, extension));
        self
    }

    pub(super) fn run(&self, calendar: &WorkdayCalendar) -> Deadline {
        let mut steps = vec![self.start_step()];
        if self.length == 0 {
            let due = Due::On(self.start);
            return Deadline { due, steps };
        }
        let extended_by = self.extension.map_or(0, |(by, _)| by);
        let last = self.last(self.length.saturating_add(extended_by));
        steps.extend(self.counted(last));
        let due = last.map(|last| self.rolled(last, calendar, &mut steps));
        let due = due.unwrap_or(Due::NotAnnounced {
            year: self.start.year(),
        });
        self.remarks(due, calendar, &mut steps);
        Deadline { due, steps }
    }

    /// The last day before it moves; no calendar reaches beyond the year 9999.
    fn last(&self, length: u16) -> Option<Date> {
        let length = i64::from(length);
        let span = match self.period.unit {
            PeriodUnit::Month => length.months(),
            PeriodUnit::CalendarDay | PeriodUnit::Workday => length.days(),
        };
        self.start.checked_add(span).ok()
    }

    fn step(&self, days: (Date, Date), kind: StepKind, words: Message) -> Step {
        Step {
            from: days.0,
            to: days.1,
            kind,
            counted: self.length,
            words,
            cites: Vec::new(),
        }
    }

    fn start_step(&self) -> Step {
        let (zh, en) = self.event;
        let (day_zh, day_en) = (day_zh(self.start), day_en(self.start));
        let (unit_zh, unit_en) = self.unit();
        let length = self.length;
        let law = Citation::of(self.period);
        if length == 0 {
            let words = Message::new(
                format!("{day_zh}：{zh}，应当于当日办理"),
                format!("{day_en}: {en}; to be done on the same day"),
            );
            let mut step = self.step((self.start, self.start), StepKind::Start, words);
            step.cites.push(law);
            return step;
        }
        let words = Message::new(
            format!("{day_zh}：{zh}，当日不计入，自次日起算{length}{unit_zh}"),
            format!("{day_en}: {en}; not counted, {length} {unit_en} from the day after"),
        );
        Step {
            counted: 0,
            cites: vec![Citation::of_start(self.start), law],
            ..self.step((self.start, self.start), StepKind::Start, words)
        }
    }

    const fn unit(&self) -> (&'static str, &'static str) {
        match self.period.unit {
            PeriodUnit::Month => ("个月", "months"),
            PeriodUnit::CalendarDay | PeriodUnit::Workday => ("日", "days"),
        }
    }

    /// The days of the period, and those by which it was extended.
    fn counted(&self, last: Option<Date>) -> Vec<Step> {
        let (Some(full), Ok(first)) = (self.last(self.length), next(self.start)) else {
            return Vec::new();
        };
        let mut steps = vec![self.whole((first, full), (1, self.length))];
        let (Some((by, extension)), Some(last)) = (self.extension, last) else {
            return steps;
        };
        let all = self.length.saturating_add(by);
        let (unit_zh, unit_en) = self.unit();
        let words = Message::new(
            format!("{}：延长{by}{unit_zh}，共{all}{unit_zh}", day_zh(full)),
            format!("{}: extended by {by} to {all} {unit_en}", day_en(full)),
        );
        let mut extended = self.step((full, full), StepKind::Extended, words);
        extended.cites.push(Citation::of(extension));
        steps.push(extended);
        if let Ok(after) = next(full) {
            steps.push(self.whole((after, last), (self.length.saturating_add(1), all)));
        }
        steps
    }

    fn whole(&self, days: (Date, Date), (from, to): (u16, u16)) -> Step {
        let (zh, en) = (span_zh(days.0, days.1), span_en(days.0, days.1));
        let law = CivilLaw::on(self.start);
        let (words, cite) = if self.period.unit == PeriodUnit::Month {
            let (said, said_en) = if days.1.day() == self.start.day() {
                (
                    "到期月的对应日为期间的最后一日",
                    "up to the day of the same number",
                )
            } else {
                (
                    "到期月没有对应日，月末日为期间的最后一日",
                    "up to the end of the month, which has no day of that number",
                )
            };
            let words = Message::new(
                format!("{zh}：按月计算，共{to}个月，{said}"),
                format!("{en}: {to} months, {said_en}"),
            );
            (words, Citation::SameDay(law))
        } else {
            let words = Message::new(
                format!("{zh}：按日连续计算，节假日不扣除，第{from}至第{to}日"),
                format!("{en}: all days count, nos. {from} to {to}"),
            );
            (words, Citation::of_start(self.start))
        };
        Step {
            counted: to,
            cites: vec![cite],
            ..self.step(days, StepKind::CalendarDays, words)
        }
    }

    /// The last day itself, or the first that is worked after it.
    fn rolled(&self, last: Date, calendar: &WorkdayCalendar, steps: &mut Vec<Step>) -> Due {
        match roll(last, CivilLaw::on(self.start), calendar, steps) {
            Ok(due) => Due::On(due),
            Err(NotAnnounced { year }) => {
                let words = words::provisional(last, year);
                steps.push(self.step((last, last), StepKind::Remark, words));
                Due::NotAnnounced { year }
            }
        }
    }

    fn remarks(&self, due: Due, calendar: &WorkdayCalendar, steps: &mut Vec<Step>) {
        if self.start < self.period.from {
            let words = words::not_in_force(self.period);
            let mut step = self.step((self.start, self.start), StepKind::Remark, words);
            step.cites.push(Citation::of(self.period));
            steps.push(step);
        }
        if let Due::On(due) = due
            && calendar.may_change(due)
        {
            steps.push(self.step((due, due), StepKind::Remark, words::may_change(due)));
        }
    }
}

/// The day itself if it is worked, or the first that is after it, with the steps that say so.
pub(super) fn roll(
    last: Date,
    law: CivilLaw,
    calendar: &WorkdayCalendar,
    steps: &mut Vec<Step>,
) -> Result<Date, NotAnnounced> {
    let counted = steps.last().map_or(0, |step| step.counted);
    let step = |days: (Date, Date), kind, words| Step {
        from: days.0,
        to: days.1,
        kind,
        counted,
        words,
        cites: Vec::new(),
    };
    let (mut day, mut off) = (last, None);
    let mut names: Vec<String> = Vec::new();
    let mut cites = Vec::new();
    loop {
        let name = match calendar.kind(day)? {
            DayKind::Workday | DayKind::MakeUpWorkday { .. } => break,
            DayKind::Weekend => "周末".to_owned(),
            DayKind::PublicHoliday { name } => name.to_string(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
        for cite in Citation::of_day(day, calendar) {
            if !cites.contains(&cite) {
                cites.push(cite);
            }
        }
        off = Some(day);
        day = next(day)?;
    }
    if let Some(off) = off {
        let words = words::last_day_off((last, off), &names.join("、"));
        let mut rest = step((last, off), StepKind::DaysOff, words);
        rest.cites = cites;
        let mut moved = step((day, day), StepKind::Moved, words::moved(day));
        moved.cites.push(Citation::DayOffMoves(law));
        steps.extend([rest, moved]);
    }
    Ok(day)
}
