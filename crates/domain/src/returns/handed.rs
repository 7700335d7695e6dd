//! A return as it is kept: what was typed, and the figures as they were handed in.

use super::number::Number;
use super::quarter::Quarter;
use super::value::{Line, Value};
use crate::identity::AgencyId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A return of an agency for a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Whose.
    pub agency: AgencyId,
    /// The table.
    pub table: String,
    /// Of which quarter.
    pub quarter: Quarter,
    /// What was typed, by indicator.
    pub typed: BTreeMap<String, TypedNumber>,
    /// The figures as handed in; none until then.
    pub handed_in: Option<HandedIn>,
    /// How often it was saved before.
    pub revision: u64,
}

/// A number that a person typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedNumber {
    /// The number.
    pub number: Number,
    /// Who typed it.
    pub by: String,
    /// When.
    pub on: Date,
}

/// A return that was handed in, with its figures as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedIn {
    /// On which day.
    pub on: Date,
    /// Who noted it here.
    pub by: String,
    /// 填表人.
    pub compiled_by: String,
    /// 审核人.
    pub checked_by: String,
    /// The title of the table.
    pub title: String,
    /// Its rows.
    pub lines: Vec<Line>,
}

/// A row that is another now than when it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The indicator.
    pub id: String,
    /// Its name.
    pub zh: String,
    /// As handed in: of the quarter, of the year.
    pub then: (Value, Value),
    /// As it is now.
    pub now: (Value, Value),
}

/// Rows whose numbers are others now than when they were handed in (报送后有变化). Where a number
/// comes from makes no difference, only what it is.
pub fn changes(handed_in: &HandedIn, now: &[Line]) -> Vec<Change> {
    let changed = handed_in.lines.iter().filter_map(|then| {
        let now = now.iter().find(|line| line.id == then.id)?;
        let same = then.quarter.number() == now.quarter.number()
            && then.year.number() == now.year.number();
        (!same).then(|| Change {
            id: then.id.clone(),
            zh: then.zh.clone(),
            then: (then.quarter.clone(), then.year.clone()),
            now: (now.quarter.clone(), now.year.clone()),
        })
    });
    changed.collect()
}
