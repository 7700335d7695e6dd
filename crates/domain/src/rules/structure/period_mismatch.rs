//! The period covered is the whole report year.
//!
//! # 检查什么
//! 正文写明的统计期限是报告年度的1月1日至12月31日；落款日期不早于报告年度的最后一天。
//!
//! # 为什么
//! 年度报告报告一整年的情况。期限不足一年，或者年底以前就已定稿，数字必然不全。
//!
//! # 怎样改
//! 改正统计期限；数字只算到某日的，补算到12月31日。
//!
//! # 依据
//! 条例第四十九条、第五十条；国办公开办函〔2019〕60号、〔2021〕30号所附格式。

use crate::calendar::days_of_year;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};
use jiff::civil::Date;

/// The period is 1 January to 31 December, and the report is not issued before its end.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "period-mismatch",
    group: Group::Structure,
    name: ("统计期限不符", "period covered"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    let report = context.report;
    let Some(year) = report.report_year else {
        return;
    };
    let Some((first, last)) = days_of_year(year) else {
        return;
    };
    if let Some((from, to)) = report.period.filter(|&period| period != (first, last)) {
        context.violation(Vec::new(), wrong_period(year, from, to));
    }
    if let Some(issued) = report.issued_on.filter(|&issued| issued < last) {
        context.violation(Vec::new(), issued_early(year, issued));
    }
}

fn wrong_period(year: i16, from: Date, to: Date) -> Message {
    Message::new(
        format!(
            "统计期限写的是{}至{}，应为{year}年1月1日至12月31日。请改正期限，并核对数字是否算满全年。",
            zh(from),
            zh(to)
        ),
        format!("the period is {from} to {to}, not the whole of {year}"),
    )
}

fn issued_early(year: i16, issued: Date) -> Message {
    Message::new(
        format!(
            "落款日期{}早于{year}年年底，数字还没有算满全年。请核对落款日期。",
            zh(issued)
        ),
        format!("issued on {issued}, before the end of {year}"),
    )
}

fn zh(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
