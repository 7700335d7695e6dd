//! Tables that go on over the page: one grid of columns for all their parts, and rows that the
//! page cuts put together again.

use super::sheet::{Block, Sheet};
use super::table::{Filled, Table};

/// Edges of columns on two pages differ by less than this (points).
const SAME: f32 = 3.0;
/// Edges that two parts of a table have in common, at least.
const LEAST_EDGES: usize = 3;

/// Where a table stands: page and block.
type At = (usize, usize);

/// A part of a table, and how far right it must be moved to stand below the first part.
type Part = (At, f32);

/// Joins the parts of each table.
pub(super) fn join(sheets: &mut [Sheet]) {
    for chain in chains(sheets) {
        let xs = union(sheets, &chain);
        for (at, shift) in &chain {
            if let Some(table) = table_mut(sheets, *at) {
                lay(table, &xs, *shift);
            }
        }
        let first = chain.first().map(|part| part.0);
        for pair in chain.windows(2) {
            let (above, below) = (pair[0].0, pair[1].0);
            let heads = first.map_or(0, |first| common_rows(sheets, first, below));
            join_row(sheets, above, below, heads);
        }
    }
}

/// The tables that follow each other over a break, nothing else between them, with the same
/// columns.
fn chains(sheets: &[Sheet]) -> Vec<Vec<Part>> {
    let mut chains: Vec<Vec<Part>> = Vec::new();
    let mut open = false;
    for (page, sheet) in sheets.iter().enumerate() {
        for (at, block) in sheet.blocks.iter().enumerate() {
            let Block::Table(next) = block else {
                open = false;
                continue;
            };
            let chain = chains.last_mut().filter(|_| open);
            let last = chain.as_ref().and_then(|chain| chain.last());
            let shift = last.and_then(|last| goes_on(sheets, last, page, next));
            match chain.zip(shift) {
                Some((chain, shift)) => chain.push(((page, at), shift)),
                None => chains.push(vec![((page, at), 0.0)]),
            }
            open = true;
        }
    }
    chains.retain(|chain| chain.len() > 1);
    chains
}

/// How far a table must be moved to go on from the last part; `None` if it is another table.
fn goes_on(sheets: &[Sheet], (at, shift): &Part, page: usize, next: &Table) -> Option<f32> {
    let last = table(sheets, *at)?;
    let (above, below) = (last.frame.bounds(), next.frame.bounds());
    if at.0 == page && below.top >= above.bottom {
        return None;
    }
    let one = edges(last, *shift);
    let fits = |shift: &f32| alike(&one, &edges(next, *shift));
    // A label over several pages may have no lines around it on the last: then the left edges
    // differ. Two pages on one sheet have the same edges at other places.
    [*shift, shift + above.left - below.left]
        .into_iter()
        .find(fits)
}

/// Whether two tables end at the same place on the right, and where both are, all edges of one
/// are edges of the other.
fn alike(one: &[f32], other: &[f32]) -> bool {
    let inside = |few: &[f32], many: &[f32]| {
        let first = many.first().copied().unwrap_or(f32::MAX);
        let mut common = few.iter().filter(|edge| **edge > first - SAME);
        common.clone().count() >= LEAST_EDGES && common.all(|edge| has(many, *edge))
    };
    let ends = one.last().zip(other.last());
    ends.is_some_and(|(one, other)| (one - other).abs() < SAME)
        && (inside(one, other) || inside(other, one))
}

fn has(edges: &[f32], edge: f32) -> bool {
    edges.iter().any(|other| (other - edge).abs() < SAME)
}

/// The edges of the columns.
fn edges(table: &Table, shift: f32) -> Vec<f32> {
    table.frame.xs().iter().map(|x| x + shift).collect()
}

/// The edges of all parts of a table.
fn union(sheets: &[Sheet], chain: &[Part]) -> Vec<f32> {
    let mut all: Vec<f32> = Vec::new();
    for (at, shift) in chain {
        for edge in table(sheets, *at).map_or_else(Vec::new, |table| edges(table, *shift)) {
            if !has(&all, edge) {
                all.push(edge);
            }
        }
    }
    all.sort_by(f32::total_cmp);
    all
}

/// Counts the columns of a table by the edges `xs`.
fn lay(table: &mut Table, xs: &[f32], shift: f32) {
    let place = |edge: &f32| xs.partition_point(|x| x + SAME <= *edge);
    let places: Vec<usize> = edges(table, shift).iter().map(place).collect();
    for Filled { cell, .. } in &mut table.filled {
        let at = |column: usize| places.get(column).copied().unwrap_or(column);
        let behind = at(cell.column + cell.columns);
        cell.column = at(cell.column);
        cell.columns = behind.saturating_sub(cell.column).max(1);
    }
}

/// How many rows from the first on two tables have in common: heads that each page repeats.
fn common_rows(sheets: &[Sheet], one: At, other: At) -> usize {
    let (Some(one), Some(other)) = (table(sheets, one), table(sheets, other)) else {
        return 0;
    };
    let same = |(a, b): &(&Filled, &Filled)| a.cell == b.cell && a.text == b.text;
    let pairs = one.filled.iter().zip(&other.filled);
    let common = pairs.take_while(same).count();
    let rows = other.filled.get(common).map_or(0, |filled| filled.cell.row);
    let first_of = other
        .filled
        .iter()
        .position(|filled| filled.cell.row == rows);
    // A row that is only begun alike is none of the heads.
    rows * usize::from(first_of == Some(common))
}

/// Puts the last row of a table and its rest on the next page together, if that row was cut.
fn join_row(sheets: &mut [Sheet], above: At, below: At, row: usize) {
    let Some(table) = table_mut(sheets, below) else {
        return;
    };
    let mut rest = std::mem::take(&mut table.filled);
    if let Some(above) = table_mut(sheets, above) {
        join_rest(above, &mut rest, row);
    }
    if let Some(table) = table_mut(sheets, below) {
        table.filled = rest;
    }
}

fn join_rest(above: &mut Table, below: &mut Vec<Filled>, row: usize) {
    let last = above.frame.rows();
    let whole_of = |rest: &Filled| {
        let column = |filled: &Filled| (filled.cell.column, filled.cell.columns);
        let ends = |filled: &Filled| filled.cell.row + filled.cell.rows == last;
        let mut all = above.filled.iter();
        all.position(|whole| ends(whole) && column(whole) == column(rest))
    };
    let half = |(_, filled): &(usize, &Filled)| filled.cell.row == row && filled.cell.rows == 1;
    let halves = below.iter().enumerate().filter(half);
    let halves: Option<Vec<(usize, usize)>> = halves
        .map(|(from, rest)| Some((whole_of(rest)?, from)))
        .collect();
    let halves = halves.unwrap_or_default();
    let pairs = halves.iter().filter_map(|(to, from)| {
        let whole = above.filled.get(*to).filter(|whole| whole.cell.rows == 1)?;
        Some((whole, below.get(*from)?))
    });
    if !is_cut(&pairs.collect::<Vec<_>>()) {
        return;
    }
    for (to, from) in halves.into_iter().rev() {
        let (Some(whole), Some(rest)) = (above.filled.get_mut(to), below.get(from)) else {
            continue;
        };
        // The label of a group of rows may go on in any of them.
        if whole.cell.rows == 1 || rest.text.is_empty() {
            whole.add(rest);
            below.remove(from);
        }
    }
}

/// Whether the cells of the last row of one page and of the first of the next are halves: what
/// stands in the second goes on from the first, and the first has what the second lacks.
fn is_cut(pairs: &[(&Filled, &Filled)]) -> bool {
    let mut lower = pairs.iter().filter(|(_, rest)| !rest.text.is_empty());
    let lacks = |(whole, rest): &(&Filled, &Filled)| rest.text.is_empty() && !whole.text.is_empty();
    let some = lower.clone().next().is_some() && pairs.iter().any(lacks);
    some && lower.all(|(whole, rest)| !whole.text.is_empty() && whole.goes_on(rest))
}

fn table(sheets: &[Sheet], (page, block): At) -> Option<&Table> {
    match sheets.get(page)?.blocks.get(block)? {
        Block::Table(table) => Some(table),
        Block::Text(_) | Block::Row(_) => None,
    }
}

fn table_mut(sheets: &mut [Sheet], (page, block): At) -> Option<&mut Table> {
    match sheets.get_mut(page)?.blocks.get_mut(block)? {
        Block::Table(table) => Some(table),
        Block::Text(_) | Block::Row(_) => None,
    }
}
