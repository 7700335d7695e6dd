//! The running text of a paper: title, lines, paragraphs, tables, signature.

use super::body::{Sheet, close, open, run, styled, title};
use super::table;
use crate::paper::{Block, Paper, Running};
use std::fmt::Write as _;

/// The main part.
pub(super) fn document(paper: &Paper) -> String {
    let sheet = if paper.lying {
        Sheet::Lying
    } else {
        Sheet::Upright
    };
    let mut xml = open(&paper.title, sheet);
    if !paper.number.is_empty() {
        xml.push_str(&styled("PaperNumber", &run("", &paper.number)));
    }
    for block in &paper.blocks {
        put(&mut xml, block, sheet);
    }
    // A page ends with a paragraph, never with a table.
    if matches!(paper.blocks.last(), Some(Block::Table(_))) {
        xml.push_str(&styled("TableEnd", ""));
    }
    xml.push_str(&close(sheet));
    xml
}

fn put(xml: &mut String, block: &Block, sheet: Sheet) {
    match block {
        Block::Paragraph(text) => xml.push_str(&styled("Normal", &run("", text))),
        Block::Line(text) => xml.push_str(&styled("PaperLine", &run("", text))),
        Block::Heading(text) => xml.push_str(&styled("Heading1", &run("", text))),
        Block::Signature(lines) => {
            for (number, text) in lines.iter().enumerate() {
                let first = if number == 0 { "First" } else { "" };
                xml.push_str(&styled(&format!("Signature{first}"), &run("", text)));
            }
        }
        Block::Table(rows) => xml.push_str(&table::write(&rows.placed(), sheet.text_width())),
        Block::Running(kind, text) => xml.push_str(&running(*kind, text, sheet)),
        Block::Sealed(lines) => sealed(xml, lines),
        Block::Break => xml.push_str(BREAK),
    }
}

/// Ends a page; takes no room on the next.
const BREAK: &str =
    "<w:p><w:pPr><w:pStyle w:val=\"TableEnd\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>";

fn running(kind: Running, text: &str, sheet: Sheet) -> String {
    let style = match kind {
        Running::Title => return title(text, sheet.text_width()),
        Running::Number => "LetterNumber",
        Running::To => "LetterTo",
        Running::Text => "LetterText",
        Running::Last => "LetterLast",
        Running::Note => "LetterNote",
    };
    styled(style, &run("", text))
}

/// Lines at the right whose middles stand over each other. The shorter ones end four characters from the
/// edge, as the day does; a name longer than that moves the day in.
fn sealed(xml: &mut String, lines: &[String]) {
    const HALF_CHARACTER: usize = 158;
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let widths: Vec<usize> = lines.iter().map(|text| width(text)).collect();
    let longest = widths.iter().copied().max().unwrap_or(0);
    let last = widths.last().copied().unwrap_or(0);
    let edge = 8_usize.saturating_sub((longest - last) / 2).max(2);
    for (number, (text, width)) in lines.iter().zip(widths).enumerate() {
        let first = if number == 0 { "First" } else { "" };
        let right = (edge + (longest - width) / 2) * HALF_CHARACTER;
        let text = run("", text);
        let _ = write!(
            xml,
            "<w:p><w:pPr><w:pStyle w:val=\"Sealed{first}\"/><w:ind w:right=\"{right}\"/></w:pPr>{text}</w:p>"
        );
    }
}
