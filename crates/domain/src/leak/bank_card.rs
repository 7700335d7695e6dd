//! Numbers of bank cards (GB/T 15694): the issuer's first digits, and the check of Luhn.

use super::Gravity;
use super::context::Context;
use super::run::Span;

/// A card number in one of the groupings that are printed on cards.
pub(super) fn certain(span: &Span<'_>, context: &Context<'_>) -> Option<Gravity> {
    let digits = span.digits.as_str();
    let issued = is_issued(digits, context);
    if !issued || !is_grouped(span) || !has_check(digits) {
        return None;
    }
    let other = context.is_in_code() || context.is_amount() || context.is_register_number();
    (!other).then_some(Gravity::Blocking)
}

/// First digits with the lengths that go with them. Where few cards in use have them, the words
/// before must speak of a card.
fn is_issued(digits: &str, context: &Context<'_>) -> bool {
    let first = |length: usize| digits.get(..length).and_then(|d| d.parse::<u32>().ok());
    let (Some(two), Some(four)) = (first(2), first(4)) else {
        return false;
    };
    match (digits.len(), two) {
        (16..=19, 62) => true,
        (19, 95) => matches!(four, 9558 | 9559),
        (16..=19, 60 | 68 | 69)
        | (16, 35 | 40..=49 | 51..=55 | 95)
        | (15, 34 | 37)
        | (14, 30 | 36 | 38 | 39)
        | (13, 40..=49) => context.is_called_card(),
        _ => false,
    }
}

/// Undivided, in fours with a rest, or the issuer's six digits and the rest.
fn is_grouped(span: &Span<'_>) -> bool {
    match span.shape().as_slice() {
        [_] => true,
        [fours @ .., rest] if fours.iter().all(|length| *length == 4) => {
            *rest <= 4 && fours.len() >= 3 && span.is_one_number()
        }
        [6, others @ ..] => others.iter().all(|length| *length >= 3) && span.is_one_number(),
        _ => false,
    }
}

fn has_check(digits: &str) -> bool {
    let weighted = digits.chars().rev().enumerate().map(|(at, c)| {
        let digit = c.to_digit(10)?;
        let doubled = digit * 2;
        Some(match (at % 2, doubled > 9) {
            (0, _) => digit,
            (_, false) => doubled,
            (_, true) => doubled - 9,
        })
    });
    let sum: Option<u32> = weighted.sum();
    sum.is_some_and(|sum| sum % 10 == 0)
}
