//! A total over the years is not below that of the year.
//!
//! # 检查什么
//! 正文写的历年累计公开条数不少于本年公开条数，历年累计申请件数不少于本年收到件数。
//!
//! # 为什么
//! 累计数包括本年数。累计数更小，两者必有一处写错。
//!
//! # 怎样改
//! 核对累计数与本年数，注意不要写反。
//!
//! # 依据
//! 条例第五十条；正文应当前后一致。

use super::stated::is_whole;
use crate::report::{AnnualReport, Statement, StatementKind};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// What has accumulated covers the year.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "cumulative-below-year",
    group: Group::Narrative,
    name: ("累计少于本年", "cumulative below the year"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

const PAIRS: [(StatementKind, StatementKind, &str); 2] = [
    (
        StatementKind::ProactiveCumulative,
        StatementKind::ProactiveTotal,
        "公开",
    ),
    (
        StatementKind::RequestsCumulative,
        StatementKind::RequestsReceived,
        "收到申请",
    ),
];

fn inspect(context: &mut Context<'_>) {
    let report = context.report;
    for (cumulative, year, what) in PAIRS {
        let Some(year) = largest(report, year) else {
            continue;
        };
        for statement in report
            .stated(cumulative)
            .filter(|statement| is_whole(statement))
        {
            if statement.value < year.value {
                let message = wrong(what, statement.value, year.value);
                context.violation_at(statement.place.clone(), Vec::new(), message);
            }
        }
    }
}

fn largest(report: &AnnualReport, kind: StatementKind) -> Option<&Statement> {
    report
        .stated(kind)
        .filter(|statement| is_whole(statement))
        .max_by_key(|s| s.value)
}

fn wrong(what: &str, cumulative: i64, year: i64) -> Message {
    Message::new(
        format!("正文写历年累计{what}{cumulative}，少于本年的{year}。请核对两个数。"),
        format!("cumulative {cumulative} is below the year's {year}"),
    )
}
