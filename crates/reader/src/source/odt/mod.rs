//! ODT: paragraphs and tables of the text of a document of LibreOffice. What stands in headers,
//! footers, notes and remarks and what is tracked as deleted is not part of what it says.

mod table;

use super::blocks::{self, Flow};
use super::container::Container;
use super::xml::{self, Node, Tag};
use super::{Piece, SourceError};
use table::OpenTable;

/// Takes one apart.
pub(super) fn pieces(bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    let mut container = Container::open(bytes)?;
    read(&mut container).map_err(|error| locked(&mut container).unwrap_or(error))
}

fn read(container: &mut Container<'_>) -> Result<Vec<Piece<'static>>, SourceError> {
    let text = container.part("content.xml")?;
    let text = text.ok_or(SourceError::NotThisFormat)?;
    let mut walker = Walker::default();
    xml::walk(&text, |node| walker.visit(node))?;
    if !walker.is_text_document {
        return Err(SourceError::NotThisFormat);
    }
    blocks::pieces(walker.page.finish())
}

/// A document with a password says so in its list of parts; its parts are noise.
fn locked(container: &mut Container<'_>) -> Option<SourceError> {
    let manifest = container.part("META-INF/manifest.xml").ok()??;
    let says_so = manifest.contains("encryption-data") || manifest.contains("encrypted-package");
    says_so.then_some(SourceError::Encrypted)
}

/// Elements whose content is not what the document says: deleted text, notes, remarks, readings
/// beside the characters, patterns of indexes, descriptions and bytes of pictures.
const SKIPPED: [&str; 16] = [
    "tracked-changes",
    "annotation",
    "note",
    "ruby-text",
    "hidden-text",
    "table-of-content-source",
    "illustration-index-source",
    "table-index-source",
    "object-index-source",
    "user-index-source",
    "alphabetical-index-source",
    "bibliography-source",
    "title",
    "desc",
    "object",
    "binary-data",
];

/// Blanks that one element may stand for: no line of a report has more.
const BLANKS: u32 = 256;

#[derive(Default)]
struct Walker {
    /// Whether the body of a text document was met.
    is_text_document: bool,
    page: Flow,
    tables: Vec<OpenTable>,
    /// Open paragraphs; more than one where a text box stands in a paragraph.
    paragraphs: Vec<String>,
    /// How many elements deep inside one that is skipped.
    skipped: usize,
    /// How many lines, tables, rows and cells were met.
    parts: usize,
}

impl Walker {
    fn visit(&mut self, node: Node<'_>) -> Result<(), SourceError> {
        match node {
            Node::Open { name, tag, .. } if self.skipped > 0 || is_skipped(name, tag) => {
                self.skipped += 1;
            }
            Node::Close { .. } if self.skipped > 0 => self.skipped -= 1,
            Node::Open { name, tag, .. } => self.open(name, tag)?,
            Node::Close { name, .. } => self.close(name)?,
            Node::Text(text) if self.skipped == 0 => self.text(text),
            Node::Text(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, name: &str, tag: Tag<'_>) -> Result<(), SourceError> {
        match name {
            "text" if self.paragraphs.is_empty() => self.is_text_document = true,
            "p" | "h" => {
                self.count(1)?;
                self.paragraphs.push(String::new());
            }
            "s" => {
                let blanks = number(tag, "c").clamp(1, BLANKS);
                (0..blanks).for_each(|_| self.push(' '));
            }
            "tab" => self.push('\t'),
            "line-break" => {
                self.count(1)?;
                self.push('\n');
            }
            "table" => {
                self.count(1)?;
                let is_part = tag.text("is-sub-table").is_some_and(|is| is == "true");
                self.tables.push(OpenTable::new(is_part));
            }
            "table-row" | "table-cell" | "covered-table-cell" => {
                return self.open_in_table(name, tag);
            }
            _ => {}
        }
        Ok(())
    }

    fn open_in_table(&mut self, name: &str, tag: Tag<'_>) -> Result<(), SourceError> {
        self.count(1)?;
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        if name == "table-row" {
            table.start_row(number(tag, "number-rows-repeated"));
            return Ok(());
        }
        let repeated = number(tag, "number-columns-repeated");
        if name == "covered-table-cell" {
            return table.cover(repeated);
        }
        let columns = number(tag, "number-columns-spanned");
        let rows = number(tag, "number-rows-spanned");
        table.start_cell(columns, rows, repeated);
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), SourceError> {
        match name {
            "p" | "h" => self.end_paragraph(),
            "table-cell" | "covered-table-cell" => {
                self.count(self.tables.last().map_or(0, OpenTable::cell_repeated))?;
                return self.tables.last_mut().map_or(Ok(()), OpenTable::end_cell);
            }
            "table-row" => {
                self.count(self.tables.last().map_or(0, OpenTable::row_repeated))?;
                if let Some(table) = self.tables.last_mut() {
                    table.end_row();
                }
            }
            "table" => return self.end_table(),
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), SourceError> {
        let Some(table) = self.tables.pop() else {
            return Ok(());
        };
        let is_part = table.is_part;
        let rows = table.finish()?;
        match self.tables.last_mut().and_then(OpenTable::cell) {
            Some(cell) if is_part => cell.parts = Some(rows),
            Some(_) | None => self.flow().blocks.push(blocks::Block::Table(rows)),
        }
        Ok(())
    }

    fn count(&mut self, parts: usize) -> Result<(), SourceError> {
        self.parts = self.parts.saturating_add(parts);
        blocks::check_cells(self.parts)
    }

    /// Blanks of the XML collapse to one, and stand for none where a line begins.
    fn text(&mut self, text: &str) {
        let Some(line) = self.paragraphs.last_mut() else {
            return;
        };
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\r' | '\n');
            match (blank, line.ends_with([' ', '\n']) || line.is_empty()) {
                (false, _) => line.push(c),
                (true, false) => line.push(' '),
                (true, true) => {}
            }
        }
    }

    fn push(&mut self, c: char) {
        if let Some(line) = self.paragraphs.last_mut() {
            line.push(c);
        }
    }

    fn end_paragraph(&mut self) {
        let text = self.paragraphs.pop().unwrap_or_default();
        let flow = self.flow();
        for line in text.split('\n') {
            flow.line.push_str(line);
            flow.end_line();
        }
    }

    /// The innermost open cell, or the page.
    fn flow(&mut self) -> &mut Flow {
        let cell = self.tables.iter_mut().rev().find_map(OpenTable::cell);
        cell.map_or(&mut self.page, |cell| &mut cell.flow)
    }
}

/// A hidden section is skipped like the elements that are never read.
fn is_skipped(name: &str, tag: Tag<'_>) -> bool {
    let is_hidden = || tag.text("display").is_some_and(|display| display == "none");
    SKIPPED.contains(&name) || (name == "section" && is_hidden())
}

/// The number in an attribute, at least one.
fn number(tag: Tag<'_>, name: &str) -> u32 {
    let number = tag.text(name).and_then(|value| value.parse().ok());
    number.unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests;
