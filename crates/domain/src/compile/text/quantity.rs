//! The names that a paragraph may hold, and what each comes to.

use super::problems::{done_of_last_year, measures, problems as problems_of};
use super::register::RegisterCounts;
use crate::compile::{Compiled, YearEvidence};
use crate::ledger::LedgerBook;
use crate::report::StatementKind;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A name in braces, and where what stands for it comes from.
#[derive(Debug, Clone)]
pub struct QuantitySpec {
    /// The name, in Chinese.
    pub name: String,
    /// Where it comes from.
    pub source: QuantitySource,
    /// What a reader takes the number for.
    pub statement: Option<StatementKind>,
}

/// Where what stands for a name comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantitySource {
    /// The year of the report.
    Year,
    /// The agency's name.
    Agency,
    /// A count over the register.
    Register(RegisterCount),
    /// An enumeration.
    List(ListOf),
    /// A cell of the tables.
    Cell(String),
    /// The totals of all rows under a prefix.
    Rows(String),
    /// A cell and a figure of what was before this system.
    WithPrior(String, String),
    /// A figure of a ledger.
    Figure(String),
    /// Notices of a fee.
    FeesNoticed,
    /// Processing fees paid, in yuan.
    FeesPaid,
}

impl QuantitySource {
    /// The figure of a ledger over which it is counted, if it is.
    pub fn figure(&self) -> Option<&str> {
        match self {
            Self::Figure(key) | Self::WithPrior(_, key) => Some(key),
            Self::Year
            | Self::Agency
            | Self::Register(_)
            | Self::List(_)
            | Self::Cell(_)
            | Self::Rows(_)
            | Self::FeesNoticed
            | Self::FeesPaid => None,
        }
    }
}

/// A count over the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterCount {
    /// First published in the year.
    Published,
    /// Of those published, how many of a hundred in time.
    InTimeRate,
    /// Late.
    Late,
    /// Since disclosure began.
    PublishedEver,
    /// Handed over.
    HandedOver,
    /// Interpretations.
    Interpretations,
}

/// An enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListOf {
    /// Channels with their postings.
    Channels,
    /// Categories with their items.
    Categories,
    /// Problems that stand.
    Problems,
    /// Measures against them.
    Measures,
    /// Earlier problems done with.
    Done,
}

/// What a name comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Worth {
    /// A number.
    Number(Decimal),
    /// An enumeration of names and numbers, with the measure word behind each.
    Parts(Vec<(String, u64)>, &'static str),
    /// Words.
    Words(String),
    /// Nobody knows, or there is nothing to enumerate.
    Unknown,
}

/// What every name comes to for a report.
pub type Quantities = BTreeMap<String, (Worth, Option<StatementKind>)>;

/// What every name comes to.
pub fn quantities(
    specs: &[QuantitySpec],
    agency: &str,
    (compiled, evidence): (&Compiled, &YearEvidence),
    register: &RegisterCounts,
    ledgers: &LedgerBook,
) -> Quantities {
    let worth = |source: &QuantitySource| match source {
        QuantitySource::Year => Worth::Number(evidence.year.into()),
        QuantitySource::Agency => Worth::Words(agency.to_owned()),
        QuantitySource::Register(count) => register.worth(*count),
        QuantitySource::List(list) => enumerated(*list, evidence, register),
        QuantitySource::Cell(cell) => known(of_cell(compiled, cell)),
        QuantitySource::Rows(prefix) => known(of_rows(compiled, prefix)),
        QuantitySource::WithPrior(cell, figure) => {
            let prior = evidence.figure(ledgers, figure).map(|prior| prior.value);
            let both = of_cell(compiled, cell).zip(prior);
            known(both.map(|(cell, prior)| cell.saturating_add(prior)))
        }
        QuantitySource::Figure(key) => known(evidence.figure(ledgers, key).map(|one| one.value)),
        QuantitySource::FeesNoticed => Worth::Number(register.fees_noticed.into()),
        QuantitySource::FeesPaid => Worth::Number(in_yuan(register.fees_paid_fen)),
    };
    let named = specs
        .iter()
        .map(|spec| (spec.name.clone(), (worth(&spec.source), spec.statement)));
    named.collect()
}

fn known(number: Option<Decimal>) -> Worth {
    number.map_or(Worth::Unknown, Worth::Number)
}

fn in_yuan(fen: u64) -> Decimal {
    let fen = Decimal::from(fen);
    fen.checked_div(Decimal::ONE_HUNDRED)
        .unwrap_or(fen)
        .normalize()
}

fn of_cell(compiled: &Compiled, cell: &str) -> Option<Decimal> {
    use crate::report::Number;
    match compiled.cell(cell)?.value.number()? {
        Number::Count(count) => Some(count.into()),
        Number::Amount(amount) => amount.worth(),
    }
}

fn of_rows(compiled: &Compiled, prefix: &str) -> Option<Decimal> {
    let rows = compiled.form().rows_under(prefix);
    let totals = rows.map(|row| of_cell(compiled, &format!("{}.total", row.id)));
    totals.sum()
}

fn enumerated(list: ListOf, evidence: &YearEvidence, register: &RegisterCounts) -> Worth {
    let parts = |parts: &[(String, u64)]| {
        let some = parts.iter().filter(|(_, count)| *count > 0);
        let some: Vec<(String, u64)> = some.cloned().collect();
        if some.is_empty() {
            Worth::Unknown
        } else {
            Worth::Parts(some, "条")
        }
    };
    let words = |words: Option<String>| words.map_or(Worth::Unknown, Worth::Words);
    match list {
        ListOf::Channels => parts(&register.by_channel),
        ListOf::Categories => parts(&register.by_category),
        ListOf::Problems => words(problems_of(evidence)),
        ListOf::Measures => words(measures(evidence)),
        ListOf::Done => words(done_of_last_year(evidence)),
    }
}

impl RegisterCounts {
    fn worth(&self, count: RegisterCount) -> Worth {
        let number = match count {
            RegisterCount::Published => self.published,
            RegisterCount::Late => self.late,
            RegisterCount::PublishedEver => self.published_ever,
            RegisterCount::HandedOver => self.handed_over,
            RegisterCount::Interpretations => self.interpretations,
            RegisterCount::InTimeRate => return self.in_time_rate(),
        };
        Worth::Number(number.into())
    }

    /// Of a hundred published items with a limit, to one decimal place, never rounded up to all of them.
    fn in_time_rate(&self) -> Worth {
        let limited = self.in_time.saturating_add(self.late);
        let thousandths = self.in_time.saturating_mul(1000).checked_div(limited);
        thousandths.map_or(Worth::Unknown, |thousandths| {
            let rate = Decimal::from(thousandths).checked_div(Decimal::TEN);
            Worth::Number(rate.unwrap_or_default().normalize())
        })
    }
}
