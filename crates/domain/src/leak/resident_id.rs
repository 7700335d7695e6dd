//! Resident identity numbers of 18 characters: region, day of birth, sequence, check (GB 11643).

use super::Gravity;
use super::context::Context;
use super::run::Span;
use jiff::civil::Date;

/// Codes of provinces (GB/T 2260) and of the residence permits of Hong Kong, Macao and Taiwan.
const PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83",
];
/// Weights of the characters before the check, and the check by the remainder of eleven.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &str = "10X98765432";

/// A number with the right check, written in any grouping.
pub(super) fn certain(span: &Span<'_>, _context: &Context<'_>) -> Option<Gravity> {
    let valid = is_valid(&span.digits) && is_grouped(span);
    valid.then_some(Gravity::Blocking)
}

/// Whether digits without any grouping are a resident identity number with the right check.
pub(super) fn is_valid(digits: &str) -> bool {
    has_shape(digits) && has_check(digits)
}

/// A number in the form of one whose check fails: more likely misprinted than something else.
pub(super) fn misprinted(span: &Span<'_>, context: &Context<'_>) -> Option<Gravity> {
    let grouped = matches!(span.shape().as_slice(), [18] | [6, 8, 4]);
    let other = context.is_in_code() || context.is_register_number() || context.is_amount();
    let shape = grouped && has_shape(&span.digits) && is_region(&span.digits);
    (shape && !other).then_some(Gravity::Doubtful)
}

/// Groups as people make them. Blanks part the figures of a table too, so with blanks the groups
/// must be usual ones; with hyphens any will do, and digits may have boxes of their own.
fn is_grouped(span: &Span<'_>) -> bool {
    let shape = span.shape();
    match shape.as_slice() {
        [_]
        | [6, 8, 4]
        | [6, 4, 4, 4]
        | [6, 4, 2, 2, 4]
        | [3, 3, 4, 4, 4]
        | [4, 4, 4, 4, 2]
        | [6, 12]
        | [14, 4]
        | [17, 1]
        | [6, 8, 3, 1] => true,
        lengths if lengths.iter().all(|length| *length == 1) => true,
        _ => span.gap().is_some_and(|gap| gap.contains('-')),
    }
}

fn has_shape(digits: &str) -> bool {
    // Foreigners with the right of residence have a nine before the code of the province.
    let code = digits.strip_prefix('9').unwrap_or(digits);
    let province = code.get(..2).is_some_and(|code| PROVINCES.contains(&code));
    digits.len() == 18 && province && digits.get(6..14).is_some_and(is_day)
}

/// A day on which a living person may be born.
fn is_day(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let (year, month, day) = (part(0, 4), part(4, 6), part(6, 8));
    let small = |value: Option<i16>| value.and_then(|value| i8::try_from(value).ok());
    let date = year
        .zip(small(month))
        .zip(small(day))
        .and_then(|((year, month), day)| Date::new(year, month, day).ok());
    date.is_some_and(|date| (1900..=2050).contains(&date.year()))
}

/// Codes of city and county as they are given out.
pub(super) fn is_region(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u8>().ok();
    let province = digits
        .get(..2)
        .is_some_and(|code| PROVINCES.contains(&code));
    let city = part(2, 4).is_some_and(|city| matches!(city, 1..=70 | 90));
    let county = part(4, 6).is_some_and(|county| county > 0);
    province && city && county
}

fn has_check(digits: &str) -> bool {
    let Some((body, check)) = digits.split_at_checked(17) else {
        return false;
    };
    let weighted = body.chars().zip(WEIGHTS).map(|(c, weight)| {
        let digit = c.to_digit(10)?;
        Some(digit * weight)
    });
    let sum: Option<u32> = weighted.sum();
    let expected = sum.and_then(|sum| CHECKS.chars().nth(usize::try_from(sum % 11).ok()?));
    expected.is_some() && expected == check.chars().next()
}
