//! The tables that the program carries, refused if a file contradicts itself or the ledgers.

use super::definition::{IndicatorGroup, ReturnTable, Source};
use crate::agency::AgencyKind;
use crate::calendar::load::date;
use crate::ledger::LedgerBook;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use toml::value::Datetime;

/// Why the tables cannot be used: the file and what is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct ReturnError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub cause: String,
}

/// All tables known.
#[derive(Debug, Clone)]
pub struct ReturnBook {
    tables: Vec<ReturnTable>,
}

/// Name and text of each file of `statutes/returns/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/returns.rs"));

static BOOK: LazyLock<Result<ReturnBook, ReturnError>> =
    LazyLock::new(|| ReturnBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/return/1";

/// The file, as `statutes/schema/return.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    schema: String,
    id: String,
    title: String,
    title_en: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    checked: Datetime,
    applies_to: Vec<AgencyKind>,
    by_default: bool,
    duty: String,
    #[serde(rename = "group")]
    groups: Vec<IndicatorGroup>,
}

impl ReturnBook {
    /// The tables that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, ReturnError> {
        BOOK.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads tables from the texts of their files; a file has the name of its table's id.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, ReturnError> {
        let loaded = texts.into_iter().map(|(file, text)| {
            table(file, text).map_err(|cause| ReturnError {
                file: file.to_owned(),
                cause,
            })
        });
        let tables = loaded.collect::<Result<_, _>>()?;
        Ok(Self { tables })
    }

    /// All of them, by their names.
    pub fn all(&self) -> &[ReturnTable] {
        &self.tables
    }

    /// The table of this name.
    pub fn get(&self, id: &str) -> Option<&ReturnTable> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The table of an agency of a kind: the one it chose, or the one that its kind has by default.
    pub fn of_agency(&self, kind: AgencyKind, chosen: &str) -> Option<&ReturnTable> {
        let mut fitting = self.tables.iter().filter(|table| table.is_for(kind));
        let by_default = |table: &&ReturnTable| table.by_default && table.is_for(kind);
        let chosen = fitting.find(|table| table.id == chosen);
        chosen.or_else(|| self.tables.iter().find(by_default))
    }
}

impl ReturnTable {
    /// Whether agencies of a kind may hand it in.
    pub fn is_for(&self, kind: AgencyKind) -> bool {
        self.applies_to.contains(&kind)
    }
}

fn table(file: &str, text: &str) -> Result<ReturnTable, String> {
    let read: TableFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if read.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    if file.strip_suffix(".toml") != Some(&read.id) {
        return Err(format!("the file of {} has another name", read.id));
    }
    date(read.checked)?;
    let table = ReturnTable {
        id: read.id,
        title: read.title,
        title_en: read.title_en,
        cite: read.cite,
        cite_en: read.cite_en,
        from: date(read.from)?,
        applies_to: read.applies_to,
        by_default: read.by_default,
        duty: read.duty,
        groups: read.groups,
    };
    consistent(&table)?;
    Ok(table)
}

/// Every indicator stands once, and every figure that it names is there.
fn consistent(table: &ReturnTable) -> Result<(), String> {
    let ledgers = LedgerBook::statutory().map_err(|error| error.to_string())?;
    let mut known = BTreeSet::new();
    for indicator in table.indicators() {
        if !known.insert(&indicator.id) {
            return Err(format!("{} stands twice", indicator.id));
        }
        if indicator.per == 0 {
            return Err(format!("{}: per is 0", indicator.id));
        }
        if let Source::Figures(keys) = &indicator.source {
            let unknown = keys.iter().find(|key| ledgers.figure(key).is_none());
            if let Some(key) = unknown {
                return Err(format!("{}: no figure {key}", indicator.id));
            }
        }
    }
    Ok(())
}
