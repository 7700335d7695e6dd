//! The tables show which form they are in.
//!
//! # 检查什么
//! 表格的栏目能看出是哪一种格式。
//!
//! # 为什么
//! 看不出时按年度判断。如果表格其实用错了格式，这时发现不了。
//!
//! # 怎样改
//! 写全各栏的标题，例如“本年新制作数量”或“本年制发件数”。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::Note;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// The form was seen, not inferred.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "form-uncertain",
    group: Group::Structure,
    name: ("格式按年度推定", "form taken from the year"),
    severity: Severity::Info,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    if context.report.notes.contains(&Note::FormFromYear) {
        let message = Message::new(
            "表格的栏目看不出用的是哪一种格式，按报告年度判断。请核对栏目标题是否写全。",
            "nothing in the tables tells the form: the year decided",
        );
        context.violation(Vec::new(), message);
    }
}
