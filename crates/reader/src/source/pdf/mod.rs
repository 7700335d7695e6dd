//! PDF to pages: the characters and the straight lines that a page shows, each at its place.
//!
//! Objects, filters and cross references are read by `hayro-syntax`; what a content stream means
//! is read here ([`interpret`], [`text`], [`path`]), for a report needs neither outlines of fonts
//! nor pictures. Everything is counted against a [`Budget`], so that no file can make it go on
//! for ever.

mod font;
mod forms;
mod interpret;
mod layers;
mod lexer;
mod marks;
mod text;
mod unpack;

use super::SourceError;
use super::page::Page;
use super::page::matrix::Matrix;
use font::Fonts;
use hayro_syntax::{LoadPdfError, Pdf};
use interpret::Interpreter;
use layers::Layers;
use unpack::Unpacker;

/// Pages of a document: a report has ten.
const MOST_PAGES: usize = 2_000;

/// What a document may still ask for.
#[derive(Debug)]
struct Budget {
    /// Operators and operands.
    tokens: usize,
    /// Bytes of content streams, unpacked.
    bytes: usize,
    /// Characters.
    glyphs: usize,
}

impl Budget {
    const WHOLE: Self = Self {
        tokens: 20_000_000,
        bytes: 128 << 20,
        glyphs: 2_000_000,
    };

    fn is_spent(&self) -> bool {
        self.tokens == 0 || self.bytes == 0 || self.glyphs == 0
    }
}

/// What the pages of a document have in common.
#[derive(Debug)]
struct Shared {
    fonts: Fonts,
    budget: Budget,
    unpacker: Unpacker,
}

/// The pages of a document.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<Page>, SourceError> {
    let document = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => SourceError::Encrypted,
        LoadPdfError::Invalid => SourceError::damaged("读不出 PDF 的页面"),
    })?;
    let list = document.pages();
    if list.len() > MOST_PAGES {
        return Err(SourceError::too_large("页数", 2_000));
    }
    let layers = Layers::of(&document);
    let mut shared = Shared {
        fonts: Fonts::default(),
        budget: Budget::WHOLE,
        unpacker: Unpacker::default(),
    };
    let mut pages = Vec::with_capacity(list.len());
    for source in list.iter() {
        pages.push(page(source, &layers, &mut shared));
        if shared.budget.is_spent() {
            return Err(SourceError::too_large("页面内容", 20_000_000));
        }
    }
    Ok(pages)
}

fn page(source: &hayro_syntax::page::Page<'_>, layers: &Layers, shared: &mut Shared) -> Page {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "lengths of a page need no more than seven digits"
    )]
    let shown = Matrix::new(
        source
            .initial_transform(true)
            .as_coeffs()
            .map(|number| number as f32),
    );
    let (width, height) = source.render_dimensions();
    let page = Page {
        width,
        height,
        ..Page::default()
    };
    let stream = shared.unpacker.content(source);
    let mut interpreter = Interpreter::new(page, shown, layers, shared);
    interpreter.stream(&stream, source.resources(), 0);
    interpreter.annotations(source.raw(), shown);
    interpreter.finish()
}
