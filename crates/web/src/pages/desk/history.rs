//! What happened to an item, newest first, each entry a sentence.

use super::facts::label;
use crate::words::{event, instant};
use gongkai_domain::event::Entry;
use serde_json::Value;

/// A line of the history.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) at: String,
    pub(super) words: String,
}

/// The history of an item, from the newest on.
pub(super) fn of(entries: &[Entry]) -> Vec<Line> {
    entries.iter().rev().map(line).collect()
}

fn line(entry: &Entry) -> Line {
    let happened = &entry.event;
    let before: Value = serde_json::from_str(&happened.before).unwrap_or_default();
    let after: Value = serde_json::from_str(&happened.after).unwrap_or_default();
    let detail = match happened.action.as_str() {
        "information.revised" => changed(&before, &after),
        "information.sent_back" | "information.agreed" => remarks(&after),
        "information.leak_overridden" => after.as_str().unwrap_or_default().to_owned(),
        "information.withdrawn" => text(&after, "ground"),
        _ => String::new(),
    };
    let colon = if detail.is_empty() { "" } else { "：" };
    Line {
        class: if happened.action == "information.sent_back" {
            "is-returned"
        } else {
            ""
        },
        at: instant(&happened.at),
        words: format!(
            "{}{}{colon}{detail}",
            happened.name,
            event(&happened.action)
        ),
    }
}

/// The names of the facts that are others than before.
fn changed(before: &Value, after: &Value) -> String {
    let Some(fields) = after.as_object() else {
        return String::new();
    };
    let other = fields
        .iter()
        .filter(|(name, value)| before.get(name) != Some(value));
    let name = |name: &str| match name {
        "attachments" => "附件",
        "interpretation" => "政策解读",
        field => label(field),
    };
    let names: Vec<&str> = other.map(|(field, _)| name(field)).collect();
    names.join("、")
}

fn remarks(taken: &Value) -> String {
    let said = taken.get("remarks").and_then(Value::as_array);
    let said = said
        .into_iter()
        .flatten()
        .map(|remark| text(remark, "text"));
    said.collect::<Vec<_>>().join("；")
}

fn text(value: &Value, name: &str) -> String {
    value
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
