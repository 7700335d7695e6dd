//! What a column of a table is: its name, its type, its meaning.

use std::borrow::Cow;

/// The type of a column's values. Every column can hold nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// An exact decimal with [`Kind::PRECISION`] digits, [`Kind::SCALE`] of them behind the point.
    Decimal,
    /// A binary floating-point number, where exactness means nothing: shares, points on a page.
    Double,
    /// A day.
    Date,
}

impl Kind {
    /// Digits of an exact decimal.
    pub const PRECISION: u8 = 38;

    /// Digits behind its point.
    pub const SCALE: u8 = 10;

    /// Its name in the dictionary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "int64",
            Self::Decimal => "decimal(38,10)",
            Self::Double => "double",
            Self::Date => "date",
        }
    }
}

/// One column of a table, as the dictionary describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: Cow<'static, str>,
    /// The type of its values.
    pub kind: Kind,
    /// What it says, in Chinese; of a cell the labels of the form that lead to it.
    pub zh: Cow<'static, str>,
    /// What it says, in English.
    pub en: Cow<'static, str>,
    /// The unit of its numbers, if they have one.
    pub unit: Option<&'static str>,
    /// All that it may say, if that is a short list.
    pub values: &'static [&'static str],
    /// The forms whose reports fill it; empty if all do.
    pub forms: Vec<String>,
}

impl Column {
    /// A column with fixed words.
    pub(crate) const fn new(
        name: &'static str,
        kind: Kind,
        zh: &'static str,
        en: &'static str,
    ) -> Self {
        Self {
            name: Cow::Borrowed(name),
            kind,
            zh: Cow::Borrowed(zh),
            en: Cow::Borrowed(en),
            unit: None,
            values: &[],
            forms: Vec::new(),
        }
    }

    /// With the unit of its numbers.
    pub(crate) const fn in_unit(mut self, unit: &'static str) -> Self {
        self.unit = Some(unit);
        self
    }

    /// With all that it may say.
    pub(crate) const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
}
