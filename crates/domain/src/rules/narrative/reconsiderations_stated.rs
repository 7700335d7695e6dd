//! Administrative reconsiderations as stated are those of the table.
//!
//! # 检查什么
//! 正文写的行政复议件数，等于复议诉讼表行政复议的总计。
//!
//! # 为什么
//! 正文与表格是同一件事的两种写法，公众和上级会两处对照。
//!
//! # 怎样改
//! 对照复议案件登记，核实后把两处改成一致。
//!
//! # 依据
//! 条例第五十条；正文与表格报告的是同一事实。

use super::stated::{self, Fact, totals};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Text and table agree on the reconsiderations.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "reconsiderations-stated",
    group: Group::Narrative,
    name: ("正文复议件数", "reconsiderations as stated"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

const FACTS: [Fact; 1] = [Fact {
    kind: StatementKind::Reconsiderations,
    what: "行政复议",
    cells: |form| vec![totals(form, "reconsideration")],
}];

fn inspect(context: &mut Context<'_>) {
    stated::inspect(context, &FACTS);
}
