//! In every column, the total of the results equals the sum of the result rows.
//!
//! # 检查什么
//! 申请表“三、本年度办理结果”的每一列：（七）总计等于（一）至（六）各行之和。有的行缺数字，但已有数字之和超过总计的，也算不符。
//!
//! # 为什么
//! 每件办结的申请在（一）至（六）中只计一次，合起来就是总计。不符说明有申请漏计、重计，区分处理的申请最容易在部分公开和不予公开中重复计数。
//!
//! # 怎样改
//! 对照申请登记台账逐件核对该列的办理结果，再重算（七）总计。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，申请表第三项（七）总计。

use super::total::{Sum, Total};
use crate::report::{Form, RowSpec};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// A total row is the sum of the rows it totals, in every column.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "results-total",
    group: Group::Arithmetic,
    name: ("办理结果总计", "total of the results"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

const UNDECIDED: (&str, &str) = (
    "办理结果的（七）总计无法核对：有的单元格在文件中没有数字，请补全后再核。",
    "the total of the results cannot be evaluated: cells are missing or state no number",
);

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    let mut unknown = Vec::new();
    for row in form.rows().iter().filter(|row| !row.total_of.is_empty()) {
        for column in 0..row.width {
            let sum = Total {
                parts: parts(form, row, column),
                cell: row.first_cell + column,
            };
            match sum.add(tables) {
                Sum::Wrong(total, parts) => {
                    let message = wrong(labels(form, sum.cell), total, parts);
                    context.violation(form.cell_ids(sum.cells()), message);
                }
                Sum::Exceeded(total, parts) => {
                    let message = exceeded(labels(form, sum.cell), total, parts);
                    context.violation(form.cell_ids(sum.cells()), message);
                }
                Sum::Unknown => unknown.extend(sum.unknown(tables)),
                Sum::Right => {}
            }
        }
    }
    context.not_evaluated(form.cell_ids(unknown), UNDECIDED);
}

fn parts<'a>(
    form: &'a Form,
    row: &'a RowSpec,
    column: usize,
) -> impl Iterator<Item = usize> + Clone + 'a {
    let rows = row
        .total_of
        .iter()
        .filter_map(|&part| form.rows().get(part));
    rows.map(move |part| part.first_cell + column)
}

/// The labels of the column and of the row of a cell.
fn labels(form: &Form, cell: usize) -> (&str, &str) {
    let column = form.cells().get(cell).and_then(|spec| form.column_of(spec));
    let row = form.row_of(cell).map_or("", |row| row.label.as_str());
    (column.map_or("", |column| column.label.as_str()), row)
}

fn wrong((column, row): (&str, &str), total: i64, parts: i64) -> Message {
    Message::new(
        format!(
            "“{column}”列的{row}填{total}，各项办理结果之和为{parts}。请逐件核对该列的办理结果后重算。"
        ),
        format!("column {column}: {row} is {total}, the results add up to {parts}"),
    )
}

fn exceeded((column, row): (&str, &str), total: i64, parts: i64) -> Message {
    Message::new(
        format!("“{column}”列的{row}填{total}，已填的办理结果之和已有{parts}。请补全空缺后重算。"),
        format!("column {column}: {row} is {total}, the known results alone add up to {parts}"),
    )
}
