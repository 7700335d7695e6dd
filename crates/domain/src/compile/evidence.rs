//! What was recorded of a year, and figures over it.

use crate::calendar::days_of_year;
use crate::dispute::Dispute;
use crate::identity::{DisputeId, RequestId};
use crate::ledger::{Counted as Tally, Figure, Ledger, LedgerBook, Record, count};
use crate::request::Counted;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is looked at for a report, without who asked for what.
#[derive(Debug, Clone, Default)]
pub struct YearEvidence {
    /// The year of the report.
    pub year: i16,
    /// Records that are not struck out, by the key of their ledger.
    pub records: BTreeMap<String, Arc<Vec<Record>>>,
    /// Requests, each with its number.
    pub requests: Vec<Asked>,
    /// Disputes.
    pub disputes: Vec<(DisputeId, Dispute)>,
}

/// A request as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub id: RequestId,
    /// Its number in the register.
    pub number: String,
    /// What the report counts of it.
    pub counted: Counted,
}

/// A figure with its ledger and the records of that.
pub(super) type Kept<'e> = (&'e Ledger, &'e Figure, &'e [Record]);

impl YearEvidence {
    /// A figure with its records, where its ledger was in use by the end of the year; nothing else is
    /// known to be zero.
    pub(super) fn kept<'e>(&'e self, ledgers: &'e LedgerBook, key: &str) -> Option<Kept<'e>> {
        let (_, last) = days_of_year(self.year)?;
        let (ledger, figure) = ledgers.figure(key)?;
        let records = self.records.get(&ledger.key)?;
        let written = |record: &Record| record.day(ledger).is_none_or(|day| day <= last);
        let used = records.iter().any(written);
        used.then_some((ledger, figure, records.as_slice()))
    }

    /// What a figure comes to; none, where its ledger was not in use.
    pub fn figure(&self, ledgers: &LedgerBook, key: &str) -> Option<Tally> {
        let (ledger, figure, records) = self.kept(ledgers, key)?;
        Some(count(ledger, figure, records, self.year))
    }

    /// The same figure a year before.
    pub(super) fn before(&self, ledgers: &LedgerBook, key: &str) -> Option<Tally> {
        let (ledger, figure, records) = self.kept(ledgers, key)?;
        Some(count(ledger, figure, records, self.year.checked_sub(1)?))
    }
}
