//! DOC: paragraphs and tables of the text of documents of older Word and of WPS. Headers,
//! footers, notes, remarks, hidden and deleted text are not part of what it says.

mod deleted;
mod properties;
mod rows;

use super::blocks::{self, Block, Blocks, Cell, Flow, Row};
use super::compound::{self, Compound, u16_at};
use super::{Piece, SourceError};
use rwml::{DocModel, SourceRegionKind};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Tables in cells of tables.
const NESTING_LIMIT: usize = 64;

/// Takes one apart.
pub(super) fn pieces(bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    // Its chains of sectors are known to end before the parser, which is not ours, follows them.
    let compound = Compound::open(bytes)?;
    let word = compound.stream(&["WordDocument"])?;
    let word = word.ok_or(SourceError::NotThisFormat)?;
    let bytes = prepared(bytes, &compound, word)?;
    // Bytes that nobody thought of make it panic: the file is refused and the program goes on.
    let model = catch_unwind(AssertUnwindSafe(|| model(&bytes)))
        .unwrap_or_else(|_panic| Err(SourceError::damaged("文档内容无法解析")))?;
    let mut walker = Walker::default();
    let body = body(&model);
    walker.blocks(model.blocks.get(body).unwrap_or_default(), 0)?;
    blocks::pieces(walker.flow.finish())
}

/// The file with what the parser does not know of done before; `word` is its main stream.
fn prepared<'a>(
    bytes: &'a [u8],
    compound: &Compound<'_>,
    mut word: Vec<u8>,
) -> Result<Cow<'a, [u8]>, SourceError> {
    const ENCRYPTED: u16 = 0x0100;
    const SECOND: u16 = 0x0200;
    let flags = u16_at(&word, 0x0a).unwrap_or(ENCRYPTED);
    let names = match flags & SECOND {
        0 => ["0Table", "1Table"],
        _ => ["1Table", "0Table"],
    };
    let table = compound.stream(&names)?;
    let Some(mut table) = table.filter(|_| flags & ENCRYPTED == 0) else {
        return Ok(Cow::Borrowed(bytes));
    };
    let mut changed = deleted::blank(&mut word, &table)?;
    if rows::may_be(&word) {
        let data = compound.stream(&["Data"])?.unwrap_or_default();
        changed |= rows::inline(&mut word, &mut table, &data)?;
    }
    if !changed {
        return Ok(Cow::Borrowed(bytes));
    }
    let [name, _] = names;
    let written = compound::written([("WordDocument", &word), (name, &table)]);
    Ok(Cow::Owned(written))
}

fn model(bytes: &[u8]) -> Result<DocModel, SourceError> {
    match rwml::Document::open(bytes) {
        Ok(document) => Ok(document.model()),
        Err(rwml::Error::Encrypted { .. }) => Err(SourceError::Encrypted),
        Err(rwml::Error::UnsupportedVersion(_)) => Err(SourceError::Unsupported {
            format: Cow::Borrowed("Word 95 及更早的文件"),
        }),
        Err(error) => Err(SourceError::damaged(format!("文档：{error}"))),
    }
}

/// Which blocks are the text itself, where the file tells it from notes, headers and remarks.
fn body(model: &DocModel) -> std::ops::Range<usize> {
    let all = 0..model.blocks.len();
    let mut main = model.source_regions(SourceRegionKind::Main);
    main.next()
        .map_or(all, |main| main.block_start..main.block_end)
}

#[derive(Default)]
struct Walker {
    flow: Flow,
    parts: usize,
}

impl Walker {
    fn blocks(&mut self, blocks: &[rwml::Block], depth: usize) -> Result<(), SourceError> {
        for block in blocks {
            self.parts += 1;
            blocks::check_cells(self.parts)?;
            match block {
                rwml::Block::Paragraph(paragraph) => self.paragraph(paragraph),
                rwml::Block::Table(_) if depth >= NESTING_LIMIT => {
                    let limit = u64::try_from(NESTING_LIMIT).unwrap_or(u64::MAX);
                    return Err(SourceError::too_large("表格嵌套层数", limit));
                }
                rwml::Block::Table(table) => {
                    let rows = self.table(table, depth)?;
                    self.flow.blocks.push(Block::Table(rows));
                }
                rwml::Block::Image(_)
                | rwml::Block::Chart(_)
                | rwml::Block::PageBreak
                | rwml::Block::SectionBreak(_) => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &rwml::Paragraph) {
        if let Some(list) = &paragraph.props.list {
            self.flow.line.push_str(&list.label);
        }
        let shown = paragraph.runs.iter().filter(|run| !run.props.hidden);
        for c in shown.flat_map(|run| run.text.chars()) {
            match c {
                '\n' | '\u{b}' | '\u{c}' | '\r' => self.flow.end_line(),
                '\u{1e}' => self.flow.line.push('-'),
                '\t' => self.flow.line.push(c),
                '\u{ad}' => {}
                c if c.is_control() => {}
                c => self.flow.line.push(c),
            }
        }
        self.flow.end_line();
    }

    /// The rows with the places of their cells: a cell that reaches down shifts those of the rows
    /// below to the right.
    fn table(&mut self, table: &rwml::Table, depth: usize) -> Result<Vec<Row>, SourceError> {
        let mut reaching: Vec<Reaching> = Vec::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        for (number, row) in table.rows.iter().enumerate() {
            reaching.retain(|cell| cell.until > number);
            let mut cells = Row::with_capacity(row.cells.len());
            let mut column = 0;
            for cell in &row.cells {
                self.parts += 1;
                blocks::check_cells(self.parts)?;
                while let Some(above) = reaching.iter().find(|above| above.covers(column, number)) {
                    column = above.to;
                }
                let columns = u32::from(cell.col_span.max(1));
                blocks::check_columns(column, columns)?;
                let left = table.rows.len() - number;
                let reach = usize::from(cell.row_span.max(1)).min(left);
                cells.push(Cell {
                    column,
                    columns,
                    rows: u32::try_from(reach).unwrap_or(u32::MAX),
                    content: self.content(&cell.blocks, depth)?,
                });
                if reach > 1 {
                    reaching.push(Reaching {
                        from: column,
                        to: column + columns,
                        since: number,
                        until: number + reach,
                    });
                }
                column += columns;
            }
            rows.push(cells);
        }
        Ok(rows)
    }

    fn content(&mut self, blocks: &[rwml::Block], depth: usize) -> Result<Blocks, SourceError> {
        let outer = std::mem::take(&mut self.flow);
        let read = self.blocks(blocks, depth + 1);
        let inner = std::mem::replace(&mut self.flow, outer);
        read.map(|()| inner.finish())
    }
}

/// A cell that reaches down: its columns, its row, and the row below it.
struct Reaching {
    from: u32,
    to: u32,
    since: usize,
    until: usize,
}

impl Reaching {
    fn covers(&self, column: u32, row: usize) -> bool {
        self.since < row && (self.from..self.to).contains(&column)
    }
}
