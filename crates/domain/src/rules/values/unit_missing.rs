//! An amount of money has its unit.
//!
//! # 检查什么
//! 填了金额（不是0）的，格内或表头写明了单位：元、千元、万元或亿元。
//!
//! # 为什么
//! 2019年格式的“采购总金额”没有印单位，各单位有填元的，也有填万元的。不写单位，差一万倍也看不出来，更无法汇总。
//!
//! # 怎样改
//! 在数字后面写明“元”或“万元”。
//!
//! # 依据
//! 国办公开办函〔2019〕60号，第二十条第（九）项采购总金额。

use crate::report::Form;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// A stated amount other than zero has a unit.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "unit-missing",
    group: Group::Values,
    name: ("金额缺单位", "amount without unit"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    for (spec, cell) in tables.iter() {
        let bare = cell.amount().filter(|amount| amount.unit().is_none());
        if let Some(amount) = bare.filter(|amount| !amount.printed().is_zero()) {
            let message = wrong(&form.cell_label(&spec.id), &amount.to_string());
            context.violation_at(cell.place.clone(), vec![spec.id.clone()], message);
        }
    }
}

fn wrong(cell: &str, amount: &str) -> Message {
    Message::new(
        format!("“{cell}”一格填{amount}，没有写单位。请写明是元还是万元。"),
        format!("{cell} is {amount} without a unit"),
    )
}
