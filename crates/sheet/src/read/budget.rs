//! What may still be read: counted down over all sheets of a file.

use super::ReadError;
use crate::{Cell, Grid, Limits, Merged};
use std::collections::BTreeMap;

/// Cells that hold nothing but a format, for each cell that may be kept.
const VISITS: usize = 8;

/// What has been read so far, against the limits.
pub(super) struct Budget<'l> {
    limits: &'l Limits,
    rows: usize,
    cells: usize,
    text: u64,
    visits: usize,
    merged: usize,
}

impl<'l> Budget<'l> {
    /// Nothing read yet.
    pub(super) const fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            rows: 0,
            cells: 0,
            text: 0,
            visits: 0,
            merged: 0,
        }
    }

    /// Refuses a workbook with too many sheets.
    pub(super) fn check_sheets(&self, sheets: usize) -> Result<(), ReadError> {
        if sheets > self.limits.sheets {
            return Err(ReadError::too_many("工作表数", self.limits.sheets));
        }
        Ok(())
    }

    /// Counts a cell that was looked at.
    pub(super) fn visit(&mut self) -> Result<(), ReadError> {
        self.visits += 1;
        if self.visits > self.limits.cells.saturating_mul(VISITS) {
            return Err(ReadError::too_many("单元格数", self.limits.cells));
        }
        Ok(())
    }

    /// Counts the cells that merged cells would fill, so that filling them is bounded too.
    pub(super) fn merge(&mut self, grid: &Grid, merged: &Merged) -> Result<(), ReadError> {
        let from = grid.numbers.partition_point(|row| *row < merged.top);
        let to = grid.numbers.partition_point(|row| *row <= merged.bottom);
        let columns = merged
            .right
            .min(self.limits.columns)
            .saturating_sub(merged.left)
            + 1;
        // At least one, so that their number is bounded as well.
        let filled = to.saturating_sub(from).saturating_mul(columns).max(1);
        self.merged = self.merged.saturating_add(filled);
        if self.merged > self.limits.cells {
            return Err(ReadError::too_many("合并单元格数", self.limits.cells));
        }
        Ok(())
    }

    fn row(&mut self) -> Result<(), ReadError> {
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(ReadError::too_many("行数", self.limits.rows));
        }
        Ok(())
    }

    fn cells(&mut self, added: usize, text: usize) -> Result<(), ReadError> {
        self.cells = self.cells.saturating_add(added);
        self.text = self
            .text
            .saturating_add(u64::try_from(text).unwrap_or(u64::MAX));
        if self.cells > self.limits.cells {
            return Err(ReadError::too_many("单元格数", self.limits.cells));
        }
        if self.text > self.limits.text_bytes {
            return Err(ReadError::too_large("文字总量", self.limits.text_bytes));
        }
        Ok(())
    }
}

/// The rows of a sheet, in whatever order its cells come.
#[derive(Default)]
pub(super) struct Rows {
    done: BTreeMap<u32, Vec<Cell>>,
    number: u32,
    cells: Vec<Cell>,
}

impl Rows {
    /// Checks that a text of so many bytes may be kept at a place, before it is copied.
    pub(super) fn make_room(
        &mut self,
        (number, column): (u32, usize),
        text: usize,
        budget: &mut Budget<'_>,
    ) -> Result<(), ReadError> {
        if column >= budget.limits.columns {
            return Err(ReadError::too_many("列数", budget.limits.columns));
        }
        if number != self.number {
            self.turn_to(number, budget)?;
        }
        let added = (column + 1).saturating_sub(self.cells.len());
        budget.cells(added, text)
    }

    /// Puts a cell that holds something at a place of the row there is room in.
    pub(super) fn put(&mut self, column: usize, cell: Cell) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::Blank);
        }
        if let Some(place) = self.cells.get_mut(column) {
            *place = cell;
        }
    }

    fn turn_to(&mut self, number: u32, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        self.keep();
        self.number = number;
        match self.done.remove(&number) {
            Some(cells) => self.cells = cells,
            None => budget.row()?,
        }
        Ok(())
    }

    fn keep(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.done.insert(self.number, cells);
        }
    }

    /// The sheet they are.
    pub(super) fn finish(mut self, name: &str) -> Grid {
        self.keep();
        let (numbers, rows) = self.done.into_iter().unzip();
        Grid {
            name: name.to_owned(),
            rows,
            numbers,
            ..Grid::default()
        }
    }
}
