//! Counting requests and disputes over days, and which ones stand behind a number. Who asked is not known
//! here.

use super::count::Behind;
use super::definition::RequestFigure;
use crate::calendar::WorkdayCalendar;
use crate::dispute::{Dispute, Road};
use crate::identity::{DisputeId, RequestId};
use crate::request::{Case, Illegal, OutcomeBook, OutcomeGroup, Passage, ReceiptChannel, Running};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A request as a return counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFact {
    /// The request.
    pub id: RequestId,
    /// Its number, which names nobody.
    pub number: String,
    /// By which way it came.
    pub channel: ReceiptChannel,
    /// The day of receipt.
    pub received_on: Date,
    /// How it ended, and when.
    pub ended: Option<(OutcomeGroup, Date)>,
    /// Whether the reply was made after its last day; nothing where that day is not known.
    pub late: Option<bool>,
    /// When a fee was paid, and how much, in fen.
    pub paid: Option<(Date, u64)>,
}

/// A reconsideration or a suit as a return counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeFact {
    /// The dispute.
    pub id: DisputeId,
    /// The organ or the court.
    pub before: String,
    /// The way.
    pub road: Road,
    /// When it was filed.
    pub filed_on: Date,
}

/// The requests and disputes of an agency.
#[derive(Debug, Clone, Default)]
pub struct RequestEvidence {
    /// The first day on which one came or was filed; none where none ever was: then nobody can tell
    /// whether there were none or they are kept elsewhere.
    pub since: Option<Date>,
    /// Requests that were received.
    pub requests: Vec<RequestFact>,
    /// Reconsiderations and suits.
    pub disputes: Vec<DisputeFact>,
}

impl RequestFact {
    /// What is counted of a case; nothing before its receipt.
    ///
    /// # Errors
    /// If its clock cannot be reckoned.
    pub fn of(
        (id, number): (&RequestId, &str),
        case: &Case,
        outcomes: &OutcomeBook,
        calendar: &WorkdayCalendar,
    ) -> Result<Option<Self>, Illegal> {
        let Some(received_on) = case.received_on() else {
            return Ok(None);
        };
        let ended = case.outcome().map(|(outcome, on)| {
            let outcome = outcomes.get(outcome);
            let group = outcome.and_then(OutcomeGroup::of);
            (group.unwrap_or(OutcomeGroup::Other), on)
        });
        let paid = case.fee.and_then(|fee| fee.paid.map(|on| (on, fee.fen)));
        Ok(Some(Self {
            id: id.clone(),
            number: number.to_owned(),
            channel: case.arrival.channel,
            received_on,
            ended,
            late: late(case, calendar)?,
            paid,
        }))
    }
}

/// Whether the reply came late. What ended without one was in no time to be late for.
fn late(case: &Case, calendar: &WorkdayCalendar) -> Result<Option<bool>, Illegal> {
    let Some(reply) = &case.reply else {
        return Ok(Some(false));
    };
    let clock = case.reply_clock(reply.on, calendar)?;
    Ok(clock.and_then(|clock| match clock.running {
        Running::Over { late, .. } => late,
        Running::Counting | Running::Stopped(_) => None,
    }))
}

impl DisputeFact {
    /// What is counted of a dispute.
    pub fn of(id: &DisputeId, dispute: &Dispute) -> Self {
        Self {
            id: id.clone(),
            before: dispute.before.clone(),
            road: dispute.road,
            filed_on: dispute.filed_on,
        }
    }
}

impl RequestEvidence {
    /// Whether requests were kept here by a day.
    pub(super) fn kept(&self, by: Date) -> bool {
        self.since.is_some_and(|since| since <= by)
    }

    /// The number of a figure over days, and how many belong to it perhaps: nobody can say.
    pub(super) fn counted(&self, figure: RequestFigure, days: (Date, Date)) -> (Decimal, u64) {
        if figure == RequestFigure::Fees {
            let paid = self.requests.iter().filter_map(|one| one.paid);
            let paid = paid.filter(|(on, _)| within(*on, days));
            let fen = paid.fold(0_u64, |sum, (_, fen)| sum.saturating_add(fen));
            return (Decimal::from_i128_with_scale(fen.into(), 2), 0);
        }
        let unsure = self.requests.iter().filter(|one| {
            figure == RequestFigure::Late && one.late.is_none() && one.settled(days).is_some()
        });
        let unsure = u64::try_from(unsure.count()).unwrap_or(u64::MAX);
        (Decimal::from(self.behind(figure, days).len()), unsure)
    }

    /// What a figure counts over days, in the order of its days.
    pub(super) fn behind(&self, figure: RequestFigure, days: (Date, Date)) -> Vec<Behind> {
        let disputes = self
            .disputes
            .iter()
            .filter(|one| figure.takes_road(one.road) && within(one.filed_on, days));
        let disputes = disputes.map(|one| {
            (
                one.filed_on,
                Behind::Dispute(one.id.clone(), one.before.clone(), one.filed_on),
            )
        });
        let requests = self.requests.iter().filter_map(|one| {
            let on = figure.counts(one, days)?;
            Some((on, Behind::Request(one.id.clone(), one.number.clone(), on)))
        });
        let mut found: Vec<(Date, Behind)> = requests.chain(disputes).collect();
        found.sort_by_key(|(on, _)| *on);
        found.into_iter().map(|(_, one)| one).collect()
    }
}

impl RequestFact {
    fn received(&self, days: (Date, Date)) -> Option<Date> {
        let ended = self.ended.map(|(_, on)| on);
        let seen = Passage::through(days, self.received_on, ended)?;
        seen.came.then_some(self.received_on)
    }

    fn settled(&self, days: (Date, Date)) -> Option<(OutcomeGroup, Date)> {
        let ended = self.ended?;
        let seen = Passage::through(days, self.received_on, Some(ended.1))?;
        seen.ended.then_some(ended)
    }
}

impl RequestFigure {
    /// The day on which a request counts; none where it does not.
    fn counts(self, one: &RequestFact, days: (Date, Date)) -> Option<Date> {
        let came =
            |ways: &[ReceiptChannel]| one.received(days).filter(|_| ways.contains(&one.channel));
        let settled = |groups: &[OutcomeGroup]| {
            let (group, on) = one.settled(days)?;
            groups.contains(&group).then_some(on)
        };
        match self {
            Self::Received => came(&ReceiptChannel::ALL),
            Self::InPerson => came(&[ReceiptChannel::InPerson, ReceiptChannel::Oral]),
            Self::Fax => came(&[ReceiptChannel::Fax]),
            Self::Email => came(&[ReceiptChannel::Email]),
            Self::Site => came(&[ReceiptChannel::Online]),
            Self::Internet => came(&[ReceiptChannel::Online, ReceiptChannel::Email]),
            Self::Letter => came(&[ReceiptChannel::SignedMail, ReceiptChannel::OrdinaryMail]),
            Self::Settled => settled(&OutcomeGroup::ALL),
            Self::Late => settled(&OutcomeGroup::ALL).filter(|_| one.late == Some(true)),
            Self::Disclosed => settled(&[OutcomeGroup::Granted]),
            Self::Partly => settled(&[OutcomeGroup::InPart]),
            Self::Refused => settled(&[OutcomeGroup::Refused]),
            Self::Unable => settled(&[OutcomeGroup::Unavailable]),
            Self::Other => settled(&[OutcomeGroup::NotProcessed, OutcomeGroup::Other]),
            Self::Fees => one.paid.map(|(on, _)| on).filter(|on| within(*on, days)),
            Self::Reconsiderations | Self::Litigations => None,
        }
    }

    fn takes_road(self, road: Road) -> bool {
        let reconsideration = road == Road::Reconsideration;
        (self == Self::Reconsiderations && reconsideration)
            || (self == Self::Litigations && !reconsideration)
    }

    /// What happened on the day that counts, on a page.
    pub const fn day_zh(self) -> &'static str {
        match self {
            Self::Received
            | Self::InPerson
            | Self::Fax
            | Self::Email
            | Self::Site
            | Self::Internet
            | Self::Letter => "收到申请",
            Self::Settled
            | Self::Late
            | Self::Disclosed
            | Self::Partly
            | Self::Refused
            | Self::Unable
            | Self::Other => "办结",
            Self::Fees => "缴费",
            Self::Reconsiderations => "申请复议",
            Self::Litigations => "起诉",
        }
    }
}

fn within(day: Date, (from, to): (Date, Date)) -> bool {
    from <= day && day <= to
}
