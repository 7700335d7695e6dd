//! The shape of a form file, as `statutes/schema/report-form.schema.json` describes it.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormFile {
    pub(super) schema: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) cite: String,
    pub(super) from: toml::value::Datetime,
    pub(super) checked: toml::value::Datetime,
    pub(super) first_year: i16,
    pub(super) last_year: Option<i16>,
    pub(super) section: Vec<SectionFile>,
    pub(super) table: Vec<TableFile>,
    #[serde(default)]
    pub(super) relation: Vec<RelationFile>,
    #[serde(default)]
    pub(super) correspondence: Vec<CorrespondenceFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionFile {
    pub(super) id: String,
    pub(super) content: String,
    pub(super) heading: String,
    #[serde(default)]
    pub(super) variants: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableFile {
    pub(super) id: String,
    pub(super) section: String,
    pub(super) layout: String,
    pub(super) block: Vec<BlockFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockFile {
    pub(super) title: Option<String>,
    pub(super) corner: Option<String>,
    pub(super) cite: String,
    pub(super) columns: Vec<ColumnFile>,
    pub(super) rows: Vec<RowFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnFile {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) kind: String,
    pub(super) unit: Option<String>,
    #[serde(default)]
    pub(super) path: Vec<String>,
    #[serde(default)]
    pub(super) variants: Vec<String>,
    #[serde(default)]
    pub(super) total_of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowFile {
    pub(super) id: String,
    pub(super) label: String,
    #[serde(default)]
    pub(super) path: Vec<String>,
    #[serde(default)]
    pub(super) variants: Vec<String>,
    #[serde(default)]
    pub(super) total_of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationFile {
    pub(super) rule: String,
    pub(super) left: Vec<String>,
    #[serde(default = "equal")]
    pub(super) op: String,
    pub(super) right: Vec<String>,
    pub(super) cite: String,
}

fn equal() -> String {
    String::from("=")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CorrespondenceFile {
    pub(super) form: String,
    pub(super) row: String,
    pub(super) rows: Vec<String>,
    #[serde(rename = "cite")]
    _cite: String,
}
