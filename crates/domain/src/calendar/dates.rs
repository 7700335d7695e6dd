//! Dates as people type them: 2026-1-5, 2026.1.5, 20260105, 2026年1月5日, 1月5日, 今天, 昨天, and the
//! serial number that a spreadsheet shows where a column lost its format.

use jiff::civil::Date;

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

/// What to say beside the field.
pub const EXPLANATION: &str = "请填写真实的日期，例如 2026-1-5、20260105 或者 2026年1月5日。";

/// The date of a text; `None` for an empty one.
pub fn typed(text: &str, today: Date) -> Result<Option<Date>, NoDate> {
    let text = folded(text);
    match text.as_str() {
        "" => return Ok(None),
        "今天" => return Ok(Some(today)),
        "昨天" => return today.yesterday().map(Some).map_err(|_range| NoDate),
        _ => {}
    }
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let separated = text
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .all(|c| "-./年月日号".contains(c));
    let date = match (separated, numbers.as_slice()) {
        (true, [year, month, day]) if year.len() == 4 => of(year, month, day),
        (true, [month, day]) if text.contains('月') => of(&today.year().to_string(), month, day),
        (true, [packed]) if packed.len() == 8 && text.len() == 8 => {
            let (year, rest) = packed.split_at(4);
            let (month, day) = rest.split_at(2);
            of(year, month, day)
        }
        (true, [serial]) if serial.len() == 5 && text.len() == 5 => of_serial(serial),
        _ => None,
    };
    date.map(Some).ok_or(NoDate)
}

/// The day of a spreadsheet's serial number: days since 30 December 1899. Only those of this
/// century are taken for days.
fn of_serial(serial: &str) -> Option<Date> {
    let days: i32 = serial.parse().ok()?;
    let epoch = Date::new(1899, 12, 30).ok()?;
    let day = epoch.checked_add(jiff::Span::new().days(days)).ok()?;
    (2000..2100).contains(&day.year()).then_some(day)
}

fn of(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Without blanks, digits and signs in half width, Chinese digits as figures.
fn folded(text: &str) -> String {
    let one = |c: char| match c {
        '〇' | '零' => '0',
        '－' | '—' | '–' => '-',
        '／' => '/',
        '．' | '。' => '.',
        _ => half_width(c),
    };
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(one)
        .collect();
    if plain.contains(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']) {
        chinese(&plain)
    } else {
        plain
    }
}

/// A digit in half width.
pub(super) fn half_width(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        _ => c,
    }
}

/// 二0二六年一月十五日: the year digit by digit, month and day up to thirty-one.
fn chinese(text: &str) -> String {
    let digit = |c: char| "0一二三四五六七八九".chars().position(|d| d == c);
    let mut out = String::new();
    for part in text.split_inclusive(['年', '月', '日', '号']) {
        let (body, sign) = part
            .char_indices()
            .next_back()
            .map_or((part, ""), |(at, _)| part.split_at(at));
        let number: String = match body.split_once('十') {
            Some((tens, ones)) => {
                let of = |text: &str, default| text.chars().next().map_or(Some(default), digit);
                match (of(tens, 1), of(ones, 0)) {
                    (Some(tens), Some(ones)) => (tens * 10 + ones).to_string(),
                    _ => body.to_owned(),
                }
            }
            None => body
                .chars()
                .map(|c| digit(c).map_or_else(|| c.to_string(), |d| d.to_string()))
                .collect(),
        };
        out.push_str(&number);
        out.push_str(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_may_be_typed_in_every_usual_way() {
        let today = date(2026, 3, 10);
        for text in [
            "2026-1-5",
            "2026.1.5",
            "2026/01/05",
            "20260105",
            "2026年1月5日",
            "２０２６－１－５",
            "1月5日",
            "二〇二六年一月五日",
            " 2026 年 1 月 5 日 ",
            "2026年1月5号",
            "46027",
        ] {
            assert_eq!(typed(text, today), Ok(Some(date(2026, 1, 5))), "{text}");
        }
        assert_eq!(
            typed("二〇二五年十二月三十一日", today),
            Ok(Some(date(2025, 12, 31)))
        );
        assert_eq!(
            typed("二〇二五年十月二十日", today),
            Ok(Some(date(2025, 10, 20)))
        );
        assert_eq!(typed("昨天", today), Ok(Some(date(2026, 3, 9))));
        assert_eq!(typed("", today), Ok(None));
    }

    #[test]
    fn what_is_no_day_is_no_date() {
        for text in [
            "2026-2-30",
            "明年",
            "26-1-5",
            "2026-1",
            "12345",
            "2026010",
            "1-5",
            "2026x1x5",
            "十",
            "月日",
        ] {
            assert_eq!(typed(text, date(2026, 3, 10)), Err(NoDate), "{text}");
        }
    }

    #[test]
    fn every_day_is_read_back_from_its_own_words() {
        let mut day = date(2019, 1, 1);
        while day < date(2027, 1, 1) {
            let words = format!("{}年{}月{}日", day.year(), day.month(), day.day());
            assert_eq!(typed(&day.to_string(), day), Ok(Some(day)));
            assert_eq!(typed(&words, day), Ok(Some(day)));
            day = day.tomorrow().unwrap();
        }
    }
}
