//! Formats to pieces: what stands in a file, in reading order, with its place. Nothing of the law.

mod error;
pub(crate) mod format;

pub(crate) mod text;

mod csv;
mod doc;
pub mod docx;
pub mod html;
mod odt;
mod xls;
pub mod xlsx;

mod ofd;
pub mod page;
mod pdf;

mod blocks;
mod compound;
pub(crate) mod container;
pub(crate) mod decode;
mod inflate;
pub(crate) mod xml;

mod document;

pub use document::{Apart, Document};
pub use error::SourceError;
pub use format::Format;

use decode::decode;
use gongkai_domain::report::Place;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The smallest thing that stands by itself in a document: a line of text or a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

/// The largest text, in bytes: a report has about ten thousand.
const LARGEST_TEXT: usize = 16 << 20;

/// Parts a document of this format into pieces and hands them to `make`; they may borrow from the
/// bytes. The name of its file decides nothing but CSV and Markdown, which have no marks.
pub(crate) fn read<T>(
    bytes: &[u8],
    name: &str,
    format: Format,
    make: impl FnOnce(Document<'_>) -> T,
) -> Result<T, SourceError> {
    let document = match format {
        Format::Docx => Document::new(format, docx::pieces(bytes)?),
        Format::Xlsx => Document::new(format, xlsx::pieces(bytes)?),
        Format::Html => Document::new(format, html::pieces(bytes)?),
        Format::Doc => Document::new(format, doc::pieces(bytes)?),
        Format::Odt => Document::new(format, odt::pieces(bytes)?),
        Format::Xls => Document::new(format, xls::pieces(bytes)?),
        Format::Pdf => page::document(format, &pdf::pages(bytes)?)?,
        Format::Ofd => page::document(format, &ofd::pages(bytes)?)?,
        Format::Text | Format::Csv => return read_text(bytes, name, make),
    };
    Ok(make(document))
}

fn read_text<T>(
    bytes: &[u8],
    name: &str,
    make: impl FnOnce(Document<'_>) -> T,
) -> Result<T, SourceError> {
    if bytes.len() > LARGEST_TEXT {
        let limit = u64::try_from(LARGEST_TEXT).unwrap_or(u64::MAX);
        return Err(SourceError::too_large("文本字节数", limit));
    }
    let decoded = decode(bytes);
    if format::is_binary(&decoded.text) {
        return Err(SourceError::Unsupported {
            format: Cow::Borrowed("二进制文件"),
        });
    }
    let (format, pieces) = if csv::is_csv(&decoded.text, name) {
        (Format::Csv, csv::pieces(&decoded.text)?)
    } else {
        let mut pieces = text::pieces(&decoded.text)?;
        if name.to_ascii_lowercase().ends_with(".md") {
            pieces.iter_mut().for_each(text::unescape);
        }
        (Format::Text, pieces)
    };
    Ok(make(Document {
        format,
        pieces,
        encoding: Cow::Borrowed(decoded.encoding),
        broken: decoded.broken,
        pictures: Vec::new(),
    }))
}
