//! Identity papers of soldiers and officers: 军字第1234567号.

use super::context::Context;
use super::word::folded;
use super::{Gravity, Hit, LeakKind, kind};

/// Before 字第, on nothing but such papers.
const OWN: [char; 3] = ['军', '士', '兵'];
/// Before 字第 on such papers, and on others.
const SHARED: [char; 16] = [
    '文', '职', '武', '警', '政', '参', '后', '装', '海', '空', '北', '南', '沈', '兰', '济', '广',
];
const LABELS: [&str; 6] = ["军官证", "士官证", "士兵证", "警官证", "军人证", "文职"];

/// The numbers of such papers in a text.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    let found = text.match_indices("字第").filter_map(|(at, word)| {
        let before = text.get(..at)?;
        let letter = before.chars().next_back()?;
        let start = at - letter.len_utf8();
        let labelled = Context::new(text, start..at).is_called(&LABELS);
        let known = OWN.contains(&letter) || (SHARED.contains(&letter) && labelled);
        let rest = text.get(at + word.len()..)?;
        let skipped = rest.len() - rest.trim_start().len();
        let (number, length) = number(rest.trim_start());
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let bytes = start..at + word.len() + skipped + length;
        (known && number.len() <= 9 && digits >= 5).then(|| Hit {
            kind: LeakKind::MilitaryId,
            gravity: Gravity::Doubtful,
            excerpt: kind::masked(LeakKind::MilitaryId, &format!("{letter}字第{number}")),
            bytes,
        })
    });
    found.collect()
}

/// The letters and digits at the start of a text, and their bytes.
fn number(text: &str) -> (String, usize) {
    let chars = text.chars().map_while(|c| Some((folded(c)?, c.len_utf8())));
    chars.fold((String::new(), 0), |(mut number, length), (c, bytes)| {
        number.push(c);
        (number, length + bytes)
    })
}
