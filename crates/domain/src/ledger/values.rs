//! What stands in a record: a text for each column that is filled in, in the one form of its kind.

use crate::report::{Amount, MoneyUnit};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The values of a record by column.
///
/// Dates as 2020-03-15, counts in digits, choices by their keys
/// (several with a space between), yes as `yes`, money as `76.3 万元`. What is not filled in is not
/// there: a zero is `0`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    pub(super) fn set(&mut self, key: &str, text: String) {
        self.0.insert(key.to_owned(), text);
    }

    /// The text of a column; nothing where it is not filled in.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The same values with another day in a column.
    #[must_use]
    pub fn with_day(mut self, key: &str, day: Date) -> Self {
        self.set(key, day.to_string());
        self
    }

    /// The day in a column.
    pub fn day(&self, key: &str) -> Option<Date> {
        self.get(key)?.parse().ok()
    }

    /// The count in a column.
    pub fn count(&self, key: &str) -> Option<u64> {
        self.get(key)?.parse().ok()
    }

    /// The money in a column.
    pub fn money(&self, key: &str) -> Option<Amount> {
        amount(self.get(key)?)
    }

    /// Columns and their texts, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// Whether nothing is filled in.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Money as written: a figure, with a unit or without one.
pub(super) fn amount(text: &str) -> Option<Amount> {
    let plain: String = text
        .chars()
        .filter(|one| !one.is_whitespace() && !matches!(one, ',' | '，' | '￥' | '¥'))
        .collect();
    let unit = MoneyUnit::ALL
        .into_iter()
        .find(|unit| plain.ends_with(unit.name()));
    let figure = unit.map_or(plain.as_str(), |unit| plain.trim_end_matches(unit.name()));
    let figure: Decimal = figure.parse().ok()?;
    Some(Amount::new(figure, unit))
}
