//! Section six accounts for processing fees.
//!
//! # 检查什么
//! 正文写收取了信息处理费，或者申请表“逾期未按收费通知要求缴纳费用”一行大于0的，第六部分应当写明信息处理费的收取情况。
//!
//! # 为什么
//! 发出过收费通知的机关，应当在“其他需要报告的事项”中报告信息处理费。
//!
//! # 怎样改
//! 在第六部分写明：依据什么规定，发出收费通知几件，实际收取多少元。
//!
//! # 依据
//! 国办公开办函〔2021〕30号，第六部分；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。

use super::stated::totals;
use crate::report::{SectionId, StatementKind, Tables};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// Fees are mentioned where they belong.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "fee-unmentioned",
    group: Group::Narrative,
    name: ("信息处理费未报告", "fees not mentioned"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

/// The row of requests ended because the fee was not paid.
const UNPAID: &str = "requests.other.unpaid";

fn inspect(context: &mut Context<'_>) {
    let report = context.report;
    let charged = report
        .stated(StatementKind::ProcessingFees)
        .any(|fee| fee.value > 0);
    let unpaid = context.tables().map(unpaid).unwrap_or_default();
    if !charged && unpaid.is_empty() {
        return;
    }
    if !report.sections.text(SectionId::Six).contains("信息处理费") {
        let message = Message::new(
            "有信息处理费的收费情况，第六部分却没有写。请写明收费通知件数和实际收取的金额。",
            "processing fees were charged, section six does not mention them",
        );
        context.violation(unpaid, message);
    }
}

/// The total of the requests ended for want of payment, if there were some.
fn unpaid(tables: &Tables) -> Vec<String> {
    // In a form where 其他处理 is one row, its column `unpaid` does not exist: nothing is found.
    let cells = totals(tables.form(), UNPAID).into_iter();
    let some = cells.filter(|&cell| tables.at(cell).count().is_some_and(|count| count > 0));
    tables.form().cell_ids(some)
}
