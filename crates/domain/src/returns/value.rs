//! What stands in the table: a number with where it comes from, or why there is none.

use super::count::{Evidence, counted};
use super::definition::{Adds, Indicator, ReturnTable};
use super::handed::Return;
use super::number::Number;
use super::quarter::Quarter;
use crate::ledger::LedgerBook;
use serde::{Deserialize, Serialize};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Counted from what is recorded.
    Counted {
        /// The number.
        number: Number,
        /// Records that belong to it and hold nothing to add up, and replies of which nobody can say
        /// whether they were late: they are in no sum.
        uncounted: u64,
    },
    /// Typed by a person.
    Typed(Number),
    /// There is no number.
    Absent(Absence),
}

/// Why there is no number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// It is not kept here, and nobody has typed it.
    NotTyped,
    /// Nothing has ever been written in the ledger of this key over which it would be counted.
    NoLedger(String),
    /// Requests are not kept here: none was ever registered.
    NotInUse,
    /// Of the year: the quarter of this number lacks it.
    Quarter(u8),
}

/// A row of the table as it is printed and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The indicator.
    pub id: String,
    /// The heading of its group.
    pub group: String,
    /// Its name.
    pub zh: String,
    /// Its unit.
    pub unit: String,
    /// Whether it is a part of the one above it.
    pub part: bool,
    /// 本期实际.
    pub quarter: Value,
    /// 本年累计.
    pub year: Value,
}

impl Value {
    /// The number, if there is one.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Counted { number, .. } | Self::Typed(number) => Some(*number),
            Self::Absent(_) => None,
        }
    }

    /// Whether a person has to say what it is: the program does not know.
    pub fn is_asked(&self) -> bool {
        matches!(self, Self::Typed(_) | Self::Absent(_))
    }

    /// What was counted; where nothing was, what was typed.
    fn or_typed(self, typed: Option<Number>) -> Self {
        match (self, typed) {
            (Self::Absent(_), Some(number)) => Self::Typed(number),
            (known, _) => known,
        }
    }
}

/// All rows of a quarter. `kept` are the returns of its year with what was typed in them.
pub fn lines(
    table: &ReturnTable,
    quarter: Quarter,
    evidence: &Evidence,
    ledgers: &LedgerBook,
    kept: &[Return],
) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in &table.groups {
        for indicator in &group.indicators {
            let of_quarter = counted(indicator, evidence, ledgers, quarter.days());
            let of_year = counted(indicator, evidence, ledgers, quarter.year_to_date());
            let typed = typed_in(kept, quarter, indicator);
            let adds = indicator.source.adds(ledgers);
            lines.push(Line {
                id: indicator.id.clone(),
                group: group.zh.clone(),
                zh: indicator.zh.clone(),
                unit: indicator.unit.clone(),
                part: indicator.part,
                year: match of_year {
                    Value::Absent(_) => year(kept, quarter, indicator, adds),
                    known @ (Value::Counted { .. } | Value::Typed(_)) => known,
                },
                quarter: of_quarter.or_typed(typed),
            });
        }
    }
    lines
}

fn typed_in(kept: &[Return], quarter: Quarter, indicator: &Indicator) -> Option<Number> {
    let kept = kept.iter().find(|one| one.quarter == quarter)?;
    Some(kept.typed.get(&indicator.id)?.number)
}

/// The year of what is typed: the sum of its quarters, or the last of them; nothing if one lacks.
fn year(kept: &[Return], quarter: Quarter, indicator: &Indicator, adds: Adds) -> Value {
    let quarters = match adds {
        Adds::Flow => quarter.so_far(),
        Adds::Stock => vec![quarter],
    };
    let mut sum: Option<Number> = None;
    for quarter in quarters {
        let Some(number) = typed_in(kept, quarter, indicator) else {
            return Value::Absent(Absence::Quarter(quarter.number()));
        };
        sum = Some(sum.map_or(number, |sum| sum.plus(number)));
    }
    sum.map_or(Value::Absent(Absence::NotTyped), Value::Typed)
}
