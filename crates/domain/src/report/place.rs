//! Where a value stands in its source.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A place in a document, counted from one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// An area of a page of a PDF or OFD document.
    Page {
        /// Page, as it stands in the file, whatever number is printed on it.
        page: u32,
        /// Where on it.
        area: Area,
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

/// A rectangle on a page as it is shown: tenths of a point (1/720 inch) from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub left: u32,
    /// Upper edge.
    pub top: u32,
    /// Right edge.
    pub right: u32,
    /// Lower edge.
    pub bottom: u32,
}

impl Area {
    /// The smallest area that holds both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Left, upper, right and lower edge in points.
    pub fn in_points(self) -> [Decimal; 4] {
        let edges = [self.left, self.top, self.right, self.bottom];
        edges.map(|edge| Decimal::new(i64::from(edge), 1).normalize())
    }
}

impl fmt::Display for Area {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [left, top, right, bottom] = self.in_points();
        write!(out, "{left},{top},{right},{bottom}")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { line, column } => write!(out, "{line}:{column}"),
            Self::Table { table, row, column } => write!(out, "table {table}, {row}:{column}"),
            Self::Page { page, area } => write!(out, "page {page}, {area}"),
            Self::Sheet { sheet, row, column } => write!(out, "{sheet}, {row}:{column}"),
        }
    }
}
