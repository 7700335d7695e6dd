//! In every column of the request table, what came in equals what went out.
//!
//! # 检查什么
//! 收到和处理政府信息公开申请情况表的每一列：本年新收＋上年结转＝本年办理总计＋结转下年度。
//!
//! # 为什么
//! 表格左上角写明了这一勾稽关系。任何一列不平，说明有申请漏计、重计或者填错了列。
//!
//! # 怎样改
//! 对照申请登记台账逐件核对该列：每件申请在本年只有一个办理结果，年底未办结的计入结转下年度。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，表内注。

use crate::rules::relations::{self, Failure};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// New + carried in = handled + carried out, in every column.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "balance",
    group: Group::Arithmetic,
    name: ("申请收支平衡", "requests balance"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

const UNDECIDED: (&str, &str) = (
    "申请表的勾稽关系（一＋二＝三（七）＋四）无法核对：有的单元格在文件中没有数字，请补全后再核。",
    "the balance of the request table (new + carried in = total + carried out) cannot be \
     evaluated: cells are missing or state no number",
);

fn inspect(context: &mut Context<'_>) {
    relations::inspect(context, None, wrong, UNDECIDED);
}

fn wrong(failure: &Failure<'_>) -> Message {
    let (column, left, right) = (failure.column(), failure.left, failure.right);
    Message::new(
        format!(
            "“{column}”列不平：本年新收＋上年结转＝{left}，本年办理总计＋结转下年度＝{right}。请核对该列每件申请的办理结果。"
        ),
        format!("column {column}: new + carried in = {left}, total + carried out = {right}"),
    )
}
