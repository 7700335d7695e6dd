//! A report as JSON.

use crate::findings::{Lang, finding_json};
use crate::{SCHEMA, places};
use gongkai_domain::report::{
    AnnualReport, Cell, CellState, Certainty, Note, Number, Place, Statement, Tables,
};
use gongkai_domain::rules::Finding;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

/// Where a report was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The path as it was given; `-` for standard input.
    pub path: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The media type of the format.
    pub media_type: String,
}

/// A report with its source and findings, ready to be serialised.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// The report.
    pub report: &'a AnnualReport,
    /// Its source.
    pub source: &'a Source,
    /// What the rules found in it.
    pub findings: &'a [Finding],
    /// The language of the messages.
    pub lang: Lang,
}

impl Serialize for Exchange<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.report;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("source", &source(self.source))?;
        map.serialize_entry("agency", &report.agency)?;
        map.serialize_entry("report_year", &report.report_year)?;
        map.serialize_entry("title", &report.title)?;
        map.serialize_entry("title_year", &report.title_year)?;
        map.serialize_entry("document_number", &report.document_number)?;
        map.serialize_entry("issued_on", &report.issued_on.map(|date| date.to_string()))?;
        let period = report
            .period
            .map(|(first, last)| [first.to_string(), last.to_string()]);
        map.serialize_entry("period", &period)?;
        map.serialize_entry("form", &report.form().map(|form| form.id.as_str()))?;
        map.serialize_entry("cells", &Cells(report.tables.as_ref()))?;
        let missing: Vec<&str> = report.tables.iter().flat_map(Tables::missing).collect();
        map.serialize_entry("missing", &missing)?;
        map.serialize_entry("sections", &sections(report))?;
        map.serialize_entry("headings", &headings(report))?;
        let statements: Vec<Value> = report.statements.iter().map(statement).collect();
        map.serialize_entry("statements", &statements)?;
        map.serialize_entry("unplaced", &unplaced(report))?;
        map.serialize_entry("notes", &notes(report))?;
        let findings: Vec<Value> = self
            .findings
            .iter()
            .map(|finding| finding_json(finding, self.lang))
            .collect();
        map.serialize_entry("findings", &findings)?;
        map.end()
    }
}

fn source(source: &Source) -> Value {
    json!({ "path": source.path, "sha256": source.sha256, "media_type": source.media_type })
}

struct Cells<'a>(Option<&'a Tables>);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (spec, cell) in self.0.into_iter().flat_map(Tables::iter) {
            if !cell.is_absent() {
                map.serialize_entry(&spec.id, &CellOut(cell))?;
            }
        }
        map.end()
    }
}

struct CellOut<'a>(&'a Cell);

impl Serialize for CellOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cell = self.0;
        let mut map = serializer.serialize_map(None)?;
        match cell.state {
            CellState::Stated(Number::Count(count)) => map.serialize_entry("value", &count)?,
            CellState::Stated(Number::Amount(amount)) => {
                let yuan = amount.yuan();
                let value = yuan.unwrap_or(amount.printed());
                map.serialize_entry("value", &plain(value))?;
                map.serialize_entry("unit", &yuan.map(|_| "yuan"))?;
                if let Some(unit) = amount.unit() {
                    map.serialize_entry("printed", &plain(amount.printed()))?;
                    map.serialize_entry("printed_unit", unit.name())?;
                }
            }
            CellState::Blank | CellState::Absent => map.serialize_entry("value", &None::<i64>)?,
            CellState::Unclear => {
                map.serialize_entry("value", &None::<i64>)?;
                map.serialize_entry("doubtful", &true)?;
            }
        }
        if let Some(raw) = &cell.raw {
            map.serialize_entry("raw", raw)?;
        }
        if let Some(place) = &cell.place {
            map.serialize_entry("at", &At(place))?;
        }
        if cell.certainty < Certainty::CERTAIN {
            let certainty = Decimal::new(i64::from(cell.certainty.in_per_mille()), 3).normalize();
            map.serialize_entry("confidence", &number(certainty))?;
        }
        map.end()
    }
}

/// A place without building a JSON value: there are two hundred in every report.
struct At<'a>(&'a Place);

impl Serialize for At<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Place::Text { line, column } = self.0 else {
            return places::to_json(self.0).serialize(serializer);
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("line", line)?;
        map.serialize_entry("column", column)?;
        map.end()
    }
}

/// An exact decimal in plain notation.
fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A decimal with few digits as a JSON number.
pub(crate) fn number(value: Decimal) -> Value {
    value.to_string().parse().map_or(Value::Null, Value::Number)
}

fn sections(report: &AnnualReport) -> Value {
    let mut map = Map::new();
    if !report.sections.preamble.is_empty() {
        map.insert(
            String::from("preamble"),
            report.sections.preamble.clone().into(),
        );
    }
    for section in &report.sections.found {
        let narrative = matches!(section.id.name(), "one" | "five" | "six");
        if narrative || !section.text.is_empty() {
            map.insert(section.id.name().to_owned(), section.text.clone().into());
        }
    }
    Value::Object(map)
}

fn headings(report: &AnnualReport) -> Value {
    let found = report.sections.found.iter();
    found
        .map(|section| {
            (
                section.id.name().to_owned(),
                Value::from(section.heading.clone()),
            )
        })
        .collect()
}

fn statement(statement: &Statement) -> Value {
    let mut value = json!({
        "kind": statement.kind.name(),
        "value": statement.value,
        "label": statement.label,
        "raw": statement.raw,
        "at": statement.place.as_ref().map(places::to_json),
        "section": statement.section.map_or("preamble", |section| section.name()),
    });
    if let Value::Object(object) = &mut value {
        if statement.approximate {
            object.insert(String::from("approximate"), true.into());
        }
        if let Some(list) = statement.list {
            let list =
                json!({ "number": list.number, "complete": list.complete, "whole": list.whole });
            object.insert(String::from("list"), list);
        }
    }
    value
}

fn unplaced(report: &AnnualReport) -> Vec<Value> {
    report
        .notes
        .iter()
        .filter_map(|note| {
            let Note::Unplaced { raw, place } = note else {
                return None;
            };
            Some(json!({ "raw": raw, "at": place.as_ref().map(places::to_json) }))
        })
        .collect()
}

fn notes(report: &AnnualReport) -> Vec<Value> {
    report
        .notes
        .iter()
        .filter_map(|note| match note {
            Note::Unplaced { .. } => None,
            Note::Undecodable { encoding, places } => {
                Some(json!({ "kind": "undecodable", "encoding": encoding, "places": places }))
            }
            Note::RowRepeated { row, place } => Some(json!({
                "kind": "row_repeated", "row": row, "at": place.as_ref().map(places::to_json),
            })),
            Note::FormFromYear => Some(json!({ "kind": "form_from_year" })),
            Note::RepeatedLinesDropped => Some(json!({ "kind": "repeated_lines_dropped" })),
            Note::RowsMayBeShifted => Some(json!({ "kind": "rows_may_be_shifted" })),
            Note::SeveralReports => Some(json!({ "kind": "several_reports" })),
            Note::PicturePages { pages } => {
                Some(json!({ "kind": "picture_pages", "pages": pages }))
            }
        })
        .collect()
}
