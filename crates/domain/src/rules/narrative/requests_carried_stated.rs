//! Requests carried over as stated are those of the table.
//!
//! # 检查什么
//! 正文写的上年结转、结转下年度件数，等于申请表相应两行的总计。
//!
//! # 为什么
//! 正文与表格是同一件事的两种写法，公众和上级会两处对照。
//!
//! # 怎样改
//! 对照申请登记台账，核实后把两处改成一致。
//!
//! # 依据
//! 条例第五十条；正文与表格报告的是同一事实。

use super::stated::{self, Fact, totals};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Text and table agree on the requests carried over.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "requests-carried-stated",
    group: Group::Narrative,
    name: ("正文结转件数", "requests carried over as stated"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

const FACTS: [Fact; 2] = [
    Fact {
        kind: StatementKind::RequestsCarriedIn,
        what: "上年结转申请",
        cells: |form| vec![totals(form, "requests.carried_in")],
    },
    Fact {
        kind: StatementKind::RequestsCarriedOut,
        what: "结转下年度申请",
        cells: |form| vec![totals(form, "requests.carried_out")],
    },
];

fn inspect(context: &mut Context<'_>) {
    stated::inspect(context, &FACTS);
}
