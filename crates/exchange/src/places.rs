//! Places in a source as JSON objects.

use gongkai_domain::report::Place;
use serde_json::{Value, json};

pub(crate) fn to_json(place: &Place) -> Value {
    match place {
        Place::Text { line, column } => json!({ "line": line, "column": column }),
        Place::Table { table, row, column } => {
            json!({ "table": table, "row": row, "column": column })
        }
        Place::Sheet { sheet, row, column } => {
            json!({ "sheet": sheet, "row": row, "column": column })
        }
    }
}

pub(crate) fn from_json(value: &Value) -> Option<Place> {
    let number = |key: &str| u32::try_from(value.get(key)?.as_u64()?).ok();
    if let Some(sheet) = value.get("sheet").and_then(Value::as_str) {
        return Some(Place::Sheet {
            sheet: sheet.into(),
            row: number("row")?,
            column: number("column")?,
        });
    }
    if let Some(table) = number("table") {
        return Some(Place::Table {
            table,
            row: number("row")?,
            column: number("column")?,
        });
    }
    Some(Place::Text {
        line: number("line")?,
        column: number("column")?,
    })
}
