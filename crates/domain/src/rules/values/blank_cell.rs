//! A cell of a row that is there is filled in.
//!
//! # 检查什么
//! 表内每个单元格都填了数字，没有空着，也没有用“/”“—”“无”代替。
//!
//! # 为什么
//! 空白既可能是0，也可能是漏填，读的人无从分辨，汇总时也不能当作0。
//!
//! # 怎样改
//! 没有发生的填0，发生了的填实际数。
//!
//! # 依据
//! 条例第五十条要求报告各项情况；国办公开办函〔2019〕60号、〔2021〕30号的表格各栏均须填数。

use crate::report::{Cell, CellState, Form, RowSpec};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No cell is blank.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "blank-cell",
    group: Group::Values,
    name: ("单元格空白", "blank cells"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    for row in form.rows() {
        let cells = tables.row(row);
        if cells.iter().any(is_blank) {
            let blank = row.cells().zip(cells).filter(|(_, cell)| is_blank(cell));
            let blank: Vec<usize> = blank.map(|(index, _)| index).collect();
            let message = wrong(form, row, &blank);
            context.violation(form.cell_ids(blank), message);
        }
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.state == CellState::Blank
}

fn wrong(form: &Form, row: &RowSpec, blank: &[usize]) -> Message {
    let specs = blank.iter().filter_map(|&cell| form.cells().get(cell));
    let columns: Vec<&str> = specs
        .filter_map(|spec| Some(form.column_of(spec)?.label.as_str()))
        .collect();
    let (row, count) = (row.full_label(), blank.len());
    let columns = columns.join("、");
    Message::new(
        format!("“{row}”一行有{count}格空白：{columns}。没有发生的请填0，发生了的请填实际数。"),
        format!("row {row}: {count} cells are blank: {columns}"),
    )
}
