//! Messages that wait for an answer: records of the ledgers that a rule of freshness watches.

use super::days_between;
use super::freshness::{FreshnessRule, Watch};
use crate::identity::RecordId;
use crate::ledger::{Ledger, LedgerBook, Record};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A ledger of messages, and what shows that one was answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// The key of the ledger.
    pub ledger: String,
    /// Columns of which one filled in shows that it was answered.
    pub replied: Vec<String>,
    /// Only records with one of these choices in these columns.
    #[serde(default)]
    pub only: BTreeMap<String, Vec<String>>,
}

/// A message without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// The record.
    pub record: RecordId,
    /// What names it.
    pub title: String,
    /// The day on which it came.
    pub on: Date,
    /// Calendar days since then.
    pub days: i64,
    /// The last day on which an answer is within the limit.
    pub due_on: Date,
    /// Whether the limit is over.
    pub late: bool,
}

/// The messages of a ledger that have waited so long that the rule points at them, the oldest first;
/// without a day from which it points at them, those beyond its limit.
pub fn unanswered<'r>(
    rule: &FreshnessRule,
    of: &Messages,
    ledger: &Ledger,
    records: impl IntoIterator<Item = &'r Record>,
    today: Date,
) -> Vec<Unanswered> {
    let waiting = records.into_iter().filter(|record| of.waits(record));
    let dated = waiting.filter_map(|record| Some((record, record.day(ledger)?)));
    let recent = dated.filter(|(_, on)| rule.within.is_none_or(|within| today <= within.end(*on)));
    let mut found: Vec<Unanswered> = recent
        .map(|(record, on)| Unanswered {
            record: record.id.clone(),
            title: record.title(ledger),
            on,
            days: days_between(on, today),
            due_on: rule.limit.end(on),
            late: rule.limit.end(on) < today,
        })
        .filter(|one| one.late || rule.warn.is_some_and(|warn| warn.end(one.on) <= today))
        .collect();
    found.sort_by_key(|one| one.on);
    found
}

impl Messages {
    /// Whether a record is a message of the kind that is watched, and has no answer.
    fn waits(&self, record: &Record) -> bool {
        let filled = |key: &String| record.values.get(key).is_some();
        let fits = self.only.iter().all(|(key, wanted)| {
            let text = record.values.get(key).unwrap_or_default();
            wanted.iter().any(|want| want == text)
        });
        record.struck.is_none() && fits && !self.replied.iter().any(filled)
    }
}

/// Every ledger, column and choice that is named is there.
pub(super) fn check_messages(watches: &Watch) -> Result<(), String> {
    let of = match watches {
        Watch::Messages(of) => of,
        Watch::Channels(_) | Watch::Together(_) | Watch::Words(_) => return Ok(()),
    };
    let ledgers = LedgerBook::statutory().map_err(|error| error.to_string())?;
    for messages in of {
        let ledger = ledgers.get(&messages.ledger);
        let ledger = ledger.ok_or_else(|| format!("no ledger {}", messages.ledger))?;
        let column = |key: &String| {
            let column = ledger.column(key);
            column.ok_or_else(|| format!("{}: no column {key}", ledger.key))
        };
        messages
            .replied
            .iter()
            .try_for_each(|key| column(key).map(drop))?;
        for (key, wanted) in &messages.only {
            let column = column(key)?;
            if !wanted.iter().all(|want| column.choice(want).is_some()) {
                return Err(format!("{}: unknown choice of {key}", ledger.key));
            }
        }
    }
    Ok(())
}
