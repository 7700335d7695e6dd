//! The paragraphs of each form and the names in them, refused if they contradict each other.

use super::fill::names;
use super::quantity::{QuantitySource, QuantitySpec};
use crate::calendar::load::date;
use crate::ledger::LedgerBook;
use crate::report::{SectionId, StatementKind};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use toml::value::Datetime;

/// Why the paragraphs cannot be used: the file and what is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct NarrativeError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub cause: String,
}

/// The paragraphs of a form.
#[derive(Debug, Clone)]
pub struct Narrative {
    /// The form, by its identifier.
    pub form: String,
    /// The notice that lays the sections down.
    pub cite: String,
    /// Since when that is in force.
    pub from: Date,
    /// The paragraphs, in order.
    pub paragraphs: Vec<ParagraphSpec>,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct ParagraphSpec {
    /// Its name in records.
    pub key: String,
    /// The section; none for what stands before the first.
    pub section: Option<SectionId>,
    /// Its heading with its numeral; empty for none.
    pub heading: String,
    /// Its sentences.
    pub sentences: Vec<SentenceSpec>,
}

/// A sentence with names in braces.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceSpec {
    /// The sentence.
    pub text: String,
    /// What stands where its first number is zero; the sentence itself where this is not given.
    pub none: Option<String>,
}

/// The paragraphs of all forms.
#[derive(Debug, Clone)]
pub struct NarrativeBook {
    /// The names.
    pub quantities: Vec<QuantitySpec>,
    narratives: Vec<Narrative>,
}

/// Name and text of each file of `statutes/narrative/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/narrative.rs"));

static BOOK: LazyLock<Result<NarrativeBook, NarrativeError>> =
    LazyLock::new(|| NarrativeBook::from_texts(EMBEDDED));

/// The file with the names; the others are one a form.
const QUANTITIES: &str = "quantities.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuantitiesFile {
    schema: String,
    #[expect(dead_code, reason = "said in the file for its reader")]
    cite: String,
    from: Datetime,
    checked: Datetime,
    quantity: Vec<QuantityFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuantityFile {
    name: String,
    source: QuantitySource,
    statement: Option<String>,
}

/// The file, as `statutes/schema/narrative.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NarrativeFile {
    schema: String,
    form: String,
    cite: String,
    from: Datetime,
    checked: Datetime,
    #[serde(rename = "paragraph")]
    paragraphs: Vec<ParagraphFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParagraphFile {
    key: String,
    section: String,
    #[serde(default)]
    heading: String,
    sentences: Vec<SentenceSpec>,
}

impl NarrativeBook {
    /// The paragraphs that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, NarrativeError> {
        BOOK.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads paragraphs from the texts of their files.
    pub fn from_texts(texts: &[(&str, &str)]) -> Result<Self, NarrativeError> {
        let mut book = Self {
            quantities: Vec::new(),
            narratives: Vec::new(),
        };
        for (file, text) in texts.iter().filter(|(file, _)| *file == QUANTITIES) {
            book.quantities = specs(text).map_err(|cause| wrong(file, cause))?;
        }
        for (file, text) in texts.iter().filter(|(file, _)| *file != QUANTITIES) {
            let narrative = narrative(file, text, &book.quantities);
            book.narratives
                .push(narrative.map_err(|cause| wrong(file, cause))?);
        }
        Ok(book)
    }

    /// The paragraphs of a form.
    pub fn of_form(&self, form: &str) -> Option<&Narrative> {
        self.narratives.iter().find(|one| one.form == form)
    }
}

impl Narrative {
    /// The paragraph of this key.
    pub fn paragraph(&self, key: &str) -> Option<&ParagraphSpec> {
        self.paragraphs.iter().find(|one| one.key == key)
    }
}

fn wrong(file: &str, cause: String) -> NarrativeError {
    NarrativeError {
        file: file.to_owned(),
        cause,
    }
}

fn specs(text: &str) -> Result<Vec<QuantitySpec>, String> {
    let read: QuantitiesFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if read.schema != "gongkai/quantities/1" {
        return Err("schema must be gongkai/quantities/1".to_owned());
    }
    date(read.checked)?;
    date(read.from)?;
    let ledgers = LedgerBook::statutory().map_err(|error| error.to_string())?;
    let mut known = BTreeSet::new();
    let mut specs = Vec::new();
    for one in read.quantity {
        if !known.insert(one.name.clone()) {
            return Err(format!("{} stands twice", one.name));
        }
        if let Some(key) = one.source.figure() {
            ledgers.figure(key).ok_or(format!("no figure {key}"))?;
        }
        let statement = one.statement.as_deref();
        let statement = statement
            .map(|name| StatementKind::from_name(name).ok_or(format!("no statement {name}")));
        specs.push(QuantitySpec {
            name: one.name,
            source: one.source,
            statement: statement.transpose()?,
        });
    }
    Ok(specs)
}

fn narrative(file: &str, text: &str, quantities: &[QuantitySpec]) -> Result<Narrative, String> {
    let read: NarrativeFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if read.schema != "gongkai/narrative/1" {
        return Err("schema must be gongkai/narrative/1".to_owned());
    }
    if file.strip_suffix(".toml") != Some(&read.form) {
        return Err(format!("the file of {} has another name", read.form));
    }
    date(read.checked)?;
    let from = date(read.from)?;
    let mut keys = BTreeSet::new();
    let mut paragraphs = Vec::new();
    for paragraph in read.paragraphs {
        if !keys.insert(paragraph.key.clone()) {
            return Err(format!("{} stands twice", paragraph.key));
        }
        paragraphs.push(checked(paragraph, quantities)?);
    }
    Ok(Narrative {
        form: read.form,
        cite: read.cite,
        from,
        paragraphs,
    })
}

fn checked(read: ParagraphFile, quantities: &[QuantitySpec]) -> Result<ParagraphSpec, String> {
    let section = match read.section.as_str() {
        "preamble" => None,
        name => Some(SectionId::from_name(name).ok_or(format!("no section {name}"))?),
    };
    let texts = read.sentences.iter();
    let texts = texts.flat_map(|one| [Some(&one.text), one.none.as_ref()]);
    for name in texts.flatten().flat_map(|text| names(text)) {
        if !quantities.iter().any(|one| one.name == name) {
            return Err(format!("{}: no name {name}", read.key));
        }
    }
    Ok(ParagraphSpec {
        key: read.key,
        section,
        heading: read.heading,
        sentences: read.sentences,
    })
}
