//! Lines that cross make tables; cells without a line between them are one cell.

use super::rules::{Stroke, Strokes};
use super::turn::Bounds;

/// The cells of a table.
#[derive(Debug)]
pub(super) struct Frame {
    /// Edges of columns and rows.
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each place of the grid, row by row, the cell that covers it.
    owner: Vec<usize>,
    /// The cells, by their first row and column.
    pub(super) cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// Lines that end this near to another touch it.
const TOUCH: f32 = 3.0;
/// Columns and rows are wider than this: no text fits into less.
const THIN: f32 = 4.0;
/// Rows of a table without lines down are not further apart than this (points).
const FAR: f32 = 150.0;
/// Lines of a page: one of a report has fifty.
const MOST_LINES: usize = 4_000;
/// Places of a grid: a table of a report has three hundred.
const MOST_PLACES: usize = 40_000;

/// Lines that hang together.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) across: Vec<Stroke>,
    pub(super) down: Vec<Stroke>,
}

/// The tables of a page, and the lines that are tables only if gaps part their columns.
pub(super) fn frames(strokes: &Strokes) -> (Vec<Frame>, Vec<Lines>) {
    let Strokes { across, down } = strokes;
    if across.len() + down.len() > MOST_LINES {
        return (Vec::new(), Vec::new());
    }
    let (mut frames, mut open) = (Vec::new(), Vec::new());
    for lines in crossing(across, down) {
        match Frame::of(&lines) {
            Some(frame) => frames.push(frame),
            None if lines.across.len() > 1 => open.push(lines),
            None => {}
        }
    }
    // A table inside a cell of another takes its characters first.
    let area = |frame: &Frame| {
        let bounds = frame.bounds();
        (bounds.right - bounds.left) * (bounds.bottom - bounds.top)
    };
    frames.sort_by(|a, b| area(a).total_cmp(&area(b)));
    (frames, open)
}

/// Lines across that no other crosses, grouped where they lie below each other.
pub(super) fn lonely(across: impl Iterator<Item = Stroke>) -> Vec<Lines> {
    let mut groups: Vec<Lines> = Vec::new();
    for line in across.take(MOST_LINES) {
        let below = |group: &&mut Lines| {
            group.across.last().is_some_and(|last| {
                let common = line.to.min(last.to) - line.from.max(last.from);
                let shorter = (line.to - line.from).min(last.to - last.from);
                common > shorter * 0.8 && line.at - last.at < FAR
            })
        };
        match groups.iter_mut().rev().take(16).find(below) {
            Some(group) => group.across.push(line),
            None => groups.push(Lines {
                across: vec![line],
                down: Vec::new(),
            }),
        }
    }
    groups.retain(|group| group.across.len() > 2);
    groups
}

/// Groups of lines that cross.
fn crossing(across: &[Stroke], down: &[Stroke]) -> Vec<Lines> {
    let mut sets = Sets::new(across.len() + down.len());
    for (number, line) in across.iter().enumerate() {
        let first = down.partition_point(|it| it.at < line.from - TOUCH);
        let met = down.iter().enumerate().skip(first);
        for (other, post) in met.take_while(|(_, post)| post.at <= line.to + TOUCH) {
            if post.from - TOUCH <= line.at && line.at <= post.to + TOUCH {
                sets.join(number, across.len() + other);
            }
        }
    }
    let mut groups: Vec<Lines> = Vec::new();
    let mut place = vec![usize::MAX; across.len() + down.len()];
    for (number, line) in across.iter().chain(down).enumerate() {
        let root = sets.root(number);
        if place[root] == usize::MAX {
            place[root] = groups.len();
            groups.push(Lines::default());
        }
        let group = &mut groups[place[root]];
        if number < across.len() {
            group.across.push(*line);
        } else {
            group.down.push(*line);
        }
    }
    groups
}

impl Frame {
    /// The grid that lines make; `None` if it has only one column.
    pub(super) fn of(lines: &Lines) -> Option<Self> {
        let Lines { across, down } = lines;
        let xs = edges(down, across);
        let ys = edges(across, down);
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if columns < 2 || rows < 1 || columns * rows > MOST_PLACES {
            return None;
        }
        let mut sets = Sets::new(columns * rows);
        let posts = covered(down, &xs, &ys);
        let bars = covered(across, &ys, &xs);
        for row in 0..rows {
            for column in 0..columns {
                let place = row * columns + column;
                if column > 0 && !posts[column * rows + row] {
                    sets.join(place - 1, place);
                }
                if row > 0 && !bars[row * columns + column] {
                    sets.join(place - columns, place);
                }
            }
        }
        let (owner, cells) = cells(&mut sets, rows, columns);
        Some(Self {
            xs,
            ys,
            owner,
            cells,
        })
    }

    /// The edges of its columns.
    pub(super) fn xs(&self) -> &[f32] {
        &self.xs
    }

    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// What it covers.
    pub(super) fn bounds(&self) -> Bounds {
        let ends = |edges: &[f32]| {
            let first = edges.first().copied().unwrap_or(0.0);
            (first, edges.last().copied().unwrap_or(first))
        };
        let ((left, right), (top, bottom)) = (ends(&self.xs), ends(&self.ys));
        Bounds {
            left,
            top,
            right,
            bottom,
        }
    }

    /// What a cell covers.
    pub(super) fn area(&self, cell: &Cell) -> Bounds {
        Bounds {
            left: self.xs[cell.column],
            top: self.ys[cell.row],
            right: self.xs[cell.column + cell.columns],
            bottom: self.ys[cell.row + cell.rows],
        }
    }

    /// The cell at a point.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        if !self.bounds().contains(x, y) {
            return None;
        }
        let columns = self.xs.len() - 1;
        let place = |edges: &[f32], at: f32| {
            let behind = edges.partition_point(|edge| *edge <= at);
            behind.saturating_sub(1).min(edges.len() - 2)
        };
        let place = place(&self.ys, y) * columns + place(&self.xs, x);
        self.owner.get(place).copied()
    }
}

/// The places of lines, and the ends of those that cross them where the frame is open.
fn edges(lines: &[Stroke], others: &[Stroke]) -> Vec<f32> {
    let mut edges: Vec<f32> = Vec::with_capacity(lines.len() + 2);
    for line in lines {
        if edges.last().is_none_or(|last| line.at - last > THIN) {
            edges.push(line.at);
        }
    }
    let first = others.iter().map(|line| line.from).fold(f32::MAX, f32::min);
    let last = others.iter().map(|line| line.to).fold(f32::MIN, f32::max);
    if edges
        .first()
        .is_some_and(|edge| edge - first > THIN + TOUCH)
    {
        edges.insert(0, first);
    }
    if edges.last().is_some_and(|edge| last - edge > THIN + TOUCH) {
        edges.push(last);
    }
    edges
}

/// For each edge and each stretch between two edges across it whether a line covers half of it.
fn covered(lines: &[Stroke], own: &[f32], others: &[f32]) -> Vec<bool> {
    let stretches = others.len() - 1;
    let mut length = vec![0.0_f32; own.len() * stretches];
    for line in lines {
        let behind = own.partition_point(|edge| *edge <= line.at + 0.01);
        let edge = behind.saturating_sub(1);
        let first = others.partition_point(|other| *other <= line.from);
        let first = first.saturating_sub(1);
        for (stretch, ends) in others.windows(2).enumerate().skip(first) {
            if ends[0] >= line.to {
                break;
            }
            let common = line.to.min(ends[1]) - line.from.max(ends[0]);
            length[edge * stretches + stretch] += common.max(0.0);
        }
    }
    let half = others.windows(2).map(|ends| (ends[1] - ends[0]) / 2.0);
    let half: Vec<f32> = half.collect();
    length
        .chunks(stretches)
        .flat_map(|edge| edge.iter().zip(&half).map(|(length, half)| length >= half))
        .collect()
}

/// Places without a line between them are one cell if together they are a rectangle; otherwise
/// those of each row are.
fn cells(sets: &mut Sets, rows: usize, columns: usize) -> (Vec<usize>, Vec<Cell>) {
    let count = rows * columns;
    let mut hull: Vec<Option<(Cell, usize)>> = vec![None; count];
    for place in 0..count {
        let (row, column) = (place / columns, place % columns);
        let (cell, size) = hull[sets.root(place)].get_or_insert((
            Cell {
                row,
                column,
                rows: 1,
                columns: 1,
            },
            0,
        ));
        let first = cell.column.min(column);
        let last = (cell.column + cell.columns).max(column + 1);
        (cell.column, cell.columns) = (first, last - first);
        cell.rows = row + 1 - cell.row;
        *size += 1;
    }
    let mut owner = vec![usize::MAX; count];
    let mut cells: Vec<Cell> = Vec::new();
    for place in 0..count {
        if owner[place] != usize::MAX {
            continue;
        }
        let root = sets.root(place);
        let whole = hull[root].filter(|(cell, size)| cell.rows * cell.columns == *size);
        let cell = whole.map_or_else(|| run(sets, place, columns), |(cell, _)| cell);
        for row in cell.row..cell.row + cell.rows {
            let from = row * columns + cell.column;
            owner[from..from + cell.columns].fill(cells.len());
        }
        cells.push(cell);
    }
    (owner, cells)
}

/// The places of one row from this one on that hang together.
fn run(sets: &mut Sets, place: usize, columns: usize) -> Cell {
    let root = sets.root(place);
    let (row, column) = (place / columns, place % columns);
    let more = (column..columns).take_while(|at| sets.root(row * columns + at) == root);
    Cell {
        row,
        column,
        rows: 1,
        columns: more.count().max(1),
    }
}

/// Sets that are joined (union-find).
struct Sets {
    above: Vec<usize>,
}

impl Sets {
    fn new(count: usize) -> Self {
        Self {
            above: (0..count).collect(),
        }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller number stays on top, so that the first place of a cell is its root.
        self.above[one.max(other)] = one.min(other);
    }
}
