//! Each of the statutory tables is there.
//!
//! # 检查什么
//! 主动公开、申请办理、复议诉讼三张表一张不少。三张都没有的，由“没有表格”指出。
//!
//! # 为什么
//! 缺一张表，该项情况就没有报告；没有发生的也要填0，不能整张省略。
//!
//! # 怎样改
//! 补上缺少的表，没有发生的填0。
//!
//! # 依据
//! 条例第五十条第（一）至（三）项；国办公开办函〔2019〕60号、〔2021〕30号所附格式。

use crate::report::form::Table;
use crate::report::{Form, Tables};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No table is missing as a whole.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "table-missing",
    group: Group::Structure,
    name: ("缺少整张表", "a table is missing"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    for (number, table) in form.tables.iter().enumerate() {
        if tables.table_is_missing(number) {
            context.violation(cells(tables, number), wrong(form, table));
        }
    }
}

fn cells(tables: &Tables, table: usize) -> Vec<String> {
    let specs = tables
        .form()
        .cells()
        .iter()
        .filter(|spec| spec.table == table);
    specs.map(|spec| spec.id.clone()).collect()
}

fn wrong(form: &Form, table: &Table) -> Message {
    let heading = form
        .heading(table.section)
        .map_or("", |heading| heading.label.as_str());
    Message::new(
        format!("缺少“{heading}”的整张表。请补上，没有发生的填0。"),
        format!("the table {} is missing", table.id),
    )
}
