//! Findings as SARIF 2.1.0, which code review and quality tools show.

use crate::commands::Checked;
use gongkai_domain::report::Place;
use gongkai_domain::rules::{Finding, Outcome, REGISTRY, Severity};
use gongkai_exchange::Lang;
use serde_json::{Value, json};

/// One run with all findings.
pub(crate) fn log(checked: &[Checked], lang: Lang) -> Value {
    let results: Vec<Value> = checked
        .iter()
        .flat_map(|one| {
            one.findings
                .iter()
                .map(|finding| result(finding, &one.source.path, lang))
        })
        .collect();
    let rules: Vec<Value> = REGISTRY
        .iter()
        .map(|rule| {
            let name = if lang == Lang::Zh { rule.name.0 } else { rule.name.1 };
            json!({
                "id": rule.code,
                "shortDescription": { "text": name },
                "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.by_default },
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gongkai",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A result; one that is not a failure must be of level `none`.
fn result(finding: &Finding, path: &str, lang: Lang) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": uri(path) } });
    if let (Some(Place::Text { line, column }), Value::Object(map)) =
        (&finding.place, &mut location)
    {
        map.insert(
            String::from("region"),
            json!({ "startLine": line, "startColumn": column }),
        );
    }
    let logical: Vec<Value> = finding
        .cells
        .iter()
        .map(|cell| json!({ "fullyQualifiedName": cell, "kind": "cell" }))
        .collect();
    json!({
        "ruleId": finding.rule,
        "level": if finding.outcome == Outcome::NotEvaluated { "none" } else { level(finding.severity) },
        "kind": if finding.outcome == Outcome::NotEvaluated { "open" } else { "fail" },
        "message": { "text": lang.of(&finding.message) },
        "locations": [{ "physicalLocation": location, "logicalLocations": logical }],
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A path as a relative reference: everything but unreserved characters is escaped.
fn uri(path: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(byte);
    path.replace('\\', "/")
        .bytes()
        .map(|byte| {
            if plain(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
