//! The parameters of an operation: the names of its path, and what may stand behind the question mark.

use super::operations::Operation;
use super::shapes::{id, text};
use crate::api::once;
use crate::routes::Verb;
use gongkai_domain::information::Stage;
use serde_json::{Value, json};

/// All of them. A name of the query that ends in `!` must be there.
pub(super) fn of(path: &str, operation: &Operation) -> Vec<Value> {
    let names = path.split('/').filter_map(|part| {
        let name = part.strip_prefix('{')?.strip_suffix('}')?;
        Some(parameter(name, "path", true))
    });
    let asked = operation.query.iter().map(|name| {
        let plain = name.trim_end_matches('!');
        parameter(plain, "query", plain != *name)
    });
    let key = (operation.verb == Verb::Post).then(key);
    names.chain(asked).chain(key).collect()
}

/// The header of a call that is to be done once however often it is sent.
fn key() -> Value {
    json!({
        "name": once::HEADER,
        "in": "header",
        "required": false,
        "description": "同一个键和同样的内容在24小时内再次提交，不再办理，返回与第一次相同的答复（带 Idempotency-Replayed: true）；没有办成的请求不占用键。",
        "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": once::LONGEST,
            "pattern": "^[!-~]+$",
        },
    })
}

fn parameter(name: &str, place: &str, required: bool) -> Value {
    json!({ "name": name, "in": place, "required": required, "schema": schema(name) })
}

fn schema(name: &str) -> Value {
    match name {
        "slug" | "agency" => json!({
            "type": "string",
            "pattern": "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])$",
        }),
        "id" | "category" => id(),
        "year" => json!({ "type": "string", "pattern": "^(20[0-9]{2}|2100)$" }),
        "page" => json!({ "type": "integer", "minimum": 1, "maximum": super::super::LAST_PAGE }),
        "topic" => json!({ "type": "integer", "minimum": 1, "maximum": 16 }),
        "struck" => json!({ "type": "boolean" }),
        "revision" => json!({ "type": "integer", "minimum": 0 }),
        "stage" => json!({ "enum": Stage::ALL.map(Stage::code) }),
        "reason" => json!({ "type": "string", "minLength": 1, "maxLength": 200 }),
        _ => text(200),
    }
}
