//! Dates as reports print them.

use super::digit;
use crate::fold::is_blank;
use jiff::civil::Date;

/// A year, month and day at the start of a text, and the characters behind them.
pub(super) fn leading(text: &str, year_before: Option<i16>) -> Option<(Date, &str)> {
    let (year, rest) = match (number(text, '年'), year_before) {
        (Some((year, rest)), _) => (year, rest),
        (None, Some(year)) => (year, text),
        (None, None) => return None,
    };
    let (month, rest) = number(rest, '月')?;
    let (day, rest) = number(rest, '日')?;
    let small = |value: i16| i8::try_from(value).ok();
    let date = Date::new(year, small(month)?, small(day)?).ok()?;
    Some((date, rest))
}

/// A text that is a date and nothing else.
pub(crate) fn whole(text: &str) -> Option<Date> {
    if text.len() > 60 {
        return None;
    }
    let (date, rest) = leading(text.trim_matches(['(', ')', '（', '）']), None)?;
    rest.chars().all(is_blank).then_some(date)
}

/// Digits (or Chinese digits, 十 included) up to the character that names their unit.
fn number(text: &str, unit: char) -> Option<(i16, &str)> {
    let mut value: Option<i16> = None;
    for (at, c) in text.char_indices() {
        if is_blank(c) {
            continue;
        }
        if c == unit {
            return Some((value?, text.get(at + c.len_utf8()..)?));
        }
        value = Some(if c == '十' {
            value.unwrap_or(1).checked_mul(10)?
        } else {
            let digit = digit(c)?;
            match value {
                // 二十五: the ten is already counted, the unit is added.
                Some(tens) if tens % 10 == 0 && tens <= 30 && tens > 0 && unit != '年' => {
                    tens + digit
                }
                Some(before) => before.checked_mul(10)?.checked_add(digit)?,
                None => digit,
            }
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_in_figures_and_in_words() {
        for (text, expected) in [
            ("2021年1月12日", date(2021, 1, 12)),
            ("2021 年 10 月 30 日", date(2021, 10, 30)),
            ("二〇二一年一月二十五日", date(2021, 1, 25)),
            ("二○二二年十二月十日", date(2022, 12, 10)),
        ] {
            assert_eq!(whole(text), Some(expected), "{text}");
        }
        assert_eq!(whole("2021年1月12日印发"), None);
        assert_eq!(whole("2021年13月12日"), None);
    }
}
