//! The document says which year it reports on.
//!
//! # 检查什么
//! 标题或正文写明了报告的是哪一年。
//!
//! # 为什么
//! 不知道年度，就无法判断应当用哪种格式，也无法与上年比较。
//!
//! # 怎样改
//! 在标题写明“××××年政府信息公开工作年度报告”。
//!
//! # 依据
//! 条例第四十九条：公布上一年度政府信息公开工作年度报告。

use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// The report year is stated.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "year-unknown",
    group: Group::Structure,
    name: ("年度不明", "report year unknown"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    if context.report.report_year.is_none() {
        let message = Message::new(
            "看不出报告的是哪一年。请在标题写明年度。",
            "the document does not say which year it reports on",
        );
        context.violation(Vec::new(), message);
    }
}
