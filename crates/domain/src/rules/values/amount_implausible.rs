//! An amount of money is not off by ten thousand times.
//!
//! # 检查什么
//! 写明了单位的金额，看单位是不是写错了：
//! - 单位为元，金额不足1000元，或者小数多于两位：多半是万元数。
//! - 采购按项目平均，每项1亿元以上：多半是元数写成了万元。
//! - 乡镇、街道、县区一级单位的收费在10亿元以上：多半是元数写成了万元。
//!
//! # 为什么
//! 元与万元相差一万倍，是金额最常见的错误。界线取得宽：每项几十万元的采购、几百元的收费（单位为万元）都不会被指出。
//!
//! # 怎样改
//! 对照采购合同或者收费台账，改正数字或单位。
//!
//! # 依据
//! 国办公开办函〔2019〕60号采购总金额、〔2021〕30号本年收费金额（单位：万元）。界线为经验值。

use super::agency_level::is_below_city;
use crate::report::form::CellKind;
use crate::report::{Amount, Form, MoneyUnit, RowSpec, Tables};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};
use rust_decimal::Decimal;

/// No amount looks as if its unit were the wrong one.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "amount-implausible",
    group: Group::Values,
    name: ("金额单位可疑", "implausible amount"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

/// Less than this in 元 is hardly a year of procurement or fees; as 万元 it is.
const FEWEST_YUAN: u32 = 1_000;
/// One item of procurement that costs as much is a motorway, not a township's.
const MOST_YUAN_AN_ITEM: u32 = 100_000_000;
/// What no county collects in administrative fees in a year.
const MOST_YUAN_OF_FEES: u32 = 1_000_000_000;

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    for (spec, cell) in tables.iter() {
        let (Some(amount), Some(row)) = (cell.amount(), form.rows().get(spec.row)) else {
            continue;
        };
        let items = items(tables, row);
        if too_small(amount) || too_large(amount, items, context.report.agency.as_deref()) {
            let message = wrong(&form.cell_label(&spec.id), amount);
            context.violation_at(cell.place.clone(), vec![spec.id.clone()], message);
        }
    }
}

/// How many items share the amount of a row: what its count column says, if it has one.
fn items(tables: &Tables, row: &RowSpec) -> Option<i64> {
    let cells = tables.form().cells();
    let is_count = |&cell: &usize| cells.get(cell).is_some_and(|s| s.kind == CellKind::Count);
    tables.at(row.cells().find(is_count)?).count()
}

fn too_small(amount: Amount) -> bool {
    let printed = amount.printed();
    let below = printed > Decimal::ZERO && printed < Decimal::from(FEWEST_YUAN);
    amount.unit() == Some(MoneyUnit::Yuan) && (below || printed.scale() > 2)
}

fn too_large(amount: Amount, items: Option<i64>, agency: Option<&str>) -> bool {
    let Some(yuan) = amount.yuan() else {
        return false;
    };
    match items {
        Some(items) if items > 0 => {
            let most = Decimal::from(MOST_YUAN_AN_ITEM).checked_mul(Decimal::from(items));
            most.is_some_and(|most| yuan >= most)
        }
        Some(_) => false,
        None => yuan >= Decimal::from(MOST_YUAN_OF_FEES) && agency.is_some_and(is_below_city),
    }
}

fn wrong(cell: &str, amount: Amount) -> Message {
    Message::new(
        format!("“{cell}”一格填{amount}，数字与单位可能差一万倍。请核对是元还是万元。"),
        format!("{cell} is {amount}: figure and unit may be off by ten thousand"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suspected(figure: &str, unit: MoneyUnit, items: Option<i64>) -> bool {
        let amount = Amount::new(figure.parse().unwrap(), Some(unit));
        too_small(amount) || too_large(amount, items, Some("甲县乙镇人民政府"))
    }

    #[test]
    fn ordinary_procurement_and_fees_are_not_suspected() {
        use MoneyUnit::{WanYuan, Yuan};
        assert!(!suspected("60", WanYuan, Some(1)));
        assert!(!suspected("763000", Yuan, Some(8)));
        assert!(!suspected("0", Yuan, Some(0)));
        assert!(!suspected("0.03", WanYuan, None));
        assert!(!suspected("190.457379", WanYuan, None));
    }

    #[test]
    fn ten_thousand_times_too_little_or_too_much_is_suspected() {
        use MoneyUnit::{WanYuan, Yuan};
        assert!(suspected("76.3", Yuan, Some(8)));
        assert!(suspected("712.187895", Yuan, Some(8)));
        assert!(suspected("1278.5534", Yuan, Some(8)));
        assert!(suspected("763000", WanYuan, Some(8)));
        assert!(suspected("500000", WanYuan, None));
    }
}
