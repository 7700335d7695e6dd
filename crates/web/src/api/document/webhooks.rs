//! What other systems are told, for who reads the document to receive it.

use super::schemas;
use gongkai_domain::webhook::FactKind;
use serde_json::{Map, Value, json};

/// The messages by the kind of fact.
pub(super) fn all() -> Value {
    let message = |kind: FactKind| (kind.code().to_owned(), json!({ "post": message(kind) }));
    Value::Object(
        FactKind::ALL
            .into_iter()
            .map(message)
            .collect::<Map<_, _>>(),
    )
}

fn message(kind: FactKind) -> Value {
    let header = |name: &str, what: &str| {
        json!({
            "name": name,
            "in": "header",
            "required": true,
            "description": what,
            "schema": { "type": "string" },
        })
    };
    json!({
        "operationId": format!("told_{}", kind.code().replace('.', "_")),
        "summary": kind.zh(),
        "description": "发往管理员增加的推送地址。正文只有编号和链接，内容请再读取 item.api；已经撤回的返回 410。催办只有单位、年度和期限。",
        "parameters": [
            header("Gongkai-Delivery", "这条通知的编号，与正文的 delivery 相同；重发时不变，用它去重"),
            header("Gongkai-Signature", "t=秒,v1=签名：以密钥对“秒.正文”计算的 HMAC-SHA256，十六进制"),
        ],
        "requestBody": {
            "required": true,
            "content": { "application/json": { "schema": schemas::named("fact") } },
        },
        "responses": {
            "2XX": { "description": "收到了" },
            "default": { "description": "没有收到：1分钟、5分钟、30分钟、2小时、12小时后再发；不跟随跳转" },
        },
    })
}
