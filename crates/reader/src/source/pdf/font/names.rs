//! Names of glyphs to characters, after the Adobe Glyph List.

/// The character that a glyph of this name shows.
pub(super) fn character(name: &[u8]) -> Option<char> {
    if let [letter] = name
        && letter.is_ascii_alphabetic()
    {
        return Some(char::from(*letter));
    }
    // `one.tabular` is a form of `one`.
    let base = name.split(|byte| *byte == b'.').next().unwrap_or(name);
    let text = std::str::from_utf8(base).ok()?;
    if let Ok(at) = NAMES.binary_search_by_key(&text, |pair| pair.0) {
        return Some(NAMES[at].1);
    }
    let hex = text.strip_prefix("uni").filter(|hex| hex.len() == 4);
    let hex = hex.or_else(|| {
        text.strip_prefix('u')
            .filter(|hex| (4..=6).contains(&hex.len()))
    });
    let value = u32::from_str_radix(hex?, 16).ok()?;
    char::from_u32(value)
}

/// Names of what reports have besides letters, sorted.
#[rustfmt::skip]
const NAMES: &[(&str, char)] = &[
    ("Euro", '\u{20ac}'), ("ampersand", '&'), ("asciicircum", '^'), ("asciitilde", '~'),
    ("asterisk", '*'), ("at", '@'), ("backslash", '\\'), ("bar", '|'), ("braceleft", '{'),
    ("braceright", '}'), ("bracketleft", '['), ("bracketright", ']'), ("bullet", '\u{2022}'),
    ("colon", ':'), ("comma", ','), ("copyright", '\u{a9}'), ("dagger", '\u{2020}'),
    ("daggerdbl", '\u{2021}'), ("degree", '\u{b0}'), ("divide", '\u{f7}'), ("dollar", '$'),
    ("eight", '8'), ("ellipsis", '\u{2026}'), ("emdash", '\u{2014}'), ("endash", '\u{2013}'),
    ("equal", '='), ("exclam", '!'), ("ff", '\u{fb00}'), ("ffi", '\u{fb03}'), ("ffl", '\u{fb04}'),
    ("fi", '\u{fb01}'), ("five", '5'), ("fl", '\u{fb02}'), ("four", '4'), ("fraction", '\u{2044}'),
    ("grave", '`'), ("greater", '>'), ("guillemotleft", '\u{ab}'), ("guillemotright", '\u{bb}'),
    ("hyphen", '-'), ("less", '<'), ("minus", '\u{2212}'), ("multiply", '\u{d7}'),
    ("nbspace", '\u{a0}'), ("nine", '9'), ("nonbreakingspace", '\u{a0}'), ("numbersign", '#'),
    ("one", '1'), ("onesuperior", '\u{b9}'), ("paragraph", '\u{b6}'), ("parenleft", '('),
    ("parenright", ')'), ("percent", '%'), ("period", '.'), ("periodcentered", '\u{b7}'),
    ("perthousand", '\u{2030}'), ("plus", '+'), ("plusminus", '\u{b1}'), ("question", '?'),
    ("quotedbl", '"'), ("quotedblleft", '\u{201c}'), ("quotedblright", '\u{201d}'),
    ("quoteleft", '\u{2018}'), ("quoteright", '\u{2019}'), ("quotesingle", '\''),
    ("registered", '\u{ae}'), ("section", '\u{a7}'), ("semicolon", ';'), ("seven", '7'),
    ("sfthyphen", '\u{ad}'), ("six", '6'), ("slash", '/'), ("softhyphen", '\u{ad}'), ("space", ' '),
    ("tab", '\t'), ("three", '3'), ("threesuperior", '\u{b3}'), ("two", '2'),
    ("twosuperior", '\u{b2}'), ("underscore", '_'), ("yen", '\u{a5}'), ("zero", '0'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_letters_and_numbers_of_characters_are_known() {
        assert!(NAMES.is_sorted_by_key(|pair| pair.0));
        assert_eq!(character(b"seven"), Some('7'));
        assert_eq!(character(b"one.tabular"), Some('1'));
        assert_eq!(character(b"A"), Some('A'));
        assert_eq!(character(b"uni89C4"), Some('\u{89c4}'));
        assert_eq!(character(b"u20000"), Some('\u{20000}'));
        assert_eq!(character(b"g12"), None);
    }
}
