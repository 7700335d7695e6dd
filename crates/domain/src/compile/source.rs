//! Where the number of a cell comes from.

use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where the number of a cell of section two comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellSource {
    /// A figure of a ledger, of the year or at its end.
    Figure(String),
    /// The same figure a year before.
    Before(String),
    /// What the figure is at the end of the year, less what it was a year before.
    Change(String),
    /// A figure that adds up money.
    Money(String),
    /// Nothing that an agency of a county or below can have; the provision that says so.
    Beyond(String),
    /// Not kept here: a person says it.
    Typed,
}

impl CellSource {
    /// The figure over which it is counted, if it is counted over one.
    pub fn figure(&self) -> Option<&str> {
        match self {
            Self::Figure(key) | Self::Before(key) | Self::Change(key) | Self::Money(key) => {
                Some(key)
            }
            Self::Beyond(_) | Self::Typed => None,
        }
    }
}

/// The sources of a form's cells of section two.
#[derive(Debug, Clone)]
pub struct Compilation {
    /// The form, by its identifier.
    pub form: String,
    /// The notice that asks for the numbers.
    pub cite: String,
    /// Since when that is in force.
    pub from: Date,
    pub(super) cells: BTreeMap<String, CellSource>,
}

impl Compilation {
    /// The source of a cell, by `row.column`; none for cells that are counted over requests and disputes.
    pub fn source(&self, cell: &str) -> Option<&CellSource> {
        self.cells.get(cell)
    }

    /// The figures that are asked for.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        self.cells.values().filter_map(CellSource::figure)
    }
}
