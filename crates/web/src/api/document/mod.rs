//! The interface described by `OpenAPI` 3.1: made from the table of routes, the operations and the
//! ledgers' definitions, so that it says what the program does.

mod examples;
mod operations;
mod parameters;
mod schemas;
mod shapes;
mod webhooks;

pub(super) use operations::{OPERATIONS, Operation};

use super::Problem;
use super::call::Call;
use super::{Answer, ok};
use crate::routes::{self, Policy, Route, Verb};
use gongkai_domain::access::Scope;
use gongkai_domain::ledger::Ledger;
use gongkai_office::ledgers;
use operations::{Body, Success};
use serde_json::{Map, Value, json};

/// Where the described addresses begin.
const ROOT: &str = "/api/v1";

/// The document.
pub(crate) async fn show(call: Call) -> Answer {
    call.asked(&[])?;
    ok(&document(ledgers()?.all())?)
}

/// The document for these ledgers.
fn document(ledgers: &[Ledger]) -> Result<Value, Problem> {
    let mut paths = Map::new();
    for route in routes::all().filter(|route| route.path.starts_with(ROOT)) {
        let operation = OPERATIONS
            .iter()
            .find(|operation| operation.verb == route.verb && operation.path == route.path);
        let operation = operation.ok_or_else(Problem::unknown)?;
        if route.path.contains("{key}") {
            for ledger in ledgers {
                let path = route.path.replace("{key}", &ledger.key);
                put(&mut paths, &path, route, operation, Some(ledger));
            }
        } else {
            put(&mut paths, route.path, route, operation, None);
        }
    }
    Ok(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "政府信息公开接口",
            "version": "1",
            "description": "已公开的信息任何人可以读取；其余操作凭令牌，以令牌主人的身份进行，不超出其角色和令牌的用途。",
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "webhooks": webhooks::all(),
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas::all(ledgers),
        },
    }))
}

fn put(
    paths: &mut Map<String, Value>,
    path: &str,
    route: &Route,
    operation: &Operation,
    ledger: Option<&Ledger>,
) {
    let verb = match route.verb {
        Verb::Get => "get",
        Verb::Post => "post",
        Verb::Put => "put",
        Verb::Delete => "delete",
    };
    let key = path.replace(' ', "");
    let entry = paths.entry(key).or_insert_with(|| json!({}));
    if let Some(entry) = entry.as_object_mut() {
        entry.insert(verb.to_owned(), described(path, route, operation, ledger));
    }
}

fn described(path: &str, route: &Route, operation: &Operation, ledger: Option<&Ledger>) -> Value {
    let suffix = ledger.map(|ledger| format!("_{}", ledger.key));
    let name = ledger.map(|ledger| format!("{}：", ledger.zh));
    let mut value = json!({
        "operationId": format!("{}{}", operation.id, suffix.unwrap_or_default()),
        "summary": format!("{}{}", name.unwrap_or_default(), operation.zh),
        "parameters": parameters::of(path, operation),
        "responses": answers(route, operation, ledger),
    });
    if let Some(members) = value.as_object_mut() {
        if let Policy::Token(scope) = route.policy {
            members.insert("security".to_owned(), json!([{ "token": [] }]));
            members.insert("description".to_owned(), json!(needs(scope)));
        }
        if let Some(schema) = body(operation, ledger) {
            let mut content = json!({ "schema": schema });
            if let Some(example) = examples::of(operation, ledger) {
                content["example"] = example;
            }
            members.insert(
                "requestBody".to_owned(),
                json!({ "required": true, "content": { "application/json": content } }),
            );
        }
    }
    value
}

fn needs(scope: Scope) -> String {
    format!("令牌要有“{}”（{}）的用途。", scope.zh(), scope.code())
}

fn body(operation: &Operation, ledger: Option<&Ledger>) -> Option<Value> {
    Some(match (operation.body, ledger) {
        (Body::None, _) => return None,
        (Body::Named(name), _) => schemas::named(name),
        (Body::NewRecord, ledger) => schemas::named(&format!("new_record_{}", ledger?.key)),
        (Body::ChangedRecord, ledger) => schemas::named(&format!("changed_record_{}", ledger?.key)),
    })
}

fn answers(route: &Route, operation: &Operation, ledger: Option<&Ledger>) -> Value {
    let schema = match (operation.success, ledger) {
        (Success::Named(name), _) => schemas::named(name),
        (Success::Page(name), _) => shapes::page(&schemas::named(name)),
        (Success::Record, Some(ledger)) => record(ledger),
        (Success::Records, Some(ledger)) => shapes::page(&record(ledger)),
        (Success::Record | Success::Records, None) => json!({}),
        (Success::Any, _) => json!({ "type": "object" }),
    };
    let mut answers = Map::new();
    for status in operation.statuses {
        let content = json!({ "application/json": { "schema": schema } });
        let answer = json!({ "description": "完成", "content": content });
        answers.insert(status.to_string(), answer);
    }
    for (status, why) in problems(route, operation) {
        let content =
            json!({ "application/problem+json": { "schema": schemas::named("problem") } });
        let mut answer = json!({ "description": why, "content": content });
        if let (429, Some(members)) = (status, answer.as_object_mut()) {
            members.insert("headers".to_owned(), retry_after());
        }
        answers.insert(status.to_string(), answer);
    }
    Value::Object(answers)
}

fn retry_after() -> Value {
    let seconds = json!({ "type": "integer", "minimum": 1 });
    json!({ "Retry-After": { "description": "几秒以后再试", "schema": seconds } })
}

fn record(ledger: &Ledger) -> Value {
    schemas::named(&format!("record_{}", ledger.key))
}

const TOO_MANY: &str = "请求太多：没有令牌的，每个网络地址一次300个、以后每秒10个；有令牌的，每个令牌一次600个、\
                        以后每秒20个。按 Retry-After 的秒数稍等";

/// The answers that are no success, and when they come.
fn problems(route: &Route, operation: &Operation) -> Vec<(u16, &'static str)> {
    let mut problems = vec![(401, "没有令牌，或者令牌无效"), (429, TOO_MANY)];
    if matches!(route.policy, Policy::Token(_)) {
        problems.push((403, "令牌没有这个用途，或者您的角色不能做"));
    }
    if operation.body != Body::None {
        problems.extend([
            (400, "不是 JSON"),
            (413, "内容太大"),
            (415, "不是 application/json"),
        ]);
    }
    problems.push((422, "内容或者查询参数不符合要求"));
    problems.extend_from_slice(operation.problems);
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_route_of_the_interface_is_described_and_nothing_else_is() {
        let routes: BTreeSet<String> = routes::all()
            .filter(|route| route.path.starts_with(ROOT))
            .map(|route| format!("{:?} {}", route.verb, route.path))
            .collect();
        let described: BTreeSet<String> = OPERATIONS
            .iter()
            .map(|one| format!("{:?} {}", one.verb, one.path))
            .collect();
        assert_eq!(routes, described);
    }

    #[test]
    fn every_schema_that_is_named_is_there() {
        let text = document(ledgers().unwrap().all()).unwrap();
        let there = text["components"]["schemas"].as_object().unwrap();
        let all = text.to_string();
        for part in all.split("#/components/schemas/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(there.contains_key(name), "{name}");
        }
    }
}
