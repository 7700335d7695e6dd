//! The statutory clocks: by when something must be done, with the reasoning day by day.
//!
//! The day that starts a clock does not count (民法典 article 201). Most clocks count working days
//! (`walk.rs`); those of remedies count all days, or months (`span.rs`). How long the law gives stands
//! in `statutes/periods/`. A clock that runs past the announced calendar ends in
//! [`Due::NotAnnounced`], never in a guess.

mod citation;
mod error;
mod period;
mod recurring;
mod remedy;
mod reply;
mod span;
mod spoken;
mod walk;
mod words;

pub use citation::{Citation, CivilLaw};
pub use error::ClockError;
pub use period::{Period, PeriodBook, PeriodError, PeriodId, PeriodUnit, SetBy};
pub use recurring::{Reporter, quarterly_by, reassess_by, report_by};
pub use remedy::{
    Contested, decision_by, litigation_after, litigation_by, reconsideration_by, review_extension,
    review_first,
};
pub use reply::{ReplyStart, Suspension, delayed, reply_by, reply_from};

pub(crate) use remedy::REVIEW_LAW_FROM;
pub(crate) use spoken::day_zh;

use crate::calendar::WorkdayCalendar;
use crate::information::Listing;
use crate::rules::Message;
use jiff::civil::Date;
use span::Span;
use walk::Clock;

/// When a clock ends, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day on which the act is in time.
    pub due: Due,
    /// How the days were counted, in order; as far as the calendar goes.
    pub steps: Vec<Step>,
}

/// The end of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The last day.
    On(Date),
    /// The clock runs into a year whose working days are not announced or not entered.
    NotAnnounced {
        /// The year.
        year: i16,
    },
}

impl Deadline {
    /// The last day, where one can be named.
    pub const fn on(&self) -> Option<Date> {
        match self.due {
            Due::On(day) => Some(day),
            Due::NotAnnounced { .. } => None,
        }
    }
}

/// One step of the reasoning: days in a row of which the same is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// What is said of them.
    pub kind: StepKind,
    /// Working days counted when the step ends.
    pub counted: u16,
    /// The step as a sentence.
    pub words: Message,
    /// The law behind it.
    pub cites: Vec<Citation>,
}

/// What a step says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// The day that starts the clock, which does not count.
    Start,
    /// Ordinary working days, counted.
    Workdays,
    /// Days of the weekend that are worked, counted.
    MakeUpWorkdays,
    /// Weekends and public holidays, not counted.
    DaysOff,
    /// Days in a row, all counted, worked or not; or months.
    CalendarDays,
    /// The last day was off: this is the last day instead.
    Moved,
    /// Days not counted because others are asked.
    Suspended,
    /// The period is full and goes on by an extension.
    Extended,
    /// Something to know about the result; no days.
    Remark,
}

impl StepKind {
    /// The identifier in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Workdays => "workdays",
            Self::MakeUpWorkdays => "make_up_workdays",
            Self::DaysOff => "days_off",
            Self::CalendarDays => "calendar_days",
            Self::Moved => "moved",
            Self::Suspended => "suspended",
            Self::Extended => "extended",
            Self::Remark => "remark",
        }
    }
}

/// The day on which a number of working days is full, counted from the day after `from`.
pub fn count(from: Date, workdays: u16, calendar: &WorkdayCalendar) -> Deadline {
    Clock::new(from, words::START, workdays).run(calendar)
}

/// The end of a statutory period that starts on a day; which day that is, the file of the period
/// says. Of a period that the agency sets it is what is usual, if anything is.
pub fn within(
    id: PeriodId,
    from: Date,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let period = PeriodBook::statutory()?.on(id, from)?;
    let length = period.length()?;
    Ok(run(period, (from, words::event(id)), length, calendar))
}

/// The end of a period that the agency sets within reason, after it told so.
pub fn within_set(
    id: PeriodId,
    from: Date,
    length: u16,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let period = PeriodBook::statutory()?.on(id, from)?;
    if period.set_by == SetBy::Law {
        let title = period.title.clone();
        return Err(ClockError::SetByLaw { title });
    }
    if length == 0 {
        return Err(ClockError::Empty);
    }
    Ok(run(period, (from, words::event(id)), length, calendar))
}

/// Counts a period in its unit from a day on which something happened.
fn run(
    period: &Period,
    (from, event): (Date, words::Event),
    length: u16,
    calendar: &WorkdayCalendar,
) -> Deadline {
    match period.unit {
        PeriodUnit::Workday => Clock::new(from, event, length).under(period).run(calendar),
        PeriodUnit::CalendarDay | PeriodUnit::Month => {
            Span::new(period, (from, event), length).run(calendar)
        }
    }
}

/// By when information must be published that was made or changed on a day: 20 working days
/// (article 26 of the Regulations), or fewer if law or catalogue give fewer.
pub fn publish_by(
    formed_on: Date,
    limit: Option<u16>,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let period = PeriodBook::statutory()?.on(PeriodId::Publish, formed_on)?;
    let most = period.length()?;
    let value = limit.unwrap_or(most);
    if value > most {
        let asked = value;
        return Err(ClockError::LimitTooLong { asked, most });
    }
    Ok(Clock::new(formed_on, words::FORMED, value)
        .under(period)
        .run(calendar))
}

/// By when an item must be published that stands under an entry of the agency's catalogue.
///
/// It is within the days of the entry, because article 26 leaves it to other laws to set another
/// period. The reasoning names the entry and its basis.
///
/// An entry that gives more days than the Regulations counts only where it names a basis, and then
/// with the sentence that the basis has to be a law or regulation; without one the period of the
/// Regulations holds. A shorter limit of the item's own goes before the entry.
pub fn publish_under(
    formed_on: Date,
    limit: Option<u16>,
    listing: &Listing,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let period = PeriodBook::statutory()?.on(PeriodId::Publish, formed_on)?;
    let own = publish_by(formed_on, limit, calendar)?;
    let Some(stated) = listing.workdays else {
        return Ok(own);
    };
    let most = period.length()?;
    let grounded = stated <= most || !listing.basis.trim().is_empty();
    let allowed = if grounded { stated } else { most };
    let value = limit.map_or(allowed, |limit| limit.min(allowed));
    let clock = Clock::new(formed_on, words::FORMED, value).under(period);
    let mut deadline = clock.run(calendar);
    let remark = Step {
        from: formed_on,
        to: formed_on,
        kind: StepKind::Remark,
        counted: 0,
        words: words::listed(listing, stated, most, value),
        cites: Vec::new(),
    };
    deadline.steps.insert(1.min(deadline.steps.len()), remark);
    Ok(deadline)
}
