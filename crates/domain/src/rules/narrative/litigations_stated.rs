//! Administrative litigation as stated is that of the table.
//!
//! # 检查什么
//! 正文写的行政诉讼件数，等于复议诉讼表“未经复议直接起诉”与“复议后起诉”两个总计之和。
//!
//! # 为什么
//! 正文与表格是同一件事的两种写法，公众和上级会两处对照。
//!
//! # 怎样改
//! 对照诉讼案件登记，核实后把两处改成一致。
//!
//! # 依据
//! 条例第五十条；正文与表格报告的是同一事实。

use super::stated::{self, Fact, totals};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Text and table agree on the litigation.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "litigations-stated",
    group: Group::Narrative,
    name: ("正文诉讼件数", "litigation as stated"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

const FACTS: [Fact; 1] = [Fact {
    kind: StatementKind::Litigations,
    what: "行政诉讼",
    cells: |form| vec![totals(form, "litigation")],
}];

fn inspect(context: &mut Context<'_>) {
    stated::inspect(context, &FACTS);
}
