//! Detailed home addresses: 甲村三组12号, 2幢3单元501室, 住址：…号. Where offices sit is published.

use super::context::Context;
use super::{Gravity, Hit, LeakKind};

/// What stands before somebody's home.
const LABELS: [&str; 8] = [
    "家庭住址",
    "家庭地址",
    "住址",
    "户籍地址",
    "户籍所在地",
    "现住",
    "居住地址",
    "住：",
];
/// Around the address of an office or a firm.
const OFFICES: [&str; 22] = [
    "行政",
    "政府",
    "办公",
    "中心",
    "大厦",
    "大楼",
    "窗口",
    "机关",
    "委员会",
    "村委",
    "服务",
    "医院",
    "学校",
    "公司",
    "银行",
    "科室",
    "所在地",
    "局",
    "会议",
    "法院",
    "派出所",
    "商铺",
];
/// Characters of one address.
const LONGEST: usize = 40;

/// The homes of a text; one to a clause.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut start = 0;
    let ends = [
        '\n', '\r', '\t', '。', '；', ';', '，', ',', '、', '|', '！', '？',
    ];
    for clause in text.split_inclusive(ends) {
        if clause.contains(['号', '室', '元']) {
            hits.extend(hit(text, clause.trim_end_matches(ends), start));
        }
        start += clause.len();
    }
    hits
}

fn hit(text: &str, clause: &str, start: usize) -> Option<Hit> {
    let (from, to) = of_village(clause)
        .or_else(|| of_flat(clause))
        .or_else(|| labelled(text, clause, start))?;
    let bytes = start + from..start + to;
    let office = Context::new(text, bytes.clone());
    let office = clause
        .get(..from)
        .is_some_and(|before| has(before, &OFFICES))
        || office.has_behind(&OFFICES, 6);
    let shown = clause.get(from..to)?;
    let inside = has(shown, &OFFICES);
    (!office && !inside).then(|| Hit {
        kind: LeakKind::HomeAddress,
        gravity: Gravity::Doubtful,
        excerpt: shown
            .chars()
            .map(|c| if is_digit(c) { '*' } else { c })
            .collect(),
        bytes,
    })
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// `甲村三组12号`: a numbered group of a village and a numbered house.
fn of_village(clause: &str) -> Option<(usize, usize)> {
    let groups = clause.match_indices(['组', '队', '社']);
    groups.into_iter().find_map(|(at, group)| {
        let before = clause.get(..at)?;
        let numbered = ["村民小", "村民", "小", "生产"]
            .iter()
            .find_map(|word| before.strip_suffix(word))
            .unwrap_or(before);
        numbered.chars().next_back().filter(|c| is_digit(*c))?;
        let village = before.rfind(['村', '屯', '寨', '庄'])?;
        let near = before.get(village..)?.chars().count() <= 10;
        let end = house(clause, at + group.len(), &["号"])?;
        near.then_some((name_start(clause, village), end))
    })
}

/// `2幢3单元501室`, `3单元501`, `12号楼501室`.
fn of_flat(clause: &str) -> Option<(usize, usize)> {
    let unit = clause.find("单元").and_then(|at| {
        let before = clause.get(..at)?.chars().next_back();
        before.filter(|c| is_digit(*c) || c.is_ascii_alphabetic())?;
        let end = house(clause, at + "单元".len(), &["室", "号", "户", ""])?;
        Some((at, end))
    });
    let building = || {
        ["幢", "栋", "号楼", "座"].iter().find_map(|word| {
            let at = clause.find(word)?;
            clause
                .get(..at)?
                .chars()
                .next_back()
                .filter(|c| is_digit(*c))?;
            Some((at, house(clause, at + word.len(), &["室"])?))
        })
    };
    let (at, end) = unit.or_else(building)?;
    Some((name_start(clause, at), end))
}

/// `住址：甲镇乙路12号`, also where the label has a cell of its own.
fn labelled(text: &str, clause: &str, start: usize) -> Option<(usize, usize)> {
    let inside = LABELS
        .iter()
        .find_map(|label| Some(clause.find(label)? + label.len()));
    let before = text
        .get(..start)?
        .trim_end_matches(|c: char| c.is_whitespace() || c == '|');
    let beside = || {
        LABELS
            .iter()
            .any(|label| before.ends_with(label))
            .then_some(0)
    };
    let from = inside.or_else(beside)?;
    let rest = clause.get(from..)?;
    let end = ["号", "室"].iter().filter_map(|unit| {
        let at = rest.rfind(unit)?;
        rest.get(..at)?
            .chars()
            .next_back()
            .filter(|c| is_digit(*c))?;
        Some(from + at + unit.len())
    });
    let end = end.max()?;
    let skipped = rest.len()
        - rest
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    let length = clause.get(from..end)?.chars().count();
    (length <= LONGEST).then_some((from + skipped, end))
}

/// The end of a numbered house that begins at a byte: digits and one of the units, no street
/// furniture behind it.
fn house(clause: &str, from: usize, units: &[&str]) -> Option<usize> {
    let rest = clause.get(from..)?;
    let rest = rest.trim_start_matches([' ', '\u{3000}', '第', '-']);
    let behind = rest.trim_start_matches(|c: char| is_digit(c) || c == '-');
    let digits = rest.len() - behind.len();
    let unit = units.iter().find(|unit| behind.starts_with(**unit))?;
    let after = behind.get(unit.len()..)?;
    let thing = [
        "桥", "线", "井", "泵", "公路", "路", "文", "公告", "机", "渠", "标", "图",
    ];
    let other = thing.iter().any(|word| after.starts_with(word));
    (digits > 0 && !other).then_some(clause.len() - after.len())
}

/// Where the name that ends at a byte begins: at most a dozen characters, no blank or colon.
fn name_start(clause: &str, end: usize) -> usize {
    let before = clause.get(..end).unwrap_or_default();
    let parts = |c: &char| !c.is_whitespace() && !"：:（(【“”".contains(*c);
    let name = before.chars().rev().take_while(parts).take(12);
    end - name.map(char::len_utf8).sum::<usize>()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９') || "一二三四五六七八九十".contains(c)
}
