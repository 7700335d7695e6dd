//! Each of the six sections has its heading.
//!
//! # 检查什么
//! 六个部分的标题都在：总体情况、主动公开、申请办理、复议诉讼、问题及改进、其他事项。标题措辞略有不同的也算。
//!
//! # 为什么
//! 年度报告的内容由条例规定，不能遗漏。缺一个部分，就是少报告了一项。
//!
//! # 怎样改
//! 补上缺少的部分。第六部分没有要报告的写“无”，表格没有发生的填0。
//!
//! # 依据
//! 条例第五十条；国办公开办函〔2019〕60号、〔2021〕30号所附格式。

use crate::report::{AnnualReport, Form, SectionId};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No heading is missing.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "section-missing",
    group: Group::Structure,
    name: ("缺少部分", "missing section"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let sections = &context.report.sections;
    let missing: Vec<SectionId> = SectionId::ALL
        .into_iter()
        .filter(|&id| sections.get(id).is_none())
        .collect();
    if missing.len() == SectionId::ALL.len() {
        let message = Message::new(
            "没有找到六个部分的标题中的任何一个。请按格式写全标题，标题单独成行。",
            "none of the six headings was found",
        );
        return context.violation(Vec::new(), message);
    }
    let lost = |section: SectionId| table_is_lost(context.report, section);
    // A table that is wholly missing has its own finding, heading and all.
    let missing: Vec<SectionId> = missing
        .into_iter()
        .filter(|&section| !lost(section))
        .collect();
    for section in missing {
        let message = wrong(context.form(), section);
        context.violation(Vec::new(), message);
    }
}

/// Whether the section is that of a table of which no row is there.
fn table_is_lost(report: &AnnualReport, section: SectionId) -> bool {
    report.tables.as_ref().is_some_and(|tables| {
        let of_form = tables.form().tables.iter().enumerate();
        of_form
            .filter(|(_, table)| table.section == section)
            .any(|(number, _)| tables.table_is_missing(number))
    })
}

fn wrong(form: Option<&Form>, section: SectionId) -> Message {
    let heading = form.and_then(|form| form.heading(section));
    let heading = heading.map_or_else(|| section.numeral().to_string(), |h| h.label.clone());
    Message::new(
        format!("缺少“{heading}”这一部分。请补上标题和内容。"),
        format!("section {} is missing", section.name()),
    )
}
