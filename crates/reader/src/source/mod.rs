//! Formats to pieces: what stands in a file, in reading order, with its place. Nothing of the law.

use gongkai_domain::report::Place;
use std::borrow::Cow;

/// The smallest thing that stands by itself in a document: a line of text or a cell of a table.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// The characters, as they stand in the source; line breaks inside a cell are `\n`.
    pub text: Cow<'a, str>,
    /// Whether it is a line of text or a cell.
    pub kind: PieceKind,
    /// Number of the printed line: cells that start in one row of a table share it, and it grows
    /// over the whole document.
    pub line: u32,
    /// Where it stands.
    pub place: Place,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// A line or paragraph outside any table.
    Text,
    /// A cell between separators (tab, bar): its column counts separators, merged cells may have
    /// shifted it. Empty cells are pieces too.
    Separated {
        /// Number of separators before it in its line.
        column: u32,
    },
    /// A cell of a real table. Empty cells are pieces too.
    Cell {
        /// First column, merged cells counted at their full width.
        column: u32,
        /// How many columns it covers.
        columns: u32,
        /// How many rows it covers.
        rows: u32,
    },
}
