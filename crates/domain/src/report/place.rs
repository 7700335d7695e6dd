//! Where a value stands in its source.

use std::fmt;

/// A place in a document, counted from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Line and column (in characters) of a text.
    Text {
        /// Line.
        line: u32,
        /// Column, in characters.
        column: u32,
    },
    /// Row and column of a table in a DOCX or HTML document.
    Table {
        /// Which table of the document.
        table: u32,
        /// Row of the table.
        row: u32,
        /// First column of the cell, merged cells counted at their full width.
        column: u32,
    },
    /// A cell of a worksheet.
    Sheet {
        /// Name of the worksheet.
        sheet: Box<str>,
        /// Row.
        row: u32,
        /// Column.
        column: u32,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { line, column } => write!(out, "{line}:{column}"),
            Self::Table { table, row, column } => write!(out, "table {table}, {row}:{column}"),
            Self::Sheet { sheet, row, column } => write!(out, "{sheet}, {row}:{column}"),
        }
    }
}
