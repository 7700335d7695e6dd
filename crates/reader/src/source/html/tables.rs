//! Rows and cells of an open table, and their places once it is complete.

use super::super::SourceError;
use super::super::blocks::{self, Cell, Flow, Row};
use super::tags::{Tag, number};

/// A table whose end has not been read.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    rows: Vec<OpenRow>,
    /// The group of rows (head, body, foot): no cell reaches over its end.
    group: u32,
    in_row: bool,
    cell: Option<OpenCell>,
}

#[derive(Debug, Default)]
struct OpenRow {
    group: u32,
    cells: Vec<OpenCell>,
}

#[derive(Debug)]
struct OpenCell {
    columns: u32,
    /// Zero reaches to the end of the group.
    rows: u32,
    flow: Flow,
}

/// A cell that reaches down: its columns and the row below it.
struct Reaching {
    from: u32,
    to: u32,
    until: usize,
}

impl OpenTable {
    pub(super) fn start_row(&mut self) {
        self.end_cell();
        self.in_row = true;
        self.rows.push(OpenRow {
            group: self.group,
            cells: Vec::new(),
        });
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        self.in_row = false;
    }

    pub(super) fn start_group(&mut self) {
        self.end_row();
        self.group += 1;
    }

    pub(super) fn start_cell(&mut self, tag: &Tag<'_>) {
        self.end_cell();
        if !self.in_row {
            self.start_row();
        }
        let (mut columns, mut rows) = (None, None);
        for (name, value) in tag.attributes() {
            // Of a name that stands twice the first counts.
            if name.eq_ignore_ascii_case("colspan") {
                columns.get_or_insert(number(value));
            } else if name.eq_ignore_ascii_case("rowspan") {
                rows.get_or_insert(number(value));
            }
        }
        let columns = columns.flatten().unwrap_or(1).clamp(1, 1000);
        let rows = rows.flatten().unwrap_or(1);
        self.cell = Some(OpenCell {
            columns,
            rows,
            flow: Flow::default(),
        });
    }

    pub(super) fn end_cell(&mut self) {
        if let (Some(cell), Some(row)) = (self.cell.take(), self.rows.last_mut()) {
            row.cells.push(cell);
        }
    }

    pub(super) fn cell_flow(&mut self) -> Option<&mut Flow> {
        self.cell.as_mut().map(|cell| &mut cell.flow)
    }

    /// The rows with the places of their cells: a cell that reaches down shifts those of the rows
    /// below to the right.
    pub(super) fn finish(mut self) -> Result<Vec<Row>, SourceError> {
        self.end_cell();
        let ends = group_ends(&self.rows);
        let mut reaching = Vec::new();
        let rows = self.rows.into_iter().zip(ends).enumerate();
        rows.map(|(number, (row, end))| placed(row, number, end, &mut reaching))
            .collect()
    }
}

/// For each row the number of the row behind its group.
fn group_ends(rows: &[OpenRow]) -> Vec<usize> {
    let mut ends = Vec::with_capacity(rows.len());
    for group in rows.chunk_by(|row, next| row.group == next.group) {
        let end = ends.len() + group.len();
        ends.resize(end, end);
    }
    ends
}

fn placed(
    row: OpenRow,
    number: usize,
    end: usize,
    reaching: &mut Vec<Reaching>,
) -> Result<Row, SourceError> {
    if row.cells.is_empty() {
        return Ok(Row::new());
    }
    reaching.retain(|cell| cell.until > number);
    let mut from_above = reaching.iter().peekable();
    let mut cells = Row::with_capacity(row.cells.len());
    let mut starting = Vec::new();
    let mut column = 0;
    for cell in row.cells {
        while let Some(above) = from_above.next_if(|above| above.from <= column) {
            column = column.max(above.to);
        }
        blocks::check_columns(column, cell.columns)?;
        let rows = match usize::try_from(cell.rows).unwrap_or(usize::MAX) {
            0 => end - number,
            rows => rows.min(end - number),
        };
        let (from, to) = (column, column + cell.columns);
        if rows > 1 {
            starting.push(Reaching {
                from,
                to,
                until: number + rows,
            });
        }
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        cells.push(Cell {
            column,
            columns: cell.columns,
            rows,
            content: cell.flow.finish(),
        });
        column = to;
    }
    reaching.extend(starting);
    reaching.sort_by_key(|cell| cell.from);
    Ok(cells)
}
