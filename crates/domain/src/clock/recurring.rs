//! Clocks that come back: annual report, quarterly return, reassessment. Their days stand in
//! `statutes/duties/`; here they get their reasoning.

use super::citation::CivilLaw;
use super::span::roll;
use super::spoken::{day_en, day_zh};
use super::words;
use super::{Citation, ClockError, Deadline, Due, Step, StepKind};
use crate::calendar::{NotAnnounced, WorkdayCalendar};
use crate::duty::{DueDay, Duty, DutyBook, DutyPeriod, Rhythm, Roll, occurrences, since_last};
use crate::rules::Message;
use jiff::ToSpan;
use jiff::civil::Date;

/// Who has to make a report public (article 49 of the Regulations).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reporter {
    /// A department, township or street: by the end of January.
    Agency,
    /// The department in charge of disclosure, for its government: by the end of March.
    Government,
}

/// By when the annual report on a year must be public.
pub fn report_by(
    year: i16,
    reporter: Reporter,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let mut duty = duty("annual-report")?;
    if let (Reporter::Government, Rhythm::Yearly { after, .. }) = (reporter, duty.rhythm) {
        let on = Some((3, 31));
        duty.rhythm = Rhythm::Yearly { on, after };
    }
    of_term(&duty, year, 1, &year.to_string(), calendar)
}

/// By when the return on a quarter must be in hand: by the 15th of the month after it, or on a day
/// that a local circular sets.
pub fn quarterly_by(
    year: i16,
    quarter: u8,
    day: Option<i8>,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let mut duty = duty("quarterly-return")?;
    let term = format!("{year}年第{quarter}季度");
    if let (Some(own), Rhythm::Quarterly { after, .. }) = (day, duty.rhythm) {
        duty.rhythm = Rhythm::Quarterly { day: own, after };
    }
    let month = match quarter {
        1 => 1,
        2 => 4,
        3 => 7,
        4 => 10,
        _ => return Err(ClockError::NoSuchTerm(term)),
    };
    of_term(&duty, year, month, &term, calendar)
}

/// By when a withheld item must be looked at again: so many months after the last time (article 18
/// leaves the period to the agency; yearly where nothing is set).
pub fn reassess_by(
    last: Date,
    months: Option<u8>,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let mut duty = duty("reassessment")?;
    if let Some(months) = months {
        duty.rhythm = Rhythm::MonthsSince(months);
    }
    let turn = since_last(duty.rhythm, Roll::None, Some(last), calendar);
    let unknown = || ClockError::NoSuchTerm(last.to_string());
    let nominal = turn.and_then(|turn| named(turn.due)).ok_or_else(unknown)?;
    let zh = format!("{}：上次评估，{}", day_zh(last), duty.rhythm.zh());
    let en = format!("{}: last assessed", day_en(last));
    let start = (last, Message::new(zh, en));
    Ok(deadline(&duty, start, nominal, calendar))
}

/// The turn of a duty for the term that begins with a month of a year.
fn of_term(
    duty: &Duty,
    year: i16,
    month: i8,
    term: &str,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let unknown = || ClockError::NoSuchTerm(term.to_owned());
    let begins = Date::new(year, month, 1).map_err(|_range| unknown())?;
    let ends = begins.saturating_add(15.months());
    let turns = occurrences(duty.rhythm, Roll::None, (begins, ends), calendar);
    let turn = turns.iter().find(|turn| begins_on(turn.period, begins));
    let turn = turn.ok_or_else(unknown)?;
    let nominal = named(turn.due).ok_or_else(unknown)?;
    let last = turn.opens.saturating_sub(1.day());
    let zh = format!("{}：{term}终了，{}", day_zh(last), duty.rhythm.zh());
    let en = format!("{}: end of the term", day_en(last));
    let start = (last, Message::new(zh, en));
    Ok(deadline(duty, start, nominal, calendar))
}

fn duty(id: &str) -> Result<Duty, ClockError> {
    let book = DutyBook::statutory().map_err(|error| ClockError::Duties(error.to_string()))?;
    let mut all = book.all().iter();
    let duty = all.find(|duty| duty.id == id).cloned();
    duty.ok_or_else(|| ClockError::Duties(id.to_owned()))
}

fn begins_on(period: DutyPeriod, day: Date) -> bool {
    match period {
        DutyPeriod::Month(start) | DutyPeriod::Quarter(start) | DutyPeriod::Year(start) => {
            start == day
        }
        DutyPeriod::Since(_) | DutyPeriod::First => false,
    }
}

/// The day that a rhythm names before it goes elsewhere.
fn named(due: DueDay) -> Option<Date> {
    match due {
        DueDay::On(day) => Some(day),
        DueDay::NotAnnounced { .. } | DueDay::NotSet => None,
    }
}

fn deadline(
    duty: &Duty,
    (last, words): (Date, Message),
    nominal: Date,
    calendar: &WorkdayCalendar,
) -> Deadline {
    let law = Citation::Period {
        zh: duty.cite.clone(),
        en: duty.cite_en.clone(),
    };
    let step = |day: Date, kind, words, cites| Step {
        from: day,
        to: day,
        kind,
        counted: 0,
        words,
        cites,
    };
    let zh = format!("{}：规定的最后一日", day_zh(nominal));
    let en = format!("{}: last day", day_en(nominal));
    let mut steps = vec![
        step(last, StepKind::Start, words, vec![law]),
        step(
            nominal,
            StepKind::CalendarDays,
            Message::new(zh, en),
            Vec::new(),
        ),
    ];
    let rolled = match duty.roll {
        Roll::Next => roll(nominal, CivilLaw::on(nominal), calendar, &mut steps),
        Roll::None | Roll::Previous => Ok(nominal),
    };
    let due = match rolled {
        Ok(day) => Due::On(day),
        Err(NotAnnounced { year }) => {
            let words = words::provisional(nominal, year);
            steps.push(step(nominal, StepKind::Remark, words, Vec::new()));
            Due::NotAnnounced { year }
        }
    };
    Deadline { due, steps }
}
