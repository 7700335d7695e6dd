//! The columns that say which report a row is of.

use crate::{Column, Kind, Record, Value};

/// A column of a report and how it is filled.
type Definition = (Column, for<'r> fn(i64, &'r Record) -> Value<'r>);

/// In every table.
static COMMON: [Definition; 7] = [
    (
        Column::new(
            "report",
            Kind::Integer,
            "报告的序号，从1起，按输入的顺序；同一报告在各种表里序号相同",
            "number of the report in the order of the inputs, from 1; the same in every layout",
        ),
        |number, _| Value::Integer(number),
    ),
    (
        Column::new("path", Kind::Text, "来源文件的路径", "path of the source"),
        |_, record| Value::text(&record.path),
    ),
    (
        Column::new(
            "sha256",
            Kind::Text,
            "来源文件的SHA-256",
            "SHA-256 of the source, in hexadecimal",
        ),
        |_, record| text(Some(&record.sha256)),
    ),
    (
        Column::new(
            "media_type",
            Kind::Text,
            "来源文件的格式",
            "media type of the source",
        ),
        |_, record| text(Some(&record.media_type)),
    ),
    (
        Column::new(
            "agency",
            Kind::Text,
            "报告机关，照文件所写",
            "the agency, as the document names it",
        ),
        |_, record| text(record.agency.as_ref()),
    ),
    (
        Column::new(
            "report_year",
            Kind::Integer,
            "报告年度",
            "the year reported on",
        ),
        |_, record| year(record.report_year),
    ),
    (
        Column::new(
            "form",
            Kind::Text,
            "表格的式样（起用年度）；没有法定表格则空",
            "the statutory form, named by its first year; null without tables",
        ),
        |_, record| text(record.form.as_ref()),
    ),
];

/// Only where a row is a report.
static MORE: [Definition; 4] = [
    (
        Column::new("title", Kind::Text, "标题", "the title"),
        |_, record| text(record.title.as_ref()),
    ),
    (
        Column::new(
            "title_year",
            Kind::Integer,
            "标题里的年度，可能与报告年度不同",
            "the year in the title, which may be another one",
        ),
        |_, record| year(record.title_year),
    ),
    (
        Column::new("document_number", Kind::Text, "文号", "the document number"),
        |_, record| text(record.document_number.as_ref()),
    ),
    (
        Column::new("issued_on", Kind::Date, "落款日期", "the day of issue"),
        |_, record| Value::of(record.issued_on, Value::Date),
    ),
];

fn text(text: Option<&String>) -> Value<'_> {
    let text = text.filter(|text| !text.is_empty());
    Value::of(text, |text| Value::text(text))
}

fn year<'r>(year: Option<i16>) -> Value<'r> {
    Value::of(year, |year| Value::Integer(i64::from(year)))
}

pub(super) fn common_columns() -> Vec<Column> {
    COMMON.iter().map(|(column, _)| column.clone()).collect()
}

pub(super) fn common(number: i64, record: &Record) -> Vec<Value<'_>> {
    COMMON
        .iter()
        .map(|(_, fill)| fill(number, record))
        .collect()
}

pub(super) fn all_columns() -> Vec<Column> {
    let all = COMMON.iter().chain(&MORE);
    all.map(|(column, _)| column.clone()).collect()
}

pub(super) fn all(number: i64, record: &Record) -> Vec<Value<'_>> {
    let all = COMMON.iter().chain(&MORE);
    all.map(|(_, fill)| fill(number, record)).collect()
}
