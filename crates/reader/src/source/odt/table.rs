//! Rows and cells of an open table. The format writes a place that a merged cell covers as a
//! cell of its own, repeats alike cells and rows by a number, and parts a cell into a table of its
//! own where rows do not run through.

use super::super::SourceError;
use super::super::blocks::{self, Block, Cell, Flow, Row};

/// A table whose end has not been read.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Whether it is no table but the parts of a cell.
    pub(super) is_part: bool,
    rows: Vec<Vec<GridCell>>,
    row: Vec<GridCell>,
    /// How many times the row stands there.
    times: u32,
    /// The next column of the row.
    column: u32,
    cell: Option<OpenCell>,
}

/// A cell whose end has not been read.
#[derive(Debug)]
pub(super) struct OpenCell {
    columns: u32,
    rows: u32,
    /// How many times it stands there.
    times: u32,
    /// What stands in it.
    pub(super) flow: Flow,
    /// The rows that it is parted into.
    pub(super) parts: Option<Vec<Row>>,
}

#[derive(Debug, Clone)]
struct GridCell {
    cell: Cell,
    parts: Option<Vec<Row>>,
}

impl OpenTable {
    pub(super) fn new(is_part: bool) -> Self {
        Self {
            is_part,
            ..Self::default()
        }
    }

    pub(super) fn start_row(&mut self, times: u32) {
        self.row.clear();
        self.cell = None;
        self.column = 0;
        self.times = times;
    }

    pub(super) fn start_cell(&mut self, columns: u32, rows: u32, times: u32) {
        self.cell = Some(OpenCell {
            columns,
            rows,
            times,
            flow: Flow::default(),
            parts: None,
        });
    }

    /// A place that a merged cell covers; what is written in it is not shown.
    pub(super) fn cover(&mut self, times: u32) -> Result<(), SourceError> {
        self.cell = None;
        blocks::check_columns(self.column, times)?;
        self.column += times;
        Ok(())
    }

    /// The open cell.
    pub(super) fn cell(&mut self) -> Option<&mut OpenCell> {
        self.cell.as_mut()
    }

    /// What the repetitions of the open cell come to: as many cells, and more for long texts.
    pub(super) fn cell_repeated(&self) -> usize {
        let weight = |cell: &OpenCell| {
            let parts = cell.parts.iter().flatten().flatten();
            let parts: usize = parts.map(|part| weight(&part.content)).sum();
            (size(cell.times) - 1).saturating_mul(weight(&cell.flow.blocks) + parts)
        };
        self.cell.as_ref().map_or(0, weight)
    }

    /// Ends the cell. Its repetitions must have been counted.
    pub(super) fn end_cell(&mut self) -> Result<(), SourceError> {
        let Some(open) = self.cell.take() else {
            return Ok(());
        };
        blocks::check_columns(self.column, open.columns.max(open.times))?;
        let grid_cell = GridCell {
            cell: Cell {
                column: 0,
                columns: open.columns,
                rows: open.rows,
                content: open.flow.finish(),
            },
            parts: open.parts,
        };
        for _ in 1..open.times {
            self.put(grid_cell.clone());
        }
        self.put(grid_cell);
        Ok(())
    }

    fn put(&mut self, mut grid_cell: GridCell) {
        grid_cell.cell.column = self.column;
        self.column += 1;
        self.row.push(grid_cell);
    }

    /// What the repetitions of the row come to.
    pub(super) fn row_repeated(&self) -> usize {
        let again = size(self.times).saturating_sub(1);
        if again == 0 {
            return 0;
        }
        let parts = self
            .row
            .iter()
            .flat_map(|it| it.parts.iter().flatten().flatten());
        let cells = self.row.iter().map(|it| &it.cell).chain(parts);
        let cells: usize = cells.map(|cell| weight(&cell.content)).sum();
        again.saturating_mul(cells + 1)
    }

    /// Ends the row. Its repetitions must have been counted.
    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        for _ in 1..self.times {
            self.rows.push(row.clone());
        }
        self.rows.push(row);
    }

    /// The rows, each parted cell taken apart into rows and columns of the whole table.
    pub(super) fn finish(mut self) -> Result<Vec<Row>, SourceError> {
        clip(&mut self.rows);
        if self.rows.iter().flatten().all(|cell| cell.parts.is_none()) {
            let cells = |row: Vec<GridCell>| row.into_iter().map(|it| it.cell).collect();
            return Ok(self.rows.into_iter().map(cells).collect());
        }
        let lines = Lines::of(&self.rows)?;
        let mut rows: Vec<Row> = (0..*lines.rows.last().unwrap_or(&0))
            .map(|_| Row::new())
            .collect();
        for (number, row) in self.rows.into_iter().enumerate() {
            for grid_cell in row {
                lines.place(number, grid_cell, &mut rows);
            }
        }
        for row in &mut rows {
            row.sort_by_key(|cell| cell.column);
        }
        Ok(rows)
    }
}

/// No cell reaches below the table.
fn clip(rows: &mut [Vec<GridCell>]) {
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    for (row, left) in rows.iter_mut().zip((0..count).rev()) {
        for grid_cell in row {
            grid_cell.cell.rows = grid_cell.cell.rows.min(left + 1);
        }
    }
}

/// Where the rows and columns of a table begin when its parted cells are taken apart; the last
/// number is where it ends.
struct Lines {
    rows: Vec<usize>,
    columns: Vec<u32>,
}

impl Lines {
    fn of(rows: &[Vec<GridCell>]) -> Result<Self, SourceError> {
        let ends = rows
            .iter()
            .flatten()
            .map(|it| it.cell.column + it.cell.columns);
        let width = ends.max().unwrap_or(0);
        blocks::check_columns(0, width)?;
        let mut heights = vec![1; rows.len()];
        let mut widths = vec![1; size(width)];
        for (row, height) in rows.iter().zip(&mut heights) {
            for GridCell { cell, parts } in row {
                let Some(parts) = parts else { continue };
                if cell.rows == 1 {
                    *height = parts.len().max(*height);
                }
                if let Some(most) = widths
                    .get_mut(size(cell.column))
                    .filter(|_| cell.columns == 1)
                {
                    *most = width_of(parts).max(*most);
                }
            }
        }
        let lines = Self {
            rows: sums(heights),
            columns: sums(widths),
        };
        blocks::check_columns(0, *lines.columns.last().unwrap_or(&0))?;
        blocks::check_cells(*lines.rows.last().unwrap_or(&0))?;
        Ok(lines)
    }

    fn column(&self, column: u32) -> u32 {
        let last = self.columns.last().copied().unwrap_or(0);
        self.columns.get(size(column)).copied().unwrap_or(last)
    }

    fn row(&self, row: usize) -> usize {
        let last = self.rows.last().copied().unwrap_or(0);
        self.rows.get(row).copied().unwrap_or(last)
    }

    /// Puts a cell, or the cells that it is parted into, to its place among the rows. The last
    /// part of a row or column reaches to the end of the cell.
    fn place(&self, number: usize, GridCell { mut cell, parts }: GridCell, rows: &mut [Row]) {
        let (top, bottom) = (self.row(number), self.row(number + size(cell.rows)));
        let (left, right) = (
            self.column(cell.column),
            self.column(cell.column + cell.columns),
        );
        let Some(parts) = parts else {
            cell.column = left;
            cell.columns = right - left;
            cell.rows = u32::try_from(bottom - top).unwrap_or(u32::MAX);
            if let Some(row) = rows.get_mut(top) {
                row.push(cell);
            }
            return;
        };
        let (width, height) = (width_of(&parts), parts.len());
        for (at, part) in (0..height).zip(parts) {
            for mut cell in part {
                let ends = cell.column + cell.columns >= width;
                let reaches = at + size(cell.rows) >= height;
                let first = (left + cell.column).min(right - 1);
                let end = if ends {
                    right
                } else {
                    (first + cell.columns).min(right)
                };
                let below = if reaches {
                    bottom
                } else {
                    top + at + size(cell.rows)
                };
                cell.column = first;
                cell.columns = end - first;
                cell.rows = u32::try_from(below.saturating_sub(top + at))
                    .unwrap_or(1)
                    .max(1);
                if let Some(row) = rows.get_mut(top + at) {
                    row.push(cell);
                }
            }
        }
    }
}

/// How much a copy of this content takes, in cells.
fn weight(content: &[Block]) -> usize {
    const BYTES: usize = 32;
    let of_block = |block: &Block| match block {
        Block::Line(text) => 1 + text.len() / BYTES,
        Block::Table(rows) => {
            let cells = rows.iter().flatten().map(|cell| weight(&cell.content));
            1 + rows.len() + cells.sum::<usize>()
        }
    };
    1 + content.iter().map(of_block).sum::<usize>()
}

fn width_of(rows: &[Row]) -> u32 {
    let ends = rows.iter().flatten().map(|cell| cell.column + cell.columns);
    ends.max().unwrap_or(1)
}

/// Where each part begins, and where the last ends.
fn sums<N: Copy + Default + std::ops::Add<Output = N>>(parts: Vec<N>) -> Vec<N> {
    let mut sums = vec![N::default()];
    let mut sum = N::default();
    for part in parts {
        sum = sum + part;
        sums.push(sum);
    }
    sums
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
