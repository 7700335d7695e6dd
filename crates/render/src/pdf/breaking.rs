//! Where a line may end (避头尾): no closing mark at the beginning of a line, no opening one at its end, no
//! figure and no word cut in two.

/// Marks that never begin a line.
const CLOSING: &str = "、，。．；：！？）】》〉」』〕］｝”’…—·～％%℃‰,.;:!?)]}>々";

/// Marks that never end a line.
const OPENING: &str = "（【《〈「『〔［｛“‘([{<￥¥$№#";

/// Marks in a long address behind which a line may end.
const JOINTS: &str = "/?&=_-";

/// Whether a line may end between two characters.
pub(super) fn may_end(before: char, after: char) -> bool {
    if CLOSING.contains(after) || OPENING.contains(before) || after == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    let joint = JOINTS.contains(before) && after.is_ascii_alphabetic();
    joint || !(is_latin(before) && is_latin(after))
}

/// Whether a character belongs to words or figures that are not cut.
const fn is_latin(c: char) -> bool {
    c.is_ascii_graphic() || matches!(c, '\u{A1}'..='\u{24F}' | '\u{370}'..='\u{52F}')
}

/// Whether the gap between two characters may be opened to fill a line: beside a Chinese character or a
/// blank, not within a word or figure.
pub(super) const fn may_open(before: char, after: char) -> bool {
    !(is_latin(before) && is_latin(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_closing_mark_begins_a_line_and_no_opening_mark_ends_one() {
        for mark in CLOSING.chars() {
            assert!(!may_end('字', mark), "{mark}");
        }
        for mark in OPENING.chars() {
            assert!(!may_end(mark, '字'), "{mark}");
        }
        assert!(may_end('。', '字') && may_end('字', '（') && may_end('一', '二'));
    }

    #[test]
    fn a_figure_and_a_word_are_never_cut_but_an_address_may_be_behind_its_slashes() {
        assert!(!may_end('1', '9') && !may_end('2', '.') && !may_end('a', 'b'));
        assert!(may_end('/', 'i') && may_end('8', '条') && may_end('共', '8'));
        assert!(!may_end('-', '1'), "a day written as 2021-01-12");
    }
}
