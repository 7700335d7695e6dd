//! Normative documents as stated are those of the table.
//!
//! # 检查什么
//! 正文写的本年规范性文件件数，等于表中“规范性文件”一行的本年新制作数量或本年新公开数量（2019年格式）、本年制发件数（2021年格式）。
//!
//! # 为什么
//! 正文与表格是同一件事的两种写法，公众和上级会两处对照。
//!
//! # 怎样改
//! 按文件目录清点，核实后把两处改成一致。不属于行政规范性文件的，正文不要称为规范性文件。
//!
//! # 依据
//! 条例第五十条；正文与表格报告的是同一事实。

use super::stated::{self, Fact, cell};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Text and table agree on the normative documents.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "normative-documents-stated",
    group: Group::Narrative,
    name: ("正文规范性文件件数", "normative documents as stated"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

const FACTS: [Fact; 1] = [Fact {
    kind: StatementKind::NormativeDocuments,
    what: "规范性文件",
    cells: |form| {
        let columns = ["issued", "made", "published"];
        let id = |column| format!("proactive.normative_documents.{column}");
        columns
            .into_iter()
            .filter_map(|column| cell(form, &id(column)))
            .collect()
    },
}];

fn inspect(context: &mut Context<'_>) {
    stated::inspect(context, &FACTS);
}
