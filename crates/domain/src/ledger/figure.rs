//! What is counted over a ledger for a year.

use super::{Figure, Kind, Ledger, Record, Span};
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
    let belong = |record: &&Record| {
        record.struck.is_none() && spans(ledger, figure.of, record, year) && fits(figure, record)
    };
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

fn spans(ledger: &Ledger, span: Span, record: &Record, year: i16) -> bool {
    let within = |day: Option<Date>| day.is_some_and(|day| day.year() == year);
    let until = |day: Option<Date>| day.is_some_and(|day| day.year() <= year);
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
        Span::Standing => until(first) && !last.is_some_and(|day| ends_before(day, year)),
        Span::Begun => within(first),
        Span::Ended => within(last),
    }
}

/// Whether what ends on this day does not stand at the end of the year.
fn ends_before(day: Date, year: i16) -> bool {
    Date::new(year, 12, 31).is_ok_and(|end| day < end)
}
