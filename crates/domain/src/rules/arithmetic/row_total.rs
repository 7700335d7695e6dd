//! In every row with a total column, the total equals the sum of the columns it totals.
//!
//! # 检查什么
//! 每一行的“总计”等于该行其他各列之和：申请表为自然人与五类法人或其他组织之和，复议诉讼表为四种结果之和。有的列缺数字，但已有数字之和超过总计的，也算不符。
//!
//! # 为什么
//! 总计与分项不符，两者之中必有一处填错。
//!
//! # 怎样改
//! 先核对分项，再重算总计；不要只改总计来凑平。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，表头“总计”栏。

use super::total::{Sum, Total};
use crate::report::form::Column;
use crate::report::{Form, RowSpec};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// The total column of a row is the sum of the columns it totals.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "row-total",
    group: Group::Arithmetic,
    name: ("行总计", "row totals"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

const UNDECIDED: (&str, &str) = (
    "有的行缺少数字，其“总计”无法核对，请补全后再核。",
    "some row totals cannot be evaluated: cells are missing or state no number",
);

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    let mut unknown = Vec::new();
    for row in form.rows() {
        let columns = form
            .block_of(row)
            .map(|block| block.columns.as_slice())
            .unwrap_or_default();
        for (number, column) in columns.iter().enumerate() {
            if column.total_of.is_empty() {
                continue;
            }
            let sum = Total {
                parts: parts(row, column),
                cell: row.first_cell + number,
            };
            match sum.add(tables) {
                Sum::Wrong(total, parts) => {
                    let message = wrong(&row.full_label(), total, parts);
                    context.violation(form.cell_ids(sum.cells()), message);
                }
                Sum::Exceeded(total, parts) => {
                    let message = exceeded(&row.full_label(), total, parts);
                    context.violation(form.cell_ids(sum.cells()), message);
                }
                Sum::Unknown => unknown.extend(sum.unknown(tables)),
                Sum::Right => {}
            }
        }
    }
    context.not_evaluated(form.cell_ids(unknown), UNDECIDED);
}

fn parts<'a>(row: &'a RowSpec, column: &'a Column) -> impl Iterator<Item = usize> + Clone + 'a {
    column.total_of.iter().map(|part| row.first_cell + part)
}

fn wrong(row: &str, total: i64, parts: i64) -> Message {
    Message::new(
        format!("“{row}”一行总计填{total}，各列之和为{parts}。请核对分项后重算总计。"),
        format!("row {row}: the total is {total}, the columns add up to {parts}"),
    )
}

fn exceeded(row: &str, total: i64, parts: i64) -> Message {
    Message::new(
        format!("“{row}”一行总计填{total}，已填各列之和已有{parts}。请补全空缺后重算总计。"),
        format!("row {row}: the total is {total}, the known columns alone add up to {parts}"),
    )
}
