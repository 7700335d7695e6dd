//! A table over several pages: where it is cut, and which lines of a cell stand in which part of it.

use super::grid::{Area, Grid, count, needed};
use super::pages::{Drawn, Page, baseline};
use crate::document::Role;
use std::ops::Range;

/// How high the least is with which a table may begin: the head and the first row with its value.
pub(super) fn beginning(grid: &Grid) -> f32 {
    let rows = grid.heights.len();
    let end = (grid.head + 1..=rows).find(|end| may_cut(grid, *end));
    grid.height_of(0..end.unwrap_or(rows))
}

/// The rows that stand on each page: in `room` on the first, on the following ones below the repeated head on
/// the `whole` page. The first part is empty if nothing fits there.
pub(super) fn parts(grid: &Grid, (room, whole): (f32, f32), at_top: bool) -> Vec<Range<usize>> {
    let rows = grid.heights.len();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while from < rows {
        let first = parts.is_empty();
        let head = if from > 0 {
            grid.height_of(0..grid.head)
        } else {
            0.0
        };
        let room = if first { room } else { whole } - head;
        let to = cut(grid, from, room, !first || at_top);
        parts.push(from..to);
        from = to;
    }
    parts
}

/// Where the part that begins with this row ends; where it begins if nothing fits and another page may be
/// begun instead.
fn cut(grid: &Grid, from: usize, room: f32, must: bool) -> usize {
    const TOLERANCE: f32 = 0.5;
    let rows = grid.heights.len();
    let fits = |to: &usize| grid.height_of(from..*to) <= room + TOLERANCE;
    let most = (from + 1..=rows).take_while(fits).last();
    let Some(most) = most else {
        return if must { from + 1 } else { from };
    };
    let good = |to: &usize| may_cut(grid, *to) && whole_labels(grid, from, *to);
    let kept = |to: &usize| may_cut(grid, *to);
    let best = (from + 1..=most).rev().find(good);
    let best = best.or_else(|| (from + 1..=most).rev().find(kept));
    best.unwrap_or(if must { most } else { from })
}

/// Whether a page may end below this many rows: not within the head, nor below the title of a block.
fn may_cut(grid: &Grid, rows: usize) -> bool {
    rows >= grid.heights.len()
        || (rows > grid.head && !grid.keep.get(rows - 1).copied().unwrap_or(false))
}

/// Whether the cells that are cut here still hold their text above the cut, those of one row excepted.
fn whole_labels(grid: &Grid, from: usize, to: usize) -> bool {
    let cut = |cell: &&Area| cell.rows.start < to && cell.rows.end > to && cell.role != Role::Text;
    grid.cells.iter().filter(cut).all(|cell| {
        let above = grid.height_of(cell.rows.start.max(from)..to);
        cell.rows.start < from || needed(cell, grid.look) <= above + 0.1
    })
}

/// Which nodes own the cells, all the parts, and which of them is drawn.
type Part<'p> = (&'p [usize], &'p [Range<usize>], usize);

/// Draws a part of a table with its upper left corner here; gives where it ends at the bottom.
pub(super) fn draw(
    page: &mut Page,
    grid: &Grid,
    (owners, parts, number): Part<'_>,
    (x, y): (f32, f32),
) -> f32 {
    let part = parts.get(number).cloned().unwrap_or(0..0);
    let mut top = y;
    if part.start > 0 {
        for cell in grid.cells.iter().filter(|cell| cell.rows.end <= grid.head) {
            let at = top + grid.height_of(0..cell.rows.start);
            let bottom = at + grid.height_of(cell.rows.clone());
            frame(page, grid, cell, [x, at, bottom]);
            middle(page, grid, cell, (None, [x, at, bottom]));
        }
        top += grid.height_of(0..grid.head);
    }
    for (cell, owner) in grid.cells.iter().zip(owners) {
        let rows = common(&cell.rows, &part);
        if rows.is_empty() {
            continue;
        }
        let at = top + grid.height_of(part.start..rows.start);
        let bottom = at + grid.height_of(rows);
        frame(page, grid, cell, [x, at, bottom]);
        write(page, grid, cell, (*owner, parts, number, [x, at, bottom]));
    }
    top + grid.height_of(part)
}

fn common(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let start = one.start.max(other.start);
    start..one.end.min(other.end).max(start)
}

fn within(one: &Range<usize>, other: &Range<usize>) -> bool {
    other.start <= one.start && one.end <= other.end
}

fn left(grid: &Grid, cell: &Area) -> f32 {
    grid.edges.get(cell.columns.start).copied().unwrap_or(0.0)
}

fn frame(page: &mut Page, grid: &Grid, cell: &Area, [x, top, bottom]: [f32; 3]) {
    let right = grid.edges.get(cell.columns.end).copied().unwrap_or(0.0);
    page.frames
        .push([x + left(grid, cell), top, x + right, bottom]);
}

/// A cell that is whole, in the middle of its height.
fn middle(page: &mut Page, grid: &Grid, cell: &Area, (owner, place): (Option<usize>, [f32; 3])) {
    let [x, top, bottom] = place;
    let lines = count(cell.lines.len()) * grid.look.leading;
    let first = top + (bottom - top - lines) / 2.0;
    stack(page, grid, cell, (owner, 0..cell.lines.len(), x, first));
}

/// What of a cell stands in this part of the table. If one part holds all its lines, the first such does, and a
/// label is repeated in the others; else every part takes as many lines as it holds.
fn write(
    page: &mut Page,
    grid: &Grid,
    cell: &Area,
    (owner, parts, number, place): (usize, &[Range<usize>], usize, [f32; 3]),
) {
    if parts
        .get(number)
        .is_some_and(|part| within(&cell.rows, part))
    {
        return middle(page, grid, cell, (Some(owner), place));
    }
    let heights = parts
        .iter()
        .map(|part| grid.height_of(common(&cell.rows, part)));
    let heights: Vec<f32> = heights.collect();
    let fits = |height: &f32| *height > 0.0 && *height + 0.1 >= needed(cell, grid.look);
    let [x, top, _] = place;
    match heights.iter().position(fits) {
        Some(whole) if whole == number => middle(page, grid, cell, (Some(owner), place)),
        Some(_) => {
            let again = matches!(cell.role, Role::Label | Role::Head);
            if again && heights.get(number).is_some_and(fits) {
                middle(page, grid, cell, (None, place));
            }
        }
        None => {
            let lines = poured(grid, cell, &heights, number);
            let above = if lines.start == 0 {
                grid.look.above
            } else {
                0.0
            };
            stack(page, grid, cell, (Some(owner), lines, x, top + above));
        }
    }
}

/// The lines of a cell that stand in a part, if no part holds them all. What the last part cannot hold runs over
/// its frame rather than being left out.
fn poured(grid: &Grid, cell: &Area, heights: &[f32], number: usize) -> Range<usize> {
    let last = heights.iter().rposition(|height| *height > 0.0);
    let mut from = 0;
    for (part, height) in heights.iter().enumerate() {
        let above = if from == 0 { grid.look.above } else { 0.0 };
        let mut to = from;
        let room = height - above + 0.1;
        while to < cell.lines.len() && count(to + 1 - from) * grid.look.leading <= room {
            to += 1;
        }
        if last == Some(part) {
            to = cell.lines.len();
        }
        if part == number {
            return from..to;
        }
        from = to;
    }
    from..from
}

fn stack(
    page: &mut Page,
    grid: &Grid,
    cell: &Area,
    (owner, range, x, top): (Option<usize>, Range<usize>, f32, f32),
) {
    let x = x + left(grid, cell) + grid.look.beside;
    let lines = cell.lines.get(range).unwrap_or_default();
    for (number, line) in lines.iter().enumerate() {
        let size = line.runs.first().map_or(grid.look.size, |run| run.size);
        page.lines.push(Drawn {
            owner,
            x,
            baseline: top + count(number) * grid.look.leading + baseline(size, grid.look.leading),
            runs: line.runs.clone(),
        });
    }
    if cell.lines.is_empty() {
        page.lines.push(Drawn {
            owner,
            x,
            baseline: top,
            runs: Vec::new(),
        });
    }
}
