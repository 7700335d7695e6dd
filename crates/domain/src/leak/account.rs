//! Numbers of bank accounts that are no cards: known by the label before them only. Institutions
//! publish theirs for deposits and fees.

use super::context::Context;
use super::{Gravity, Hit, LeakKind, kind};

const LABELS: [&str; 4] = ["账号", "帐号", "账户", "帐户"];
/// Around the account of an institution.
const HOLDERS: [&str; 18] = [
    "财政",
    "公司",
    "中心",
    "专户",
    "国库",
    "基金会",
    "委员会",
    "政府",
    "局",
    "缴款",
    "保证金",
    "执收",
    "工会",
    "合作社",
    "学校",
    "医院",
    "单位",
    "非税",
];
/// Around the account of a person.
const PERSONS: [&str; 7] = ["姓名", "本人", "身份证", "村民", "户主", "农户", "申请人"];
/// Characters between the label and the number.
const GAP: usize = 8;

/// The accounts of a text.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    let labels = LABELS.iter().flat_map(|label| text.match_indices(label));
    labels
        .filter_map(|(at, label)| hit(text, at + label.len()))
        .collect()
}

fn hit(text: &str, from: usize) -> Option<Hit> {
    let rest = text.get(from..)?;
    let between = |c: char| !c.is_ascii_digit() && c != '\n' && c != '\r';
    let gap: usize = rest
        .chars()
        .take(GAP)
        .take_while(|c| between(*c))
        .map(char::len_utf8)
        .sum();
    let run = rest.get(gap..)?;
    let number: usize = run
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'))
        .map(char::len_utf8)
        .sum();
    let number = run.get(..number)?.trim_end_matches([' ', '-']);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let bytes = from + gap..from + gap + number.len();
    let context = Context::new(text, bytes.clone());
    let institution = context.has_near(&HOLDERS, 40) || context.has_behind(&HOLDERS, 30);
    let personal = context.has_near(&PERSONS, 40) || !institution;
    let long = (12..=30).contains(&digits.len());
    (long && personal && !context.is_amount()).then(|| Hit {
        kind: LeakKind::Account,
        gravity: Gravity::Doubtful,
        excerpt: kind::masked(LeakKind::Account, &digits),
        bytes,
    })
}
