//! Normative documents that were made in the year were also published.
//!
//! # 检查什么
//! 2019年格式“规范性文件”一行：本年新制作数量大于0的，本年新公开数量也应大于0。
//!
//! # 为什么
//! 规范性文件属于应当主动公开的政府信息，自形成之日起20个工作日内公开。制作了却一件也没有公开，不是漏填就是没有依法公开。
//!
//! # 怎样改
//! 核对本年制作的规范性文件是否已经公开：已公开的补填，未公开的尽快公开。
//!
//! # 依据
//! 条例第二十条第（一）项、第二十六条。本项为建议，默认不检查：年底制作的文件可能在下一年公开。

use crate::report::{Form, RowSpec};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// Where documents were made, some were published.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "made-unpublished",
    group: Group::Values,
    name: ("制作而未公开", "made and not published"),
    severity: Severity::Info,
    by_default: false,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    for row in form.rows() {
        let (Some(made), Some(published)) = (cell(form, row, "made"), cell(form, row, "published"))
        else {
            continue;
        };
        let counts = tables.at(made).count().zip(tables.at(published).count());
        if let Some((count, 0)) = counts.filter(|&(count, _)| count > 0) {
            context.violation(
                form.cell_ids([made, published]),
                wrong(&row.full_label(), count),
            );
        }
    }
}

fn cell(form: &Form, row: &RowSpec, column: &str) -> Option<usize> {
    let position = form
        .block_of(row)?
        .columns
        .iter()
        .position(|spec| spec.id == column)?;
    Some(row.first_cell + position)
}

fn wrong(row: &str, count: i64) -> Message {
    Message::new(
        format!("“{row}”本年新制作{count}件，新公开0件。请核对是否漏填，未公开的应依法公开。"),
        format!("row {row}: {count} made in the year, none published"),
    )
}
