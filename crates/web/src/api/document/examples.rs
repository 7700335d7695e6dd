//! A body of each operation as it could be sent: what a reader copies, and what a tool begins with.

use super::operations::{Body, Operation};
use gongkai_domain::ledger::{Column, Kind, Ledger};
use serde_json::{Map, Value, json};

/// The example of an operation; none where it would need identities that only the office knows.
pub(super) fn of(operation: &Operation, ledger: Option<&Ledger>) -> Option<Value> {
    Some(match (operation.body, ledger) {
        (Body::Named("new_item"), _) => json!({
            "agency": "xiangzhi",
            "facts": {
                "title": "关于调整办事大厅服务时间的通知",
                "issuing_organ": "镇人民政府",
                "formed_on": "2026-01-05",
                "topic": 15,
                "summary": "办事大厅服务时间调整。",
                "body": "自本月起，办事大厅周六上午开放。",
            },
        }),
        (Body::Named("changed_item"), _) => json!({
            "revision": 0,
            "facts": { "summary": "办事大厅服务时间调整，周六上午开放。" },
        }),
        (Body::Named("revision"), _) => json!({ "revision": 0 }),
        (Body::NewRecord, Some(ledger)) => json!({ "values": values(ledger) }),
        (Body::ChangedRecord, Some(ledger)) => json!({ "revision": 0, "values": values(ledger) }),
        (Body::None | Body::Named(_) | Body::NewRecord | Body::ChangedRecord, _) => return None,
    })
}

/// The columns that must be filled in, and those of the quick log.
fn values(ledger: &Ledger) -> Value {
    let columns = ledger.columns.iter();
    let asked = columns.filter(|column| column.required || ledger.quick.contains(&column.key));
    let shown = asked.filter(|column| !column.personal);
    let members = shown.map(|column| (column.key.clone(), value(column)));
    Value::Object(members.collect::<Map<_, _>>())
}

fn value(column: &Column) -> Value {
    let first = column.choices.first().map(|choice| choice.key.as_str());
    match column.kind {
        Kind::Text | Kind::Long => json!("示例"),
        Kind::Date => json!("2026-01-05"),
        Kind::Count => json!(1),
        Kind::Money => json!("76.3万元"),
        Kind::Yes => json!(true),
        Kind::Choice => json!(first),
        Kind::Choices => json!([first]),
    }
}
