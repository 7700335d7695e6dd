//! What is counted over a ledger for a year or other days.

use super::{Figure, Kind, Ledger, Record, Span};
use crate::calendar::days_of_year;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A count, and what it could not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// The number; money in yuan.
    pub value: Decimal,
    /// Records that belong to it.
    pub records: u64,
    /// Records whose column that is added up is empty, or holds money without a unit: they are in
    /// no sum, and are said.
    pub uncounted: u64,
}

/// A figure of a year over the records of its ledger. Struck records count nowhere.
pub fn count<'r>(
    ledger: &Ledger,
    figure: &Figure,
    records: impl IntoIterator<Item = &'r Record>,
    year: i16,
) -> Counted {
    days_of_year(year).map_or_else(Counted::default, |days| {
        count_between(ledger, figure, records, days)
    })
}

/// The same from one day to another, both included; what stands is counted as at the last of them.
pub fn count_between<'r>(
    ledger: &Ledger,
    figure: &Figure,
    records: impl IntoIterator<Item = &'r Record>,
    days: (Date, Date),
) -> Counted {
    let belong = |record: &&Record| belongs(ledger, figure, record, days);
    tally(ledger, figure, records.into_iter().filter(belong))
}

/// A figure over the records that stand on a day.
pub fn count_on<'r>(
    ledger: &Ledger,
    figure: &Figure,
    records: impl IntoIterator<Item = &'r Record>,
    day: Date,
) -> Counted {
    let belong = |record: &&Record| record.stands_on(ledger, day) && fits(figure, record);
    tally(ledger, figure, records.into_iter().filter(belong))
}

fn tally<'r>(
    ledger: &Ledger,
    figure: &Figure,
    records: impl Iterator<Item = &'r Record>,
) -> Counted {
    let mut counted = Counted::default();
    let mut different = BTreeSet::new();
    for record in records {
        counted.records = counted.records.saturating_add(1);
        if let Some(sum) = &figure.sum {
            match worth(ledger, record, sum) {
                Some(worth) => counted.value = counted.value.saturating_add(worth),
                None => counted.uncounted = counted.uncounted.saturating_add(1),
            }
        }
        let texts: Vec<_> = figure
            .distinct
            .iter()
            .map(|key| record.values.get(key))
            .collect();
        // What is counted stands in the last column; where that is blank there is nothing to count.
        if texts.last().is_some_and(Option::is_some) {
            different.insert(texts);
        }
    }
    if !figure.distinct.is_empty() {
        counted.value = Decimal::from(different.len());
    } else if figure.sum.is_none() {
        counted.value = Decimal::from(counted.records);
    }
    counted
}

/// Whether a record belongs to a figure from one day to another.
pub fn belongs(ledger: &Ledger, figure: &Figure, record: &Record, days: (Date, Date)) -> bool {
    record.struck.is_none() && spans(ledger, figure.of, record, days) && fits(figure, record)
}

/// What a column adds to a sum. Money without a unit adds nothing: its digits are no yuan.
fn worth(ledger: &Ledger, record: &Record, key: &str) -> Option<Decimal> {
    if ledger.column(key)?.kind == Kind::Money {
        record.values.money(key)?.worth()
    } else {
        record.values.count(key).map(Decimal::from)
    }
}

fn fits(figure: &Figure, record: &Record) -> bool {
    figure.only.iter().all(|(key, wanted)| {
        let text = record.values.get(key).unwrap_or_default();
        text.split(' ')
            .any(|one| wanted.iter().any(|want| want == one))
    })
}

fn spans(ledger: &Ledger, span: Span, record: &Record, (from, to): (Date, Date)) -> bool {
    let within = |day: Option<Date>| day.is_some_and(|day| from <= day && day <= to);
    let until = |day: Option<Date>| day.is_some_and(|day| day <= to);
    let last = ledger
        .standing
        .as_ref()
        .and_then(|[_, until]| record.values.day(until));
    let first = ledger
        .standing
        .as_ref()
        .and_then(|[from, _]| record.values.day(from));
    match span {
        Span::Year => within(record.day(ledger)),
        Span::Ever => until(record.day(ledger)),
        // The last day named still belongs to it.
        Span::Standing => until(first) && last.is_none_or(|day| day >= to),
        Span::Effective => until(record.day(ledger)) && last.is_none_or(|day| day > to),
        Span::Begun => within(first),
        Span::Ended => within(last),
    }
}
