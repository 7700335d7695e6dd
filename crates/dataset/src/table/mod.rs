//! Tables of records: which columns, and the rows that a record becomes.

mod finding;
mod long;
mod names;
mod report;
mod wide;

use crate::{Column, Record, Value};
use gongkai_domain::report::FormBook;
use names::Names;

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A row for every cell of the report's form, also the missing ones.
    Long,
    /// A row for every report, with a column for every cell of every form.
    Wide,
    /// A row for every finding.
    Findings,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 3] = [Self::Long, Self::Wide, Self::Findings];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Wide => "wide",
            Self::Findings => "findings",
        }
    }
}

/// A layout with its columns, ready to make rows.
#[derive(Debug, Clone)]
pub struct Table {
    layout: Layout,
    columns: Vec<Column>,
    names: Names,
}

impl Table {
    /// The table in this layout over the forms of a book.
    pub fn new(layout: Layout, book: &FormBook) -> Self {
        let names = Names::new(book);
        let columns = match layout {
            Layout::Long => long::columns(),
            Layout::Wide => wide::columns(&names),
            Layout::Findings => finding::columns(),
        };
        Self {
            layout,
            columns,
            names,
        }
    }

    /// Which table it is.
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// Its columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many records are encoded together: rows enough for columns to compress well, few
    /// enough to be held in memory.
    pub(crate) const fn group(&self) -> usize {
        match self.layout {
            Layout::Long => 512,
            Layout::Wide | Layout::Findings => 1024,
        }
    }

    /// Hands on each row of the record with this number, counted from one.
    pub fn rows<'r, E>(
        &'r self,
        number: i64,
        record: &'r Record,
        mut each: impl FnMut(&[Value<'r>]) -> Result<(), E>,
    ) -> Result<(), E> {
        match self.layout {
            Layout::Long => long::rows(&self.names, number, record, &mut each),
            Layout::Wide => each(&wide::row(&self.names, number, record)),
            Layout::Findings => finding::rows(number, record, &mut each),
        }
    }
}
