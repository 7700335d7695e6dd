//! Results of requests as stated are those of the table.
//!
//! # 检查什么
//! 正文写的予以公开、部分公开、不予公开、无法提供、不予处理件数，等于申请表相应各行总计之和。
//!
//! # 为什么
//! 正文与表格是同一件事的两种写法，公众和上级会两处对照。
//!
//! # 怎样改
//! 对照申请登记台账，核实后把两处改成一致。区分处理的只计部分公开，不再计入不予公开。
//!
//! # 依据
//! 条例第五十条；正文与表格报告的是同一事实。

use super::stated::{self, Fact, totals};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Text and table agree on the results.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "outcomes-stated",
    group: Group::Narrative,
    name: ("正文办理结果", "results as stated"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

const FACTS: [Fact; 5] = [
    Fact {
        kind: StatementKind::RequestsGranted,
        what: "予以公开",
        cells: |form| vec![totals(form, "requests.granted")],
    },
    Fact {
        kind: StatementKind::RequestsPartiallyGranted,
        what: "部分公开",
        cells: |form| vec![totals(form, "requests.partially_granted")],
    },
    Fact {
        kind: StatementKind::RequestsRefused,
        what: "不予公开",
        cells: |form| vec![totals(form, "requests.refused")],
    },
    Fact {
        kind: StatementKind::RequestsUnavailable,
        what: "无法提供",
        cells: |form| vec![totals(form, "requests.unavailable")],
    },
    Fact {
        kind: StatementKind::RequestsNotProcessed,
        what: "不予处理",
        cells: |form| vec![totals(form, "requests.not_processed")],
    },
];

fn inspect(context: &mut Context<'_>) {
    stated::inspect(context, &FACTS);
}
