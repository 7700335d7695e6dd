//! What stands in a cell can be taken as a number.
//!
//! # 检查什么
//! 单元格里写的东西能够确定地读成这一格的数字。
//!
//! # 为什么
//! 文字、两个数字写在一格，或者数字与前后行错位，都会使这一格无法核对和汇总。
//!
//! # 怎样改
//! 在该格只填一个数字；说明文字写到正文里。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号的表格各栏均须填数。

use crate::report::{CellState, Form, Note, Number};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No cell holds something other than its number.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "unclear-cell",
    group: Group::Values,
    name: ("单元格内容不明", "unclear cells"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    // That no number of recognised text is certain is said once, by another rule.
    let notes = &context.report.notes;
    let recognised = notes
        .iter()
        .any(|note| matches!(note, Note::Recognised { .. }));
    let unclear = tables.iter().filter(|(_, cell)| {
        cell.state == CellState::Unclear && !(recognised && cell.offered.is_some())
    });
    for (spec, cell) in unclear {
        let label = form.cell_label(&spec.id);
        let raw = cell.raw.as_deref().unwrap_or_default();
        let message = match cell.offered {
            Some(number) => offered(&label, raw, number),
            None if raw.is_empty() => not_seen(&label),
            None => wrong(&label, raw),
        };
        context.violation_at(cell.place.clone(), vec![spec.id.clone()], message);
    }
}

fn not_seen(cell: &str) -> Message {
    Message::new(
        format!("“{cell}”一格没有读到内容，不能确定就是空白。请对照原文核实。"),
        format!("nothing was read for {cell}, which may be blank or not"),
    )
}

fn wrong(cell: &str, raw: &str) -> Message {
    Message::new(
        format!("“{cell}”一格写的是“{raw}”，不能确定是哪个数。请只填一个数字。"),
        format!("{cell} reads {raw:?}, which is no number of this cell"),
    )
}

fn offered(cell: &str, raw: &str, number: Number) -> Message {
    Message::new(
        format!("“{cell}”一格可能是{number}（原文“{raw}”），把握不够，没有采用。请对照原文核实。"),
        format!("{cell} may be {number} ({raw:?} in the document); too doubtful to be stated"),
    )
}
