//! One row a report, one column a cell, and behind all of them one column for the state of each.

use super::names::{AnyForm, Names};
use super::report;
use crate::{Column, Content, Kind, Record, Value};
use gongkai_domain::report::CellState;
use gongkai_exchange::state_name;
use std::borrow::Cow;

/// The states of a cell where its number is all that is shown: money without a printed unit is
/// stated, but has no value in yuan.
const WIDE_STATES: [&str; 5] = ["stated", "no_unit", "blank", "doubtful", "missing"];

/// A number about a whole report and how it is counted.
type Definition = (Column, fn(&Record) -> i64);

static COUNTS: [Definition; 7] = [
    (
        Column::new("cells", Kind::Integer, "单元格总数", "cells of its form"),
        |record| record.count(|_| true),
    ),
    (
        Column::new(
            "stated",
            Kind::Integer,
            "写了数字的单元格，零也在内",
            "cells that state a number, zero included",
        ),
        |record| record.count(|state| matches!(state, CellState::Stated(_))),
    ),
    (
        Column::new("blank", Kind::Integer, "空白的单元格", "blank cells"),
        |record| record.count(|state| state == CellState::Blank),
    ),
    (
        Column::new("doubtful", Kind::Integer, "存疑的单元格", "doubtful cells"),
        |record| record.count(|state| state == CellState::Unclear),
    ),
    (
        Column::new(
            "missing",
            Kind::Integer,
            "文件中没有的单元格",
            "cells whose row is not in the document",
        ),
        |record| record.count(|state| state == CellState::Absent),
    ),
    (
        Column::new(
            "errors",
            Kind::Integer,
            "逐份核对发现的错误；无法核对的不算在内",
            "errors found in the report; what could not be decided is not counted",
        ),
        |record| length(record.violated("error")),
    ),
    (
        Column::new(
            "warnings",
            Kind::Integer,
            "核对发现的警告",
            "findings of severity warning",
        ),
        |record| length(record.violated("warning")),
    ),
];

fn length<'s>(some: impl Iterator<Item = &'s str>) -> i64 {
    i64::try_from(some.count()).unwrap_or(i64::MAX)
}

pub(super) fn columns(names: &Names) -> Vec<Column> {
    let mut columns = report::all_columns();
    columns.extend(COUNTS.iter().map(|(column, _)| column.clone()));
    columns.extend(names.all.iter().map(value_column));
    columns.extend(names.all.iter().map(state_column));
    columns
}

fn value_column(any: &AnyForm) -> Column {
    let money = any.name.money;
    Column {
        name: Cow::Owned(any.name.id.clone()),
        kind: if money { Kind::Decimal } else { Kind::Integer },
        zh: Cow::Owned(any.name.label.clone()),
        en: Cow::Borrowed(if money {
            "the money stated, in yuan; null as its state column says"
        } else {
            "the whole number stated; null as its state column says"
        }),
        unit: money.then_some("yuan"),
        values: &[],
        forms: any.forms.clone(),
    }
}

fn state_column(any: &AnyForm) -> Column {
    Column {
        name: Cow::Owned(format!("{}.state", any.name.id)),
        kind: Kind::Text,
        zh: Cow::Owned(format!("{}：状态", any.name.label)),
        en: Cow::Borrowed(
            "state of the cell; no_unit is money without a printed unit, null a cell that the form lacks",
        ),
        unit: None,
        values: &WIDE_STATES,
        forms: any.forms.clone(),
    }
}

/// The row of a report.
pub(super) fn row<'r>(names: &'r Names, number: i64, record: &'r Record) -> Vec<Value<'r>> {
    let mut row = report::all(number, record);
    let counted = COUNTS
        .iter()
        .map(|(_, count)| Value::Integer(count(record)));
    row.extend(counted);
    let places = names.places(record.form.as_deref());
    let cells = (0..names.all.len()).map(|at| {
        let place = places.get(at).copied().flatten()?;
        record.cells.get(place).map(|cell| cell.content)
    });
    row.extend(cells.clone().map(|cell| Value::of(cell, value)));
    row.extend(cells.map(|cell| Value::of(cell, |content| Value::text(state(content)))));
    row
}

fn value<'r>(content: Content) -> Value<'r> {
    match content.amount() {
        Some(amount) => Value::of(amount.worth(), Value::money),
        None => Value::of(content.count(), Value::Integer),
    }
}

fn state(content: Content) -> &'static str {
    match content.amount() {
        Some(amount) if amount.worth().is_none() => "no_unit",
        Some(_) | None => state_name(&content.state()),
    }
}
