//! The tables are in the form that the report year calls for.
//!
//! # 检查什么
//! 报告年度为2019、2020年的用2019年格式，2021年起用2021年格式。
//!
//! # 为什么
//! 两种格式的栏目不同，用错了格式，该报告的没有报告，上级也无法汇总。
//!
//! # 怎样改
//! 改用该年度的格式重新填表。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号。

use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// The form of the tables is the form of the year.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "form-for-year",
    group: Group::Structure,
    name: ("格式与年度不符", "form does not fit the year"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let (Some(tables), Some(year)) = (context.tables(), context.report.report_year) else {
        return;
    };
    let used = tables.form().id.as_str();
    let message = match context.book.for_year(year) {
        Some(due) if due.id == used => return,
        Some(due) => Message::new(
            format!(
                "{year}年度的报告应当用{}年格式（{}），表格用的是{used}年格式。请换用该格式重新填表。",
                due.id, due.cite
            ),
            format!(
                "the tables are in form {used}, reports of {year} must use form {}",
                due.id
            ),
        ),
        None => {
            let message = Message::new(
                format!(
                    "没有适用于{year}年度的格式，无法判断表格用的{used}年格式对不对。请核对报告年度。"
                ),
                format!("no form is known for reports of {year}"),
            );
            return context.undecided(Vec::new(), message);
        }
    };
    context.violation(Vec::new(), message);
}
