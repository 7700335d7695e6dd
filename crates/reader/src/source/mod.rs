//! Formats to pieces: what stands in a file, in reading order, with its place. Nothing of the law.

mod error;
pub(crate) mod format;

pub(crate) mod text;

mod csv;
pub mod docx;
pub mod html;
pub mod xlsx;

mod blocks;
pub(crate) mod container;
pub(crate) mod decode;
pub(crate) mod xml;

pub use error::SourceError;
pub use format::Format;

use decode::decode;
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

/// What was made of the pieces of a document, and how its characters were decoded.
pub(crate) struct Source<T> {
    pub(crate) value: T,
    pub(crate) encoding: &'static str,
    pub(crate) broken: usize,
}

/// The largest text, in bytes: a report has about ten thousand.
const LARGEST_TEXT: usize = 16 << 20;

/// Parts a document into pieces and hands them to `make`.
pub(crate) fn read<T>(
    bytes: &[u8],
    name: &str,
    make: impl FnOnce(Format, &[Piece<'_>]) -> T,
) -> Result<Source<T>, SourceError> {
    let format = Format::of(bytes)?;
    let pieces = match format {
        Format::Docx => docx::pieces(bytes)?,
        Format::Xlsx => xlsx::pieces(bytes)?,
        Format::Html => html::pieces(bytes)?,
        Format::Text | Format::Csv => return read_text(bytes, name, make),
    };
    Ok(Source {
        value: make(format, &pieces),
        encoding: "",
        broken: 0,
    })
}

fn read_text<T>(
    bytes: &[u8],
    name: &str,
    make: impl FnOnce(Format, &[Piece<'_>]) -> T,
) -> Result<Source<T>, SourceError> {
    if bytes.len() > LARGEST_TEXT {
        let limit = u64::try_from(LARGEST_TEXT).unwrap_or(u64::MAX);
        return Err(SourceError::TooLarge {
            what: "文本字节数",
            limit,
        });
    }
    let decoded = decode(bytes);
    if format::is_binary(&decoded.text) {
        return Err(SourceError::Unsupported {
            format: "二进制文件",
        });
    }
    let value = if csv::is_csv(&decoded.text, name) {
        make(Format::Csv, &csv::pieces(&decoded.text)?)
    } else if name.to_ascii_lowercase().ends_with(".md") {
        let mut pieces = text::pieces(&decoded.text)?;
        pieces.iter_mut().for_each(text::unescape);
        make(Format::Text, &pieces)
    } else {
        make(Format::Text, &text::pieces(&decoded.text)?)
    };
    Ok(Source {
        value,
        encoding: decoded.encoding,
        broken: decoded.broken,
    })
}
