//! DOCX: paragraphs and tables of the main part. Headers, footers, notes and what is marked as
//! deleted are not part of what the document says.

mod table;

use super::blocks::{self, Block, Flow};
use super::container::Container;
use super::xml::{self, Name, Next, Tag, Visitor};
use super::{Piece, SourceError};
use memchr::memchr2;
use table::OpenTable;

/// Takes a DOCX apart.
pub fn pieces(bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    let mut container = Container::open(bytes)?;
    let main = container.main_part()?.ok_or(SourceError::NotThisFormat)?;
    let text = container.part(&main)?.ok_or(SourceError::NotThisFormat)?;
    let mut walker = Walker::default();
    xml::walk_with(&text, &mut walker)?;
    if !walker.kinds.is_document {
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
    CellProperties,
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
            b"tcPr" => Self::CellProperties,
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

/// What the elements of a document are. It has the same few names some thousand times: what a name
/// is, is looked up once.
struct Kinds {
    is_document: bool,
    /// The prefix of the main namespace, as the root element has it.
    prefix: String,
    /// Names as numbers, each where it leads to.
    known: [(u64, Kind); 128],
}

impl Kinds {
    #[inline]
    fn of(&mut self, name: Name<'_>) -> Kind {
        let short = name.short();
        let slot = usize::try_from(short.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 57);
        let slot = slot.unwrap_or_default();
        match self.known.get(slot) {
            Some((known, kind)) if *known == short && short != 0 => *kind,
            _ => self.look_up(name, slot),
        }
    }

    fn look_up(&mut self, name: Name<'_>, slot: usize) -> Kind {
        if !self.is_document {
            self.is_document = name.local() == "document";
            name.prefix().clone_into(&mut self.prefix);
        }
        let mut kind = Kind::of(name.local());
        if kind != Kind::Skipped && name.prefix() != self.prefix {
            kind = Kind::Other;
        }
        if let Some(known) = self.known.get_mut(slot).filter(|_| self.is_document) {
            *known = (name.short(), kind);
        }
        kind
    }
}

impl Default for Kinds {
    fn default() -> Self {
        Self {
            is_document: false,
            prefix: String::new(),
            known: [(0, Kind::Other); 128],
        }
    }
}

#[derive(Default)]
struct Walker {
    kinds: Kinds,
    page: Flow,
    /// What is open, but for what is skipped.
    open: Vec<Kind>,
    tables: Vec<OpenTable>,
    /// Open paragraphs; more than one where a text box stands in a paragraph.
    paragraphs: Vec<String>,
    runs: usize,
    is_text: bool,
    in_row_properties: bool,
    in_cell_properties: bool,
    /// How many elements deep inside one that is skipped.
    skipped: usize,
    /// How many lines, tables, rows and cells were met.
    parts: usize,
}

impl Visitor for Walker {
    #[inline]
    fn open(&mut self, tag: &Tag<'_>) -> Result<Next, SourceError> {
        let kind = self.kinds.of(tag.name);
        if self.skipped > 0 || kind == Kind::Skipped {
            self.skipped += 1;
            self.note_deleted_row(tag.name);
            return Ok(Next::Inside);
        }
        self.in_cell_properties = kind == Kind::CellProperties;
        if matches!(kind, Kind::Passed | Kind::CellProperties) {
            return Ok(Next::Behind);
        }
        self.open.push(kind);
        self.begin(kind, tag).map(|()| Next::Inside)
    }

    fn passes(&mut self, content: Option<&str>) -> bool {
        // Little but `gridSpan` and `vMerge` has these capitals; most cells have neither.
        let tells = |content: &str| memchr2(b'S', b'M', content.as_bytes()).is_some();
        let passes = content.is_some_and(|content| !self.in_cell_properties || !tells(content));
        if !passes {
            self.open.push(Kind::Other);
        }
        passes
    }

    #[inline]
    fn close(&mut self, _name: Name<'_>) -> Result<(), SourceError> {
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
    /// `w:del` among the properties of a row says that the row is deleted.
    fn note_deleted_row(&mut self, name: Name<'_>) {
        let is_deleted = self.skipped == 1 && name.local() == "del" && self.in_row_properties;
        if let Some(table) = self.tables.last_mut().filter(|_| is_deleted) {
            table.row_is_deleted = true;
        }
    }

    fn begin(&mut self, kind: Kind, tag: &Tag<'_>) -> Result<(), SourceError> {
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
            Kind::Tab
            | Kind::Break
            | Kind::Hyphen
            | Kind::CellProperties
            | Kind::Skipped
            | Kind::Passed
            | Kind::Other => {}
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
            | Kind::CellProperties
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
    fn properties_with_earlier_ones_in_them_end_where_they_end() {
        let changed = "<w:p><w:pPr><w:jc/><w:pPrChange><w:pPr><w:jc/></w:pPr></w:pPrChange></w:pPr>\
            <w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>";
        let texts = read(changed).into_iter().map(|(text, _)| text);
        assert_eq!(texts.collect::<Vec<_>>(), ["甲", "乙"]);
        let before = "<w:gridSpan w:val=\"2\"/><w:tcPrChange><w:tcPr><w:gridSpan w:val=\"3\"/>\
            </w:tcPr></w:tcPrChange>";
        let cells = cell(before, "甲") + &cell("<w:vAlign/>", "1");
        let columns: Vec<_> = read(&format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>"));
        let at = |column, columns| PieceKind::Cell {
            column,
            columns,
            rows: 1,
        };
        assert_eq!((columns[0].1, columns[1].1), (at(0, 2), at(2, 1)));
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
