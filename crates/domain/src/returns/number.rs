//! A number of a return: never negative, in files and records as text, so that no digit is lost.

use crate::digits::{decimal, plain};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A number of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(Decimal);

/// The text is no number of a return.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no number: {0:?}")]
pub struct NoNumber(pub String);

/// Digits of a number at most, before and behind the point.
const DIGITS: (usize, usize) = (12, 4);

impl Number {
    /// A number that was counted; nothing below zero is one.
    pub fn of(value: Decimal) -> Option<Self> {
        (!value.is_sign_negative()).then(|| Self(value.normalize()))
    }

    /// What a person typed: digits in any width, grouped or not; nothing for nothing.
    pub fn typed(text: &str) -> Result<Option<Self>, NoNumber> {
        let plain = plain(text);
        if plain.is_empty() {
            return Ok(None);
        }
        let number = decimal(&plain, DIGITS);
        let number = number.and_then(Self::of);
        number
            .map(Some)
            .ok_or_else(|| NoNumber(text.trim().to_owned()))
    }

    /// Its value.
    pub fn value(self) -> Decimal {
        self.0
    }

    /// The two together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0).normalize())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for Number {
    type Error = NoNumber;

    fn try_from(text: String) -> Result<Self, NoNumber> {
        let value = text.parse().ok().and_then(Self::of);
        value.ok_or(NoNumber(text))
    }
}
