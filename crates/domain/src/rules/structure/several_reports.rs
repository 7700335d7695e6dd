//! The document holds one report.
//!
//! # 检查什么
//! 一个文件只有一份年度报告。
//!
//! # 为什么
//! 一个文件里有几份报告的表格，读出来的数字可能来自不同的报告。
//!
//! # 怎样改
//! 每份报告单独存为一个文件。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::Note;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// The rows of one report only.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "several-reports",
    group: Group::Structure,
    name: ("一个文件多份报告", "several reports in one document"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    if context.report.notes.contains(&Note::SeveralReports) {
        let message = Message::new(
            "文件里有不止一份报告的表格。请每份报告单独存为一个文件。",
            "the rows of more than one report stand in the document",
        );
        context.violation(Vec::new(), message);
    }
}
