//! A report from JSON: what the program wrote, or what another program wrote in its shape.

use crate::{SCHEMA, Source, places};
use gongkai_domain::report::form::CellKind;
use gongkai_domain::report::statement::ListPart;
use gongkai_domain::report::{
    Amount, AnnualReport, Cell, CellState, Certainty, FormBook, MoneyUnit, Note, Number, Section,
    SectionId, Sections, Statement, StatementKind, Tables,
};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

/// Why a JSON text is no report. The path names the place inside the text.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The shape is another one.
    #[error("schema is {0}, expected {SCHEMA}")]
    Schema(String),
    /// The form is not known.
    #[error("form {0} is not known")]
    Form(String),
    /// A value is not of its kind.
    #[error("{path}: {cause}")]
    Value {
        /// Where.
        path: String,
        /// What is wrong.
        cause: String,
    },
}

/// Whether a text looks like JSON in this shape, by its first characters.
pub fn is_report(text: &[u8]) -> bool {
    let head = text.get(..text.len().min(4096)).unwrap_or_default();
    let start = head.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(start, Some(b'{' | b'[')) && find(head, SCHEMA.as_bytes())
}

fn find(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

/// Reads one report, an array of them, or one a line.
pub fn parse(text: &[u8], book: &FormBook) -> Result<Vec<(AnnualReport, Source)>, ParseError> {
    let mut reports = Vec::new();
    for value in serde_json::Deserializer::from_slice(text).into_iter::<Value>() {
        let value = value?;
        match value.as_array() {
            Some(list) => {
                for value in list {
                    reports.push(report(value, book)?);
                }
            }
            None => reports.push(report(&value, book)?),
        }
    }
    Ok(reports)
}

fn report(value: &Value, book: &FormBook) -> Result<(AnnualReport, Source), ParseError> {
    let schema = value
        .get("schema")
        .and_then(Value::as_str)
        .unwrap_or("missing");
    if schema != SCHEMA {
        return Err(ParseError::Schema(schema.to_owned()));
    }
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let year = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_i64)
            .and_then(|year| year.try_into().ok())
    };
    let date = |value: &Value| value.as_str()?.parse().ok();
    let report = AnnualReport {
        agency: text("agency"),
        report_year: year("report_year"),
        title_year: year("title_year"),
        title: text("title"),
        document_number: text("document_number"),
        issued_on: value.get("issued_on").and_then(date),
        period: value
            .get("period")
            .and_then(|period| Some((date(period.get(0)?)?, date(period.get(1)?)?))),
        tables: tables(value, book)?,
        sections: sections(value),
        statements: list(value, "statements").filter_map(statement).collect(),
        notes: list(value, "notes")
            .filter_map(note)
            .chain(list(value, "unplaced").filter_map(unplaced))
            .collect(),
    };
    let of = |key: &str| {
        let text = value
            .get("source")
            .and_then(|source| source.get(key))
            .and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let source = Source {
        path: of("path"),
        sha256: of("sha256"),
        media_type: of("media_type"),
    };
    Ok((report, source))
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn tables(value: &Value, book: &FormBook) -> Result<Option<Tables>, ParseError> {
    let Some(id) = value.get("form").and_then(Value::as_str) else {
        return Ok(None);
    };
    let form = book
        .get(id)
        .ok_or_else(|| ParseError::Form(id.to_owned()))?;
    let mut tables = Tables::absent(form.clone());
    let none = Map::new();
    let cells = value
        .get("cells")
        .and_then(Value::as_object)
        .unwrap_or(&none);
    for (id, value) in cells {
        let path = || format!("cells.{id}");
        let fail = |cause: &str| ParseError::Value {
            path: path(),
            cause: cause.to_owned(),
        };
        let index = form
            .cell_index(id)
            .ok_or_else(|| fail("no such cell in this form"))?;
        let kind = form.cells()[index].kind;
        tables.set(index, cell(value, kind).map_err(fail)?);
    }
    Ok(Some(tables))
}

fn cell(value: &Value, kind: CellKind) -> Result<Cell, &'static str> {
    let doubtful = value
        .get("doubtful")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    let state = match value.get("value") {
        None | Some(Value::Null) if doubtful => CellState::Unclear,
        None | Some(Value::Null) => CellState::Blank,
        Some(stated) => CellState::Stated(match kind {
            CellKind::Count | CellKind::Change => {
                Number::Count(stated.as_i64().ok_or("the value must be a whole number")?)
            }
            CellKind::Amount(_) => Number::Amount(amount(value, stated)?),
        }),
    };
    let raw = value.get("raw").and_then(Value::as_str).map(Into::into);
    let place = value.get("at").and_then(places::from_json);
    Ok(Cell {
        state,
        raw,
        place,
        certainty: certainty(value),
    })
}

/// A cell without a confidence is certain; one with a confidence that is no number from 0 to 1 is
/// not certain at all.
fn certainty(value: &Value) -> Certainty {
    let Some(stated) = value.get("confidence").filter(|stated| !stated.is_null()) else {
        return Certainty::CERTAIN;
    };
    let thousandths = stated
        .as_f64()
        .map(|share| format!("{:.0}", share * 1000.0));
    let per_mille = thousandths.and_then(|digits| digits.parse().ok());
    let known = per_mille.filter(|per_mille| *per_mille <= 1000);
    Certainty::per_mille(known.unwrap_or(0))
}

fn amount(cell: &Value, stated: &Value) -> Result<Amount, &'static str> {
    const CAUSE: &str = "an amount must be a decimal string";
    let text = |key: &str| cell.get(key).and_then(Value::as_str);
    let number = || stated.is_number().then(|| stated.to_string());
    let digits = stated
        .as_str()
        .map(str::to_owned)
        .or_else(number)
        .ok_or(CAUSE)?;
    let value = decimal(&digits).ok_or(CAUSE)?;
    let printed = text("printed")
        .and_then(decimal)
        .zip(text("printed_unit").and_then(MoneyUnit::from_name));
    match (printed, text("unit")) {
        (Some((figure, unit)), Some("yuan"))
            if Amount::new(figure, Some(unit)).yuan() == Some(value.normalize()) =>
        {
            Ok(Amount::new(figure, Some(unit)))
        }
        (_, Some("yuan")) => Ok(Amount::new(value, Some(MoneyUnit::Yuan))),
        (_, None) => Ok(Amount::new(value, None)),
        (_, Some(_)) => Err("the unit of an amount must be yuan or null"),
    }
}

/// A decimal as it stands; `None` where it could only be kept rounded.
fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

fn sections(value: &Value) -> Sections {
    let text = |id: &str| {
        value
            .get("sections")
            .and_then(|sections| sections.get(id))
            .and_then(Value::as_str)
    };
    let found = SectionId::ALL.into_iter().filter_map(|id| {
        let heading = value
            .get("headings")
            .and_then(|headings| headings.get(id.name()));
        let heading = heading.and_then(Value::as_str);
        let body = text(id.name());
        (heading.is_some() || body.is_some()).then(|| Section {
            id,
            heading: heading.unwrap_or_default().to_owned(),
            text: body.unwrap_or_default().to_owned(),
            place: None,
        })
    });
    Sections {
        preamble: text("preamble").unwrap_or_default().to_owned(),
        found: found.collect(),
    }
}

fn statement(value: &Value) -> Option<Statement> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let list = value.get("list").and_then(|list| {
        Some(ListPart {
            number: u32::try_from(list.get("number")?.as_u64()?).ok()?,
            complete: list.get("complete")?.as_bool()?,
            whole: list
                .get("whole")
                .and_then(Value::as_u64)
                .and_then(|at| usize::try_from(at).ok()),
        })
    });
    Some(Statement {
        kind: StatementKind::from_name(text("kind")?)?,
        value: value.get("value")?.as_i64()?,
        label: text("label").map(str::to_owned),
        raw: text("raw").unwrap_or_default().to_owned(),
        place: value.get("at").and_then(places::from_json),
        section: text("section").and_then(SectionId::from_name),
        approximate: value
            .get("approximate")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        list,
    })
}

fn unplaced(value: &Value) -> Option<Note> {
    let raw = value.get("raw")?.as_str()?.to_owned();
    Some(Note::Unplaced {
        raw,
        place: value.get("at").and_then(places::from_json),
    })
}

/// The numbers of a list.
fn numbers(value: &Value) -> Vec<u32> {
    let items = value.as_array().into_iter().flatten();
    let numbers = items.filter_map(|item| u32::try_from(item.as_u64()?).ok());
    numbers.collect()
}

fn note(value: &Value) -> Option<Note> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    Some(match text("kind")? {
        "undecodable" => Note::Undecodable {
            encoding: text("encoding")?.to_owned(),
            places: usize::try_from(value.get("places")?.as_u64()?).ok()?,
        },
        "form_from_year" => Note::FormFromYear,
        "repeated_lines_dropped" => Note::RepeatedLinesDropped,
        "rows_may_be_shifted" => Note::RowsMayBeShifted,
        "several_reports" => Note::SeveralReports,
        "picture_pages" => Note::PicturePages {
            pages: value.get("pages").map(numbers).unwrap_or_default(),
        },
        "row_repeated" => Note::RowRepeated {
            row: text("row")?.to_owned(),
            place: value.get("at").and_then(places::from_json),
        },
        _ => return None,
    })
}
