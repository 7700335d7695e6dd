//! Mailboxes of persons. Offices publish theirs: under gov.cn, or where the words around say so.

use super::context::Context;
use super::{Gravity, Hit, LeakKind};

/// Ends of the names of public bodies.
const PUBLIC: [&str; 4] = [".gov.cn", ".mil.cn", ".edu.cn", ".org.cn"];
/// Names of offices before the @.
const OFFICES: [&str; 12] = [
    "xxgk", "zwgk", "bgs", "office", "info", "service", "contact", "xinfang", "jubao", "zhengfu",
    "gov", "admin",
];
/// Words of an office around its mailbox.
const OFFICE_WORDS: [&str; 27] = [
    "党政办",
    "办联系",
    "疑问",
    // The telephone of a desk has the code of its city.
    "电话：0",
    "电话0",
    "咨询",
    "监督",
    "举报",
    "投诉",
    "办公",
    "受理",
    "机构",
    "单位",
    "公开办",
    "传真",
    "邮编",
    "邮政编码",
    "反馈",
    "意见",
    "报名",
    "投稿",
    "热线",
    "信箱",
    "政府",
    "服务",
    "联系电话",
    "委员会",
];
/// Words of a person.
const PERSON_WORDS: [&str; 11] = [
    "村民",
    "姓名",
    "申请人",
    "本人",
    "个人",
    "身份证",
    "家长",
    "监护人",
    "学生",
    "住址",
    "手机",
];

/// The mailboxes of a text.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    text.match_indices(['@', '＠'])
        .filter_map(|(at, sign)| hit(text, at, sign.len()))
        .collect()
}

fn hit(text: &str, at: usize, sign: usize) -> Option<Hit> {
    let before = text.get(..at)?;
    let name = before.trim_end_matches(is_name).len();
    let name = before.get(name..)?.trim_start_matches(['.', '-', '_']);
    let behind = text.get(at + sign..)?;
    let host = behind
        .trim_start_matches(|c: char| is_name(c) && c != '_' && c != '+')
        .len();
    let host = behind
        .get(..behind.len() - host)?
        .trim_end_matches(['.', '-']);
    let bytes = at - name.len()..at + sign + host.len();
    let context = Context::new(text, bytes.clone());
    let is_mailbox = (1..=64).contains(&name.len()) && is_host(host);
    let personal = context.has_near(&PERSON_WORDS, 30) || !is_office(name, host, &context);
    (is_mailbox && personal).then(|| Hit {
        kind: LeakKind::Email,
        gravity: Gravity::Doubtful,
        excerpt: format!("{}****@{host}", name.chars().next().unwrap_or_default()),
        bytes,
    })
}

const fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
}

fn is_host(host: &str) -> bool {
    let Some((name, end)) = host.rsplit_once('.') else {
        return false;
    };
    let letters = end.bytes().all(|byte| byte.is_ascii_alphabetic());
    !name.is_empty() && letters && (2..=6).contains(&end.len())
}

fn is_office(name: &str, host: &str, context: &Context<'_>) -> bool {
    let (name, host) = (name.to_ascii_lowercase(), host.to_ascii_lowercase());
    let public = PUBLIC.iter().any(|end| format!(".{host}").ends_with(end));
    let office = OFFICES.iter().any(|word| name.contains(word));
    public || office || context.has_near(&OFFICE_WORDS, 60)
}
