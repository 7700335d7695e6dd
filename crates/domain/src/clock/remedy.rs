//! Reconsideration and court: how long, and which of them first.

use super::span::Span;
use super::words;
use super::{ClockError, Deadline, Due, PeriodBook, PeriodId, Step, StepKind, run};
use crate::calendar::WorkdayCalendar;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// What a requester contests, as far as the order of remedies depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contested {
    /// The information was not disclosed, in whole or in part.
    Refused,
    /// No answer came in time.
    Silent,
    /// Another answer: not held, not dealt with, a correction asked for. Whether article 23 speaks
    /// of it is contested.
    Other,
}

/// Since when who is refused has to ask for reconsideration before going to court, and simplified
/// procedure exists (行政复议法 as of 2023, articles 23 and 53).
pub(crate) const REVIEW_LAW_FROM: Date = date(2024, 1, 1);

/// Whether reconsideration comes before court, for an act of a day (行政复议法 article 23, paragraph
/// 1, items 3 and 4). Of other answers the law does not say it.
pub fn review_first(contested: Contested, acted_on: Date) -> bool {
    acted_on >= REVIEW_LAW_FROM && matches!(contested, Contested::Refused | Contested::Silent)
}

/// By when a requester may go to court without reconsideration: six months after the act was known
/// (行政诉讼法 article 46). Refused where reconsideration comes first.
pub fn litigation_by(
    contested: Contested,
    acted_on: Date,
    known_on: Date,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    if review_first(contested, acted_on) {
        let since = REVIEW_LAW_FROM;
        return Err(ClockError::ReviewFirst { since });
    }
    let mut deadline = super::within(PeriodId::Litigation, known_on, calendar)?;
    if contested == Contested::Other && acted_on >= REVIEW_LAW_FROM {
        deadline.steps.push(Step {
            from: acted_on,
            to: acted_on,
            kind: StepKind::Remark,
            counted: 0,
            words: words::contested(),
            cites: Vec::new(),
        });
    }
    Ok(deadline)
}

/// By when a requester may go to court after reconsideration: fifteen days after the decision was
/// received, or after its time was over without one (行政诉讼法 article 45).
pub fn litigation_after(
    decided: bool,
    on: Date,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let period = PeriodBook::statutory()?.on(PeriodId::LitigationAfterReview, on)?;
    let event = if decided {
        words::DECIDED
    } else {
        words::LAPSED
    };
    Ok(run(period, (on, event), period.length()?, calendar))
}

/// The most by which reconsideration may be extended, in days: none in simplified procedure
/// (行政复议法 article 62).
pub fn review_extension(accepted_on: Date, simplified: bool) -> Result<u16, ClockError> {
    if simplified {
        return Ok(0);
    }
    let extension = PeriodBook::statutory()?.on(PeriodId::ReviewExtension, accepted_on)?;
    Ok(extension.length()?)
}

/// By when reconsideration must be decided: sixty days after it was accepted, extended by at most
/// thirty; thirty in simplified procedure, which is not extended (行政复议法 article 62).
pub fn decision_by(
    accepted_on: Date,
    simplified: bool,
    extended_by: u16,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let periods = PeriodBook::statutory()?;
    let id = if simplified {
        PeriodId::ReviewDecisionSimplified
    } else {
        PeriodId::ReviewDecision
    };
    let period = periods.on(id, accepted_on)?;
    let extension = periods.on(PeriodId::ReviewExtension, accepted_on)?;
    let most = review_extension(accepted_on, simplified)?;
    if extended_by > most {
        let asked = extended_by;
        return Err(ClockError::ReviewExtensionTooLong { asked, most });
    }
    let span = Span::new(period, (accepted_on, words::ACCEPTED), period.length()?);
    let span = if extended_by > 0 {
        span.extended(extended_by, extension)
    } else {
        span
    };
    Ok(span.run(calendar))
}

/// By when a requester may ask for reconsideration (行政复议法 article 20).
///
/// Sixty days after the act was known; if the requester was not told of right, organ and period, sixty
/// days after learning of them (`told_on`), and at the latest a year after the content was known.
pub fn reconsideration_by(
    known_on: Date,
    told_on: Option<Date>,
    calendar: &WorkdayCalendar,
) -> Result<Deadline, ClockError> {
    let Some(told_on) = told_on else {
        return super::within(PeriodId::Reconsideration, known_on, calendar);
    };
    let period = PeriodBook::statutory()?.on(PeriodId::Reconsideration, told_on)?;
    let event = (told_on, words::TOLD_OF_REMEDY);
    let from_told = run(period, event, period.length()?, calendar);
    let latest = super::within(PeriodId::ReconsiderationUntold, known_on, calendar)?;
    Ok(earlier(from_told, latest))
}

/// The one that ends first; where that cannot be said, the one of which it cannot.
fn earlier(one: Deadline, other: Deadline) -> Deadline {
    match (one.due, other.due) {
        (Due::On(first), Due::On(second)) if second < first => other,
        (Due::On(first), Due::NotAnnounced { year }) if first.year() >= year => other,
        (Due::NotAnnounced { year }, Due::On(second)) if second.year() < year => other,
        (Due::On(_) | Due::NotAnnounced { .. }, Due::On(_) | Due::NotAnnounced { .. }) => one,
    }
}
