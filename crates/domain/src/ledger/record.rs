//! A record of a ledger.

use super::{Ledger, Values};
use crate::identity::{AgencyId, RecordId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A record of a ledger of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its identity.
    pub id: RecordId,
    /// The agency that keeps it.
    pub agency: AgencyId,
    /// The key of its ledger.
    pub ledger: String,
    /// What stands in it.
    pub values: Values,
    /// How often it was saved before.
    pub revision: u64,
    /// That it was struck out, and why; a record is never deleted.
    pub struck: Option<Struck>,
}

/// Why a record was struck out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Struck {
    /// On which day.
    pub on: Date,
    /// Why.
    pub reason: String,
}

impl Ledger {
    /// What names a record with these values in lists, as people read it; where that column is blank,
    /// the first that is not.
    pub fn title(&self, values: &Values) -> String {
        let named = self.column(&self.titled_by).into_iter();
        let mut columns = named.chain(&self.columns);
        let shown = columns.find_map(|column| Some(column.shown(values.get(&column.key)?)));
        shown.unwrap_or_default()
    }

    /// Whether a record with these values that is not struck out stands on a day: it has begun, and
    /// its last day is not over. Where records of the ledger do not begin and end, all of them stand.
    pub fn stands_on(&self, values: &Values, day: Date) -> bool {
        let Some([from, until]) = &self.standing else {
            return true;
        };
        let begun = values.day(from).is_some_and(|from| from <= day);
        begun && values.day(until).is_none_or(|until| until >= day)
    }
}

impl Record {
    /// What names it in lists, as people read it; where that column is blank, the first that is not.
    pub fn title(&self, ledger: &Ledger) -> String {
        ledger.title(&self.values)
    }

    /// The day by which it belongs to a year; of records that stand until they end, the first.
    pub fn day(&self, ledger: &Ledger) -> Option<Date> {
        let first = ledger.standing.as_ref().map(|[from, _]| from);
        self.values.day(ledger.dated_by.as_ref().or(first)?)
    }

    /// The last day on which it stands, where it has one.
    pub fn last_day(&self, ledger: &Ledger) -> Option<Date> {
        let [_, until] = ledger.standing.as_ref()?;
        self.values.day(until)
    }

    /// Whether it stands on a day: it has begun, and its last day is not over. Where records of the
    /// ledger do not begin and end, all of them stand.
    pub fn stands_on(&self, ledger: &Ledger, day: Date) -> bool {
        self.struck.is_none() && ledger.stands_on(&self.values, day)
    }

    /// The texts that tell it from others when a file is imported again: those of the columns
    /// named for it, or all of them.
    pub fn identity(ledger: &Ledger, values: &Values) -> Vec<String> {
        let text = |key| values.get(key).unwrap_or_default().to_owned();
        Self::identifying(ledger).map(text).collect()
    }

    /// The columns of those texts.
    pub fn identifying(ledger: &Ledger) -> impl Iterator<Item = &str> {
        let all = ledger.columns.iter().map(|column| &column.key);
        let all = all.filter(|_| ledger.identified_by.is_empty());
        ledger.identified_by.iter().chain(all).map(String::as_str)
    }
}
