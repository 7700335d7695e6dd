//! The year in the title is the year reported on.
//!
//! # 检查什么
//! 标题的年份与正文、表格所报告的年度一致。
//!
//! # 为什么
//! 年度报告报告的是上一年度，常有人把编写的年份写进了标题。年份写错，公众会以为缺了一年。
//!
//! # 怎样改
//! 把标题改为所报告的年度。
//!
//! # 依据
//! 条例第四十九条：公布上一年度政府信息公开工作年度报告。

use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// Title and text name the same year.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "title-year",
    group: Group::Structure,
    name: ("标题年份不符", "year in the title"),
    severity: Severity::Error,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let report = context.report;
    let (Some(title), Some(year)) = (report.title_year, report.report_year) else {
        return;
    };
    if title != year {
        let message = Message::new(
            format!("标题写的是{title}年，正文报告的是{year}年。请把标题改为{year}年。"),
            format!("the title says {title}, the text reports on {year}"),
        );
        context.violation(Vec::new(), message);
    }
}
