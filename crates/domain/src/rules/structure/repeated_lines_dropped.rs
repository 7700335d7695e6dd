//! The page has kept repeated lines.
//!
//! # 检查什么
//! 文件中相同的行没有被网页系统合并掉。
//!
//! # 为什么
//! 有的网页系统会删去重复的行，几十个“0”只剩一个，表格的数字就丢失了，剩下的也不能确定属于哪一格。
//!
//! # 怎样改
//! 不要从该网页复制；向编制单位取原始文件（DOCX、XLSX）重新读取或发布。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::Note;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No repeated lines are lost.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "repeated-lines-dropped",
    group: Group::Structure,
    name: ("重复行丢失", "repeated lines dropped"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    if context.report.notes.contains(&Note::RepeatedLinesDropped) {
        let message = Message::new(
            "网页删去了重复的行，表格数字已不完整。请用原始文件重新读取或重新发布。",
            "the page has dropped repeated lines: figures of the tables are lost",
        );
        context.violation(Vec::new(), message);
    }
}
