//! DOCX: paragraphs and tables of the main part. Headers, footers, notes and what is marked as
//! deleted are not part of what the document says.

mod table;

use super::blocks::{self, Block, Flow};
use super::container::Container;
use super::xml::{self, Next, Tag, Visitor};
use super::{Piece, SourceError};
use table::OpenTable;

/// Takes a DOCX apart.
pub fn pieces(bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    let mut container = Container::open(bytes)?;
    let main = container.main_part()?.ok_or(SourceError::NotThisFormat)?;
    let text = container.part(&main)?.ok_or(SourceError::NotThisFormat)?;
    let mut walker = Walker::default();
    xml::walk_with(&text, &mut walker)?;
    if !walker.is_document {
        return Err(SourceError::NotThisFormat);
    }
    blocks::pieces(walker.page.finish())
}

/// What an element is to the reader, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Its content is not what the document says: deleted or moved away, earlier properties, the
    /// second copy of a drawing.
    Skipped,
    /// Nothing in it says what the document says: how paragraphs, runs, tables and pages look, and
    /// what stands between runs without a word. They are most of a document.
    Passed,
    Paragraph,
    Run,
    Text,
    Tab,
    Break,
    Hyphen,
    Table,
    Row,
    RowProperties,
    ColumnsBefore,
    Cell,
    ColumnsCovered,
    Merged,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name.as_bytes() {
            b"p" => Self::Paragraph,
            b"r" => Self::Run,
            b"t" => Self::Text,
            b"tc" => Self::Cell,
            b"tr" => Self::Row,
            b"tbl" => Self::Table,
            b"tab" => Self::Tab,
            b"br" | b"cr" => Self::Break,
            b"noBreakHyphen" => Self::Hyphen,
            b"trPr" => Self::RowProperties,
            b"gridBefore" => Self::ColumnsBefore,
            b"gridSpan" => Self::ColumnsCovered,
            b"vMerge" => Self::Merged,
            b"pPr" | b"rPr" | b"tblPr" | b"tblPrEx" | b"tblGrid" | b"sectPr" | b"tcBorders"
            | b"tcMar" | b"tcW" | b"vAlign" | b"shd" | b"trHeight" | b"proofErr"
            | b"bookmarkStart" | b"bookmarkEnd" => Self::Passed,
            b"del" | b"moveFrom" | b"Fallback" | b"pPrChange" | b"rPrChange" | b"tcPrChange"
            | b"trPrChange" | b"tblPrChange" | b"tblGridChange" | b"sectPrChange" => Self::Skipped,
            _ => Self::Other,
        }
    }
}

#[derive(Default)]
struct Walker {
    is_document: bool,
    /// The prefix of the main namespace, as the root element has it.
    prefix: String,
    page: Flow,
    /// What is open, but for what is skipped.
    open: Vec<Kind>,
    tables: Vec<OpenTable>,
    /// Open paragraphs; more than one where a text box stands in a paragraph.
    paragraphs: Vec<String>,
    runs: usize,
    is_text: bool,
    in_row_properties: bool,
    /// How many elements deep inside one that is skipped.
    skipped: usize,
    /// How many lines, tables, rows and cells were met.
    parts: usize,
}

impl Visitor for Walker {
    fn open(&mut self, tag: Tag<'_>) -> Result<Next, SourceError> {
        let kind = Kind::of(tag.name());
        if self.skipped > 0 || kind == Kind::Skipped {
            self.skipped += 1;
            self.note_deleted_row(tag.name());
            return Ok(Next::Inside);
        }
        if !self.is_document {
            self.is_document = tag.name() == "document";
            tag.prefix().clone_into(&mut self.prefix);
        }
        let kind = if self.is_own(tag.prefix()) {
            kind
        } else {
            Kind::Other
        };
        if kind == Kind::Passed {
            return Ok(Next::Behind);
        }
        self.open.push(kind);
        self.begin(kind, tag).map(|()| Next::Inside)
    }

    fn close(&mut self, _name: &str) -> Result<(), SourceError> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        let kind = self.open.pop().unwrap_or(Kind::Other);
        self.end(kind)
    }

    fn text(&mut self, text: &str) -> Result<(), SourceError> {
        if self.is_text && self.skipped == 0 {
            self.write(text);
        }
        Ok(())
    }
}

impl Walker {
    /// Whether a prefix is that of the main namespace: one character, compared as such.
    fn is_own(&self, prefix: &str) -> bool {
        prefix.bytes().eq(self.prefix.bytes())
    }

    /// `w:del` among the properties of a row says that the row is deleted.
    fn note_deleted_row(&mut self, name: &str) {
        let is_deleted = self.skipped == 1 && name == "del" && self.in_row_properties;
        if let Some(table) = self.tables.last_mut().filter(|_| is_deleted) {
            table.row_is_deleted = true;
        }
    }

    fn begin(&mut self, kind: Kind, tag: Tag<'_>) -> Result<(), SourceError> {
        if matches!(
            kind,
            Kind::Paragraph | Kind::Break | Kind::Table | Kind::Row | Kind::Cell
        ) {
            self.parts += 1;
            blocks::check_cells(self.parts)?;
        }
        match kind {
            Kind::Paragraph => self.paragraphs.push(String::new()),
            Kind::Run => self.runs += 1,
            Kind::Text => self.is_text = true,
            Kind::Tab if self.runs > 0 => self.write("\t"),
            Kind::Break if self.runs > 0 => self.write("\n"),
            Kind::Hyphen if self.runs > 0 => self.write("-"),
            Kind::Table => self.tables.push(OpenTable::default()),
            Kind::RowProperties => self.in_row_properties = true,
            Kind::Row | Kind::ColumnsBefore | Kind::Cell | Kind::ColumnsCovered | Kind::Merged => {
                if let Some(table) = self.tables.last_mut() {
                    table.open(kind, tag);
                }
            }
            Kind::Tab | Kind::Break | Kind::Hyphen | Kind::Skipped | Kind::Passed | Kind::Other => {
            }
        }
        Ok(())
    }

    fn end(&mut self, kind: Kind) -> Result<(), SourceError> {
        match kind {
            Kind::Paragraph => self.end_paragraph(),
            Kind::Run => self.runs = self.runs.saturating_sub(1),
            Kind::Text => self.is_text = false,
            Kind::RowProperties => self.in_row_properties = false,
            Kind::Cell => return self.tables.last_mut().map_or(Ok(()), OpenTable::end_cell),
            Kind::Row => self.tables.last_mut().map_or((), OpenTable::end_row),
            Kind::Table => {
                if let Some(table) = self.tables.pop() {
                    self.flow().blocks.push(Block::Table(table.rows));
                }
            }
            Kind::Tab
            | Kind::Break
            | Kind::Hyphen
            | Kind::ColumnsBefore
            | Kind::ColumnsCovered
            | Kind::Merged
            | Kind::Skipped
            | Kind::Passed
            | Kind::Other => {}
        }
        Ok(())
    }

    fn write(&mut self, text: &str) {
        match self.paragraphs.last_mut() {
            Some(line) if line.is_empty() => text.clone_into(line),
            Some(line) => line.push_str(text),
            None => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = self.paragraphs.pop().unwrap_or_default();
        let flow = self.flow();
        if flow.line.is_empty() && !text.contains('\n') {
            flow.line = text;
            return flow.end_line();
        }
        for line in text.split('\n') {
            flow.line.push_str(line);
            flow.end_line();
        }
    }

    /// The innermost open cell, or the page.
    fn flow(&mut self) -> &mut Flow {
        let cell = self
            .tables
            .iter_mut()
            .rev()
            .find_map(|table| table.cell.as_mut());
        cell.map_or(&mut self.page, |cell| &mut cell.flow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::PieceKind;

    fn read(body: &str) -> Vec<(String, PieceKind)> {
        let mut walker = Walker::default();
        let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
        xml::walk_with(&xml, &mut walker).unwrap();
        let pieces = blocks::pieces(walker.page.finish()).unwrap();
        pieces
            .into_iter()
            .map(|piece| (piece.text.into_owned(), piece.kind))
            .collect()
    }

    fn cell(properties: &str, text: &str) -> String {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    }

    #[test]
    fn deleted_text_and_field_codes_are_not_read() {
        let body = "<w:p><w:r><w:t>公开</w:t></w:r><w:del><w:r><w:t>旧</w:t></w:r></w:del>\
            <w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:tab/><w:t>24</w:t></w:r></w:p>";
        assert_eq!(read(body), [(String::from("公开\t24"), PieceKind::Text)]);
    }

    #[test]
    fn a_cell_merged_downwards_covers_the_rows_that_continue_it() {
        let body = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
            cell("<w:vMerge w:val=\"restart\"/>", "甲"),
            cell("", "1"),
            cell("<w:vMerge/>", ""),
            cell("", "2"),
            cell("<w:gridSpan w:val=\"2\"/>", "乙"),
        );
        let kinds: Vec<PieceKind> = read(&body).into_iter().map(|(_, kind)| kind).collect();
        let at = |column, columns, rows| PieceKind::Cell {
            column,
            columns,
            rows,
        };
        assert_eq!(kinds, [at(0, 1, 2), at(1, 1, 1), at(1, 1, 1), at(0, 2, 1)]);
    }

    #[test]
    fn a_table_in_a_cell_is_a_table_and_the_text_around_it_is_text() {
        let inner = format!(
            "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
            cell("", "规章"),
            cell("", "3")
        );
        let body = format!(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>前</w:t></w:r></w:p>{inner}<w:p/></w:tc>{}</w:tr></w:tbl>",
            cell("", "后")
        );
        let texts: Vec<(String, PieceKind)> = read(&body);
        assert_eq!(texts.len(), 4);
        assert_eq!(texts[0], (String::from("前"), PieceKind::Text));
        assert_eq!(
            texts[2].1,
            PieceKind::Cell {
                column: 1,
                columns: 1,
                rows: 1
            }
        );
        assert_eq!(texts[3], (String::from("后"), PieceKind::Text));
    }
}
