//! A paper on one worksheet: lines over all columns, tables below each other.

use super::sheet::{characters, column_number, row_number, write_table};
use super::{centred, half_widths, page};
use crate::RenderError;
use crate::document;
use crate::paper::{Block, Paper, Table};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

/// How wide an upright sheet is, in hundredths of a lying one.
const UPRIGHT: usize = 76;

/// The paper as XLSX.
pub(crate) fn write(paper: &Paper) -> Result<Vec<u8>, RenderError> {
    super::book(&paper.title, |workbook| {
        lay(workbook.add_worksheet(), paper)
    })
    .map_err(|error| RenderError::writer("XLSX", &error))
}

/// Where the next line goes, and over how many columns.
struct Place<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
    last: u16,
    lying: bool,
}

/// The table as wide as its sheet: in type of the same size, an upright one holds less.
fn fitted(table: &Table, lying: bool) -> document::Table {
    let mut placed = table.placed();
    if !lying {
        let shares = placed.shares.iter_mut();
        shares.for_each(|share| *share = *share * UPRIGHT / 100);
    }
    placed
}

fn lay(sheet: &mut Worksheet, paper: &Paper) -> Result<(), XlsxError> {
    page(sheet);
    if paper.lying {
        sheet.set_landscape();
    }
    let tables = paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(fitted(table, paper.lying)),
        Block::Paragraph(_)
        | Block::Line(_)
        | Block::Heading(_)
        | Block::Signature(_)
        | Block::Running(..)
        | Block::Sealed(_)
        | Block::Break => None,
    });
    let first = tables.into_iter().next();
    let shares = first
        .as_ref()
        .map_or_else(|| vec![1000], document::Table::column_shares);
    for (column, share) in shares.iter().enumerate() {
        sheet.set_column_width(column_number(column)?, characters(*share))?;
    }
    let last = column_number(shares.len().saturating_sub(1))?;
    let mut place = Place {
        sheet,
        row: 0,
        last,
        lying: paper.lying,
    };
    let title = centred(18).set_font_name("宋体").set_bold();
    place.line(&paper.title, &title, 26)?;
    if !paper.number.is_empty() {
        place.line(&paper.number, &centred(12), 18)?;
    }
    paper.blocks.iter().try_for_each(|block| place.block(block))
}

impl Place<'_> {
    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        let text = Format::new()
            .set_font_name("仿宋")
            .set_font_size(12)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        match block {
            Block::Paragraph(words) | Block::Line(words) | Block::Running(_, words) => {
                self.line(words, &text, 18)
            }
            Block::Heading(words) => self.line(words, &text.set_font_name("黑体"), 18),
            Block::Signature(lines) | Block::Sealed(lines) => {
                let right = text.set_align(FormatAlign::Right);
                lines
                    .iter()
                    .try_for_each(|words| self.line(words, &right, 18))
            }
            Block::Table(table) => self.table(&fitted(table, self.lying)),
            Block::Break => Ok(()),
        }
    }

    /// A line of text over all columns, as high as it needs.
    fn line(&mut self, words: &str, format: &Format, height: usize) -> Result<(), XlsxError> {
        const HALF_CHARACTERS: usize = 88;
        let room = if self.lying {
            HALF_CHARACTERS
        } else {
            HALF_CHARACTERS * UPRIGHT / 100
        };
        if self.last == 0 {
            self.sheet
                .write_string_with_format(self.row, 0, words, format)?;
        } else {
            self.sheet
                .merge_range(self.row, 0, self.row, self.last, words, format)?;
        }
        let lines = half_widths(words).div_ceil(room).max(1);
        let height = u32::try_from((lines * height + 6).min(409)).unwrap_or(409);
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &document::Table) -> Result<(), XlsxError> {
        let top = usize::try_from(self.row).unwrap_or(usize::MAX);
        write_table(self.sheet, table, top)?;
        if table.head > 0 {
            let below = row_number(top + table.head)?;
            self.sheet.set_freeze_panes(below, 0)?;
            self.sheet
                .set_repeat_rows(self.row, below.saturating_sub(1))?;
        }
        self.row = row_number(top + table.lines.len())?;
        Ok(())
    }
}
