//! The difference of two cells, or the reason why there is none.

use crate::report::{CellState, Number};
use rust_decimal::Decimal;

/// How far two numbers are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// A number of documents, items or cases.
    Count(i64),
    /// Money, in yuan.
    Yuan(Decimal),
}

impl Difference {
    /// Whether both numbers are the same.
    pub fn is_zero(self) -> bool {
        match self {
            Self::Count(count) => count == 0,
            Self::Yuan(yuan) => yuan.is_zero(),
        }
    }
}

/// Why two cells have no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Incomparable {
    /// The older report has no tables.
    #[error("the older report has no tables")]
    NoOldTables,
    /// The newer report has no tables.
    #[error("the newer report has no tables")]
    NoNewTables,
    /// The form of the older report has no such cell.
    #[error("the form of the older report has no such cell")]
    NotInOldForm,
    /// The form of the newer report has no such cell.
    #[error("the form of the newer report has no such cell")]
    NotInNewForm,
    /// The cell of the older report is absent, blank or unclear.
    #[error("the older report states no number")]
    OldUnknown,
    /// The cell of the newer report is absent, blank or unclear.
    #[error("the newer report states no number")]
    NewUnknown,
    /// Neither report states a number.
    #[error("neither report states a number")]
    BothUnknown,
    /// An amount has no unit, so that it is not known how much money it is.
    #[error("an amount has no unit")]
    UnitUnknown,
    /// One cell holds a count and the other money, or the numbers are too large.
    #[error("the two numbers are not of one kind, or out of range")]
    Unlike,
}

impl Incomparable {
    /// The reason in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::NoOldTables => "前一份报告没有表格",
            Self::NoNewTables => "后一份报告没有表格",
            Self::NotInOldForm => "前一份报告的格式没有这一格",
            Self::NotInNewForm => "后一份报告的格式没有这一格",
            Self::OldUnknown => "前一份报告这一格没有数字",
            Self::NewUnknown => "后一份报告这一格没有数字",
            Self::BothUnknown => "两份报告这一格都没有数字",
            Self::UnitUnknown => "金额没有写单位",
            Self::Unlike => "两格的数字不是同一种，或者数字过大",
        }
    }
}

/// New minus old.
pub(super) fn difference(old: CellState, new: CellState) -> Result<Difference, Incomparable> {
    let number = |state| match state {
        CellState::Stated(number) => Some(number),
        CellState::Absent | CellState::Blank | CellState::Unclear => None,
    };
    match (number(old), number(new)) {
        (None, None) => Err(Incomparable::BothUnknown),
        (None, Some(_)) => Err(Incomparable::OldUnknown),
        (Some(_), None) => Err(Incomparable::NewUnknown),
        (Some(Number::Count(old)), Some(Number::Count(new))) => new
            .checked_sub(old)
            .map(Difference::Count)
            .ok_or(Incomparable::Unlike),
        (Some(Number::Amount(old)), Some(Number::Amount(new))) => {
            let worth = old
                .worth()
                .zip(new.worth())
                .ok_or(Incomparable::UnitUnknown)?;
            let change = worth.1.checked_sub(worth.0).ok_or(Incomparable::Unlike)?;
            Ok(Difference::Yuan(change.normalize()))
        }
        (Some(_), Some(_)) => Err(Incomparable::Unlike),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_money_in_two_units_has_no_difference_and_money_without_unit_has_none_known() {
        use crate::report::{Amount, MoneyUnit};
        let amount = |printed: i64, scale, unit| {
            CellState::Stated(Number::Amount(Amount::new(
                Decimal::new(printed, scale),
                unit,
            )))
        };
        let (wan, yuan) = (Some(MoneyUnit::WanYuan), Some(MoneyUnit::Yuan));
        let same = difference(amount(763, 1, wan), amount(763_000, 0, yuan));
        assert!(same.unwrap().is_zero());
        let bare = difference(amount(24_220, 0, None), amount(1, 0, yuan));
        assert_eq!(bare, Err(Incomparable::UnitUnknown));
    }
}
