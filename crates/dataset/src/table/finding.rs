//! One row a finding.

use super::report;
use crate::{Column, Kind, Record, RecordedFinding, Value};
use std::borrow::Cow;

/// A column of a finding and how it is filled.
type Definition = (Column, for<'r> fn(&'r RecordedFinding) -> Value<'r>);

static FINDING: [Definition; 6] = [
    (
        Column::new("rule", Kind::Text, "规则", "code of the rule"),
        |finding| Value::text(&finding.rule),
    ),
    (
        Column::new(
            "severity",
            Kind::Text,
            "轻重：error 错误，warning 警告，info 提醒",
            "how grave it is",
        )
        .one_of(&["error", "warning", "info"]),
        |finding| Value::text(&finding.severity),
    ),
    (
        Column::new(
            "outcome",
            Kind::Text,
            "结果：violated 不符，not_evaluated 缺数，无从判断",
            "violated, or not decidable for want of figures",
        )
        .one_of(&["violated", "not_evaluated"]),
        |finding| Value::text(&finding.outcome),
    ),
    (
        Column::new("message", Kind::Text, "说明", "what is wrong, in words"),
        |finding| Value::text(&finding.message),
    ),
    (
        Column::new(
            "cells",
            Kind::Text,
            "涉及的单元格，以空格分开",
            "the cells concerned, parted by blanks",
        ),
        |finding| {
            let some = (!finding.cells.is_empty()).then(|| finding.cells.join(" "));
            Value::of(some, |cells| Value::Text(Cow::Owned(cells)))
        },
    ),
    (
        Column::new("at", Kind::Text, "在文件中的位置", "place in the source"),
        |finding| Value::of(finding.at.as_deref(), Value::text),
    ),
];

pub(super) fn columns() -> Vec<Column> {
    let mut columns = report::common_columns();
    columns.extend(FINDING.iter().map(|(column, _)| column.clone()));
    columns
}

/// A row for each finding of a report.
pub(super) fn rows<'r, E>(
    number: i64,
    record: &'r Record,
    each: &mut impl FnMut(&[Value<'r>]) -> Result<(), E>,
) -> Result<(), E> {
    let mut row = report::common(number, record);
    let common = row.len();
    for finding in &record.findings {
        row.truncate(common);
        row.extend(FINDING.iter().map(|(_, fill)| fill(finding)));
        each(&row)?;
    }
    Ok(())
}
