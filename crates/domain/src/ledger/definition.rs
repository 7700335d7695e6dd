//! What a ledger is: its columns, what they hold, and what is counted over it.

use super::Printed;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A ledger (台账) that an office keeps: records of one kind, with the same columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The version of the file's shape.
    pub(super) schema: String,
    /// Its key in addresses and files, the name of its file.
    pub key: String,
    /// Its name in Chinese: 咨询登记簿.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What one record is called: 咨询.
    pub noun: String,
    /// With what it stands together in lists of ledgers.
    pub group: Group,
    /// Its place among them, from 1: what is used most stands first.
    pub(super) order: u8,
    /// What it is for and what to do, in a sentence for the clerk.
    pub help: String,
    /// Why an office keeps it: article, document or practice.
    pub cite: String,
    /// The column by whose day a record belongs to a year; none where records stand until they end.
    #[serde(default)]
    pub dated_by: Option<String>,
    /// The columns between whose days a record stands: from, until.
    #[serde(default)]
    pub standing: Option<[String; 2]>,
    /// The column whose text names a record.
    pub titled_by: String,
    /// Columns of the quick log; the others keep their defaults.
    #[serde(default)]
    pub quick: Vec<String>,
    /// Columns that together tell one record from another when a file is imported again.
    #[serde(default)]
    pub identified_by: Vec<String>,
    /// Whether its records are shown in the public column.
    #[serde(default)]
    pub public: bool,
    /// How it is printed as the sheet that offices publish, where there is one.
    #[serde(default)]
    pub printed: Option<Printed>,
    /// Its columns in order.
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// What is counted over it.
    #[serde(default, rename = "figure")]
    pub figures: Vec<Figure>,
}

/// Ledgers that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// 咨询与互动.
    Interaction,
    /// 公开目录与清单.
    Catalogue,
    /// 组织与制度.
    Organisation,
    /// 监督与改进.
    Supervision,
    /// 年报数据来源.
    Figures,
}

impl Group {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 5] = [
        Self::Interaction,
        Self::Catalogue,
        Self::Organisation,
        Self::Supervision,
        Self::Figures,
    ];

    /// Its name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Interaction => "咨询与互动",
            Self::Catalogue => "目录与清单",
            Self::Organisation => "组织与制度",
            Self::Supervision => "监督与改进",
            Self::Figures => "年报数据来源",
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its key: the name of the form's field and of the member in JSON.
    pub key: String,
    /// Its head in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be filled in.
    #[serde(default)]
    pub required: bool,
    /// What stands in it at first: `today`, or a value as it is typed.
    #[serde(default)]
    pub default: Option<String>,
    /// What to fill in, for the clerk.
    #[serde(default)]
    pub help: String,
    /// Other heads under which spreadsheets have it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What may be chosen.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// The column of a day that this one must not lie before.
    #[serde(default)]
    pub not_before: Option<String>,
    /// Whether the day must not lie in the future.
    #[serde(default)]
    pub past: bool,
    /// Whether it holds personal data, which leave the office in no list or interface.
    #[serde(default)]
    pub personal: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A line of at most 200 characters.
    Text,
    /// Text of at most 4000 characters.
    Long,
    /// A day.
    Date,
    /// A count: 0, 1, 2 …
    Count,
    /// Money with its unit, or as printed without one, which is then not guessed.
    Money,
    /// Yes or no.
    Yes,
    /// One of the choices.
    Choice,
    /// Some of the choices.
    Choices,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its key.
    pub key: String,
    /// Its name.
    pub zh: String,
    /// Other names under which spreadsheets have it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A count over a ledger, for a year or as it stands at a year's end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Its key among all figures: `enquiries.on_site`.
    pub key: String,
    /// Its name with its unit: 现场咨询（人次）.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// The records that count: dated in the year, standing or in effect at its
    /// last day, or begun or ended in it.
    pub of: Span,
    /// The column that is added up; without one and without `distinct`, records are counted.
    #[serde(default)]
    pub sum: Option<String>,
    /// The columns whose different values are counted.
    #[serde(default)]
    pub distinct: Vec<String>,
    /// Only records with one of these choices in these columns.
    #[serde(default)]
    pub only: BTreeMap<String, Vec<String>>,
}

/// Which records belong to a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Dated in the year.
    Year,
    /// Dated in the year or before it: since the beginning.
    Ever,
    /// Standing at the year's end.
    Standing,
    /// Dated in the year or before it, and not ended by its end: what ends on a day is over on it.
    Effective,
    /// Begun in the year.
    Begun,
    /// Ended in the year.
    Ended,
}

impl Ledger {
    /// The column of this key.
    pub fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// The columns of the quick log.
    pub fn quick_columns(&self) -> impl Iterator<Item = &Column> {
        self.quick.iter().filter_map(|key| self.column(key))
    }
}

impl Column {
    /// The choice that is meant by a text: its key, its name or another of its names.
    pub fn choice(&self, text: &str) -> Option<&Choice> {
        let same = |name: &String| name == text;
        self.choices.iter().find(|choice| {
            choice.key == text || choice.zh == text || choice.aliases.iter().any(same)
        })
    }
}
