//! A table to be written.

use crate::Cell;

/// A table to be written, on a sheet of its own. Build it with `..Table::default()`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its title: at the head of each printed page, and of the sheet if [`Table::headed`].
    pub title: String,
    /// The name on the tab; what the format forbids in it is replaced. Empty: 台账.
    pub sheet: String,
    /// Lines above the table: unit, period, who filled it in. They are remarks on reading
    /// ([`crate::Grid::header`] finds the table below them).
    pub head: Vec<String>,
    /// Whether the title stands in the first row, for a table that is printed and signed.
    pub headed: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; cells beyond the columns are written without their form.
    pub rows: Vec<Vec<Cell>>,
    /// Cells marked as wrong.
    pub marks: Vec<Mark>,
    /// Lines below the table, a blank row between.
    pub foot: Vec<String>,
}

/// A column of a table. Build it with [`Column::new`] and the fields that matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    /// The title in the header row.
    pub title: String,
    /// The groups that it stands in, from the top: neighbours with the same one share a cell above
    /// their titles. Such a table is printed and read, and has no filter.
    pub over: Vec<String>,
    /// What its cells are.
    pub kind: ColumnKind,
    /// Width in characters, a Chinese one counted two; 0: what the longest cell needs.
    pub width: u16,
    /// Help, shown as a comment on the title.
    pub note: String,
    /// What may be chosen, offered as a list.
    pub choices: Vec<String>,
    /// Whether equal texts below each other share a cell, within such a column before it.
    pub down: bool,
    /// Whether each row must have it; the title is coloured and its comment says so.
    pub required: bool,
}

impl Column {
    /// A column that fits its width to its cells.
    pub fn new(title: impl Into<String>, kind: ColumnKind) -> Self {
        Self {
            title: title.into(),
            kind,
            ..Self::default()
        }
    }
}

/// What the cells of a column are, for their look and for what may be typed into an empty one. What
/// a cell is decides how it is written: a text in a column of dates stays a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    /// A few words; figures typed there stay as typed (numbers of documents, of telephones).
    #[default]
    Text,
    /// Text in several lines.
    LongText,
    /// A whole number.
    Integer,
    /// An amount, with at least two decimals.
    Money,
    /// A day: 2026-01-05.
    Date,
    /// A day and a time: 2026-01-05 09:30.
    DateTime,
    /// 是 or 否; [`Cell::yes_no`] reads them.
    YesNo,
}

/// A cell marked as wrong: red, with a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Index of the row in [`Table::rows`].
    pub row: usize,
    /// Index of the column.
    pub column: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}
