//! Figures as people type them, and numerals as headings print them.

use rust_decimal::Decimal;

/// A figure in half width, without what only groups its digits. What is no part of a figure stays, so
/// that it is refused and not overlooked.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter_map(narrow).collect()
}

fn narrow(one: char) -> Option<char> {
    match one {
        '０'..='９' | '．' | '＋' | '－' => {
            char::from_u32(u32::from(one).saturating_sub(0xFEE0))
        }
        '−' | '–' => Some('-'),
        ',' | '，' => None,
        one if one.is_whitespace() => None,
        other => Some(other),
    }
}

/// Whether a text is nothing but digits, and how many at most.
pub(crate) fn is_digits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit())
}

/// A number without a sign; so many digits at most before and behind its point.
pub(crate) fn decimal(plain: &str, (before, behind): (usize, usize)) -> Option<Decimal> {
    let (whole, parts) = plain.split_once('.').unwrap_or((plain, "0"));
    let fits = is_digits(whole, before) && is_digits(parts, behind);
    fits.then(|| plain.parse().ok()).flatten()
}

/// 一, 二 … 十九, as headings and enumerations number; beyond that digits.
pub fn numeral(number: u32) -> String {
    const DIGITS: [&str; 11] = [
        "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
    ];
    let digit = |number: u32| {
        let digit = usize::try_from(number).ok().and_then(|at| DIGITS.get(at));
        digit.copied().unwrap_or_default()
    };
    match number {
        0..=10 => digit(number).to_owned(),
        11..=19 => format!("十{}", digit(number.saturating_sub(10))),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_in_chinese_up_to_nineteen() {
        let numerals: Vec<String> = [1, 9, 10, 11, 19, 20].into_iter().map(numeral).collect();
        assert_eq!(numerals, ["一", "九", "十", "十一", "十九", "20"]);
    }
}
