//! A ledger's records, from its columns.

use super::super::shapes::{any_text, count, day, id, maybe, object, partial, text};
use super::named;
use gongkai_domain::ledger::{Column, Kind, Ledger};
use serde_json::{Value, json};

/// The schemas of a ledger with their names: a record, one to be added, one changed.
pub(super) fn of(ledger: &Ledger) -> Vec<(String, Value)> {
    let values = format!("values_{}", ledger.key);
    let struck = object(&[("on", day()), ("reason", any_text())]);
    let record = object(&[
        ("id", id()),
        ("agency", any_text()),
        ("ledger", json!({ "const": ledger.key })),
        ("revision", count()),
        ("struck", maybe(&struck)),
        ("values", named(&values)),
    ]);
    let needed = ledger
        .columns
        .iter()
        .filter(|column| column.required && column.default.is_none());
    let needed: Vec<&str> = needed.map(|column| column.key.as_str()).collect();
    let changed = partial(&members(ledger, given), &[]);
    vec![
        (format!("record_{}", ledger.key), record),
        (values, partial(&members(ledger, answered), &[])),
        (
            format!("new_record_{}", ledger.key),
            object(&[("values", partial(&members(ledger, given), &needed))]),
        ),
        (
            format!("changed_record_{}", ledger.key),
            object(&[("revision", count()), ("values", changed)]),
        ),
    ]
}

fn members(ledger: &Ledger, schema: fn(&Column) -> Value) -> Vec<(&str, Value)> {
    let columns = ledger.columns.iter();
    columns
        .map(|column| (column.key.as_str(), schema(column)))
        .collect()
}

/// A column as it is answered.
fn answered(column: &Column) -> Value {
    let mut schema = match column.kind {
        Kind::Text | Kind::Long | Kind::Money => any_text(),
        Kind::Date | Kind::Count | Kind::Yes | Kind::Choice | Kind::Choices => kind(column),
    };
    if let Some(members) = schema.as_object_mut() {
        members.insert("title".to_owned(), json!(column.zh));
    }
    schema
}

/// A column as it may be given; `null` empties one that may be empty.
fn given(column: &Column) -> Value {
    let schema = kind(column);
    let mut schema = if column.required {
        schema
    } else {
        maybe(&schema)
    };
    if let Some(members) = schema.as_object_mut() {
        members.insert("title".to_owned(), json!(column.zh));
        if !column.help.is_empty() {
            members.insert("description".to_owned(), json!(column.help));
        }
    }
    schema
}

fn kind(column: &Column) -> Value {
    let keys = || {
        let choices = column.choices.iter();
        json!({ "enum": choices.map(|choice| choice.key.as_str()).collect::<Vec<_>>() })
    };
    let filled = |most: usize| {
        if column.required {
            json!({ "type": "string", "maxLength": most, "pattern": "\\S" })
        } else {
            text(most)
        }
    };
    match column.kind {
        Kind::Text => filled(200),
        Kind::Long => filled(4000),
        Kind::Date => day(),
        Kind::Count => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Kind::Money => json!({
            "type": "string",
            "pattern": "^[0-9]{1,12}([.][0-9]{1,6})?( ?(元|万元|亿元))?$",
        }),
        Kind::Yes => json!({ "type": "boolean" }),
        Kind::Choice => keys(),
        Kind::Choices => json!({ "type": "array", "items": keys(), "uniqueItems": true }),
    }
}
