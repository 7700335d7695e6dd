//! Marks of classification and of internal use: 机密★10年, 内部资料 注意保存. A mark stands alone or
//! has its star; the same words in a sentence about secrecy are no mark.

use super::{Gravity, Hit, LeakKind};

const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];
const STARS: [char; 6] = ['★', '☆', '＊', '*', '⭐', '✩'];
const INTERNAL: [&str; 5] = ["内部资料", "内部文件", "内部刊物", "内部参考", "内部材料"];
/// What makes a mark of the words for internal papers, and what may stand alone.
const WARNINGS: [&str; 9] = [
    "注意保存",
    "注意保密",
    "妥善保管",
    "请勿外传",
    "切勿外传",
    "不得外传",
    "严禁外传",
    "不得公开",
    "不得翻印",
];
/// Characters around a mark that stands alone.
const FRAME: &str = "【】[]［］〔〕()（）《》<>“”\"：:，,。.!！;；、—-·";

/// The marks of a text.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut start = 0;
    let mut before = "";
    for line in text.split_inclusive(['\n', '\r', '\t', '\u{c}', '\u{2028}']) {
        if line.contains(['密', '内', '注', '不', '勿']) {
            hits.extend(Line::new(line, start).hit(is_broken(before)));
        }
        let end = line.trim_end_matches(|c: char| c.is_whitespace() || c == '|');
        before = if end.is_empty() { before } else { end };
        start += line.len();
    }
    hits
}

/// Whether a line ends in the middle of 国家秘密 or its like: cells of tables break anywhere.
fn is_broken(line: &str) -> bool {
    ["国家", "商业", "工作", "涉及", "属于"]
        .iter()
        .any(|word| line.ends_with(word))
}

/// A line without blanks, and where each of its characters stood.
struct Line {
    plain: String,
    /// By byte of `plain`: where the character began and ended in the text.
    places: Vec<(usize, usize, usize)>,
}

impl Line {
    fn new(line: &str, start: usize) -> Self {
        let mut plain = String::new();
        let mut places = Vec::new();
        for (at, c) in line.char_indices() {
            let invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}');
            if !c.is_whitespace() && !invisible {
                places.push((plain.len(), start + at, start + at + c.len_utf8()));
                plain.push(c);
            }
        }
        Self { plain, places }
    }

    /// The gravest mark of the line. One that continues the line before has no mark alone.
    fn hit(&self, continues: bool) -> Option<Hit> {
        let blocking = self
            .starred()
            .or_else(|| self.alone().filter(|_| !continues));
        let blocking = blocking.or_else(|| self.internal());
        let found = blocking.map(|found| (found, Gravity::Blocking));
        let found = found.or_else(|| self.mentioned().map(|found| (found, Gravity::Doubtful)));
        let ((from, to), gravity) = found?;
        let excerpt = self.plain.get(from..to)?.to_owned();
        let start = self.places.iter().find(|place| place.0 == from)?.1;
        let end = self.places.iter().rfind(|place| place.0 < to)?.2;
        Some(Hit {
            kind: LeakKind::Mark,
            gravity,
            bytes: start..end,
            excerpt,
        })
    }

    /// `机密★10年`.
    fn starred(&self) -> Option<(usize, usize)> {
        LEVELS.iter().find_map(|level| {
            self.plain.match_indices(level).find_map(|(at, _)| {
                let end = at + level.len();
                let rest = self.plain.get(end..)?;
                let unstarred = rest.strip_prefix("级").unwrap_or(rest);
                let term = unstarred.strip_prefix(STARS)?;
                let term = &rest.get(..rest.len() - term.len() + term_length(term))?;
                Some((at, end + term.len()))
            })
        })
    }

    /// A line that is a mark and nothing else: `【机密】`, `密级：秘密 3年`, `注意保存`.
    fn alone(&self) -> Option<(usize, usize)> {
        let framed = |c: char| FRAME.contains(c);
        let core = self.plain.trim_matches(framed);
        let core = core
            .strip_prefix("密级")
            .unwrap_or(core)
            .trim_matches(framed);
        let level = LEVELS.iter().find_map(|level| core.strip_prefix(level));
        let is_level = level.is_some_and(|rest| {
            let rest = rest.trim_start_matches(framed);
            let rest = ["级", "件", "文件", "资料", "材料"]
                .iter()
                .find(|word| rest == **word)
                .map_or(rest, |_| "");
            term_length(rest) == rest.len()
        });
        let is_internal = WARNINGS.iter().chain(&INTERNAL).any(|word| core == *word);
        if !is_level && !is_internal {
            return None;
        }
        let from = self.plain.find(core)?;
        Some((from, from + core.len()))
    }

    /// `内部资料，注意保存`.
    fn internal(&self) -> Option<(usize, usize)> {
        INTERNAL.iter().find_map(|word| {
            let at = self.plain.find(word)?;
            let rest = self.plain.get(at + word.len()..)?;
            let warning = WARNINGS.iter().find_map(|warning| {
                let gap = rest.find(warning)?;
                let near = rest.get(..gap)?.chars().count() <= 6;
                near.then_some(gap + warning.len())
            })?;
            Some((at, at + word.len() + warning))
        })
    }

    /// 绝密, 机密 or 内部资料 in a sentence that is not about secrecy as such.
    fn mentioned(&self) -> Option<(usize, usize)> {
        const ABOUT: [&str; 7] = [
            "国家秘密",
            "保密法",
            "保密工作",
            "商业机密",
            "、机密",
            "、秘密",
            "定密",
        ];
        if ABOUT.iter().any(|word| self.plain.contains(word)) {
            return None;
        }
        ["绝密", "机密", "内部资料"].iter().find_map(|word| {
            let at = self.plain.find(word)?;
            Some((at, at + word.len()))
        })
    }
}

/// Bytes of a term at the start of a text: `10年`, `六个月`, `长期`.
fn term_length(text: &str) -> usize {
    if text.starts_with("长期") {
        return "长期".len();
    }
    let number = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(number);
    let unit = ["年", "个月", "月"]
        .iter()
        .find(|unit| rest.starts_with(**unit));
    match unit {
        Some(unit) if rest.len() < text.len() => text.len() - rest.len() + unit.len(),
        _ => 0,
    }
}
