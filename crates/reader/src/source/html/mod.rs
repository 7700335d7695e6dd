//! HTML: paragraphs and tables of a page as a browser would show them. Tolerant, not a full
//! parser of the standard: published pages are seldom valid, and only lines and tables matter.

mod charset;
mod entities;
mod tables;
mod tags;

use super::blocks::{self, Block, Blocks, Flow};
use super::container::check_file_size;
use super::{Piece, SourceError};
use tables::OpenTable;
use tags::{Tag, Token};

/// Tables open at one time; those deeper are read as text of the cell they stand in.
const NESTING_LIMIT: usize = 64;

/// Takes a page apart. The characters are decoded as a browser would: byte order mark, UTF-8 if
/// the bytes are valid in it, what the page declares, GB18030.
pub fn pieces(bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    check_file_size(bytes)?;
    let is_other = [b"PK\x03\x04".as_slice(), b"%PDF", b"\xD0\xCF\x11\xE0"];
    if is_other.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(SourceError::NotThisFormat);
    }
    let text = charset::decoded(bytes);
    let mut page = Page::default();
    for token in tags::tokens(&text) {
        match token {
            Token::Text(text) => page.text(text),
            Token::Open(tag) => page.open(&tag),
            Token::Close(name) => page.close(&name)?,
        }
        blocks::check_cells(page.cells.max(page.lines))?;
    }
    if !page.has_tags {
        return Err(SourceError::NotThisFormat);
    }
    page.finish().and_then(blocks::pieces)
}

/// Whether an element begins and ends a line of its own. Bytes are told apart by their number and
/// one after the other, strings only one string after the other.
fn is_block(name: &str) -> bool {
    matches!(
        name.as_bytes(),
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"center"
            | b"dd"
            | b"details"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hr"
            | b"html"
            | b"li"
            | b"main"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"ul"
    )
}

/// Whether an element may hold words which a page does not print.
fn is_container(name: &str) -> bool {
    matches!(
        name.as_bytes(),
        b"a" | b"caption" | b"div" | b"h1" | b"h2" | b"h3" | b"label" | b"section" | b"span"
    )
}

#[derive(Default)]
struct Page {
    has_tags: bool,
    flow: Flow,
    tables: Vec<OpenTable>,
    /// How many tables beyond the limit are open.
    too_deep: usize,
    /// Whether blanks were read since the last character of the line.
    blank: bool,
    /// How many elements are open that keep their blanks and line breaks.
    preformatted: usize,
    /// An element that is not printed, and how many of its name are open.
    hidden: Option<(String, usize)>,
    cells: usize,
    lines: usize,
}

impl Page {
    fn open(&mut self, tag: &Tag<'_>) {
        self.has_tags = true;
        let name = tag.name.as_ref();
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }
        if is_for_screen_readers(tag) {
            self.hidden = Some((name.to_owned(), 1));
            return;
        }
        if name == "br" || is_block(name) {
            self.end_line();
        }
        self.preformatted += usize::from(name == "pre");
        self.open_in_table(tag);
    }

    fn open_in_table(&mut self, tag: &Tag<'_>) {
        match tag.name.as_bytes() {
            b"table" if self.tables.len() >= NESTING_LIMIT => self.too_deep += 1,
            b"table" => {
                self.cells += 1;
                self.end_line();
                self.tables.push(OpenTable::default());
            }
            _ if self.too_deep > 0 => self.end_line_at_cell(&tag.name),
            b"tr" => {
                self.cells += 1;
                self.in_table(OpenTable::start_row);
            }
            b"td" | b"th" if !self.tables.is_empty() => {
                self.cells += 1;
                self.in_table(|table| table.start_cell(tag));
            }
            b"thead" | b"tbody" | b"tfoot" => self.in_table(OpenTable::start_group),
            _ => self.end_line_at_cell(&tag.name),
        }
    }

    fn close(&mut self, name: &str) -> Result<(), SourceError> {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return Ok(());
        }
        if is_block(name) {
            self.end_line();
        }
        match name.as_bytes() {
            b"pre" => self.preformatted = self.preformatted.saturating_sub(1),
            b"table" if self.too_deep > 0 => self.too_deep -= 1,
            b"table" => self.end_table()?,
            _ if self.too_deep > 0 => self.end_line_at_cell(name),
            b"td" | b"th" => self.in_table(OpenTable::end_cell),
            b"tr" => self.in_table(OpenTable::end_row),
            b"thead" | b"tbody" | b"tfoot" => self.in_table(OpenTable::start_group),
            _ => {}
        }
        Ok(())
    }

    /// Outside any table that is read as one, a cell or row still ends a line.
    fn end_line_at_cell(&mut self, name: &str) {
        if matches!(name.as_bytes(), b"td" | b"th" | b"tr") {
            self.end_line();
        }
    }

    fn in_table(&mut self, change: impl FnOnce(&mut OpenTable)) {
        self.end_line();
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn end_table(&mut self) -> Result<(), SourceError> {
        self.end_line();
        if let Some(table) = self.tables.pop() {
            let rows = table.finish()?;
            self.flow().blocks.push(Block::Table(rows));
        }
        Ok(())
    }

    /// Blanks collapse to one, as on the page; a no-break space is a character.
    fn text(&mut self, raw: &str) {
        if self.hidden.is_some() {
            return;
        }
        let keeps_blanks = self.preformatted > 0;
        let parts = |c| match c {
            '\n' => true,
            '\t' | '\r' | '\u{C}' | ' ' => !keeps_blanks,
            _ => false,
        };
        for (number, run) in entities::decoded(raw).split(parts).enumerate() {
            if number > 0 && keeps_blanks {
                self.end_line();
            } else if number > 0 {
                self.blank = true;
            }
            if !run.is_empty() {
                self.characters(run);
            }
        }
    }

    fn characters(&mut self, run: &str) {
        let blank = std::mem::take(&mut self.blank);
        let line = &mut self.flow().line;
        if blank && !line.is_empty() {
            line.push(' ');
        }
        line.push_str(run);
    }

    /// Lines beyond the limit are counted, not kept: the count refuses the page.
    fn end_line(&mut self) {
        self.blank = false;
        if self.flow().line.is_empty() {
            return;
        }
        self.lines += 1;
        if self.lines > blocks::CELL_LIMIT {
            self.flow().line.clear();
        } else {
            self.flow().end_line();
        }
    }

    /// The innermost open cell, or the page: text between the cells of a table belongs before it.
    fn flow(&mut self) -> &mut Flow {
        let cell = self.tables.iter_mut().rev().find_map(OpenTable::cell_flow);
        cell.unwrap_or(&mut self.flow)
    }

    fn finish(mut self) -> Result<Blocks, SourceError> {
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        Ok(self.flow.finish())
    }
}

/// Words for screen readers only repeat what is printed beside them.
fn is_for_screen_readers(tag: &Tag<'_>) -> bool {
    let names = ["visually-hidden", "sr-only"];
    tag.has_attributes()
        && is_container(&tag.name)
        && names.iter().any(|name| tag.mentions(name))
        && tag.attribute("class").is_some_and(|class| {
            class
                .split_ascii_whitespace()
                .any(|name| names.contains(&name))
        })
}

#[cfg(test)]
mod tests;
