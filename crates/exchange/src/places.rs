//! Places in a source as JSON objects.

use crate::write::number;
use gongkai_domain::report::{Area, Place};
use serde_json::{Value, json};

pub(crate) fn to_json(place: &Place) -> Value {
    match place {
        Place::Text { line, column } => json!({ "line": line, "column": column }),
        Place::Table { table, row, column } => {
            json!({ "table": table, "row": row, "column": column })
        }
        Place::Page { page, area } => {
            let edges = area.in_points().map(number);
            json!({ "page": page, "box": edges })
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
    if let Some(page) = number("page") {
        let area = area(value.get("box")?)?;
        return Some(Place::Page { page, area });
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

/// Left, upper, right and lower edge in points.
fn area(value: &Value) -> Option<Area> {
    let [left, top, right, bottom] = value.as_array()?.as_slice() else {
        return None;
    };
    let tenths = |edge: &Value| {
        let edge = (edge.as_f64()? * 10.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within bounds"
        )]
        (0.0..=f64::from(u32::MAX))
            .contains(&edge)
            .then_some(edge as u32)
    };
    Some(Area {
        left: tenths(left)?,
        top: tenths(top)?,
        right: tenths(right)?,
        bottom: tenths(bottom)?,
    })
}
