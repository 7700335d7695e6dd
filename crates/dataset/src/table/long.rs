//! One row a cell.

use super::names::{CellName, Names};
use super::report;
use crate::{Column, Content, Kind, Record, RecordedCell, Value};
use gongkai_domain::report::{Area, Place};
use gongkai_exchange::{STATES, state_name};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A column of a cell and how it is filled.
type Definition = (
    Column,
    for<'r> fn(&'r CellName, &'r RecordedCell) -> Value<'r>,
);

static CELL: [Definition; 20] = [
    (
        Column::new(
            "table",
            Kind::Text,
            "表",
            "the table of the form",
        ),
        |name, _| Value::text(&name.table),
    ),
    (
        Column::new("row", Kind::Text, "行", "the row of the form"),
        |name, _| Value::text(&name.row),
    ),
    (
        Column::new(
            "column",
            Kind::Text,
            "列",
            "the column of the form",
        ),
        |name, _| Value::text(&name.column),
    ),
    (
        Column::new(
            "cell",
            Kind::Text,
            "单元格：行.列",
            "the cell: row.column",
        ),
        |name, _| Value::text(&name.id),
    ),
    (
        Column::new(
            "label",
            Kind::Text,
            "单元格在格式里的名称：部分／行／列",
            "what the form prints: section, row and column",
        ),
        |name, _| Value::text(&name.label),
    ),
    (
        Column::new(
            "state",
            Kind::Text,
            "状态：stated 写了数字，blank 空白，doubtful 存疑，missing 文件中没有这一行；零是 stated",
            "stated: a number, zero included; blank: nothing; doubtful: no certain number; missing: no such row",
        )
        .one_of(&STATES),
        |_, cell| Value::text(state_name(&cell.content.state())),
    ),
    (
        Column::new(
            "count",
            Kind::Integer,
            "数量；不是 stated 或者是金额则空",
            "the whole number stated; null if none is, and for money",
        ),
        |_, cell| Value::of(cell.content.count(), Value::Integer),
    ),
    (
        Column::new(
            "yuan",
            Kind::Decimal,
            "金额，折合为元；文件没有写单位则空（零除外），不作猜测",
            "the money stated, in yuan; null where no unit is printed (unless it is zero): never guessed",
        )
        .in_unit("yuan"),
        |_, cell| Value::of(cell.content.amount().and_then(|amount| amount.worth()), Value::money),
    ),
    (
        Column::new(
            "printed",
            Kind::Decimal,
            "金额，照文件所写的数字",
            "the figure of the money as printed",
        ),
        |_, cell| Value::of(cell.content.amount(), |amount| Value::money(amount.printed())),
    ),
    (
        Column::new(
            "printed_unit",
            Kind::Text,
            "金额的单位，照文件所写；没有写则空",
            "the unit printed; null if none is",
        )
        .one_of(&["万元", "亿元", "千元", "元"]),
        |_, cell| {
            let unit = cell.content.amount().and_then(|amount| amount.unit());
            Value::of(unit, |unit| Value::text(unit.name()))
        },
    ),
    (
        Column::new(
            "raw",
            Kind::Text,
            "文件里的原样文字",
            "the characters that stand in the document",
        ),
        |_, cell| Value::of(cell.raw.as_deref(), Value::text),
    ),
    (
        Column::new(
            "offered",
            Kind::Decimal,
            "存疑的单元格里可能是什么数：数量，或者折合为元的金额；没有据以填报",
            "the number that a doubtful cell may say, a count or money in yuan; a suggestion, not stated",
        ),
        |_, cell| Value::of(cell.offered.and_then(worth), Value::money),
    ),
    (
        Column::new(
            "confidence",
            Kind::Double,
            "把握，0到1",
            "how sure the reader is, 0 to 1",
        ),
        |_, cell| confidence(cell),
    ),
    (
        Column::new(
            "at",
            Kind::Text,
            "在文件中的位置：行:列；table 表, 行:列；page 页, 框；工作表, 行:列",
            "place in the source: line:column; table and row:column; page and box; sheet and row:column",
        ),
        |_, cell| Value::of(cell.place.as_ref(), |place| Value::Text(Cow::Owned(place.to_string()))),
    ),
    (
        Column::new(
            "page",
            Kind::Integer,
            "页（PDF、OFD）",
            "page of a PDF or OFD, from 1",
        ),
        |_, cell| Value::of(page(cell), |(page, _)| Value::Integer(i64::from(page))),
    ),
    (
        Column::new("left", Kind::Double, "页上的左边缘", "left edge on the page").in_unit("pt"),
        |_, cell| edge(cell, |area| area.left),
    ),
    (
        Column::new("top", Kind::Double, "页上的上边缘", "upper edge on the page").in_unit("pt"),
        |_, cell| edge(cell, |area| area.top),
    ),
    (
        Column::new("right", Kind::Double, "页上的右边缘", "right edge on the page").in_unit("pt"),
        |_, cell| edge(cell, |area| area.right),
    ),
    (
        Column::new("bottom", Kind::Double, "页上的下边缘", "lower edge on the page").in_unit("pt"),
        |_, cell| edge(cell, |area| area.bottom),
    ),
    (
        Column::new(
            "sheet",
            Kind::Text,
            "工作表",
            "worksheet",
        ),
        |_, cell| Value::of(sheet(cell), Value::text),
    ),
];

/// A number, money in yuan.
fn worth(content: Content) -> Option<Decimal> {
    let count = content.count().map(Decimal::from);
    count.or_else(|| content.amount().and_then(|amount| amount.worth()))
}

fn confidence(cell: &RecordedCell) -> Value<'_> {
    let known = (!matches!(cell.content, Content::Missing)).then_some(cell.certainty);
    Value::of(known, |known| {
        Value::Decimal(Decimal::new(i64::from(known), 6).normalize())
    })
}

fn page(cell: &RecordedCell) -> Option<(u32, Area)> {
    match cell.place.as_ref()? {
        Place::Page { page, area } => Some((*page, *area)),
        Place::Text { .. } | Place::Table { .. } | Place::Sheet { .. } => None,
    }
}

/// An edge in points.
fn edge(cell: &RecordedCell, of: impl Fn(Area) -> u32) -> Value<'_> {
    Value::of(page(cell), |(_, area)| {
        Value::Decimal(Decimal::new(i64::from(of(area)), 1).normalize())
    })
}

fn sheet(cell: &RecordedCell) -> Option<&str> {
    match cell.place.as_ref()? {
        Place::Sheet { sheet, .. } => Some(sheet),
        Place::Text { .. } | Place::Table { .. } | Place::Page { .. } => None,
    }
}

pub(super) fn columns() -> Vec<Column> {
    let mut columns = report::common_columns();
    columns.extend(CELL.iter().map(|(column, _)| column.clone()));
    columns
}

/// A row for each cell of the report's form.
pub(super) fn rows<'r, E>(
    names: &'r Names,
    number: i64,
    record: &'r Record,
    each: &mut impl FnMut(&[Value<'r>]) -> Result<(), E>,
) -> Result<(), E> {
    let mut row = report::common(number, record);
    let common = row.len();
    let cells = names.of(record.form.as_deref()).iter().zip(&record.cells);
    for (name, cell) in cells {
        row.truncate(common);
        row.extend(CELL.iter().map(|(_, fill)| fill(name, cell)));
        each(&row)?;
    }
    Ok(())
}
