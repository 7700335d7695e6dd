//! Passports: the Chinese ones by their own letters, others only where the word 护照 stands before.

use super::context::Context;
use super::word::Word;

/// What stands before the number of a passport, or of papers that may be one.
const LABELS: [&str; 5] = ["护照", "旅行证", "证件号", "passport", "Passport"];

/// A number that looks like one of a passport.
pub(super) fn likely(word: &Word, context: &Context<'_>) -> bool {
    let Some((letters, digits)) = word.parts() else {
        return false;
    };
    let labelled = context.is_called(&LABELS);
    let shape = match (letters, digits.len()) {
        // Ordinary passports since 1997, and with a second letter since the first ran out.
        ("E" | "G", 8) | ("DE" | "SE" | "PE", 7) => true,
        (ordinary, 7) if ordinary.len() == 2 && ordinary.starts_with('E') => {
            !ordinary.ends_with(['I', 'O'])
        }
        // Diplomatic and service passports, those of the regions and of other countries.
        (_, 6..=8) => labelled && (1..=2).contains(&letters.len()),
        _ => false,
    };
    shape && (labelled || !context.is_of_thing(digits))
}
