//! Resident identity numbers of 15 digits, given out until 1999: region, day of birth with a year
//! of two digits, sequence. They have no check, so region and day must both be right.

use super::Gravity;
use super::context::Context;
use super::resident_id::is_region;
use super::run::Span;
use jiff::civil::Date;

/// A number of 15 digits with a region and a day of birth that nothing else explains.
pub(super) fn likely(span: &Span<'_>, context: &Context<'_>) -> Option<Gravity> {
    let grouped = match span.shape().as_slice() {
        [15] => true,
        [6, 6, 3] | [6, 2, 2, 2, 3] => span.is_one_number(),
        _ => false,
    };
    let digits = span.digits.as_str();
    let shape = grouped && is_region(digits) && is_day(digits) && !digits.ends_with('X');
    let other = context.is_in_code() || context.is_amount() || context.is_register_number();
    (shape && !other).then_some(Gravity::Blocking)
}

fn is_day(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let date = part(6, 8)
        .zip(part(8, 10))
        .zip(part(10, 12))
        .and_then(|((year, month), day)| Date::new(1900 + i16::from(year), month, day).ok());
    date.is_some()
}
