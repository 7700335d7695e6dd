//! The sources that the program carries, refused if they contradict the forms or the ledgers.

use super::source::{CellSource, Compilation};
use crate::calendar::load::date;
use crate::ledger::LedgerBook;
use crate::report::{Form, FormBook, SectionId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use toml::value::Datetime;

/// Why the sources cannot be used: the file and what is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct CompilationError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub cause: String,
}

/// The sources of every form.
#[derive(Debug, Clone)]
pub struct CompilationBook {
    compilations: Vec<Compilation>,
}

/// Name and text of each file of `statutes/compilation/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/compilation.rs"));

static BOOK: LazyLock<Result<CompilationBook, CompilationError>> =
    LazyLock::new(|| CompilationBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/compilation/1";

/// The file, as `statutes/schema/compilation.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompilationFile {
    schema: String,
    form: String,
    cite: String,
    from: Datetime,
    checked: Datetime,
    #[serde(rename = "cell")]
    cells: Vec<CellFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CellFile {
    id: String,
    source: CellSource,
}

impl CompilationBook {
    /// The sources that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, CompilationError> {
        BOOK.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads sources from the texts of their files; a file has the name of its form.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, CompilationError> {
        let loaded = texts.into_iter().map(|(file, text)| {
            compilation(file, text).map_err(|cause| CompilationError {
                file: file.to_owned(),
                cause,
            })
        });
        let compilations = loaded.collect::<Result<_, _>>()?;
        Ok(Self { compilations })
    }

    /// The sources of a form's cells.
    pub fn of_form(&self, form: &str) -> Option<&Compilation> {
        self.compilations.iter().find(|one| one.form == form)
    }
}

fn compilation(file: &str, text: &str) -> Result<Compilation, String> {
    let read: CompilationFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if read.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    if file.strip_suffix(".toml") != Some(&read.form) {
        return Err(format!("the file of {} has another name", read.form));
    }
    date(read.checked)?;
    let from = date(read.from)?;
    let mut cells = BTreeMap::new();
    for cell in read.cells {
        if cells.insert(cell.id.clone(), cell.source).is_some() {
            return Err(format!("{} stands twice", cell.id));
        }
    }
    let compilation = Compilation {
        form: read.form,
        cite: read.cite,
        from,
        cells,
    };
    consistent(&compilation)?;
    Ok(compilation)
}

/// The cells are those of section two of the form, all of them, and the figures are there.
fn consistent(compilation: &Compilation) -> Result<(), String> {
    let forms = FormBook::statutory().map_err(|error| error.to_string())?;
    let form = forms.get(&compilation.form).ok_or("no such form")?;
    let asked: BTreeSet<&str> = section_two(form).collect();
    let named: BTreeSet<&str> = compilation.cells.keys().map(String::as_str).collect();
    if let Some(cell) = asked.symmetric_difference(&named).next() {
        return Err(format!("{cell} stands in one of form and sources only"));
    }
    let ledgers = LedgerBook::statutory().map_err(|error| error.to_string())?;
    for key in compilation.figures() {
        ledgers.figure(key).ok_or(format!("no figure {key}"))?;
    }
    Ok(())
}

fn section_two(form: &Form) -> impl Iterator<Item = &str> {
    let of_two = |table: usize| {
        let table = form.tables.get(table);
        table.is_some_and(|table| table.section == SectionId::Two)
    };
    let cells = form.cells().iter();
    cells
        .filter(move |cell| of_two(cell.table))
        .map(|cell| cell.id.as_str())
}
