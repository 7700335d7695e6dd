//! A count is written without a decimal point.
//!
//! # 检查什么
//! 件数、项数写成整数，不写成“0.00”。
//!
//! # 为什么
//! 带小数点的件数说明这一格套用了金额的格式，读的人会以为填的是金额。
//!
//! # 怎样改
//! 把单元格格式改成整数，重新填写。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，各栏含义。本项为建议，默认不检查。

use crate::report::Form;
use crate::report::form::CellKind;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// The characters of a count have no decimal point.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "decimal-count",
    group: Group::Values,
    name: ("件数带小数点", "counts with decimals"),
    severity: Severity::Info,
    by_default: false,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    for (spec, cell) in tables.iter() {
        let is_count = match spec.kind {
            CellKind::Count | CellKind::Change => cell.count().is_some(),
            CellKind::Amount(_) => false,
        };
        let raw = cell
            .raw
            .as_deref()
            .filter(|raw| is_count && raw.contains(['.', '．']));
        if let Some(raw) = raw {
            let message = wrong(&form.cell_label(&spec.id), raw);
            context.violation_at(cell.place.clone(), vec![spec.id.clone()], message);
        }
    }
}

fn wrong(cell: &str, raw: &str) -> Message {
    Message::new(
        format!("“{cell}”一格写成“{raw}”，件数请写整数。"),
        format!("{cell} reads {raw:?}: a count has no decimals"),
    )
}
