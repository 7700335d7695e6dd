//! Permits and penalties as stated are those of the table.
//!
//! # 检查什么
//! 正文写的行政许可、行政处罚决定件数，等于表中相应一行的处理决定数量。
//!
//! # 为什么
//! 正文与表格是同一件事的两种写法，公众和上级会两处对照。
//!
//! # 怎样改
//! 对照许可、处罚台账，核实后把两处改成一致。全年作出的决定都要计数，不论是否公开。
//!
//! # 依据
//! 条例第五十条；正文与表格报告的是同一事实。

use super::stated::{self, Fact, cell};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Text and table agree on permits and penalties.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "decisions-stated",
    group: Group::Narrative,
    name: ("正文许可处罚件数", "decisions as stated"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

const FACTS: [Fact; 2] = [
    Fact {
        kind: StatementKind::Permits,
        what: "行政许可决定",
        cells: |form| {
            cell(form, "proactive.permits.decisions")
                .into_iter()
                .collect()
        },
    },
    Fact {
        kind: StatementKind::Penalties,
        what: "行政处罚决定",
        cells: |form| {
            cell(form, "proactive.penalties.decisions")
                .into_iter()
                .collect()
        },
    },
];

fn inspect(context: &mut Context<'_>) {
    stated::inspect(context, &FACTS);
}
