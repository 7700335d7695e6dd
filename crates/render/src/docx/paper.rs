//! The running text of a paper: title, lines, paragraphs, tables, signature.

use super::body::{Sheet, close, open, run, styled};
use super::table;
use crate::paper::{Block, Paper};

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
    }
}
