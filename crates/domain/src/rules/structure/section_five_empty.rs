//! Section five says something.
//!
//! # 检查什么
//! “存在的主要问题及改进情况”有内容，不是空着，也不是只写“无”。标题本身没有的，由“缺少部分”指出。
//!
//! # 为什么
//! 条例要求报告存在的主要问题及改进情况。一个问题也没有的报告，等于没有报告这一项。
//!
//! # 怎样改
//! 写出本年工作中的主要问题，和已经采取、准备采取的改进措施。
//!
//! # 依据
//! 条例第五十条第（四）项。

use crate::report::SectionId;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// The problems and improvements are not left out.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "section-five-empty",
    group: Group::Structure,
    name: ("问题及改进未写", "section five is empty"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(section) = context.report.sections.get(SectionId::Five) else {
        return;
    };
    if says_nothing(&section.text) {
        let message = Message::new(
            "“存在的主要问题及改进情况”没有写内容。请写出主要问题和改进措施。",
            "section five (problems and improvements) says nothing",
        );
        context.violation_at(section.place.clone(), Vec::new(), message);
    }
}

/// Whether a text has no words but those that say there is nothing.
fn says_nothing(text: &str) -> bool {
    const NOTHING: [&str; 9] = [
        "",
        "无",
        "暂无",
        "没有",
        "略",
        "无问题",
        "不存在",
        "不存在问题",
        "无存在问题",
    ];
    // No more than these are long: a real text is not copied.
    let words: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(8)
        .collect();
    NOTHING.contains(&words.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_there_is_nothing_say_nothing() {
        for text in ["", " \n", "无。", "暂无", "无存在问题！"] {
            assert!(says_nothing(text), "{text:?}");
        }
        assert!(!says_nothing("无专职人员，更新不及时。"));
    }
}
