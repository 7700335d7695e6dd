//! The stock of documents at the end of the year covers what the year added to it.
//!
//! # 检查什么
//! 规章和规范性文件：2019年格式的“对外公开总数量”不少于“本年新公开数量”；2021年格式的“现行有效件数”不少于“本年制发件数”减“本年废止件数”。
//!
//! # 为什么
//! 总数包括本年数。总数小于本年数，多半是把总数填成了往年数，或者只填了本年数而漏填总数。
//!
//! # 怎样改
//! 按文件目录重新清点年底的总数（现行有效数），并与同级司法行政部门的数字核对。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，第二十条第（一）项各栏的含义。

use crate::rules::relations::{self, Failure};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// What is in force or public at the end of the year is at least what the year added.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "stock-covers-year",
    group: Group::Arithmetic,
    name: ("总数不少于本年数", "the stock covers the year"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

const UNDECIDED: (&str, &str) = (
    "规章、规范性文件的总数与本年数无法核对：有的单元格在文件中没有数字，请补全后再核。",
    "the stock of rules and normative documents cannot be evaluated: cells are missing or state \
     no number",
);

fn inspect(context: &mut Context<'_>) {
    relations::inspect(context, None, wrong, UNDECIDED);
}

fn wrong(failure: &Failure<'_>) -> Message {
    let (row, column) = (failure.row(), failure.column());
    let (left, right) = (failure.left, failure.right);
    Message::new(
        format!(
            "“{row}”一行的“{column}”填{left}，少于本年净增的{right}。请按文件目录重新清点年底总数。"
        ),
        format!("row {row}: {column} is {left}, less than the {right} that the year added"),
    )
}
