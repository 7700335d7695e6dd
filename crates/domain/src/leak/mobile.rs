//! Mobile numbers: eleven digits from 13 to 19, with or without the code of the country.

use super::Gravity;
use super::context::Context;
use super::run::Span;

/// What may stand before the eleven digits without a blank.
const CODES: [&str; 4] = ["0086", "086", "86", "0"];

/// A mobile number in one of the groupings that people use.
pub(super) fn certain(span: &Span<'_>, context: &Context<'_>) -> Option<Gravity> {
    let number = bare(&span.digits);
    if !is_number(number) {
        return None;
    }
    let shape = span.shape();
    let grouped = match shape.as_slice() {
        [_] => true,
        // A code of the country with a gap behind it is found without it.
        _ if number.len() != span.digits.len() => false,
        [3, 4, 4] | [4, 3, 4] | [3, 8] => span.is_one_number(),
        // Blanks part the figures of a table too; hyphens do not.
        lengths => {
            let whole = lengths.iter().all(|length| *length >= 3);
            whole && span.gap() == Some("-") && span.is_one_number()
        }
    };
    let other = context.is_in_code()
        || context.is_amount()
        || context.is_register_number()
        || context.is_page_name();
    (grouped && !other).then_some(Gravity::Blocking)
}

/// The eleven digits without what stands before them; anything else as it is.
pub(super) fn bare(digits: &str) -> &str {
    let known = CODES.iter().filter_map(|code| digits.strip_prefix(code));
    known
        .into_iter()
        .find(|rest| is_number(rest))
        .unwrap_or(digits)
}

fn is_number(digits: &str) -> bool {
    let mut chars = digits.chars();
    let first = chars.next() == Some('1');
    let second = chars.next().is_some_and(|c| ('3'..='9').contains(&c));
    first && second && digits.len() == 11 && !digits.ends_with('X')
}
