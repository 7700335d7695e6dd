//! What a number of the file is: a number, a day, a time.

use crate::{Cell, serial};
use calamine::ExcelDateTime;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

/// Significant digits that a spreadsheet keeps and shows.
const DIGITS: usize = 15;

/// Whole numbers up to here are exact, whatever the digits: 2 to the 53rd.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What the format of a cell shows of a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Day,
    Time,
    Both,
}

impl Shown {
    /// What a format shows, by its number in the standard or, for others, by its code.
    pub(super) fn of_format(id: Option<u32>, code: &str) -> Self {
        match id {
            Some(14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58) => Self::Day,
            Some(18..=21 | 32..=35 | 45..=47 | 55 | 56) => Self::Time,
            Some(22) => Self::Both,
            Some(_) | None => Self::of_code(code),
        }
    }

    fn of_code(code: &str) -> Self {
        let letters = letters(code);
        let has = |any: &[char]| letters.contains(any);
        match (has(&['y', 'd', 'e']), has(&['h', 's'])) {
            (true, true) => Self::Both,
            (false, true) => Self::Time,
            (_, false) => Self::Day,
        }
    }
}

/// The letters of a code's first part that stand for something: not those in quotes, in brackets
/// or behind an escape.
fn letters(code: &str) -> String {
    let mut letters = String::new();
    let (mut quoted, mut bracketed) = (false, false);
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => drop(characters.next()),
            '[' => bracketed = true,
            ']' => bracketed = false,
            ';' => break,
            _ if bracketed => {}
            c => letters.push(c.to_ascii_lowercase()),
        }
    }
    letters
}

/// A number as a cell: exact in the fifteen digits that a spreadsheet keeps. One that is beyond
/// exact arithmetic is given as it is printed.
pub(super) fn of_float(float: f64) -> Cell {
    let printed = float.to_string();
    let whole = float.fract() == 0.0 && float.abs() <= EXACT;
    let exact = if !whole && significant(&printed) > DIGITS {
        Decimal::from_scientific(&format!("{float:.14e}"))
    } else {
        Decimal::from_str_exact(&printed)
    };
    match exact {
        Ok(number) => Cell::Number(number.normalize()),
        Err(_beyond) => Cell::Text(printed),
    }
}

fn significant(printed: &str) -> usize {
    let digits = printed.chars().filter(char::is_ascii_digit);
    let digits: String = digits.collect();
    digits.trim_matches('0').len()
}

/// A number with the format of a time as a cell. A time without a day, and a length of time, are
/// text: `08:30`, `26:15:00`. What is no day is a number.
pub(super) fn of_time(time: &ExcelDateTime, from_1904: bool, shown: Option<Shown>) -> Cell {
    let value = time.as_f64();
    if time.is_duration() {
        return length(value).map_or_else(|| of_float(value), Cell::Text);
    }
    let whole = value.fract() == 0.0;
    let bare_time = (0.0..1.0).contains(&value) && shown != Some(Shown::Day);
    if bare_time && (shown == Some(Shown::Time) || !whole) {
        return length(value).map_or_else(|| of_float(value), Cell::Text);
    }
    let Some(at) = serial::to_datetime(value, from_1904) else {
        return of_float(value);
    };
    match shown {
        Some(Shown::Day) | None if whole => Cell::Date(at.date()),
        Some(_) | None => Cell::DateTime(at),
    }
}

/// A part of days as hours, minutes and, if there are any, seconds.
fn length(days: f64) -> Option<String> {
    const LONGEST: f64 = 1.0e6;
    if !(0.0..LONGEST).contains(&days) {
        return None;
    }
    let seconds: u64 = format!("{:.0}", (days * 86_400.0).round()).parse().ok()?;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let behind = if seconds > 0 {
        format!(":{seconds:02}")
    } else {
        String::new()
    };
    Some(format!("{hours:02}:{minutes:02}{behind}"))
}

/// A day or time written out, as few programs do: `2026-01-05`, `2026-01-05T09:30:00`.
pub(super) fn of_written(text: &str) -> Cell {
    let bare = text.strip_suffix('Z').unwrap_or(text);
    if let (Ok(date), false) = (bare.parse::<Date>(), bare.contains(['T', ' ', ':'])) {
        return Cell::Date(date);
    }
    bare.parse::<DateTime>()
        .map_or_else(|_other| Cell::text(text), Cell::DateTime)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;
    use jiff::civil::date;

    #[test]
    fn a_number_is_what_the_spreadsheet_shows() {
        for (float, expected) in [
            (76.3, "76.3"),
            (76.299_999_999_999_99, "76.3"),
            (0.1 + 0.2, "0.3"),
            (-0.0, "0"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (123_456_789_012_345.0, "123456789012345"),
            (1.0e20, "100000000000000000000"),
            (0.000_001, "0.000001"),
        ] {
            assert_eq!(of_float(float).to_string(), expected, "{float}");
        }
        assert!(matches!(of_float(1.0e300), Cell::Text(_)));
    }

    fn time(value: f64, shown: Option<Shown>) -> Cell {
        let time = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false);
        of_time(&time, false, shown)
    }

    #[test]
    fn the_format_says_whether_a_number_is_a_day_or_a_time() {
        let day = date(2026, 1, 5);
        let noon = Cell::DateTime(day.at(12, 0, 0, 0));
        assert_eq!(time(46_027.0, Some(Shown::Day)), Cell::Date(day));
        assert_eq!(time(46_027.5, Some(Shown::Day)), noon);
        assert_eq!(time(46_027.5, Some(Shown::Both)), noon);
        let midnight = Cell::DateTime(day.at(0, 0, 0, 0));
        assert_eq!(time(46_027.0, Some(Shown::Both)), midnight);
        assert_eq!(
            time(0.354_166_666_666_667, Some(Shown::Time)),
            Cell::from("08:30")
        );
        assert_eq!(time(60.0, Some(Shown::Day)), Cell::from(60_i64));
    }

    #[test]
    fn formats_of_chinese_spreadsheets_are_known() {
        for (code, shown) in [
            ("yyyy\"年\"m\"月\"d\"日\";@", Shown::Day),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", Shown::Day),
            ("yyyy/m/d\\ h:mm", Shown::Both),
            ("h\"时\"mm\"分\"", Shown::Time),
            ("m\"月\"d\"日\"", Shown::Day),
        ] {
            assert_eq!(Shown::of_format(Some(176), code), shown, "{code}");
        }
        assert_eq!(Shown::of_format(Some(31), "General"), Shown::Day);
        assert_eq!(Shown::of_format(Some(33), "General"), Shown::Time);
    }

    #[test]
    fn a_day_that_is_written_out_is_read() {
        assert_eq!(of_written("2026-01-05"), Cell::Date(date(2026, 1, 5)));
        let at = date(2026, 1, 5).at(9, 30, 0, 0);
        assert_eq!(of_written("2026-01-05T09:30:00Z"), Cell::DateTime(at));
        assert_eq!(of_written("明天"), Cell::from("明天"));
    }
}
