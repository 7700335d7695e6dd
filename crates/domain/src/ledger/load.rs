//! The ledgers that the program carries, refused if a file contradicts itself.

use super::definition::{Column, Figure, Group, Kind, Ledger};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Why the ledgers cannot be used: the file and what is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct LedgerError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub cause: String,
}

/// All ledgers known.
#[derive(Debug, Clone)]
pub struct LedgerBook {
    ledgers: Vec<Ledger>,
}

/// Name and text of each file of `statutes/ledgers/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/ledgers.rs"));

/// Name and text of the one file of `statutes/register/`.
const REGISTER: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/register.rs"));

static BOOK: LazyLock<Result<LedgerBook, LedgerError>> =
    LazyLock::new(|| LedgerBook::from_texts(EMBEDDED.iter().copied()));

static REGISTER_BOOK: LazyLock<Result<LedgerBook, LedgerError>> =
    LazyLock::new(|| LedgerBook::from_texts(REGISTER.iter().copied()));

const SCHEMA: &str = "gongkai/ledger/1";

impl LedgerBook {
    /// The ledgers that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, LedgerError> {
        BOOK.as_ref().map_err(Clone::clone)
    }

    /// The register of information as a table. It is no ledger, and in no list of them: its rows are
    /// the items.
    pub fn register() -> Result<&'static Self, LedgerError> {
        REGISTER_BOOK.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads ledgers from the texts of their files; a file has the name of its ledger's key.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, LedgerError> {
        let mut ledgers = Vec::new();
        let mut figures = BTreeSet::new();
        for (file, text) in texts {
            let named = |cause| LedgerError {
                file: file.to_owned(),
                cause,
            };
            let ledger = ledger(file, text).map_err(named)?;
            for figure in &ledger.figures {
                if !figures.insert(figure.key.clone()) {
                    return Err(named(format!("figure {} stands twice", figure.key)));
                }
            }
            ledgers.push(ledger);
        }
        ledgers.sort_by_key(|ledger| (ledger.group, ledger.order));
        let same = |two: &&[Ledger]| match two {
            [one, other] => (one.group, one.order) == (other.group, other.order),
            _ => false,
        };
        if let Some([_, other]) = ledgers.windows(2).find(same) {
            return Err(LedgerError {
                file: format!("{}.toml", other.key),
                cause: format!("order {} stands twice in its group", other.order),
            });
        }
        Ok(Self { ledgers })
    }

    /// The ledger of this key.
    pub fn get(&self, key: &str) -> Option<&Ledger> {
        self.ledgers.iter().find(|ledger| ledger.key == key)
    }

    /// The ledgers of a group.
    pub fn of_group(&self, group: Group) -> impl Iterator<Item = &Ledger> {
        self.ledgers
            .iter()
            .filter(move |ledger| ledger.group == group)
    }

    /// All of them, group by group, each in its declared order.
    pub fn all(&self) -> &[Ledger] {
        &self.ledgers
    }

    /// A figure and the ledger over which it is counted.
    pub fn figure(&self, key: &str) -> Option<(&Ledger, &Figure)> {
        self.ledgers.iter().find_map(|ledger| {
            let figure = ledger.figures.iter().find(|figure| figure.key == key)?;
            Some((ledger, figure))
        })
    }
}

fn ledger(file: &str, text: &str) -> Result<Ledger, String> {
    let ledger: Ledger = toml::from_str(text).map_err(|error| error.to_string())?;
    if ledger.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    if file.strip_suffix(".toml") != Some(&ledger.key) {
        return Err(format!("the file of {} has another name", ledger.key));
    }
    for column in &ledger.columns {
        consistent(&ledger, column)?;
    }
    references(&ledger)?;
    printable(&ledger)?;
    for figure in &ledger.figures {
        countable(&ledger, figure)?;
    }
    Ok(ledger)
}

fn consistent(ledger: &Ledger, column: &Column) -> Result<(), String> {
    let twice = ledger.columns.iter().filter(|one| one.key == column.key);
    if twice.count() != 1 {
        return Err(format!("column {} stands twice", column.key));
    }
    let chooses = matches!(column.kind, Kind::Choice | Kind::Choices);
    if chooses == column.choices.is_empty() {
        return Err(format!(
            "column {}: choices and kind do not fit",
            column.key
        ));
    }
    Ok(())
}

/// Every column that is named is there, and of the kind that it is named for.
fn references(ledger: &Ledger) -> Result<(), String> {
    let days = ledger
        .dated_by
        .iter()
        .chain(ledger.standing.iter().flatten());
    let before = ledger
        .columns
        .iter()
        .filter_map(|one| one.not_before.as_ref());
    for key in days.chain(before) {
        of_kind(ledger, key, Kind::Date)?;
    }
    let titled = std::iter::once(&ledger.titled_by);
    for key in titled.chain(&ledger.quick).chain(&ledger.identified_by) {
        ledger
            .column(key)
            .ok_or_else(|| format!("no column {key}"))?;
    }
    Ok(())
}

/// Every column of the printed sheet is one of the ledger, of the kind that it is printed as.
fn printable(ledger: &Ledger) -> Result<(), String> {
    let Some(printed) = &ledger.printed else {
        return Ok(());
    };
    let [by, other] = &printed.by;
    of_kind(ledger, by, Kind::Choice)?;
    of_kind(ledger, other, Kind::Text)?;
    let known = ledger
        .column(by)
        .and_then(|column| column.choice(&printed.other));
    known.ok_or_else(|| format!("{} is no choice of {by}", printed.other))?;
    for column in &printed.columns {
        ledger
            .column(&column.of)
            .ok_or_else(|| format!("no column {}", column.of))?;
        if let Some(open) = &column.open {
            of_kind(ledger, &column.of, Kind::Choices)?;
            of_kind(ledger, open, Kind::Choices)?;
        }
        if let Some([kind, days]) = &column.says {
            of_kind(ledger, kind, Kind::Choice)?;
            of_kind(ledger, days, Kind::Count)?;
        }
        if column.heads.is_empty() {
            return Err(format!("printed column {} has no head", column.of));
        }
    }
    Ok(())
}

fn of_kind(ledger: &Ledger, key: &str, kind: Kind) -> Result<(), String> {
    match ledger.column(key) {
        Some(column) if column.kind == kind => Ok(()),
        Some(_) | None => Err(format!("{key} is no column of kind {kind:?}")),
    }
}

fn countable(ledger: &Ledger, figure: &Figure) -> Result<(), String> {
    if let Some(sum) = &figure.sum {
        of_kind(ledger, sum, Kind::Count).or_else(|_cause| of_kind(ledger, sum, Kind::Money))?;
    }
    for key in &figure.distinct {
        ledger
            .column(key)
            .ok_or_else(|| format!("no column {key}"))?;
    }
    for (key, wanted) in &figure.only {
        let column = ledger
            .column(key)
            .ok_or_else(|| format!("no column {key}"))?;
        let known = |one: &String| column.kind == Kind::Yes || column.choice(one).is_some();
        if !wanted.iter().all(known) {
            return Err(format!("figure {}: unknown choice of {key}", figure.key));
        }
    }
    Ok(())
}
