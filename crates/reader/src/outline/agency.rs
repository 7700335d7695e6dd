//! The agency that reports, by title, preamble and signature: the fullest name wins.

use super::{Front, Outline, closed_up};
use crate::fold::{fold, is_blank, trim};
use crate::source::Piece;

/// Last characters of the names of agencies.
const ENDINGS: &[&str] = &[
    "人民政府",
    "政府",
    "办事处",
    "委员会",
    "管委会",
    "办公室",
    "管理局",
    "局",
    "厅",
    "委",
    "办",
    "中心",
    "镇",
    "乡",
    "街道",
    "开发区",
    "园区",
    "区",
    "县",
    "市",
    "旗",
    "苏木",
    "总队",
    "支队",
    "处",
    "院",
];

/// Whether a line ends as names of agencies do.
pub(super) fn ends_like_agency(text: &str) -> bool {
    let text = trim(text);
    (2..=40).contains(&text.chars().count())
        && !text.contains(['。', '，', '：', '；', '>', '｜'])
        && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// The name that a line is, closed up. Its last character tells most lines that are none.
fn named(piece: &Piece<'_>) -> Option<String> {
    let kept = |c: &char| !is_blank(*c) && !matches!(c, '\n' | '#' | '*');
    let last = piece.text.chars().rev().find(kept)?;
    let ends = ENDINGS.iter().any(|ending| ending.ends_with(last));
    ends.then(|| closed_up(&piece.text))
        .filter(|line| ends_like_agency(line))
}

/// The agency of a report.
pub(super) fn agency(outline: &Outline, pieces: &[Piece<'_>], front: &Front) -> Option<String> {
    let titled = outline.title.as_deref().and_then(in_title);
    let mut names: Vec<String> = Vec::new();
    names.extend(pieces.iter().take(front.title.start).filter_map(named));
    names.extend(outline.signature.clone());
    names.extend(in_text(outline, pieces));
    let last = pieces.len().saturating_sub(12);
    names.extend(pieces.iter().skip(last).filter_map(named));
    match titled {
        Some(titled) => {
            let fuller = names.into_iter().filter(|name| name.contains(&titled));
            let fullest = fuller.max_by_key(|name| name.chars().count());
            Some(fullest.filter(|name| *name != titled).unwrap_or(titled))
        }
        None => names.into_iter().next(),
    }
}

/// What stands before the year (or before 政府信息公开) in a title.
fn in_title(title: &str) -> Option<String> {
    let plain: Vec<char> = title.chars().collect();
    let year = plain
        .windows(5)
        .position(|five| five[..4].iter().all(|c| super::digit(*c).is_some()) && five[4] == '年');
    let words = ["政府信息公开", "政务公开", "信息公开"];
    let year = year.map(|at| plain[..at].iter().map(|c| c.len_utf8()).sum::<usize>());
    let word = words.iter().find_map(|word| title.find(word));
    let cut = year
        .into_iter()
        .chain(word)
        .min()
        .map(|at| title[..at].to_owned());
    let name = cut.unwrap_or_default();
    let name = name.trim_start_matches("关于").trim_end_matches("关于");
    let name = name.trim_matches(|c| is_blank(c) || "《〈“\"（(".contains(c));
    if name.is_empty() {
        // 2020年甲镇政府信息公开工作年度报告: the name stands behind the year.
        let rest = title
            .get(year?..)?
            .split_once('年')?
            .1
            .trim_start_matches('度');
        let at = words.iter().find_map(|word| rest.find(word))?;
        let name = &rest[..at];
        return (!name.is_empty()).then(|| name.to_owned());
    }
    (name.chars().count() >= 2).then(|| name.to_owned())
}

/// `由甲镇人民政府编制`, `请与甲县乙镇人民政府办公室联系`: names in the preamble and section one.
fn in_text(outline: &Outline, pieces: &[Piece<'_>]) -> Vec<String> {
    let mut names = Vec::new();
    for (_, text) in outline.texts(pieces).take(6) {
        for (begin, end) in [("由", "编制"), ("由", "负责编制"), ("现公布", "20")] {
            names.extend(between(text, begin, end));
        }
    }
    names
}

fn between(text: &str, begin: &str, end: &str) -> Option<String> {
    let start = text.find(begin)? + begin.len();
    let rest = text.get(start..)?;
    let name: String = rest
        .get(..rest.find(end)?)?
        .chars()
        .filter(|c| !is_blank(*c))
        .map(|c| if c.is_ascii() { fold(c) } else { c })
        .collect();
    let name = name
        .split(['根', '按', '依'])
        .next()
        .unwrap_or_default()
        .to_owned();
    (name.ends_with("政府") || name.ends_with("办事处") || name.ends_with("局")).then_some(name)
}
