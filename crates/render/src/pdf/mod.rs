//! PDF: the same document and the same papers, set in the typography of GB/T 9704, with real text and tags.
//!
//! A document becomes a `Flow` of texts and tables; all its characters are looked up in the fonts; lines and
//! tables are measured and put on pages; what was laid out is compared with what was meant; then it is drawn.
//! There is no shaping: Chinese, Latin, Greek and Cyrillic need none, and other scripts are refused.

mod breaking;
mod check;
mod draw;
mod flow;
mod fonts;
mod glyphs;
mod grid;
mod lines;
mod look;
mod nodes;
mod pages;
mod paper;
mod parts;
mod report;

#[cfg(test)]
mod tests;

pub use fonts::Fonts;

use crate::RenderError;
use crate::document::Document;
use crate::paper::Paper;
use flow::Flow;
use glyphs::Glyphs;

/// The document as PDF; the same document and fonts, the same bytes.
pub(crate) fn write(document: Document, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    write_flow(&report::flow(document), fonts)
}

/// A paper as PDF.
pub(crate) fn write_paper(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    write_flow(&paper::flow(paper), fonts)
}

fn write_flow(flow: &Flow, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    let glyphs = Glyphs::of(fonts, &pages::characters(flow))?;
    let laid = pages::lay(flow, &glyphs);
    check::check(flow, &laid)?;
    draw::write(&flow.title, &laid, &glyphs)
}
