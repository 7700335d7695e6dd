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

/// Words of titles and heads that are not cut: a title is broken where its sense allows it.
const WORDS: &[&str] = &[
    "人民政府",
    "政府信息公开",
    "信息公开",
    "工作",
    "年度报告",
    "年度",
    "申请",
    "告知书",
    "答复书",
    "意见书",
    "办公室",
    "委员会",
    "机构",
    "企业",
    "组织",
    "自然人",
];

/// Which characters of a text do not begin a line because a word would be cut before them.
pub(super) fn within_words(text: &[char]) -> Vec<usize> {
    let begins = |at: usize, word: &str| {
        let rest = text.get(at..).unwrap_or_default();
        word.chars()
            .enumerate()
            .all(|(n, c)| rest.get(n) == Some(&c))
    };
    let mut found = Vec::new();
    for at in 0..text.len() {
        for word in WORDS.iter().filter(|word| begins(at, word)) {
            found.extend(at + 1..at + word.chars().count());
        }
    }
    found
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
    fn a_title_is_broken_where_its_sense_allows_it() {
        let title: Vec<char> = "青石镇人民政府2022年政府信息公开工作年度报告"
            .chars()
            .collect();
        let within = within_words(&title);
        let open: Vec<usize> = (1..title.len()).filter(|at| !within.contains(at)).collect();
        assert_eq!(open, [1, 2, 3, 7, 8, 9, 10, 11, 12, 18, 20]);
    }

    #[test]
    fn a_figure_and_a_word_are_never_cut_but_an_address_may_be_behind_its_slashes() {
        assert!(!may_end('1', '9') && !may_end('2', '.') && !may_end('a', 'b'));
        assert!(may_end('/', 'i') && may_end('8', '条') && may_end('共', '8'));
        assert!(!may_end('-', '1'), "a day written as 2021-01-12");
    }
}
