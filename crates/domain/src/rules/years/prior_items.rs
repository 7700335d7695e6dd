//! Items of the prior year are those that the year before ended with.
//!
//! # 检查什么
//! 2019年格式：本年的“上一年项目数量”等于上年报告的“上一年项目数量”加“本年增/减”。
//!
//! # 为什么
//! 项目数逐年衔接。对不上，多半是把增减数误填成总数，或者清单调整没有计入。
//!
//! # 怎样改
//! 对照权责清单核对两年的项目数和增减数。
//!
//! # 依据
//! 国办公开办函〔2019〕60号，“上一年项目数量”“本年增/减”两栏的含义。

use crate::report::AnnualReport;
use crate::rules::relations::{self, Failure};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// Prior items = prior items + change of the report before.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "prior-items",
    group: Group::Years,
    name: ("上一年项目数量", "items of the prior year"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Pair(inspect),
};

const UNDECIDED: (&str, &str) = (
    "上一年项目数量无法与上年报告核对：今年或上年的报告有的单元格没有数字，请补全后再核。",
    "the items of the prior year cannot be compared: cells of this or the prior report state no number",
);

fn inspect(context: &mut Context<'_>, prior: &AnnualReport) {
    relations::inspect(context, Some(prior), wrong, UNDECIDED);
}

fn wrong(failure: &Failure<'_>) -> Message {
    let (row, column) = (failure.row(), failure.column());
    let (left, right) = (failure.left, failure.right);
    Message::new(
        format!("“{row}”的“{column}”填{left}，按上年报告应为{right}。请对照权责清单核对。"),
        format!("{row}, {column}: {left}, by the report of the year before {right}"),
    )
}
