//! Formats to pieces: what stands in a file, in reading order, with its place. Nothing of the law.

pub mod docx;
pub mod html;
pub mod xlsx;

mod blocks;
mod container;
mod xml;

use gongkai_domain::report::Place;
use std::borrow::Cow;

/// Why a file cannot be taken apart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// The bytes are of another format.
    #[error("文件内容不是所选的格式。请核对文件类型；扩展名可能改错了。")]
    NotThisFormat,
    /// The bytes are of the format, and broken.
    #[error("文件已损坏（{what}）。请用原来的软件打开，另存一份后再试。")]
    Damaged {
        /// What is wrong, in Chinese.
        what: String,
    },
    /// The file is larger than any report is; reading on could exhaust the machine.
    #[error("文件超出处理上限（{what}，上限 {limit}）。请确认这是一份年度报告，必要时拆分后再试。")]
    TooLarge {
        /// What is too large, in Chinese.
        what: &'static str,
        /// How much of it is accepted.
        limit: u64,
    },
}

impl SourceError {
    fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

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

mod csv;
pub(crate) mod decode;
pub(crate) mod text;

use decode::decode;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text in any of the usual encodings.
    Text,
    /// Comma-separated values.
    Csv,
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
        }
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// It is larger than any report.
    #[error("too large: {size} > {limit}")]
    TooLarge {
        /// Its size.
        size: usize,
        /// The limit.
        limit: usize,
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
    if bytes.len() > LARGEST_TEXT {
        return Err(SourceError::TooLarge {
            size: bytes.len(),
            limit: LARGEST_TEXT,
        });
    }
    let decoded = decode(bytes);
    let value = if csv::is_csv(&decoded.text, name) {
        make(Format::Csv, &csv::pieces(&decoded.text))
    } else {
        make(Format::Text, &text::pieces(&decoded.text))
    };
    Ok(Source {
        value,
        encoding: decoded.encoding,
        broken: decoded.broken,
    })
}
