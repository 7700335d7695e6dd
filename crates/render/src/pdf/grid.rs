//! Tables, measured: how high each row is, which lines stand in each cell, after which rows a page may end.

use super::fonts::Voice;
use super::glyphs::Glyphs;
use super::lines::{self, Line};
use super::look::{Align, FORM, LIST, Look, SMALL, TableLook};
use crate::document::{Placed, Printed, Role, Table};
use std::ops::Range;

/// A table whose rows know their heights.
#[derive(Debug)]
pub(super) struct Grid {
    /// Where each column begins, and where the last one ends, in points from the left.
    pub(super) edges: Vec<f32>,
    /// The heights of the rows in points.
    pub(super) heights: Vec<f32>,
    /// How many of the first rows are repeated on every page.
    pub(super) head: usize,
    /// Whether the next row stands on the same page.
    pub(super) keep: Vec<bool>,
    /// The cells, row by row.
    pub(super) cells: Vec<Area>,
    /// How the table looks.
    pub(super) look: TableLook,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Area {
    /// The first of its columns, and behind the last.
    pub(super) columns: Range<usize>,
    /// The first of its rows, and behind the last.
    pub(super) rows: Range<usize>,
    /// What it is for.
    pub(super) role: Role,
    /// Its lines.
    pub(super) lines: Vec<Line>,
}

impl Grid {
    /// Measures a table. One that is too high for a page in the usual type, but not in smaller type, is set in
    /// smaller type.
    pub(super) fn of(table: &Table, width: f32, page: f32, glyphs: &Glyphs) -> Self {
        if table.large {
            return measured(table, width, page, (FORM, glyphs));
        }
        let usual = measured(table, width, page, (LIST, glyphs));
        if usual.height() <= page {
            return usual;
        }
        let small = measured(table, width, page, (SMALL, glyphs));
        if small.height() <= page { small } else { usual }
    }

    /// How high it is.
    pub(super) fn height(&self) -> f32 {
        self.heights.iter().sum()
    }

    /// How high some of its rows are.
    pub(super) fn height_of(&self, rows: Range<usize>) -> f32 {
        self.heights.get(rows).unwrap_or_default().iter().sum()
    }
}

fn measured(table: &Table, width: f32, page: f32, (look, glyphs): (TableLook, &Glyphs)) -> Grid {
    let edges = edges(table, width);
    let mut cells = Vec::new();
    for (row, line) in table.lines.iter().enumerate() {
        for cell in line {
            let columns = cell.column..(cell.column + cell.columns.max(1)).min(table.width);
            let below = table.lines.len();
            cells.push(Area {
                rows: row..(row + cell.rows.max(1)).min(below),
                lines: lines_of(cell, room(&edges, &columns), look, glyphs),
                columns,
                role: cell.role,
            });
        }
    }
    let heights = heights(&cells, table.lines.len(), look);
    let all_heads = |line: &Vec<Placed>| {
        let heads = |cell: &Placed| matches!(cell.role, Role::Title | Role::Head);
        line.iter().all(heads)
    };
    let keep = table.lines.iter().map(all_heads).collect();
    let head = table.head.min(table.lines.len());
    let mut grid = Grid {
        edges,
        heights,
        head,
        keep,
        cells,
        look,
    };
    for row in (head..grid.heights.len()).rev() {
        split(&mut grid, row, page);
    }
    grid
}

/// Where the columns begin and end.
fn edges(table: &Table, width: f32) -> Vec<f32> {
    let thousandth = |share: usize| u16::try_from(share).map_or(0.0, f32::from) * width / 1000.0;
    let mut widths: Vec<f32> = table.column_shares().into_iter().map(thousandth).collect();
    let rest = width - widths.iter().sum::<f32>();
    if let Some(first) = widths.get_mut(table.labels.saturating_sub(1)) {
        *first += rest;
    }
    let mut edges = vec![0.0];
    for width in widths {
        edges.push(edges.last().copied().unwrap_or(0.0) + width);
    }
    edges
}

fn room(edges: &[f32], columns: &Range<usize>) -> f32 {
    let edge = |at: usize| edges.get(at).copied().unwrap_or(0.0);
    edge(columns.end) - edge(columns.start)
}

/// The voice and the alignment of a cell.
pub(super) fn voice(role: Role) -> Voice {
    match role {
        Role::Title | Role::Head => Voice::Hei,
        Role::Label | Role::Value | Role::Text => Voice::Fang,
    }
}

fn lines_of(cell: &Placed, room: f32, look: TableLook, glyphs: &Glyphs) -> Vec<Line> {
    let align = match cell.role {
        Role::Label if cell.rows == 1 => Align::Left,
        Role::Text => Align::Left,
        Role::Title | Role::Head | Role::Label | Role::Value => Align::Centred,
    };
    let room = (room - 2.0 * look.beside).max(look.size);
    let mut set = Look {
        size: look.size,
        leading: look.leading,
        pitch: 0.0,
        indent: 0.0,
        align,
        before: 0.0,
        after: 0.0,
        keep: false,
    };
    let voice = voice(cell.role);
    if let Printed::Figure(figure) = &cell.content {
        set.size = fitting(&[(voice, figure.to_string())], &set, room, glyphs);
    }
    let text = cell.content.text();
    let line = |text: &str| lines::set(&[(voice, text.to_owned())], &set, room, glyphs);
    text.split('\n').flat_map(line).collect()
}

/// The size in which a figure stands in one line; a figure on two lines is two figures.
fn fitting(words: &[(Voice, String)], look: &Look, room: f32, glyphs: &Glyphs) -> f32 {
    const SMALLEST: f32 = 4.0;
    let width = lines::width(words, look, glyphs);
    if width <= room {
        return look.size;
    }
    (look.size * room / width * 0.99).max(SMALLEST)
}

/// Every row as high as its cells need; what a cell over several rows needs more, all of them give.
fn heights(cells: &[Area], rows: usize, look: TableLook) -> Vec<f32> {
    let mut heights = vec![look.row; rows];
    let mut by_span: Vec<&Area> = cells.iter().collect();
    by_span.sort_by_key(|cell| cell.rows.len());
    for cell in by_span {
        let Some(own) = heights.get_mut(cell.rows.clone()) else {
            continue;
        };
        let more = needed(cell, look) - own.iter().sum::<f32>();
        let each = more / count(own.len()).max(1.0);
        if more > 0.0 {
            for height in own {
                *height += each;
            }
        }
    }
    heights
}

/// How high the lines of a cell are, with what is left free above and below.
pub(super) fn needed(cell: &Area, look: TableLook) -> f32 {
    count(cell.lines.len()) * look.leading + 2.0 * look.above
}

pub(super) fn count(number: usize) -> f32 {
    u16::try_from(number).map_or(f32::from(u16::MAX), f32::from)
}

/// Makes a row that is a third of a page or higher into rows of one line each, without a rule between them, so
/// that a page may end within it and no line is lost.
fn split(grid: &mut Grid, row: usize, page: f32) {
    let Some(height) = grid.heights.get(row).copied().filter(|h| *h > page / 3.0) else {
        return;
    };
    let look = grid.look;
    let own = grid.cells.iter().filter(|cell| cell.rows == (row..row + 1));
    let lines = own.map(|cell| cell.lines.len()).max().unwrap_or(1).max(1);
    let mut parts = vec![look.leading; lines];
    let rest = height - look.leading * count(lines);
    if let Some(first) = parts.first_mut() {
        *first += look.above;
    }
    if let Some(last) = parts.last_mut() {
        *last += rest - look.above;
    }
    grid.heights.splice(row..=row, parts);
    let kept = grid.keep.get(row).copied().unwrap_or(false);
    grid.keep.splice(
        row..=row,
        (1..=lines).map(|line| kept || line == 1 || line + 1 == lines),
    );
    for cell in &mut grid.cells {
        if cell.rows.start > row {
            cell.rows.start += lines - 1;
        }
        if cell.rows.end > row {
            cell.rows.end += lines - 1;
        }
    }
}
