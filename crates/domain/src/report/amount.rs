//! Money as printed: an exact decimal with the unit that stands beside it, or none.

use rust_decimal::Decimal;
use std::fmt;

/// A unit of money as reports print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 千元, one thousand yuan.
    ThousandYuan,
    /// 万元, ten thousand yuan.
    WanYuan,
    /// 亿元, one hundred million yuan.
    YiYuan,
}

impl MoneyUnit {
    /// Every unit, the longest name first, so that 万元 is found before 元.
    pub const ALL: [Self; 4] = [Self::WanYuan, Self::YiYuan, Self::ThousandYuan, Self::Yuan];

    /// How it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::ThousandYuan => "千元",
            Self::WanYuan => "万元",
            Self::YiYuan => "亿元",
        }
    }

    /// The unit with this printed name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// How many yuan one of it is.
    pub fn in_yuan(self) -> Decimal {
        Decimal::from(match self {
            Self::Yuan => 1_u32,
            Self::ThousandYuan => 1_000,
            Self::WanYuan => 10_000,
            Self::YiYuan => 100_000_000,
        })
    }
}

impl fmt::Display for MoneyUnit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// An amount of money as printed. Two amounts are equal if they are the same money.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    printed: Decimal,
    unit: Option<MoneyUnit>,
}

impl Amount {
    /// An amount as printed; `None` says that the document prints no unit.
    pub fn new(printed: Decimal, unit: Option<MoneyUnit>) -> Self {
        let printed = printed.normalize();
        Self { printed, unit }
    }

    /// The figure as printed, without trailing zeros.
    pub fn printed(&self) -> Decimal {
        self.printed
    }

    /// The unit printed beside the figure or in the head of its column.
    pub fn unit(&self) -> Option<MoneyUnit> {
        self.unit
    }

    /// The amount in yuan; `None` where no unit is printed, for it is never guessed, or where
    /// the product leaves the range of exact decimals.
    pub fn yuan(&self) -> Option<Decimal> {
        let product = self.printed.checked_mul(self.unit?.in_yuan())?;
        Some(product.normalize())
    }

    /// The same money in another unit; `None` where no unit is printed or the figure would not be exact.
    pub fn in_unit(self, unit: MoneyUnit) -> Option<Self> {
        if self.unit? == unit {
            return Some(self);
        }
        let yuan = self.yuan()?;
        let other = Self::new(yuan.checked_div(unit.in_yuan())?, Some(unit));
        (other.yuan()? == yuan).then_some(other)
    }

    /// What it counts for in a sum or a difference, in yuan: [`Self::yuan`], and zero where zero
    /// is printed without a unit, for nothing is nothing in every unit.
    pub fn worth(&self) -> Option<Decimal> {
        if self.printed.is_zero() {
            Some(Decimal::ZERO)
        } else {
            self.yuan()
        }
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        match (self.yuan(), other.yuan()) {
            (None, None) => self.unit == other.unit && self.printed == other.printed,
            (mine, theirs) => mine == theirs,
        }
    }
}

impl Eq for Amount {}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.printed)?;
        self.unit.map_or(Ok(()), |unit| out.write_str(unit.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_money_in_two_units_is_equal() {
        let wan = Amount::new(Decimal::new(763, 1), Some(MoneyUnit::WanYuan));
        let yuan = Amount::new(Decimal::from(763_000), Some(MoneyUnit::Yuan));
        assert_eq!(wan, yuan);
    }

    #[test]
    fn an_amount_without_unit_equals_no_amount_with_one() {
        let bare = Amount::new(Decimal::from(24_220), None);
        assert_ne!(
            bare,
            Amount::new(Decimal::from(24_220), Some(MoneyUnit::Yuan))
        );
        assert_eq!(bare.yuan(), None);
    }

    fn in_wan(figure: &str, unit: MoneyUnit) -> Option<String> {
        let amount = Amount::new(figure.parse().unwrap(), Some(unit));
        amount
            .in_unit(MoneyUnit::WanYuan)
            .map(|amount| amount.to_string())
    }

    #[test]
    fn yuan_are_told_exactly_in_ten_thousand_yuan() {
        for (figure, unit, told) in [
            ("1904573.79", MoneyUnit::Yuan, "190.457379万元"),
            ("0", MoneyUnit::Yuan, "0万元"),
            ("1.5", MoneyUnit::YiYuan, "15000万元"),
            ("76.30", MoneyUnit::WanYuan, "76.3万元"),
        ] {
            assert_eq!(in_wan(figure, unit).as_deref(), Some(told));
        }
    }

    #[test]
    fn an_amount_too_fine_or_too_large_for_a_unit_is_not_rounded() {
        for (figure, unit) in [
            ("0.0000000000000000000000000001", MoneyUnit::Yuan),
            ("79228162514264337593543950335", MoneyUnit::YiYuan),
        ] {
            assert_eq!(in_wan(figure, unit), None);
        }
    }
}
