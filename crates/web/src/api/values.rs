//! The values of a record as JSON, each as its column's kind: counts as numbers, days and money as
//! text, yes and no as truth values, several choices as a list. What is not filled in is not there.

use super::given::Given;
use gongkai_domain::ledger::{Column, Kind, Ledger, Values};
use gongkai_office::Typed;
use serde_json::{Map, Value, json};

/// The values, without those of personal columns unless they may be seen.
pub(super) fn shown(ledger: &Ledger, values: &Values, personal: bool) -> Value {
    let columns = ledger.columns.iter();
    let seen = columns.filter(|column| personal || !column.personal);
    let members = seen.filter_map(|column| {
        let text = values.get(&column.key)?;
        Some((column.key.clone(), value(column, text)))
    });
    Value::Object(members.collect::<Map<_, _>>())
}

fn value(column: &Column, text: &str) -> Value {
    match column.kind {
        Kind::Count => text.parse::<u64>().map_or(Value::Null, Value::from),
        Kind::Yes => json!(text == "yes"),
        Kind::Choices => text.split(' ').collect(),
        Kind::Text | Kind::Long | Kind::Date | Kind::Money | Kind::Choice => json!(text),
    }
}

/// Texts as typed, with what was given in the place of what was there; `null` empties a column.
pub(super) fn typed(ledger: &Ledger, before: &Values, given: &mut Given) -> Typed {
    let mut typed: Typed = before
        .iter()
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .collect();
    for column in &ledger.columns {
        let Some(value) = given.take(&column.key) else {
            continue;
        };
        match text(column, &value) {
            Some(text) => {
                typed.insert(column.key.clone(), text);
            }
            None => given.wrong(&column.key, expected(column)),
        }
    }
    typed
}

/// A value as it would be typed, if it is of the column's kind.
fn text(column: &Column, value: &Value) -> Option<String> {
    match (column.kind, value) {
        (_, Value::Null) => Some(String::new()),
        (Kind::Count, Value::Number(number)) => number.as_u64().map(|count| count.to_string()),
        (Kind::Yes, Value::Bool(yes)) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        (Kind::Choice, Value::String(text)) => known(column, text),
        (Kind::Choices, Value::Array(values)) => {
            let keys = values.iter().map(|one| known(column, one.as_str()?));
            Some(keys.collect::<Option<Vec<_>>>()?.join("、"))
        }
        (Kind::Date, Value::String(text)) => super::call::day(text).map(|day| day.to_string()),
        (Kind::Text | Kind::Long | Kind::Money, Value::String(text)) => Some(text.clone()),
        (
            Kind::Text
            | Kind::Long
            | Kind::Date
            | Kind::Count
            | Kind::Money
            | Kind::Yes
            | Kind::Choice
            | Kind::Choices,
            _,
        ) => None,
    }
}

/// A choice by its key; names and other names are for people.
fn known(column: &Column, key: &str) -> Option<String> {
    let choice = column.choices.iter().find(|choice| choice.key == key);
    choice.map(|choice| choice.key.clone())
}

fn expected(column: &Column) -> String {
    let what = match column.kind {
        Kind::Count => "请填写0或者正整数。",
        Kind::Yes => "请填写 true 或者 false。",
        Kind::Choice => "请填写可选项的 key。",
        Kind::Choices => "请填写可选项的 key 组成的列表。",
        Kind::Date => "请填写日期，例如 2026-01-05。",
        Kind::Text | Kind::Long | Kind::Money => "请填写文字。",
    };
    format!("{}：{what}", column.zh)
}
