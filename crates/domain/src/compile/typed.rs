//! Numbers that a person types into the report.

use crate::digits::{decimal, is_digits, plain};
use crate::report::form::CellKind;
use crate::report::{Amount, MoneyUnit, Number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A number that a person typed, with who and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedCell {
    /// As typed, in plain digits: `12`, `-3`, `76.3万元`.
    pub text: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
}

/// The text is no number of this kind of cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no number for this cell: {text:?}")]
pub struct NotACell {
    /// What was typed.
    pub text: String,
}

/// Digits at most, before and behind the point.
const DIGITS: (usize, usize) = (15, 6);

/// The number that a text says for a cell of a kind; nothing for an empty text. Digits of any width,
/// grouped or not; money with its unit, or with the one that the form prints. No other unit is guessed.
pub fn typed_number(text: &str, kind: CellKind) -> Result<Option<Number>, NotACell> {
    let plain = plain(text);
    if plain.is_empty() {
        return Ok(None);
    }
    let number = match kind {
        CellKind::Count => count(&plain).filter(|count| *count >= 0).map(Number::Count),
        CellKind::Change => count(&plain).map(Number::Count),
        CellKind::Amount(unit) => amount(&plain, unit).map(Number::Amount),
    };
    number.map(Some).ok_or_else(|| NotACell {
        text: text.trim().to_owned(),
    })
}

fn count(plain: &str) -> Option<i64> {
    let digits = plain.trim_start_matches(['+', '-']);
    (plain.len().saturating_sub(digits.len()) <= 1 && is_digits(digits, DIGITS.0))
        .then(|| plain.parse().ok())
        .flatten()
}

fn amount(plain: &str, printed: Option<MoneyUnit>) -> Option<Amount> {
    let mut units = MoneyUnit::ALL.into_iter();
    let typed = units.find(|unit| plain.ends_with(unit.name()));
    let figure = typed.map_or(plain, |unit| plain.trim_end_matches(unit.name()));
    let value = decimal(figure, DIGITS)?;
    Some(Amount::new(value, typed.or(printed)))
}

impl TypedCell {
    /// The number that it says.
    pub fn number(&self, kind: CellKind) -> Option<Number> {
        typed_number(&self.text, kind).ok().flatten()
    }
}
