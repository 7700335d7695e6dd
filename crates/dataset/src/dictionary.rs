//! The data dictionary: what each column of a table says, for people and programs.

use crate::{Column, Table};
use serde_json::{Value, json};

/// The heads of the dictionary as a table.
pub(crate) const HEADS: [&str; 7] = ["name", "type", "unit", "zh", "en", "values", "forms"];

/// One column as a row of the dictionary.
pub(crate) fn entry(column: &Column) -> [String; 7] {
    [
        column.name.to_string(),
        column.kind.name().to_owned(),
        column.unit.unwrap_or_default().to_owned(),
        column.zh.to_string(),
        column.en.to_string(),
        column.values.join(" "),
        column.forms.join(" "),
    ]
}

/// The dictionary as JSON: the layout, and an object for each column.
pub fn dictionary_json(table: &Table) -> Value {
    let columns: Vec<Value> = table.columns().iter().map(object).collect();
    json!({ "layout": table.layout().name(), "columns": columns })
}

fn object(column: &Column) -> Value {
    json!({
        "name": column.name,
        "type": column.kind.name(),
        "unit": column.unit,
        "zh": column.zh,
        "en": column.en,
        "values": column.values,
        "forms": column.forms,
    })
}

/// The dictionary as CSV.
pub fn dictionary_csv(table: &Table) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADS)?;
    for column in table.columns() {
        writer.write_record(entry(column))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The dictionary as a table in Markdown.
pub fn dictionary_markdown(table: &Table) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&HEADS.map(str::to_owned));
    text.push_str(&line(&HEADS.map(|_| String::from("---"))));
    for column in table.columns() {
        text.push_str(&line(&entry(column).map(|cell| cell.replace('|', "\\|"))));
    }
    text
}
