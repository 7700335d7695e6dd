//! Text as search compares it: what differs in form and not in what is meant, is made equal.

use unicode_normalization::UnicodeNormalization as _;

/// The text in the form in which words are sought.
///
/// Compatibility forms (full width, ligatures) are made plain, capitals small, all round, square
/// and lenticular brackets round; invisible characters are gone. White space stays only between Latin letters and digits, as one space: a line
/// that ends within a Chinese word does not hide it.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    let plain = text.nfkc().flat_map(char::to_lowercase).map(bracket);
    for character in plain.filter(|character| !is_invisible(*character)) {
        if character.is_whitespace() {
            space = true;
            continue;
        }
        let after_latin = folded.ends_with(|last: char| last.is_ascii_alphanumeric());
        if space && after_latin && character.is_ascii_alphanumeric() {
            folded.push(' ');
        }
        space = false;
        folded.push(character);
    }
    folded
}

/// The words of a query, folded.
pub(crate) fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = query.split_whitespace().map(fold).collect();
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    words
}

fn bracket(character: char) -> char {
    match character {
        '〔' | '[' | '【' | '〖' | '﹝' => '(',
        '〕' | ']' | '】' | '〗' | '﹞' => ')',
        other => other,
    }
}

/// Control characters that are no white space, and marks without width.
fn is_invisible(character: char) -> bool {
    (character.is_control() && !character.is_whitespace())
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_number_is_found_in_whatever_brackets_and_width_it_is_written() {
        let plain = fold("沿海政发〔2024〕3号");
        for other in [
            "沿海政发[2024]3号",
            "沿海政发（２０２４）３号",
            "沿海政发【2024】 3号",
        ] {
            assert_eq!(fold(other), plain);
        }
    }

    #[test]
    fn a_line_break_within_a_chinese_word_does_not_hide_it_and_latin_words_stay_apart() {
        assert_eq!(fold("政府\n信息\u{200b}公开"), "政府信息公开");
        assert_eq!(
            fold("  Annual \u{3000} Report 2024年"),
            "annual report 2024年"
        );
    }

    #[test]
    fn words_of_nothing_are_no_words() {
        assert_eq!(words(" \u{200b} "), Vec::<String>::new());
        assert_eq!(words("公开 年报 公开"), ["公开", "年报"]);
    }
}
