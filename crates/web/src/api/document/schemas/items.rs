//! Items: as the public sees them, and as the register has them.

use super::super::shapes::{any_text, count, day, id, list, maybe, object, partial, text};
use super::named;
use crate::api::facts::{BODY, LINE};
use gongkai_domain::information::{Element, Form, Ground, Stage};
use serde_json::{Value, json};

/// The schemas with their names.
pub(super) fn all() -> Vec<(&'static str, Value)> {
    let slug = || text(40);
    vec![
        ("facts", facts(&[])),
        ("new_facts", given(&["title"])),
        ("changed_facts", given(&[])),
        (
            "new_item",
            object(&[("agency", slug()), ("facts", named("new_facts"))]),
        ),
        (
            "changed_item",
            object(&[("revision", count()), ("facts", named("changed_facts"))]),
        ),
        ("publication", publication()),
        ("line", line()),
        ("item", item()),
        ("public_line", public_line()),
        ("public_item", public_item()),
    ]
}

fn attribute() -> Value {
    let plain = |kind: &str| object(&[("kind", json!({ "const": kind }))]);
    let withheld = object(&[
        ("kind", json!({ "const": "withheld" })),
        ("ground", json!({ "enum": Ground::ALL.map(Ground::code) })),
        ("reason", any_text()),
    ]);
    json!({ "oneOf": [plain("proactive"), plain("upon_request"), withheld] })
}

fn validity() -> Value {
    let kind = |kind: &str| ("kind", json!({ "const": kind }));
    json!({ "oneOf": [
        object(&[kind("in_force")]),
        object(&[kind("repealed"), ("on", day()), ("by", any_text())]),
        object(&[kind("expired"), ("on", day())]),
    ] })
}

fn interpretation() -> Value {
    let elements = json!({ "enum": Element::ALL.map(Element::code) });
    object(&[
        ("of", id()),
        ("form", json!({ "enum": Form::ALL.map(Form::code) })),
        (
            "elements",
            json!({ "type": "array", "items": elements, "uniqueItems": true }),
        ),
    ])
}

/// An entry of the catalogue; what is given besides its identity is replaced by what it says.
fn listing() -> Value {
    let members = [
        ("record", id()),
        ("shown", any_text()),
        ("workdays", maybe(&count())),
        ("basis", any_text()),
    ];
    partial(&members, &["record"])
}

fn members() -> Vec<(&'static str, Value)> {
    let line = || text(LINE);
    let yes = || json!({ "type": "boolean" });
    let number = |most: u8| maybe(&json!({ "type": "integer", "minimum": 1, "maximum": most }));
    vec![
        (
            "title",
            json!({ "type": "string", "minLength": 1, "maxLength": LINE }),
        ),
        ("document_number", line()),
        ("origin", json!({ "enum": ["made", "obtained"] })),
        ("issuing_organ", line()),
        ("dated_on", maybe(&day())),
        ("formed_on", maybe(&day())),
        ("publish_within", number(20)),
        (
            "carrier",
            json!({ "enum": ["paper", "electronic", "both"] }),
        ),
        ("attribute", attribute()),
        ("topic", number(16)),
        ("category", maybe(&id())),
        ("listing", maybe(&listing())),
        ("normative", yes()),
        ("validity", validity()),
        ("summary", text(100)),
        ("keywords", line()),
        ("body", text(BODY)),
        ("shelf", line()),
        ("section", line()),
        ("interpretation", maybe(&interpretation())),
        ("needs_interpretation", yes()),
    ]
}

fn given(required: &[&str]) -> Value {
    partial(&members(), required)
}

/// As answered: what was registered on pages may be longer than programs may send.
fn facts(besides: &[(&'static str, Value)]) -> Value {
    let long = |(name, schema): (&'static str, Value)| {
        let is_text = schema.get("maxLength").is_some();
        (name, if is_text { any_text() } else { schema })
    };
    let mut all: Vec<_> = members().into_iter().map(long).collect();
    all.push(("attachments", list(&object(&file()))));
    all.extend_from_slice(besides);
    object(&all)
}

fn file() -> Vec<(&'static str, Value)> {
    vec![
        ("name", any_text()),
        ("kind", any_text()),
        ("size", count()),
    ]
}

fn publication() -> Value {
    let members = [
        ("revision", count()),
        ("channel", id()),
        ("posted_on", day()),
        ("place", text(LINE)),
        ("looked", super::looked()),
    ];
    partial(&members, &["revision", "channel", "posted_on"])
}

fn stage() -> Value {
    json!({ "enum": Stage::ALL.map(Stage::code) })
}

fn line() -> Value {
    object(&[
        ("id", id()),
        ("agency", any_text()),
        ("index_number", any_text()),
        ("title", any_text()),
        ("document_number", any_text()),
        ("stage", stage()),
        ("attribute", any_text()),
        ("formed_on", maybe(&day())),
        ("due_on", maybe(&day())),
        ("published_on", maybe(&day())),
        (
            "changed_at",
            json!({ "type": "string", "format": "date-time" }),
        ),
    ])
}

fn item() -> Value {
    let posting = object(&[
        ("id", id()),
        ("channel", id()),
        ("posted_on", day()),
        ("done", json!({ "type": "boolean" })),
        ("place", any_text()),
    ]);
    object(&[
        ("id", id()),
        ("agency", any_text()),
        ("index_number", any_text()),
        ("stage", stage()),
        ("version", count()),
        ("revision", count()),
        ("due_on", maybe(&day())),
        ("facts", named("facts")),
        ("postings", list(&posting)),
    ])
}

fn public_line() -> Value {
    object(&[
        ("id", id()),
        ("agency", any_text()),
        ("path", any_text()),
        ("index_number", any_text()),
        ("title", any_text()),
        ("document_number", any_text()),
        ("dated_on", maybe(&day())),
        ("published_on", day()),
        ("summary", any_text()),
    ])
}

fn public_item() -> Value {
    let posting = object(&[
        ("channel", any_text()),
        ("kind", any_text()),
        ("posted_on", day()),
        ("place", any_text()),
    ]);
    let mut file = file();
    file.push(("path", any_text()));
    object(&[
        ("id", id()),
        ("agency", any_text()),
        ("path", any_text()),
        ("index_number", any_text()),
        ("version", count()),
        ("published_on", day()),
        ("title", any_text()),
        ("document_number", any_text()),
        ("issuing_organ", any_text()),
        ("dated_on", maybe(&day())),
        ("topic", maybe(&count())),
        ("category", any_text()),
        ("validity", validity()),
        ("summary", any_text()),
        ("keywords", any_text()),
        ("body", any_text()),
        ("attachments", list(&object(&file))),
        ("postings", list(&posting)),
        ("interprets", maybe(&id())),
    ])
}
