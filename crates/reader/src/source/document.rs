//! A document taken apart: what stands between the readers of formats, which know nothing of the
//! law, and the reading of reports, which knows nothing of formats.

use super::{Format, Piece, SourceError};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// What stands in a document, in reading order, each with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document<'a> {
    /// The format its bytes are in.
    pub format: Format,
    /// Lines of text and cells of tables.
    pub pieces: Vec<Piece<'a>>,
    /// The encoding taken, where that was a question.
    pub encoding: Cow<'a, str>,
    /// How many places could not be decoded in it.
    pub broken: usize,
    /// Pages that are pictures in a document whose other pages have text.
    pub pictures: Vec<u32>,
}

impl<'a> Document<'a> {
    pub(super) fn new(format: Format, pieces: Vec<Piece<'a>>) -> Self {
        Self {
            format,
            pieces,
            encoding: Cow::Borrowed(""),
            broken: 0,
            pictures: Vec::new(),
        }
    }

    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Document<'static> {
        let owned = |piece: Piece<'a>| Piece {
            text: Cow::Owned(piece.text.into_owned()),
            kind: piece.kind,
            line: piece.line,
            place: piece.place,
        };
        Document {
            format: self.format,
            pieces: self.pieces.into_iter().map(owned).collect(),
            encoding: Cow::Owned(self.encoding.into_owned()),
            broken: self.broken,
            pictures: self.pictures,
        }
    }

    /// Takes a document apart in this process, whatever its format.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method by its name is of one lifetime only"
    )]
    pub fn of(bytes: &[u8], name: &str) -> Result<Document<'static>, SourceError> {
        let format = Format::of(bytes)?;
        super::read(bytes, name, format, |document| document.into_owned())
    }

    /// The same, but formats of foreign parsers are taken apart in `apart` if there is one.
    pub fn taken(
        bytes: &[u8],
        name: &str,
        apart: Option<&dyn Apart>,
    ) -> Result<Document<'static>, SourceError> {
        match apart {
            Some(apart) if Format::of(bytes)?.needs_isolation() => apart.document(bytes, name),
            Some(_) | None => Self::of(bytes, name),
        }
    }

    /// The same as [`Self::of`], handed to `make`: it may borrow from the bytes.
    pub fn with<T>(
        bytes: &[u8],
        name: &str,
        make: impl FnOnce(&Document<'_>) -> T,
    ) -> Result<T, SourceError> {
        let format = Format::of(bytes)?;
        super::read(bytes, name, format, |document| make(&document))
    }
}

/// Takes documents apart somewhere else: in a process with limits.
pub trait Apart: Send + Sync + fmt::Debug {
    /// What stands in a document. Its answer is that of [`Document::of`], unless the process had
    /// to be stopped.
    fn document(&self, bytes: &[u8], name: &str) -> Result<Document<'static>, SourceError>;
}

impl<T: Apart + ?Sized> Apart for Arc<T> {
    fn document(&self, bytes: &[u8], name: &str) -> Result<Document<'static>, SourceError> {
        (**self).document(bytes, name)
    }
}
