//! The schemas that operations name.

mod columns;
mod items;

use super::shapes::{any_text, count, day, id, list, maybe, object, partial, text};
use gongkai_domain::ledger::Ledger;
use gongkai_domain::webhook::FactKind;
use serde_json::{Map, Value, json};

/// A schema by its name.
pub(super) fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// All of them.
pub(super) fn all(ledgers: &[Ledger]) -> Value {
    let mut all = Map::new();
    let general = [
        ("problem", problem()),
        ("agencies", agencies()),
        ("ledgers", definitions()),
        ("figures", figures()),
        ("revision", object(&[("revision", count())])),
        ("posting", posting()),
        ("new_posting", new_posting()),
        ("fact", fact()),
    ];
    for (name, schema) in general.into_iter().chain(items::all()) {
        all.insert(name.to_owned(), schema);
    }
    for ledger in ledgers {
        all.extend(columns::of(ledger));
    }
    Value::Object(all)
}

fn problem() -> Value {
    let error = object(&[("field", any_text()), ("message", any_text())]);
    object(&[
        ("type", any_text()),
        ("title", any_text()),
        ("status", count()),
        ("detail", any_text()),
        ("errors", list(&error)),
    ])
}

fn rows(row: &Value) -> Value {
    object(&[("rows", list(row))])
}

fn agencies() -> Value {
    rows(&object(&[
        ("slug", any_text()),
        ("name", any_text()),
        ("short", any_text()),
        ("kind", any_text()),
        ("column", any_text()),
        ("parent", maybe(&any_text())),
        ("ended", json!({ "type": "boolean" })),
    ]))
}

fn definitions() -> Value {
    let named = || object(&[("key", any_text()), ("name", any_text())]);
    let yes = || json!({ "type": "boolean" });
    let column = object(&[
        ("key", any_text()),
        ("name", any_text()),
        ("kind", any_text()),
        ("required", yes()),
        ("personal", yes()),
        ("choices", list(&named())),
    ]);
    rows(&object(&[
        ("key", any_text()),
        ("name", any_text()),
        ("group", any_text()),
        ("help", any_text()),
        ("cite", any_text()),
        ("columns", list(&column)),
        ("figures", list(&named())),
    ]))
}

fn figures() -> Value {
    let counted = || list(&object(&[("name", any_text()), ("count", count())]));
    let of_ledger = object(&[
        ("key", any_text()),
        ("name", any_text()),
        ("ledger", any_text()),
        ("value", json!({ "type": "number" })),
        ("records", count()),
        ("uncounted", count()),
    ]);
    object(&[
        ("agency", any_text()),
        ("year", count()),
        ("published", count()),
        ("in_time", count()),
        ("late", count()),
        ("published_ever", count()),
        ("by_category", counted()),
        ("by_channel", counted()),
        ("by_attribute", counted()),
        ("ledgers", list(&of_ledger)),
    ])
}

fn posting() -> Value {
    object(&[
        ("id", id()),
        ("item", id()),
        ("index_number", any_text()),
        ("channel", id()),
        ("posted_on", day()),
        ("place", any_text()),
    ])
}

/// What other systems are told: it names things and says nothing of what they hold.
fn fact() -> Value {
    let item = object(&[
        ("id", id()),
        ("index_number", any_text()),
        ("version", count()),
        ("path", any_text()),
        ("api", any_text()),
    ]);
    let posting = object(&[("id", id()), ("channel", id()), ("posted_on", day())]);
    let report = object(&[("year", count()), ("due_on", day())]);
    partial(
        &[
            ("delivery", id()),
            ("kind", json!({ "enum": FactKind::ALL.map(FactKind::code) })),
            ("at", json!({ "type": "string", "format": "date-time" })),
            ("agency", any_text()),
            ("item", item),
            ("posting", posting),
            ("report", report),
        ],
        &["delivery", "kind", "at", "agency"],
    )
}

/// That a person has looked at everything of which the leak gate is in doubt.
fn looked() -> Value {
    json!({ "type": "boolean", "default": false })
}

fn new_posting() -> Value {
    let filled = || json!({ "type": "string", "minLength": 1, "maxLength": 200 });
    let mut schema = partial(
        &[
            ("item", id()),
            ("index_number", filled()),
            ("channel", filled()),
            ("posted_on", day()),
            ("place", text(200)),
            ("looked", looked()),
        ],
        &["channel", "posted_on"],
    );
    if let Some(members) = schema.as_object_mut() {
        let one = json!([{ "required": ["item"] }, { "required": ["index_number"] }]);
        members.insert("oneOf".to_owned(), one);
    }
    schema
}
