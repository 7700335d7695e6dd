//! What this year carries in is what the year before carried out.
//!
//! # 检查什么
//! 申请表每一列：本年的“上年结转”等于上年报告的“结转下年度继续办理”。
//!
//! # 为什么
//! 年底未办结的申请在下一年接着办。两年对不上，说明有申请漏掉或者重复计数，或者上年报告有误。
//!
//! # 怎样改
//! 对照上年报告和台账核对跨年办理的申请；上年报告有误的，按规定更正。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，“上年结转”“结转下年度继续办理”两行的含义。

use crate::report::AnnualReport;
use crate::rules::relations::{self, Failure};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// Carried in = carried out of the year before.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "carry-over",
    group: Group::Years,
    name: ("跨年结转", "carry-over"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Pair(inspect),
};

const UNDECIDED: (&str, &str) = (
    "跨年结转无法核对：今年或上年的报告有的单元格没有数字，请补全后再核。",
    "the carry-over cannot be evaluated: cells of this or the prior report state no number",
);

fn inspect(context: &mut Context<'_>, prior: &AnnualReport) {
    relations::inspect(context, Some(prior), wrong, UNDECIDED);
}

fn wrong(failure: &Failure<'_>) -> Message {
    let (row, column) = (failure.row(), failure.column());
    let (left, right) = (failure.left, failure.right);
    Message::new(
        format!(
            "“{row}”的“{column}”填{left}，上年报告的结转下年度为{right}。请核对跨年办理的申请。"
        ),
        format!("{row}, {column}: {left} carried in, the year before carried out {right}"),
    )
}
