//! Fixed pages to pieces: characters and rules at their places, whatever format put them there,
//! to lines of text and tables with merged cells.
//!
//! Rules are snapped and merged (`rules`), those that cross make a table (`frame`), characters
//! fall into cells by their middle, and into lines by their height (`lines`). Where a table has
//! no lines between its columns, the gaps between figures tell them (`columns`). The blocks of a
//! page (`sheet`) are put in reading order (`order`), freed of page numbers and running heads
//! (`furniture`), tables that go on over the page get one grid (`continued`), and lines of one
//! paragraph are joined (`paragraphs`).

mod turn;

mod frame;
mod lines;
mod rules;

mod columns;
mod continued;
mod furniture;
pub(super) mod matrix;
mod order;
mod paragraphs;
pub(super) mod path;
mod rows;
mod sheet;
mod table;
mod write;

#[cfg(test)]
mod tests;

pub use turn::Turn;

use super::blocks::check_pieces;
use super::{Document, Format, SourceError};
use gongkai_domain::report::Note;
use sheet::Sheet;
use std::borrow::Cow;
use write::Writer;

/// A page as it is read: upright, its origin in the upper left corner, lengths in points.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// The characters shown, in the order in which the file draws them; no white space.
    pub glyphs: Vec<Glyph>,
    /// Straight lines, horizontal and vertical, drawn or as edges of narrow filled areas.
    pub rules: Vec<Rule>,
    /// Whether a picture covers a good part of it.
    pub has_picture: bool,
    /// Glyphs whose character is not known: they stand as U+FFFD or a character for private use.
    pub unknown: usize,
    /// How it had to be turned to stand upright; places are given on the page as it is shown.
    pub turn: Turn,
}

/// A character at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The character. Ligatures are several glyphs at one place, each with its share of it.
    pub character: char,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Upper edge.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
}

impl Glyph {
    /// No character, nowhere.
    const NONE: Self = Self {
        character: ' ',
        left: 0.0,
        right: 0.0,
        top: 0.0,
        bottom: 0.0,
    };
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// One end.
    pub from: (f32, f32),
    /// The other; right of the first or below it.
    pub to: (f32, f32),
}

/// Rules of a page: one of a report has a few hundred.
pub(super) const MOST_RULES: usize = 100_000;

/// The pages of a document as pieces. A document whose pages show no characters is refused as
/// one without text.
pub(super) fn document(format: Format, pages: &[Page]) -> Result<Document<'static>, SourceError> {
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        return Err(SourceError::NoText { pages: count });
    }
    let mut sheets: Vec<Sheet> = pages.iter().map(Sheet::of).collect();
    furniture::remove(&mut sheets);
    continued::join(&mut sheets);
    rows::number(&mut sheets);
    let mut writer = Writer::default();
    for (number, (page, mut sheet)) in (1..).zip(pages.iter().zip(sheets)) {
        paragraphs::join(&mut sheet);
        writer.page(page, number, sheet);
        check_pieces(writer.pieces.len())?;
    }
    let mut document = Document::new(format, writer.pieces);
    document.pictures = pictures(pages);
    document.broken = pages.iter().map(|page| page.unknown).sum();
    if document.broken > 0 {
        document.encoding = Cow::Borrowed(Note::FONTS);
    }
    Ok(document)
}

/// Fewer characters than this are no text: a page number, the words of a seal.
const FEW: usize = 30;

/// The pages that are pictures, in a document with text on others.
fn pictures(pages: &[Page]) -> Vec<u32> {
    let is_picture = |page: &Page| page.has_picture && page.glyphs.len() < FEW;
    let pages = (1..).zip(pages).filter(|(_, page)| is_picture(page));
    pages.map(|(number, _)| number).collect()
}
