//! The period that a duty is done for.

use jiff::civil::Date;
use std::fmt;

/// The period that a duty is done for, by its first day. As text it is the key of records: `2020-03`,
/// `2020-Q1`, `2020`, `since-2020-03-01`, `first`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutyPeriod {
    /// A month.
    Month(Date),
    /// A quarter.
    Quarter(Date),
    /// A year.
    Year(Date),
    /// The time since it was last done.
    Since(Date),
    /// The time until it is done for the first time.
    First,
}

/// The text names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no period: {0:?}")]
pub struct NoSuchPeriod(pub String);

impl DutyPeriod {
    /// The period of so many months that begins on a day.
    pub(super) const fn beginning(start: Date, months: i8) -> Self {
        match months {
            1 => Self::Month(start),
            3 => Self::Quarter(start),
            _ => Self::Year(start),
        }
    }

    /// Its name on a page: 2020年3月.
    pub fn zh(self) -> String {
        match self {
            Self::Month(start) => format!("{}年{}月", start.year(), start.month()),
            Self::Quarter(start) => {
                let name = match quarter(start) {
                    1 => "一",
                    2 => "二",
                    3 => "三",
                    _ => "四",
                };
                format!("{}年第{name}季度", start.year())
            }
            Self::Year(start) => format!("{}年", start.year()),
            Self::Since(last) => format!("{}年{}月{}日以后", last.year(), last.month(), last.day()),
            Self::First => "第一次".to_owned(),
        }
    }
}

/// 1 to 4.
fn quarter(start: Date) -> i8 {
    (start.month() + 2) / 3
}

impl fmt::Display for DutyPeriod {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(start) => write!(out, "{:04}-{:02}", start.year(), start.month()),
            Self::Quarter(start) => write!(out, "{:04}-Q{}", start.year(), quarter(*start)),
            Self::Year(start) => write!(out, "{:04}", start.year()),
            Self::Since(last) => write!(out, "since-{last}"),
            Self::First => out.write_str("first"),
        }
    }
}

impl std::str::FromStr for DutyPeriod {
    type Err = NoSuchPeriod;

    fn from_str(text: &str) -> Result<Self, NoSuchPeriod> {
        let found = parsed(text).filter(|period| period.to_string() == text);
        found.ok_or_else(|| NoSuchPeriod(text.to_owned()))
    }
}

fn parsed(text: &str) -> Option<DutyPeriod> {
    if text == "first" {
        return Some(DutyPeriod::First);
    }
    if let Some(day) = text.strip_prefix("since-") {
        return day.parse().ok().map(DutyPeriod::Since);
    }
    let (year, rest) = text.split_once('-').unwrap_or((text, ""));
    let year = year.parse().ok()?;
    let first = |month| Date::new(year, month, 1).ok();
    match (rest, rest.strip_prefix('Q')) {
        ("", _) => first(1).map(DutyPeriod::Year),
        (_, Some(quarter)) => {
            let before: i8 = quarter.parse::<i8>().ok()?.checked_sub(1)?;
            first(before.checked_mul(3)?.checked_add(1)?).map(DutyPeriod::Quarter)
        }
        (month, None) => first(month.parse().ok()?).map(DutyPeriod::Month),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_read_back_from_its_key_and_nothing_else_is_one() {
        for period in [
            DutyPeriod::Month(date(2020, 3, 1)),
            DutyPeriod::Quarter(date(2020, 10, 1)),
            DutyPeriod::Year(date(2020, 1, 1)),
            DutyPeriod::Since(date(2020, 2, 29)),
            DutyPeriod::First,
        ] {
            assert_eq!(period.to_string().parse(), Ok(period));
        }
        for wrong in [
            "", "2020-13", "2020-Q5", "2020-Q0", "2020-3", "20", "since-x", "last",
        ] {
            assert!(wrong.parse::<DutyPeriod>().is_err(), "{wrong}");
        }
    }
}
