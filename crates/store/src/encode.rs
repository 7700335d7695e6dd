//! How values stand in columns, and back: dates and instants as text that sorts as time does, JSON
//! as text, yes and no as 1 and 0.

use crate::StoreError;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::{Timestamp, Unit, civil::Date};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Always six decimals: the order of the text is the order of time.
const INSTANT: DateTimePrinter = DateTimePrinter::new().precision(Some(6));

/// An instant, to the microsecond.
pub(crate) fn instant(at: Timestamp) -> String {
    INSTANT.timestamp_to_string(&to_microseconds(at))
}

/// The instant as a column can hold it.
pub(crate) fn to_microseconds(at: Timestamp) -> Timestamp {
    let rounding = jiff::TimestampRound::new()
        .smallest(Unit::Microsecond)
        .mode(jiff::RoundMode::Trunc);
    at.round(rounding).unwrap_or(at)
}

/// A day.
pub(crate) fn day(on: Option<Date>) -> Option<String> {
    on.map(|on| on.to_string())
}

/// JSON as text.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Driver(sqlx::Error::Encode(error.into())))
}

/// A count; what is too great for a column is no count of this office.
pub(crate) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A row being read: says where it was if a value is none of ours.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    /// The table.
    pub(crate) table: &'static str,
    /// The key of the row.
    pub(crate) key: &'a str,
}

impl Row<'_> {
    /// That a column holds what it must not.
    pub(crate) fn inconsistent(self, column: &'static str) -> StoreError {
        StoreError::Inconsistent {
            table: self.table,
            column,
            row: self.key.to_owned(),
        }
    }

    /// A value with a text form: an identity, a date, an instant.
    pub(crate) fn text<T: std::str::FromStr>(
        self,
        column: &'static str,
        text: &str,
    ) -> Result<T, StoreError> {
        let value = text.parse().ok();
        value.ok_or_else(|| self.inconsistent(column))
    }

    /// The same where there may be none.
    pub(crate) fn maybe<T: std::str::FromStr>(
        self,
        column: &'static str,
        text: Option<&String>,
    ) -> Result<Option<T>, StoreError> {
        text.map(|text| self.text(column, text)).transpose()
    }

    /// A value of a known mark.
    pub(crate) fn code<T>(
        self,
        column: &'static str,
        code: &str,
        of_code: fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        of_code(code).ok_or_else(|| self.inconsistent(column))
    }

    /// A value in JSON.
    pub(crate) fn json<T: DeserializeOwned>(
        self,
        column: &'static str,
        text: &str,
    ) -> Result<T, StoreError> {
        let value = serde_json::from_str(text).ok();
        value.ok_or_else(|| self.inconsistent(column))
    }

    /// A number of a narrower kind.
    pub(crate) fn number<T: TryFrom<i64>>(
        self,
        column: &'static str,
        number: i64,
    ) -> Result<T, StoreError> {
        let value = T::try_from(number).ok();
        value.ok_or_else(|| self.inconsistent(column))
    }
}
