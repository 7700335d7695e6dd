//! What stands in a cell, as the file types it.

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use std::fmt;

/// What stands in a cell, as the file types it: zero, blank and an error are three things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Characters, line ends as `\n`; never empty where this library reads it. A time without a
    /// day, for which there is no kind of its own, is text too: `08:30`.
    Text(String),
    /// An exact number. A spreadsheet holds 15 significant digits: a number with more of them is
    /// written as text, and what a formula left beyond them is not read.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// A day and a time, to the millisecond.
    DateTime(DateTime),
    /// True or false.
    Bool(bool),
    /// An error that the spreadsheet shows in place of a value: `#DIV/0!`.
    Error(String),
}

/// The blank that stands for a cell that is not there.
pub(crate) static BLANK: Cell = Cell::Blank;

impl Cell {
    /// Text, or a blank if there are no characters.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// Whether nothing stands there; white space is something.
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// Whether a person sees nothing there: a blank, or white space only.
    pub fn looks_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_)
            | Self::Date(_)
            | Self::DateTime(_)
            | Self::Bool(_)
            | Self::Error(_) => false,
        }
    }

    /// True or false, also as this library writes them for people: 是, 否.
    pub fn yes_no(&self) -> Option<bool> {
        match self {
            Self::Bool(yes) => Some(*yes),
            Self::Text(text) if text.trim() == "是" => Some(true),
            Self::Text(text) if text.trim() == "否" => Some(false),
            Self::Text(_)
            | Self::Blank
            | Self::Number(_)
            | Self::Date(_)
            | Self::DateTime(_)
            | Self::Error(_) => None,
        }
    }
}

/// The cell as a person types it: `2026-01-05`, `2026-01-05 09:30:00`, `76.3`, `是`.
impl fmt::Display for Cell {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Text(text) | Self::Error(text) => to.write_str(text),
            Self::Number(number) => write!(to, "{number}"),
            Self::Date(date) => write!(to, "{date}"),
            Self::DateTime(at) => write!(to, "{} {}", at.date(), at.time()),
            Self::Bool(yes) => to.write_str(if *yes { "是" } else { "否" }),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<DateTime> for Cell {
    fn from(at: DateTime) -> Self {
        Self::DateTime(at)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}

/// What is absent is blank.
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}
