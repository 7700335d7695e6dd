//! The document has the statutory tables.
//!
//! # 检查什么
//! 文件中有法定格式的表格，或者表格的文字能够读出。
//!
//! # 为什么
//! 三张表是年度报告的主要内容。没有表格，或者表格做成了图片，数字就无法核对和汇总。
//!
//! # 怎样改
//! 补上三张表；表格是图片的，换成可以复制文字的表格。
//!
//! # 依据
//! 条例第五十条；国办公开办函〔2019〕60号、〔2021〕30号所附格式。

use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// There are tables.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "no-table",
    group: Group::Structure,
    name: ("没有表格", "no tables"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    if context.tables().is_none() {
        let message = Message::new(
            "文件中没有找到法定格式的表格。请补上三张表；表格是图片的，请换成文字表格。",
            "the document has no table of the statutory form",
        );
        context.violation(Vec::new(), message);
    }
}
