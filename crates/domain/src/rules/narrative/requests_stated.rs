//! Requests received as stated are those of the table.
//!
//! # 检查什么
//! 正文写的收到申请件数，等于申请表“本年新收”的总计；写的是连上年结转一起的件数也可以。
//!
//! # 为什么
//! 正文与表格是同一件事的两种写法，公众和上级会两处对照。申请件数是最常被引用的数。
//!
//! # 怎样改
//! 对照申请登记台账，核实后把两处改成一致。
//!
//! # 依据
//! 条例第五十条；正文与表格报告的是同一事实。

use super::stated::{self, Fact, totals};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Text and table agree on the requests received.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "requests-stated",
    group: Group::Narrative,
    name: ("正文申请件数", "requests as stated"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

const FACTS: [Fact; 1] = [Fact {
    kind: StatementKind::RequestsReceived,
    what: "收到申请",
    cells: |form| {
        let new = totals(form, "requests.new");
        let handled = [new.clone(), totals(form, "requests.carried_in")].concat();
        vec![new, handled]
    },
}];

fn inspect(context: &mut Context<'_>) {
    stated::inspect(context, &FACTS);
}
