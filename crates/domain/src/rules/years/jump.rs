//! A figure does not jump from one year to the next.
//!
//! # 检查什么
//! 与上年同一格相比，增减超过十倍，或者“本年增/减”正负相反。两年都不足10的不比较。
//!
//! # 为什么
//! 突然的十倍变化多半是多写一位、填错一栏或者单位改变；确有其事的，公众也会问为什么。
//!
//! # 怎样改
//! 核对两年的数字；确有变化的，在正文说明原因。
//!
//! # 依据
//! 本项为建议，默认不检查：政策变化也会使数字大幅增减。

use crate::report::{AnnualReport, Cell, Form};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};
use rust_decimal::Decimal;

/// No more than tenfold, and no change of sign.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "jump",
    group: Group::Years,
    name: ("数字突变", "jump"),
    severity: Severity::Info,
    by_default: false,
    check: Check::Pair(inspect),
};

/// Below this, tenfold is a matter of chance.
const FLOOR: u32 = 10;
/// How many times as much is a jump.
const TIMES: u32 = 10;

fn inspect(context: &mut Context<'_>, prior: &AnnualReport) {
    let (Some(tables), Some(before)) = (context.tables(), prior.tables.as_ref()) else {
        return;
    };
    let form: &Form = tables.form();
    for (index, spec) in form.cells().iter().enumerate() {
        let now = tables.at(index);
        let values = value(now).zip(before.cell(&spec.id).and_then(value));
        if let Some((new, old)) = values.filter(|&(new, old)| jumps(old, new)) {
            let message = wrong(&form.cell_label(&spec.id), old, new);
            context.violation_at(now.place.clone(), vec![spec.id.clone()], message);
        }
    }
}

/// A count, or an amount in yuan.
fn value(cell: &Cell) -> Option<Decimal> {
    let amount = || cell.amount().and_then(|amount| amount.yuan());
    cell.count().map(Decimal::from).or_else(amount)
}

fn jumps(old: Decimal, new: Decimal) -> bool {
    let (smaller, larger) = (old.abs().min(new.abs()), old.abs().max(new.abs()));
    let turned = old.is_sign_negative() != new.is_sign_negative();
    let tenfold = larger
        .checked_div(smaller)
        .is_some_and(|times| times > Decimal::from(TIMES));
    smaller >= Decimal::from(FLOOR) && (turned || tenfold)
}

fn wrong(cell: &str, old: Decimal, new: Decimal) -> Message {
    Message::new(
        format!("“{cell}”上年为{old}，本年为{new}，变化过大。请核对，确有变化的请在正文说明。"),
        format!("{cell}: {old} the year before, {new} now"),
    )
}
