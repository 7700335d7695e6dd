//! Every figure in the tables belongs to a row of the form.
//!
//! # 检查什么
//! 表格中的数字都属于格式规定的行。
//!
//! # 为什么
//! 不属于任何一行的数字，可能是自行增加的行，也可能是行名写错，应填的行反而没有数字。
//!
//! # 怎样改
//! 核对行名是否与格式一致；自行增加的行移到正文说明。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::Note;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No figure is left over.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "unplaced-figure",
    group: Group::Structure,
    name: ("多余的数字", "figure without a row"),
    severity: Severity::Info,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    for note in &context.report.notes {
        if let Note::Unplaced { raw, place } = note {
            context.violation_at(place.clone(), Vec::new(), wrong(raw));
        }
    }
}

fn wrong(raw: &str) -> Message {
    Message::new(
        format!("表格中的“{raw}”不属于格式规定的任何一行。请核对行名。"),
        format!("no row of the form claims {raw:?}"),
    )
}
