//! Lines and tables to pieces, alike for every format that has them.

use super::{Piece, PieceKind, SourceError};
use gongkai_domain::report::Place;
use smallvec::SmallVec;
use std::borrow::Cow;

/// Cells of a document, and lines.
pub(super) const CELL_LIMIT: usize = 1_000_000;
/// Pieces of a document: a report has a few hundred, each costs time and memory to align.
const PIECE_LIMIT: usize = 250_000;
/// Columns of a table.
const COLUMN_LIMIT: u32 = 1_024;

/// What stands in a document or in a cell, in reading order.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A line of text that says something.
    Line(String),
    /// A table.
    Table(Vec<Row>),
}

/// What stands in one place. It is a line in nearly every cell, for which no room is made apart.
pub(super) type Blocks = SmallVec<[Block; 1]>;

/// The cells that start in one row of a table.
pub(super) type Row = Vec<Cell>;

/// A cell at its place.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// First column, from zero.
    pub(super) column: u32,
    /// How many columns it covers.
    pub(super) columns: u32,
    /// How many rows it covers.
    pub(super) rows: u32,
    /// What stands in it.
    pub(super) content: Blocks,
}

/// Where text goes while a document is read: a document or a cell.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// What is complete.
    pub(super) blocks: Blocks,
    /// The line that is being read.
    pub(super) line: String,
}

impl Flow {
    /// Ends the line; one of blanks says nothing and is dropped.
    pub(super) fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let said = line.trim_ascii();
        if said.len() < line.len() {
            self.push(said.to_owned());
        } else {
            self.push(line);
        }
    }

    fn push(&mut self, line: String) {
        if line.contains(|c: char| !c.is_whitespace()) {
            self.blocks.push(Block::Line(line));
        }
    }

    /// Everything read.
    pub(super) fn finish(mut self) -> Blocks {
        self.end_line();
        self.blocks
    }
}

/// Refuses a cell that reaches beyond any table.
pub(super) fn check_columns(column: u32, columns: u32) -> Result<(), SourceError> {
    if column.saturating_add(columns) <= COLUMN_LIMIT {
        return Ok(());
    }
    Err(SourceError::too_large("表格列数", u64::from(COLUMN_LIMIT)))
}

/// Refuses a document with more cells than any report has.
pub(super) fn check_cells(count: usize) -> Result<(), SourceError> {
    if count <= CELL_LIMIT {
        return Ok(());
    }
    let limit = u64::try_from(CELL_LIMIT).unwrap_or(u64::MAX);
    Err(SourceError::too_large("单元格或段落数", limit))
}

/// Refuses a document that comes apart into more pieces than any report.
pub(super) fn check_pieces(count: usize) -> Result<(), SourceError> {
    if count <= PIECE_LIMIT {
        return Ok(());
    }
    let limit = u64::try_from(PIECE_LIMIT).unwrap_or(u64::MAX);
    Err(SourceError::too_large("文字行数与单元格数", limit))
}

/// The pieces of a document.
pub(super) fn pieces(blocks: Blocks) -> Result<Vec<Piece<'static>>, SourceError> {
    let mut writer = Writer::default();
    writer.blocks(blocks);
    check_pieces(writer.pieces.len())?;
    Ok(writer.pieces)
}

#[derive(Default)]
struct Writer {
    pieces: Vec<Piece<'static>>,
    line: u32,
    paragraph: u32,
    table: u32,
}

impl Writer {
    fn blocks(&mut self, blocks: Blocks) {
        for block in blocks {
            match block {
                Block::Line(text) => self.text(text),
                Block::Table(rows) if is_layout(&rows) => {
                    rows.into_iter()
                        .flatten()
                        .for_each(|cell| self.blocks(cell.content));
                }
                Block::Table(rows) => self.table(rows),
            }
        }
    }

    fn text(&mut self, text: String) {
        self.line += 1;
        self.paragraph += 1;
        let place = Place::Text {
            line: self.paragraph,
            column: 1,
        };
        let (text, kind, line) = (Cow::Owned(text), PieceKind::Text, self.line);
        self.pieces.push(Piece {
            text,
            kind,
            line,
            place,
        });
    }

    fn table(&mut self, rows: Vec<Row>) {
        self.table += 1;
        for (row, cells) in (1..).zip(rows) {
            self.line += 1;
            for Cell {
                column,
                columns,
                rows,
                content,
            } in cells
            {
                self.pieces.push(Piece {
                    text: Cow::Owned(lines(content)),
                    kind: PieceKind::Cell {
                        column,
                        columns,
                        rows,
                    },
                    line: self.line,
                    place: Place::Table {
                        table: self.table,
                        row,
                        column: column + 1,
                    },
                });
            }
        }
    }
}

/// A table that only arranges the page: it has one column, or a table stands in one of its cells.
fn is_layout(rows: &[Row]) -> bool {
    let mut cells = rows.iter().flatten();
    let one_column = cells
        .clone()
        .all(|cell| cell.column == 0 && cell.columns == 1);
    one_column || cells.any(|cell| cell.content.iter().any(|b| matches!(b, Block::Table(_))))
}

fn lines(content: Blocks) -> String {
    let mut lines = content.into_iter().filter_map(|block| match block {
        Block::Line(text) => Some(text),
        Block::Table(_) => None,
    });
    let mut all = lines.next().unwrap_or_default();
    for line in lines {
        all.push('\n');
        all.push_str(&line);
    }
    all
}
