//! Small pieces of schemas.

use serde_json::{Map, Value, json};

/// An identity.
pub(super) fn id() -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" })
}

/// A text of at most so many characters.
pub(super) fn text(most: usize) -> Value {
    json!({ "type": "string", "maxLength": most })
}

/// A text of any length, in answers.
pub(super) fn any_text() -> Value {
    json!({ "type": "string" })
}

/// A day.
pub(super) fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

/// A count.
pub(super) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

/// Something or nothing.
pub(super) fn maybe(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

/// A list.
pub(super) fn list(schema: &Value) -> Value {
    json!({ "type": "array", "items": schema })
}

/// An object that has all of these members and no others.
pub(super) fn object(members: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    partial(members, &required)
}

/// An object that may have these members and must have some of them.
pub(super) fn partial(members: &[(&str, Value)], required: &[&str]) -> Value {
    let properties: Map<String, Value> = members
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// A page of a list.
pub(super) fn page(row: &Value) -> Value {
    object(&[
        ("total", count()),
        ("page", count()),
        ("size", count()),
        ("rows", list(row)),
    ])
}
