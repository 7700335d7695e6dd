//! A statutory table as it stands on paper: cells with spans, in the order of the lines.

use super::{Block, Column, Form, RowSpec, Table, TableLayout};

/// A table on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// How many columns it has.
    pub width: usize,
    /// Its lines; each holds the cells that start in it, from left to right.
    pub lines: Vec<Vec<GridCell>>,
}

/// A cell on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// Its first column.
    pub column: usize,
    /// How many lines it covers.
    pub rows: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// What stands in it.
    pub content: GridContent,
}

/// What stands in a cell on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridContent {
    /// The title of a block.
    Title(String),
    /// A label in the head of the columns.
    Head(String),
    /// A label of rows.
    Label(String),
    /// A figure: the index of the cell in the form.
    Value(usize),
}

impl Grid {
    fn push(&mut self, line: usize, cell: GridCell) {
        while self.lines.len() <= line {
            self.lines.push(Vec::new());
        }
        if let Some(cells) = self.lines.get_mut(line) {
            let at = cells.partition_point(|other| other.column < cell.column);
            cells.insert(at, cell);
        }
    }
}

impl Form {
    /// The grid of a table with only those rows for which `keep` says yes: an office prints all,
    /// a copy of an incomplete document prints what that document has.
    pub fn grid(&self, table: &Table, keep: impl Fn(&RowSpec) -> bool) -> Grid {
        let rows = |block: &Block| -> Vec<&RowSpec> {
            self.rows()
                .get(block.rows.clone())
                .unwrap_or_default()
                .iter()
                .filter(|r| keep(r))
                .collect()
        };
        let mut grid = Grid::default();
        match table.layout {
            TableLayout::Blocks => {
                grid.width = 1 + table
                    .blocks
                    .iter()
                    .map(|b| b.columns.len())
                    .max()
                    .unwrap_or(0);
                for block in &table.blocks {
                    stacked_block(&mut grid, block, &rows(block));
                }
            }
            TableLayout::Matrix => {
                for block in &table.blocks {
                    matrix(&mut grid, block, &rows(block));
                }
            }
            TableLayout::Line => {
                for block in &table.blocks {
                    line(&mut grid, block, &rows(block));
                }
            }
        }
        grid
    }
}

fn stacked_block(grid: &mut Grid, block: &Block, rows: &[&RowSpec]) {
    if rows.is_empty() {
        return;
    }
    let width = grid.width;
    if let Some(title) = &block.title {
        let content = GridContent::Title(title.clone());
        grid.push(
            grid.lines.len(),
            GridCell {
                column: 0,
                rows: 1,
                columns: width,
                content,
            },
        );
    }
    let head = grid.lines.len();
    let corner = GridContent::Head(block.corner.clone().unwrap_or_default());
    grid.push(
        head,
        GridCell {
            column: 0,
            rows: 1,
            columns: 1,
            content: corner,
        },
    );
    for (number, column) in block.columns.iter().enumerate() {
        let content = GridContent::Head(column.label.clone());
        grid.push(
            head,
            last_fills(number, block.columns.len(), width, content),
        );
    }
    for row in rows {
        let at = grid.lines.len();
        let label = GridContent::Label(row.label.clone());
        grid.push(
            at,
            GridCell {
                column: 0,
                rows: 1,
                columns: 1,
                content: label,
            },
        );
        for (number, cell) in row.cells().enumerate() {
            let cell = last_fills(number, row.width, width, GridContent::Value(cell));
            grid.push(at, cell);
        }
    }
}

/// A cell of a stacked block: the last one of its line covers what is left of the width.
fn last_fills(number: usize, count: usize, width: usize, content: GridContent) -> GridCell {
    let column = number + 1;
    let columns = if column == count { width - column } else { 1 };
    GridCell {
        column,
        rows: 1,
        columns,
        content,
    }
}

fn matrix(grid: &mut Grid, block: &Block, rows: &[&RowSpec]) {
    if rows.is_empty() {
        return;
    }
    let labels = 1 + rows.iter().map(|row| row.path.len()).max().unwrap_or(0);
    let heads = 1 + block
        .columns
        .iter()
        .map(|column| column.path.len())
        .max()
        .unwrap_or(0);
    grid.width = labels + block.columns.len();
    let corner = GridContent::Head(block.corner.clone().unwrap_or_default());
    grid.push(
        0,
        GridCell {
            column: 0,
            rows: heads,
            columns: labels,
            content: corner,
        },
    );
    head_labels(grid, &block.columns, labels, heads);
    for (number, row) in rows.iter().enumerate() {
        row_labels(grid, rows, number, (heads, labels));
        for (column, cell) in row.cells().enumerate() {
            let content = GridContent::Value(cell);
            let column = labels + column;
            grid.push(
                heads + number,
                GridCell {
                    column,
                    rows: 1,
                    columns: 1,
                    content,
                },
            );
        }
    }
}

/// The head of a matrix: a label above several columns covers them all.
fn head_labels(grid: &mut Grid, columns: &[Column], offset: usize, heads: usize) {
    for (number, column) in columns.iter().enumerate() {
        for (level, label) in column.path.iter().enumerate() {
            let upto = column.path.get(..=level);
            let same = |other: &&Column| other.path.get(..=level) == upto;
            let before = number.checked_sub(1).and_then(|before| columns.get(before));
            if before.is_some_and(|before| same(&before)) {
                continue;
            }
            let span = columns.iter().skip(number).take_while(same).count();
            let content = GridContent::Head(label.clone());
            grid.push(
                level,
                GridCell {
                    column: offset + number,
                    rows: 1,
                    columns: span,
                    content,
                },
            );
        }
        let level = column.path.len();
        let content = GridContent::Head(column.label.clone());
        let column = offset + number;
        grid.push(
            level,
            GridCell {
                column,
                rows: heads - level,
                columns: 1,
                content,
            },
        );
    }
}

/// The labels of one row of a matrix: a label above several rows covers them all, the row's own
/// label covers the label columns that are left.
fn row_labels(grid: &mut Grid, rows: &[&RowSpec], number: usize, (heads, labels): (usize, usize)) {
    let Some(row) = rows.get(number) else { return };
    for (level, label) in row.path.iter().enumerate() {
        let upto = row.path.get(..=level);
        let same = |other: &&&RowSpec| other.path.get(..=level) == upto;
        let before = number.checked_sub(1).and_then(|before| rows.get(before));
        if before.is_some_and(|before| same(&before)) {
            continue;
        }
        let span = rows.iter().skip(number).take_while(same).count();
        let content = GridContent::Label(label.clone());
        grid.push(
            heads + number,
            GridCell {
                column: level,
                rows: span,
                columns: 1,
                content,
            },
        );
    }
    let level = row.path.len();
    let content = GridContent::Label(row.label.clone());
    let cell = GridCell {
        column: level,
        rows: 1,
        columns: labels - level,
        content,
    };
    grid.push(heads + number, cell);
}

fn line(grid: &mut Grid, block: &Block, rows: &[&RowSpec]) {
    if rows.is_empty() {
        return;
    }
    let heads = 2 + rows.iter().map(|row| row.path.len()).max().unwrap_or(0);
    let each = block.columns.len();
    grid.width = each * rows.len();
    for (number, row) in rows.iter().enumerate() {
        let offset = number * each;
        line_head(grid, rows, number, each);
        for (column, spec) in block.columns.iter().enumerate() {
            let level = row.path.len() + 1;
            let content = GridContent::Head(spec.label.clone());
            let cell = GridCell {
                column: offset + column,
                rows: heads - level,
                columns: 1,
                content,
            };
            grid.push(level, cell);
        }
        for (column, cell) in row.cells().enumerate() {
            let content = GridContent::Value(cell);
            let column = offset + column;
            grid.push(
                heads,
                GridCell {
                    column,
                    rows: 1,
                    columns: 1,
                    content,
                },
            );
        }
    }
}

/// The labels of one row of a line table, above its columns.
fn line_head(grid: &mut Grid, rows: &[&RowSpec], number: usize, each: usize) {
    let Some(row) = rows.get(number) else { return };
    let offset = number * each;
    for (level, label) in row.path.iter().enumerate() {
        let upto = row.path.get(..=level);
        let same = |other: &&&RowSpec| other.path.get(..=level) == upto;
        let before = number.checked_sub(1).and_then(|before| rows.get(before));
        if before.is_some_and(|before| same(&before)) {
            continue;
        }
        let columns = each * rows.iter().skip(number).take_while(same).count();
        let content = GridContent::Head(label.clone());
        grid.push(
            level,
            GridCell {
                column: offset,
                rows: 1,
                columns,
                content,
            },
        );
    }
    let content = GridContent::Head(row.label.clone());
    grid.push(
        row.path.len(),
        GridCell {
            column: offset,
            rows: 1,
            columns: each,
            content,
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FormBook;

    fn covered(grid: &Grid) -> Vec<Vec<u8>> {
        let mut area = vec![vec![0; grid.width]; grid.lines.len()];
        let lines = grid.lines.iter().enumerate();
        for (at, cell) in lines.flat_map(|(at, line)| line.iter().map(move |cell| (at, cell))) {
            for row in &mut area[at..at + cell.rows] {
                let columns = &mut row[cell.column..cell.column + cell.columns];
                for count in columns {
                    *count += 1;
                }
            }
        }
        area
    }

    #[test]
    fn every_place_of_every_statutory_table_is_covered_exactly_once() {
        for form in FormBook::statutory().unwrap().forms() {
            for table in &form.tables {
                let grid = form.grid(table, |_| true);
                let area = covered(&grid);
                assert!(
                    area.iter().flatten().all(|&count| count == 1),
                    "{} {}",
                    form.id,
                    table.id
                );
            }
        }
    }

    #[test]
    fn the_request_table_of_2021_has_a_result_label_over_twenty_two_lines() {
        let form = FormBook::statutory().unwrap().get("2021").unwrap();
        let grid = form.grid(&form.tables[1], |_| true);
        let label = GridContent::Label("三、本年度办理结果".into());
        let cell = grid
            .lines
            .iter()
            .flatten()
            .find(|cell| cell.content == label)
            .unwrap();
        assert_eq!(
            (cell.rows, cell.columns, grid.width, grid.lines.len()),
            (22, 1, 10, 28)
        );
    }
}
