//! A number of a return: never negative, in files and records as text, so that no digit is lost.

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
        let plain: String = text.chars().filter_map(plain).collect();
        if plain.is_empty() {
            return Ok(None);
        }
        let (whole, parts) = plain.split_once('.').unwrap_or((&plain, "0"));
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit())
        };
        let fits = digits(whole, DIGITS.0) && digits(parts, DIGITS.1);
        let number = fits.then(|| plain.parse().ok()).flatten();
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

/// A digit or point in half width; nothing for what only groups.
fn plain(one: char) -> Option<char> {
    match one {
        '０'..='９' | '．' => char::from_u32(u32::from(one).saturating_sub(0xFEE0)),
        ',' | '，' => None,
        one if one.is_whitespace() => None,
        other => Some(other),
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
