//! The text states one figure for one fact.
//!
//! # 检查什么
//! 正文两处写同一件事的，数字相同。列举的分项和带“余”“约”“近”的数不比较；一年中可以有几个数的（渠道、类别、咨询、移交、解读等）也不比较。
//!
//! # 为什么
//! 同一份报告里同一件事有两个数，必有一处写错，常见于从上年报告改写时漏改。
//!
//! # 怎样改
//! 核实后把两处改成一致。
//!
//! # 依据
//! 条例第五十条；正文应当前后一致。

use super::stated::is_whole;
use crate::report::{Statement, StatementKind};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// One fact, one figure.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "statements-disagree",
    group: Group::Narrative,
    name: ("正文前后不一", "statements disagree"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

/// Kinds of which a year has one figure, with their names in Chinese.
const SINGLE: [(StatementKind, &str); 10] = [
    (StatementKind::ProactiveTotal, "主动公开条数"),
    (StatementKind::ProactiveCumulative, "历年累计公开条数"),
    (StatementKind::RequestsReceived, "收到申请件数"),
    (StatementKind::RequestsCumulative, "历年累计申请件数"),
    (StatementKind::RequestsCarriedIn, "上年结转件数"),
    (StatementKind::RequestsCarriedOut, "结转下年度件数"),
    (StatementKind::Reconsiderations, "行政复议件数"),
    (StatementKind::Litigations, "行政诉讼件数"),
    (StatementKind::NormativeDocuments, "规范性文件件数"),
    (StatementKind::ProcessingFees, "信息处理费"),
];

fn inspect(context: &mut Context<'_>) {
    let report = context.report;
    for (kind, name) in SINGLE {
        let mut statements = report
            .stated(kind)
            .filter(|s| is_whole(s) && s.list.is_none());
        let Some(first) = statements.next() else {
            continue;
        };
        if let Some(other) = statements.find(|other| other.value != first.value) {
            context.violation_at(other.place.clone(), Vec::new(), wrong(name, first, other));
        }
    }
}

fn wrong(name: &str, first: &Statement, other: &Statement) -> Message {
    let (one, two) = (first.value, other.value);
    Message::new(
        format!("正文的{name}一处写{one}，另一处写{two}。请核实后改成一致。"),
        format!("the text states {one} and {two} for {}", first.kind.name()),
    )
}
