//! Invented years of an office as flat facts: what came, what was made, when it ended. The program is
//! handed them as its own records ([`YearFacts::evidence`]), an independent count as plain tables.

mod evidence;
mod invent;

use gongkai_domain::dispute::{Road, Ruling};
use gongkai_domain::request::RequesterKind;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What an office has on record when it reports on a year.
#[derive(Debug, Clone)]
pub struct YearFacts {
    /// The year of the report.
    pub year: i16,
    /// Requests, also of the two years before and of the weeks after.
    pub requests: Vec<RequestFact>,
    /// Disputes.
    pub disputes: Vec<DisputeFact>,
    /// Records of ledgers.
    pub records: Vec<RecordFact>,
    /// What a person typed, by cell.
    pub typed: BTreeMap<String, String>,
}

/// A request.
#[derive(Debug, Clone)]
pub struct RequestFact {
    /// Which: one number for all that is on record.
    pub id: u32,
    /// Who asks.
    pub kind: RequesterKind,
    /// The day of receipt.
    pub received: Date,
    /// Its outcome (a file of `statutes/outcomes/`) and the day.
    pub ended: Option<(String, Date)>,
}

/// A dispute.
#[derive(Debug, Clone)]
pub struct DisputeFact {
    /// Which.
    pub id: u32,
    /// Its way.
    pub road: Road,
    /// When it was filed.
    pub filed: Date,
    /// How and when it was decided.
    pub ruled: Option<(Ruling, Date)>,
    /// When that was appealed, and how and when it ended then.
    pub appealed: Option<(Date, Option<(Ruling, Date)>)>,
}

/// A record of a ledger.
#[derive(Debug, Clone)]
pub struct RecordFact {
    /// Which.
    pub id: u32,
    /// The key of its ledger.
    pub ledger: &'static str,
    /// What stands in it, by column.
    pub values: BTreeMap<&'static str, String>,
}
