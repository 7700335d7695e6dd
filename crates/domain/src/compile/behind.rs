//! The records behind a cell: what was counted for it, one by one.

use super::evidence::YearEvidence;
use super::source::{CellSource, Compilation};
use crate::calendar::days_of_year;
use crate::dispute;
use crate::identity::{DisputeId, RecordId, RequestId};
use crate::ledger::{LedgerBook, Record, belongs};
use crate::request;
use jiff::civil::Date;

/// Something that was counted for a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BehindCell {
    /// A record of a ledger.
    Record {
        /// The ledger.
        ledger: String,
        /// Which.
        id: RecordId,
        /// What names it.
        title: String,
        /// Its day.
        on: Option<Date>,
        /// Whether it is taken off: it stood a year before and stands no more.
        less: bool,
    },
    /// A request, by its number.
    Request(RequestId, String),
    /// A dispute, by the day of its filing.
    Dispute(DisputeId, Date),
}

/// What was counted for a cell, in the order of the evidence; nothing for what a person typed.
pub fn behind(
    cell: &str,
    sources: &Compilation,
    evidence: &YearEvidence,
    ledgers: &LedgerBook,
) -> Vec<BehindCell> {
    if let Some(source) = sources.source(cell) {
        return records(source, evidence, ledgers);
    }
    let mut behind = requests(cell, evidence);
    behind.extend(disputes(cell, evidence));
    behind
}

fn requests(cell: &str, evidence: &YearEvidence) -> Vec<BehindCell> {
    let Some((days, (row, column))) = days_of_year(evidence.year).zip(cell.rsplit_once('.')) else {
        return Vec::new();
    };
    let counted = evidence.requests.iter().filter(|one| {
        let rows = request::rows(&one.counted, days);
        let of_column = [one.counted.kind.code(), "total"].contains(&column);
        of_column && rows.iter().any(|one| one == row)
    });
    counted
        .map(|one| BehindCell::Request(one.id.clone(), one.number.clone()))
        .collect()
}

fn disputes(cell: &str, evidence: &YearEvidence) -> Vec<BehindCell> {
    let counted = evidence.disputes.iter().filter(|(_, dispute)| {
        let column = dispute::column(dispute, evidence.year).map(dispute::Column::code);
        let columns = [column, column.and(Some("total"))];
        cell.rsplit_once('.')
            .is_some_and(|(row, of)| row == dispute.road.row() && columns.contains(&Some(of)))
    });
    counted
        .map(|(id, dispute)| BehindCell::Dispute(id.clone(), dispute.filed_on))
        .collect()
}

fn records(source: &CellSource, evidence: &YearEvidence, ledgers: &LedgerBook) -> Vec<BehindCell> {
    let kept = source.figure().and_then(|key| evidence.kept(ledgers, key));
    let days = days_of_year(evidence.year).zip(days_of_year(evidence.year.saturating_sub(1)));
    let Some(((ledger, figure, records), (now, then))) = kept.zip(days) else {
        return Vec::new();
    };
    let sides = |record: &Record| {
        let now = belongs(ledger, figure, record, now);
        let then = belongs(ledger, figure, record, then);
        match source {
            CellSource::Before(_) => (then, false),
            CellSource::Change(_) => (now != then, then),
            CellSource::Figure(_)
            | CellSource::Money(_)
            | CellSource::Beyond(_)
            | CellSource::Typed => (now, false),
        }
    };
    let counted = records.iter().map(|record| (record, sides(record)));
    let counted = counted.filter(|(_, (counts, _))| *counts);
    counted
        .map(|(record, (_, less))| BehindCell::Record {
            ledger: ledger.key.clone(),
            id: record.id.clone(),
            title: record.title(ledger),
            on: record.day(ledger),
            less,
        })
        .collect()
}
