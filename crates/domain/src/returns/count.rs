//! Counting an indicator over days, and what stands behind the number.

use super::definition::{Computed, Indicator, PublishedOf, Source};
use super::number::Number;
use super::requests::RequestEvidence;
use super::value::{Absence, Value};
use crate::duty::PostedFact;
use crate::identity::{DisputeId, InformationId, RecordId, RequestId};
use crate::information::Topic;
use crate::ledger::{Ledger, LedgerBook, Record, belongs, count_between};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An item that was published for the first time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFact {
    /// The item.
    pub id: InformationId,
    /// Its title.
    pub title: String,
    /// The day of its first publication.
    pub on: Date,
    /// The item of article 20 of its category.
    pub topic: Option<Topic>,
    /// Whether that was in time; nothing where no last day is known.
    pub in_time: Option<bool>,
    /// Whether it has a document number.
    pub numbered: bool,
    /// Whether it interprets another item.
    pub interprets: bool,
}

/// All that is counted: what was published and posted up to the end of the quarter, and the records
/// of each ledger that is asked for.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Items first published.
    pub published: Vec<PublishedFact>,
    /// Postings.
    pub posted: Vec<PostedFact>,
    /// Records that are not struck out, by the key of their ledger.
    pub records: BTreeMap<String, Arc<Vec<Record>>>,
    /// Requests and disputes.
    pub requests: RequestEvidence,
}

/// Something that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// An item, with its title and the day of its first publication.
    Item(InformationId, String, Date),
    /// A posting of an item.
    Posting(InformationId, String, Date),
    /// A record of a ledger, with what names it and its day.
    Record(RecordId, String, Option<Date>),
    /// A request, with its number and the day that counts. Who asked is not told.
    Request(RequestId, String, Date),
    /// A reconsideration or a suit, with the organ or the court and the day of its filing.
    Dispute(DisputeId, String, Date),
}

/// The number of an indicator from one day to another, both included.
///
/// A number that nobody keeps is absent, and so is one over a ledger in which nothing was ever written,
/// or over requests where none was ever registered.
pub fn counted(
    indicator: &Indicator,
    evidence: &Evidence,
    ledgers: &LedgerBook,
    days: (Date, Date),
) -> Value {
    let keys = match &indicator.source {
        Source::Published(_) | Source::Computed(_) | Source::Postings(_) => {
            let found = behind(indicator, evidence, ledgers, days).len();
            return of_units(Decimal::from(found), 0, indicator.per);
        }
        Source::Typed(_) => return Value::Absent(Absence::NotTyped),
        Source::Requests(figure) => {
            if !evidence.requests.kept(days.1) {
                return Value::Absent(Absence::NotInUse);
            }
            let (number, unsure) = evidence.requests.counted(*figure, days);
            return of_units(number, unsure, indicator.per);
        }
        Source::Figures(keys) => keys,
    };
    let mut value = Decimal::ZERO;
    let mut uncounted = 0_u64;
    for (ledger, figure) in keys.iter().filter_map(|key| ledgers.figure(key)) {
        let Some(records) = evidence.kept(ledger, days.1) else {
            return Value::Absent(Absence::NoLedger(ledger.key.clone()));
        };
        let counted = count_between(ledger, figure, records, days);
        value = value.saturating_add(counted.value);
        uncounted = uncounted.saturating_add(counted.uncounted);
    }
    of_units(value, uncounted, indicator.per)
}

fn of_units(value: Decimal, uncounted: u64, per: u32) -> Value {
    let units = value.checked_div(Decimal::from(per));
    let number = units.and_then(Number::of);
    number.map_or(Value::Absent(Absence::NotTyped), |number| Value::Counted {
        number,
        uncounted,
    })
}

/// What is counted, in the order of its days.
pub fn behind(
    indicator: &Indicator,
    evidence: &Evidence,
    ledgers: &LedgerBook,
    days: (Date, Date),
) -> Vec<Behind> {
    match &indicator.source {
        Source::Published(of) => evidence.items(days, |item| of.holds(item)),
        Source::Computed(kind) => evidence.items(days, |item| kind.holds(item)),
        Source::Postings(kinds) => {
            let posted = evidence.posted.iter().filter(|one| within(one.on, days));
            let posted = posted.filter(|one| kinds.contains(&one.channel));
            let of = |one: &PostedFact| {
                Behind::Posting(one.information.clone(), one.title.clone(), one.on)
            };
            posted.map(of).collect()
        }
        Source::Figures(keys) => {
            let figures = keys.iter().filter_map(|key| ledgers.figure(key));
            let records = figures.flat_map(|(ledger, figure)| {
                let records = evidence.records.get(&ledger.key);
                let records = records.into_iter().flat_map(|records| records.iter());
                let counted = records.filter(move |one| belongs(ledger, figure, one, days));
                counted.map(move |one| {
                    Behind::Record(one.id.clone(), one.title(ledger), one.day(ledger))
                })
            });
            records.collect()
        }
        Source::Requests(figure) => evidence.requests.behind(*figure, days),
        Source::Typed(_) => Vec::new(),
    }
}

fn within(day: Date, (from, to): (Date, Date)) -> bool {
    from <= day && day <= to
}

impl Evidence {
    /// The records of a ledger that was kept by a day; nothing where none was written by then.
    fn kept(&self, ledger: &Ledger, by: Date) -> Option<&[Record]> {
        let records = self.records.get(&ledger.key)?;
        let written = |record: &Record| record.day(ledger).is_none_or(|day| day <= by);
        records.iter().any(written).then_some(records.as_slice())
    }

    fn items(&self, days: (Date, Date), fits: impl Fn(&PublishedFact) -> bool) -> Vec<Behind> {
        let items = self.published.iter().filter(|item| within(item.on, days));
        let fitting = items.filter(|item| fits(item));
        fitting
            .map(|item| Behind::Item(item.id.clone(), item.title.clone(), item.on))
            .collect()
    }
}

impl PublishedOf {
    fn holds(&self, item: &PublishedFact) -> bool {
        match item.topic {
            _ if self.topics.is_empty() => true,
            Some(topic) => self.topics.contains(&topic),
            None => self.others,
        }
    }
}

impl Computed {
    fn holds(self, item: &PublishedFact) -> bool {
        match self {
            Self::Numbered => item.numbered,
            Self::InTime => item.in_time == Some(true),
            Self::Late => item.in_time == Some(false),
            Self::Interpretations => item.interprets,
        }
    }
}
