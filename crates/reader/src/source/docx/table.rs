//! Tables of a DOCX: rows, and cells that cover several columns or reach down over several rows.

use super::super::SourceError;
use super::super::blocks::{self, Cell, Flow, Row};
use super::super::xml::Tag;
use super::Kind;

#[derive(Default)]
pub(super) struct OpenTable {
    pub(super) rows: Vec<Row>,
    /// The next free column of the row.
    column: u32,
    pub(super) row_is_deleted: bool,
    pub(super) cell: Option<OpenCell>,
    /// By column: the cell that may be continued below, as row and index in it.
    merged: Vec<Option<(usize, usize)>>,
}

#[derive(Default)]
pub(super) struct OpenCell {
    columns: u32,
    /// Whether it continues the cell above it.
    continues: bool,
    pub(super) flow: Flow,
}

impl OpenTable {
    /// A row, a cell or one of their properties begins.
    pub(super) fn open(&mut self, kind: Kind, tag: &Tag<'_>) {
        match (kind, &mut self.cell) {
            (Kind::Row, _) => {
                // Most rows have as many cells as the one above.
                let cells = self.rows.last().map_or(8, Vec::len);
                self.rows.push(Row::with_capacity(cells));
                self.column = 0;
                self.row_is_deleted = false;
            }
            (Kind::ColumnsBefore, _) => {
                self.column = self.column.saturating_add(number(tag).unwrap_or(0));
            }
            (Kind::Cell, cell) => {
                *cell = Some(OpenCell {
                    columns: 1,
                    ..OpenCell::default()
                });
            }
            (Kind::ColumnsCovered, Some(cell)) => cell.columns = number(tag).unwrap_or(1).max(1),
            (Kind::Merged, Some(cell)) => {
                cell.continues = tag.value("val").is_none_or(|value| value != "restart");
            }
            _ => {}
        }
    }

    pub(super) fn end_cell(&mut self) -> Result<(), SourceError> {
        let Some(OpenCell {
            columns,
            continues,
            flow,
        }) = self.cell.take()
        else {
            return Ok(());
        };
        let column = self.column;
        blocks::check_columns(column, columns)?;
        self.column = column + columns;
        if continues && self.continued(column, columns) {
            return Ok(());
        }
        let Some(row) = self.rows.len().checked_sub(1) else {
            return Ok(());
        };
        let Some(cells) = self.rows.last_mut() else {
            return Ok(());
        };
        // What stood above in these columns ends here; this cell may reach down.
        let (first, end) = (at(column), at(self.column));
        if self.merged.len() < end {
            self.merged.resize(end, None);
        }
        self.merged[first..end].fill(None);
        self.merged[first] = Some((row, cells.len()));
        cells.push(Cell {
            column,
            columns,
            rows: 1,
            content: flow.finish(),
        });
        Ok(())
    }

    /// Lets the cell above reach down over the current row, if it is as wide and ends above.
    fn continued(&mut self, column: u32, columns: u32) -> bool {
        let Some(&Some((row, index))) = self.merged.get(at(column)) else {
            return false;
        };
        let below = self.rows.len().saturating_sub(row + 1);
        let above = self
            .rows
            .get_mut(row)
            .and_then(|cells| cells.get_mut(index));
        match above {
            Some(cell) if cell.columns == columns && u32::try_from(below) == Ok(cell.rows) => {
                cell.rows += 1;
                true
            }
            _ => false,
        }
    }

    pub(super) fn end_row(&mut self) {
        if self.row_is_deleted {
            self.row_is_deleted = false;
            let gone = self.rows.len().saturating_sub(1);
            self.rows.pop();
            for slot in &mut self.merged {
                *slot = slot.filter(|(row, _)| *row < gone);
            }
        }
    }
}

fn at(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}

/// The number in the attribute `val`.
fn number(tag: &Tag<'_>) -> Option<u32> {
    tag.value("val")?.parse().ok()
}
