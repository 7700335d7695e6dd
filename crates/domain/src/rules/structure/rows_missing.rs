//! Every row of a table is there.
//!
//! # 检查什么
//! 已有的表中，格式规定的各行一行不少。整张缺少的表，由“缺少整张表”指出。
//!
//! # 为什么
//! 缺行多半是分页或者复制时丢失的。缺了行，该表的勾稽关系就无法核对。
//!
//! # 怎样改
//! 对照格式补上缺少的行，没有发生的填0。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号所附格式。

use crate::report::{Form, RowSpec, Tables};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No row of a table that is there is missing.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "rows-missing",
    group: Group::Structure,
    name: ("缺行", "missing rows"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    if tables.missing_rows().next().is_none() {
        return;
    }
    let form: &Form = tables.form();
    for number in 0..form.tables.len() {
        let rows: Vec<&RowSpec> = tables
            .missing_rows()
            .filter(|row| row.table == number)
            .collect();
        if !rows.is_empty() && !tables.table_is_missing(number) {
            context.violation(cells(tables, &rows), wrong(form, number, &rows));
        }
    }
}

fn cells(tables: &Tables, rows: &[&RowSpec]) -> Vec<String> {
    tables
        .form()
        .cell_ids(rows.iter().flat_map(|row| row.cells()))
}

fn wrong(form: &Form, table: usize, rows: &[&RowSpec]) -> Message {
    let section = form
        .tables
        .get(table)
        .and_then(|table| form.heading(table.section));
    let heading = section.map_or("", |heading| heading.label.as_str());
    let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let (labels, count) = (labels.join("；"), rows.len());
    Message::new(
        format!("“{heading}”的表缺少{count}行：{labels}。请对照格式补上，没有发生的填0。"),
        format!("{count} rows are missing: {}", ids.join(", ")),
    )
}
