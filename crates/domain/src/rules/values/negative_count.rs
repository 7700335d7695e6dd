//! A count is not negative.
//!
//! # 检查什么
//! 除“本年增/减”外，各栏数字都不小于0。
//!
//! # 为什么
//! 件数、项数不会是负数。负数多半是把增减数填到了别的栏，或者多打了一横。
//!
//! # 怎样改
//! 核对原始数字，改为实际件数；增减数只填在“本年增/减”栏。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，各栏含义。

use crate::report::Form;
use crate::report::form::CellKind;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No count is below zero.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "negative-count",
    group: Group::Values,
    name: ("件数为负", "negative counts"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    let counts = tables
        .iter()
        .filter(|(spec, _)| spec.kind == CellKind::Count);
    for (spec, cell) in counts {
        if let Some(count) = cell.count().filter(|&count| count < 0) {
            let message = wrong(&form.cell_label(&spec.id), count);
            context.violation_at(cell.place.clone(), vec![spec.id.clone()], message);
        }
    }
}

fn wrong(cell: &str, count: i64) -> Message {
    Message::new(
        format!("“{cell}”一格填{count}，件数不能是负数。请改为实际件数。"),
        format!("{cell} is {count}: a count cannot be negative"),
    )
}
