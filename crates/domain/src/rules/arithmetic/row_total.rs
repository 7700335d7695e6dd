//! In every row with a total column, the total equals the sum of the columns it totals.
//!
//! # 检查什么
//! 每一行的“总计”等于该行其他各列之和：申请表为自然人与五类法人或其他组织之和，复议诉讼表为四种结果之和。
//!
//! # 为什么
//! 总计与分项不符，两者之中必有一处填错。
//!
//! # 怎样改
//! 先核对分项，再重算总计；不要只改总计来凑平。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，表头“总计”栏。

use crate::report::{Form, RowSpec, Tables};
use crate::rules::{Check, Context, Message, Rule, Severity};

/// The total column of a row is the sum of the columns before it.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "row-total",
    name: ("行总计", "row totals"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.report.tables.as_ref() else {
        return;
    };
    let mut unknown = Vec::new();
    for row in tables.form().rows() {
        for sum in sums(tables, row) {
            match (sum.total, sum.parts) {
                (Some(total), Some(parts)) if total != parts => {
                    context.violation(sum.cells, wrong(&row.full_label(), total, parts));
                }
                (Some(_), Some(_)) => {}
                _ => unknown.extend(sum.unknown),
            }
        }
    }
    if !unknown.is_empty() {
        let message = Message::new(
            "有的行缺少数字，其“总计”无法核对，请补全后再核。",
            "some row totals cannot be evaluated: cells are missing or state no number",
        );
        context.not_evaluated(unknown, message);
    }
}

struct Sum {
    total: Option<i64>,
    parts: Option<i64>,
    cells: Vec<String>,
    unknown: Vec<String>,
}

/// One sum for each total column of the row's block.
fn sums(tables: &Tables, row: &RowSpec) -> Vec<Sum> {
    let form: &Form = tables.form();
    let columns = form
        .block_of(row)
        .map(|block| block.columns.as_slice())
        .unwrap_or_default();
    let totals = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.total_of.is_empty());
    totals
        .map(|(number, column)| {
            let index = |column: &usize| row.first_cell + column;
            let parts: Vec<usize> = column.total_of.iter().map(index).collect();
            let total = index(&number);
            let all = || parts.iter().copied().chain([total]);
            let id = |cell: usize| form.cells().get(cell).map(|spec| spec.id.clone());
            Sum {
                total: tables.at(total).count(),
                parts: parts.iter().map(|&part| tables.at(part).count()).sum(),
                cells: all().filter_map(id).collect(),
                unknown: all()
                    .filter(|&cell| tables.at(cell).count().is_none())
                    .filter_map(id)
                    .collect(),
            }
        })
        .collect()
}

fn wrong(row: &str, total: i64, parts: i64) -> Message {
    Message::new(
        format!("“{row}”一行总计填{total}，各列之和为{parts}。请核对分项后重算总计。"),
        format!("row {row}: the total is {total}, the columns add up to {parts}"),
    )
}
