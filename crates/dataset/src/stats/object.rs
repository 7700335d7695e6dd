//! The answers as JSON.

use super::{Group, Stats, Sum};
use gongkai_domain::report::{FormBook, Number};
use serde_json::{Map, Value, json};

/// The answers as one object; each total says how many reports leave it open.
pub fn stats_json(stats: &Stats) -> Value {
    let years = stats.years.iter().map(|(year, group)| {
        let mut value = counts(group);
        put(&mut value, "report_year", json!(year));
        value
    });
    let groups = stats.groups.iter().map(|(key, group)| {
        let mut value = counts(group);
        put(&mut value, stats.by.name(), json!(key.name));
        put(&mut value, "report_year", json!(key.year));
        put(&mut value, "totals", totals(group, stats.book()));
        value
    });
    let rules = stats.worst().into_iter().map(|(rule, failures)| {
        json!({
            "rule": rule,
            "severity": failures.severity,
            "reports": failures.reports,
            "findings": failures.findings,
        })
    });
    json!({
        "all": counts(&stats.all),
        "repeated": stats.repeated(),
        "forms": forms(&stats.all),
        "years": years.collect::<Vec<_>>(),
        "rules": rules.collect::<Vec<_>>(),
        "by": stats.by.name(),
        "groups": groups.collect::<Vec<_>>(),
    })
}

fn put(value: &mut Value, key: &str, what: Value) {
    if let Value::Object(object) = value {
        object.insert(key.to_owned(), what);
    }
}

fn counts(group: &Group) -> Value {
    json!({
        "reports": group.reports,
        "without_tables": group.without_tables,
        "reconciled": group.reconciled,
        "undecided": group.undecided,
        "with_errors": group.with_errors(),
        "cells": {
            "all": group.cells,
            "stated": group.stated,
            "blank": group.blank,
            "doubtful": group.doubtful,
            "missing": group.missing,
        },
    })
}

fn forms(group: &Group) -> Value {
    let sums = group.sums.iter();
    let forms: Map<String, Value> = sums
        .map(|(form, sum)| (form.clone(), json!(sum.reports)))
        .collect();
    Value::Object(forms)
}

fn totals(group: &Group, book: &FormBook) -> Value {
    let sums = group.sums.iter();
    let forms: Map<String, Value> = sums
        .map(|(form, sum)| (form.clone(), total(form, sum, book)))
        .collect();
    Value::Object(forms)
}

fn total(form: &str, sum: &Sum, book: &FormBook) -> Value {
    let specs = book.get(form).map(|form| form.cells()).unwrap_or_default();
    let cells = specs.iter().zip(&sum.cells).map(|(spec, running)| {
        let value = match running.stated() {
            None => json!({ "stated": null, "open": running.gaps }),
            Some(Number::Count(count)) => json!({ "stated": count, "open": running.gaps }),
            Some(Number::Amount(amount)) => {
                let yuan = amount.yuan().map(|yuan| yuan.to_string());
                json!({ "stated": yuan, "unit": "yuan", "open": running.gaps })
            }
        };
        (spec.id.clone(), value)
    });
    json!({ "reports": sum.reports, "cells": cells.collect::<Map<String, Value>>() })
}
