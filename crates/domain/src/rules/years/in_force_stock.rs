//! What is in force follows from the year before and the changes of the year.
//!
//! # 检查什么
//! 规章、行政规范性文件：本年现行有效件数＝上年现行有效件数＋本年制发件数－本年废止件数（2021年格式）。
//!
//! # 为什么
//! 三个数互相牵连。对不上，多半是清理、废止没有计入，或者上年漏报。
//!
//! # 怎样改
//! 按文件目录重新清点；确因清理口径变化而不等的，在正文说明。
//!
//! # 依据
//! 国办公开办函〔2021〕30号，第二十条第（一）项各栏的含义。

use crate::report::AnnualReport;
use crate::rules::relations::{self, Failure};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// In force = in force before + issued − repealed.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "in-force-stock",
    group: Group::Years,
    name: ("现行有效件数", "documents in force"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Pair(inspect),
};

const UNDECIDED: (&str, &str) = (
    "现行有效件数无法与上年核对：今年或上年的报告有的单元格没有数字，请补全后再核。",
    "the documents in force cannot be compared with the year before: cells state no number",
);

fn inspect(context: &mut Context<'_>, prior: &AnnualReport) {
    relations::inspect(context, Some(prior), wrong, UNDECIDED);
}

fn wrong(failure: &Failure<'_>) -> Message {
    let (row, column) = (failure.row(), failure.column());
    let (left, right) = (failure.left, failure.right);
    Message::new(
        format!(
            "“{row}”的“{column}”填{left}，按上年现行有效加本年制发减本年废止应为{right}。请按文件目录清点。"
        ),
        format!(
            "{row}, {column}: {left}, from the year before and the changes of the year {right}"
        ),
    )
}
