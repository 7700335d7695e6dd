//! No row stands twice with different figures.
//!
//! # 检查什么
//! 同一行没有出现两次而数字不同。
//!
//! # 为什么
//! 多半是两份报告的表格混在一起，或者改稿时旧表没有删掉。读取时不知道哪一个数字是对的。
//!
//! # 怎样改
//! 删去多余的一行，核对留下的数字。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::{Note, RowSpec};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// Rows are unique.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "row-repeated",
    group: Group::Structure,
    name: ("同一行出现两次", "row repeated"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let report = context.report;
    for note in &report.notes {
        if let Note::RowRepeated { row, place } = note {
            let spec = report.form().and_then(|form| form.row(row));
            let label = spec.map_or_else(|| row.clone(), RowSpec::full_label);
            let cells = spec
                .zip(report.form())
                .map(|(spec, form)| form.cell_ids(spec.cells()));
            context.violation_at(place.clone(), cells.unwrap_or_default(), wrong(&label, row));
        }
    }
}

fn wrong(label: &str, row: &str) -> Message {
    Message::new(
        format!("“{label}”一行出现两次，数字不同。请删去多余的一行。"),
        format!("row {row} stands twice and says different things"),
    )
}
