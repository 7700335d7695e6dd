//! Permits for travel between the mainland, Hong Kong, Macao and Taiwan: 港澳居民来往内地通行证,
//! 台湾居民来往大陆通行证, 往来港澳通行证, 大陆居民往来台湾通行证.

use super::context::Context;
use super::word::Word;

/// What stands before the number of a permit.
const LABELS: [&str; 6] = [
    "通行证",
    "回乡证",
    "台胞证",
    "台湾居民",
    "港澳居民",
    "证件号",
];

/// A number that looks like one of a permit.
pub(super) fn likely(word: &Word, context: &Context<'_>) -> bool {
    let Some((letters, digits)) = word.parts() else {
        return false;
    };
    let labelled = context.is_called(&LABELS);
    let shape = match (letters, digits.len()) {
        // Hong Kong and Macao, formerly with the count of renewals behind it.
        ("H" | "M", 8 | 10) => true,
        ("C" | "W" | "L" | "T", 8) => labelled,
        (letters, 7) if letters.len() == 2 && letters.starts_with('C') => labelled,
        // Taiwan: digits only; a date is no number.
        ("", 8 | 10) => labelled && !digits.starts_with("19") && !digits.starts_with("20"),
        _ => false,
    };
    shape && (labelled || !context.is_of_thing(digits))
}
