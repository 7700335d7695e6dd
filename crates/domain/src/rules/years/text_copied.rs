//! The text is not that of the year before.
//!
//! # 检查什么
//! 第一部分（总体情况）和第五部分（问题及改进）的文字，与上年报告相比，按句比较有九成以上相同的，指出来。不足100字的不比较。
//!
//! # 为什么
//! 年度报告报告的是本年的工作。照抄上年，等于没有报告，也容易把上年的数字带进来。
//!
//! # 怎样改
//! 按本年实际重写；确实相同的工作可以概括，不必逐句重复。
//!
//! # 依据
//! 条例第四十九条、第五十条；国办公开办函〔2021〕30号关于报告内容的要求。

use crate::report::{AnnualReport, SectionId};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Sections one and five are written anew.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "text-copied",
    group: Group::Years,
    name: ("文字雷同", "text copied"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Pair(inspect),
};

/// Shorter texts are alike because they say little.
const FEWEST_CHARACTERS: usize = 100;
/// From this share on, in percent, a text counts as copied.
pub(crate) const MOST_PERCENT: usize = 90;

fn inspect(context: &mut Context<'_>, prior: &AnnualReport) {
    for id in [SectionId::One, SectionId::Five] {
        let Some(section) = context.report.sections.get(id) else {
            continue;
        };
        let Some(percent) = alike(prior.sections.text(id), &section.text) else {
            continue;
        };
        if percent >= MOST_PERCENT {
            let message = wrong(id, &section.heading, percent);
            context.violation_at(section.place.clone(), Vec::new(), message);
        }
    }
}

/// How much of two texts is the same, in percent of their characters; `None` if one is short.
pub(crate) fn alike(old: &str, new: &str) -> Option<usize> {
    let (old, new) = (clauses(old), clauses(new));
    let total = length(&old) + length(&new);
    if length(&old) < FEWEST_CHARACTERS || length(&new) < FEWEST_CHARACTERS {
        return None;
    }
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let same: usize = operations
        .iter()
        .map(|operation| match *operation {
            DiffOp::Equal { old_index, len, .. } => {
                length(old.get(old_index..old_index + len).unwrap_or_default())
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => 0,
        })
        .sum();
    Some(200 * same / total)
}

/// The clauses of a text: a changed year or figure makes one clause new, not its paragraph.
pub(crate) fn clauses(text: &str) -> Vec<&str> {
    const ENDS: [char; 9] = ['，', '。', '；', '：', '、', '！', '？', ',', '\n'];
    text.split(ENDS)
        .map(str::trim)
        .filter(|clause| !clause.is_empty())
        .collect()
}

fn length(clauses: &[&str]) -> usize {
    clauses.iter().map(|clause| clause.chars().count()).sum()
}

fn wrong(id: SectionId, heading: &str, percent: usize) -> Message {
    Message::new(
        format!("“{heading}”与上年报告有{percent}%的文字相同。请按本年实际情况重写。"),
        format!(
            "section {} is {percent} % the text of the year before",
            id.name()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_wholly_like_itself_and_a_short_one_is_not_compared() {
        let text = "公开的内容不够全，更新不够及时。".repeat(10);
        assert_eq!(alike(&text, &text), Some(100));
        assert_eq!(alike("内容不够全。", "内容不够全。"), None);
    }

    #[test]
    fn a_text_written_anew_is_not_alike() {
        let (old, new) = (
            "公开的内容不够全，更新不够及时。",
            "群众来电多，网上申请少。",
        );
        assert_eq!(alike(&old.repeat(10), &new.repeat(12)), Some(0));
    }
}
