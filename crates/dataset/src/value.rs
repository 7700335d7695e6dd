//! A value of a table: something, or nothing.

use crate::Kind;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// What stands in one column of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing; another column says why.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// A day.
    Date(Date),
}

impl<'a> Value<'a> {
    /// Text that stands in the record.
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Something or nothing.
    pub(crate) fn of<T>(value: Option<T>, make: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Null, make)
    }

    /// Money that every file can hold exactly; nothing, if it has more digits than any real sum.
    pub(crate) fn money(amount: Decimal) -> Self {
        Self::of(scaled(amount), |_| Self::Decimal(amount.normalize()))
    }

    /// As it is printed in a text file; nothing is empty.
    pub(crate) fn printed(&self) -> Cow<'_, str> {
        match self {
            Self::Null => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Decimal(number) => Cow::Owned(number.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

/// An exact decimal as a whole number of units in the last place of [`Kind::SCALE`].
pub(crate) fn scaled(decimal: Decimal) -> Option<i128> {
    let decimal = decimal.normalize();
    let more = u32::from(Kind::SCALE).checked_sub(decimal.scale())?;
    let scaled = decimal.mantissa().checked_mul(10_i128.checked_pow(more)?)?;
    let limit = 10_u128.pow(u32::from(Kind::PRECISION));
    (scaled.unsigned_abs() < limit).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_keeps_every_digit_or_is_not_shown() {
        assert_eq!(
            scaled(Decimal::new(763_000_500, 3)),
            Some(7_630_005_000_000_000)
        );
        assert_eq!(scaled(Decimal::new(-5, 1)), Some(-5_000_000_000));
        assert_eq!(scaled(Decimal::new(1, 11)), None);
        assert_eq!(scaled(Decimal::MAX), None);
    }
}
