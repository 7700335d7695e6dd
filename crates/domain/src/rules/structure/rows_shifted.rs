//! The figures stand in the lines of their labels.
//!
//! # 检查什么
//! 每行的数字与该行的名称对得上。
//!
//! # 为什么
//! 分页、合并单元格或者复制会使数字移到上一行或下一行，读出来的数字可能属于相邻的行。
//!
//! # 怎样改
//! 对照原文件逐行核对；发布前整理表格，使名称与数字在同一行。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::Note;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No figures have moved to another row.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "rows-shifted",
    group: Group::Structure,
    name: ("行可能错位", "rows may be shifted"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    if context.report.notes.contains(&Note::RowsMayBeShifted) {
        let message = Message::new(
            "表格中有的数字可能错到了相邻的行。请对照原文件逐行核对。",
            "figures may belong to the row before or after",
        );
        context.violation(Vec::new(), message);
    }
}
