//! How far the requests of a year got, and how long their replies took: counts that name nobody.

use super::{CaseStage, OutcomeBook, OutcomeId};
use crate::calendar::WorkdayCalendar;
use crate::dispute::Road;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Where a request has got to. Each is at one place: the last of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// Answered, and nobody contested that.
    Replied,
    /// Reconsideration or suit was filed about it, answered or not.
    Contested,
    /// Ended without a reply: withdrawn, not corrected, not paid, merged.
    Ended,
    /// Being worked on.
    InHand,
    /// The requester has been asked to correct it and has not.
    AwaitingCorrection,
    /// Receipt is not confirmed yet (article 31).
    Unconfirmed,
}

impl Reached {
    /// All places, in the order in which they are drawn.
    pub const ALL: [Self; 6] = [
        Self::Replied,
        Self::Contested,
        Self::Ended,
        Self::InHand,
        Self::AwaitingCorrection,
        Self::Unconfirmed,
    ];

    /// The place in words.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Replied => "已经答复，没有争议",
            Self::Contested => "提起了复议或者诉讼",
            Self::Ended => "没有答复就结束",
            Self::InHand => "正在办理",
            Self::AwaitingCorrection => "等待补正",
            Self::Unconfirmed => "等待确认收到",
        }
    }
}

/// A request as its flow counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it stands.
    pub stage: CaseStage,
    /// Whether receipt is certain.
    pub received: bool,
    /// Whether the requester was ever asked to correct it (article 30).
    pub asked_to_correct: bool,
    /// Whether it was answered.
    pub replied: bool,
    /// The roads on which it was contested.
    pub roads: BTreeSet<Road>,
}

impl Step {
    /// Where it has got to.
    pub fn reached(&self) -> Reached {
        match self.stage {
            _ if !self.roads.is_empty() => Reached::Contested,
            _ if self.replied => Reached::Replied,
            CaseStage::Ended | CaseStage::Archived => Reached::Ended,
            CaseStage::Unconfirmed => Reached::Unconfirmed,
            CaseStage::AwaitingCorrection => Reached::AwaitingCorrection,
            CaseStage::InHand
            | CaseStage::AwaitingOpinion
            | CaseStage::AwaitingReasons
            | CaseStage::AwaitingFee
            | CaseStage::InReview
            | CaseStage::Agreed
            | CaseStage::Replied
            | CaseStage::Served => Reached::InHand,
        }
    }
}

/// The requests that came in a year: how many took each step, and where each is now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flow {
    /// How many came.
    pub came: u64,
    /// Of how many receipt is certain.
    pub taken_up: u64,
    /// How many the requester was asked to correct.
    pub asked_to_correct: u64,
    /// How many were answered.
    pub replied: u64,
    /// About how many reconsideration was asked for.
    pub reconsidered: u64,
    /// How many were taken to court.
    pub sued: u64,
    /// Where they are now; together all that came.
    pub at: BTreeMap<Reached, u64>,
}

impl Flow {
    /// What requests come to.
    pub fn of(steps: impl IntoIterator<Item = Step>) -> Self {
        let mut flow = Self::default();
        for step in steps {
            flow.came += 1;
            flow.taken_up += u64::from(step.received);
            flow.asked_to_correct += u64::from(step.asked_to_correct);
            flow.replied += u64::from(step.replied);
            let took = |road| step.roads.contains(&road);
            let sued = took(Road::Direct) || took(Road::AfterReconsideration);
            flow.reconsidered += u64::from(took(Road::Reconsideration));
            flow.sued += u64::from(sued);
            *flow.at.entry(step.reached()).or_default() += 1;
        }
        flow
    }
}

/// How long a reply took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyTime {
    /// Working days after the day of receipt up to and with that of the reply, whatever stopped the
    /// clock in between.
    pub workdays: u32,
    /// Whether it came after the last day that the law gave, with extension, correction and days that do
    /// not count.
    pub late: bool,
}

/// The replies of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReplyTimes {
    /// Those of which the working days are known.
    pub known: Vec<ReplyTime>,
    /// How many fall into years of which the calendar knows nothing.
    pub unknown: u64,
}

impl ReplyTimes {
    /// Adds a reply: received, replied, and the last day for it. A last day that nobody can name lies in a
    /// year that is not announced yet, behind every day that can be counted.
    pub fn add(
        &mut self,
        (received_on, replied_on): (Date, Date),
        due_on: Option<Date>,
        calendar: &WorkdayCalendar,
    ) {
        match calendar.workdays_between(received_on, replied_on) {
            Ok(workdays) => self.known.push(ReplyTime {
                workdays,
                late: due_on.is_some_and(|due| replied_on > due),
            }),
            Err(_not_announced) => self.unknown += 1,
        }
    }
}

/// Whether a request that ended so was answered.
pub fn is_reply(outcome: &str, outcomes: &OutcomeBook) -> bool {
    let outcome = outcomes.get(&OutcomeId::from(outcome));
    outcome.is_some_and(|outcome| outcome.replies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn step(stage: CaseStage, replied: bool, roads: &[Road]) -> Step {
        Step {
            stage,
            received: stage != CaseStage::Unconfirmed,
            asked_to_correct: false,
            replied,
            roads: roads.iter().copied().collect(),
        }
    }

    #[test]
    fn every_request_is_at_one_place_and_a_contested_one_at_none_but_that() {
        let both = [Road::Reconsideration, Road::AfterReconsideration];
        let flow = Flow::of([
            step(CaseStage::InHand, false, &[]),
            step(CaseStage::Served, true, &[]),
            step(CaseStage::Archived, true, &both),
            step(CaseStage::InHand, false, &[Road::Direct]),
            step(CaseStage::Archived, false, &[]),
            step(CaseStage::Unconfirmed, false, &[]),
        ]);
        assert_eq!((flow.came, flow.taken_up, flow.replied), (6, 5, 2));
        assert_eq!((flow.reconsidered, flow.sued), (1, 2));
        assert_eq!(flow.at[&Reached::Contested], 2);
        assert_eq!(flow.at[&Reached::Ended], 1);
        assert_eq!(flow.at.values().sum::<u64>(), flow.came);
    }

    #[test]
    fn working_days_of_a_reply_are_counted_from_the_day_after_receipt() {
        let calendar = WorkdayCalendar::statutory().unwrap();
        let mut times = ReplyTimes::default();
        // Friday to Monday; and a reply on the day of receipt.
        times.add((date(2026, 3, 6), date(2026, 3, 9)), None, calendar);
        let due = Some(date(2026, 3, 5));
        times.add((date(2026, 3, 6), date(2026, 3, 6)), due, calendar);
        let found: Vec<_> = times
            .known
            .iter()
            .map(|one| (one.workdays, one.late))
            .collect();
        assert_eq!(found, [(1, false), (0, true)]);
        times.add((date(2050, 1, 3), date(2050, 1, 7)), None, calendar);
        assert_eq!(times.unknown, 1, "nobody knows the working days of 2050");
    }
}
