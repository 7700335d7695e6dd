//! Rows of tables without lines: in which column each part stands, over all pages of a table.

use super::columns::column;
use super::sheet::{Block, Part, Sheet};
use super::turn::Bounds;

/// Rows whose figures stand below each other.
#[derive(Debug, Default)]
struct Group {
    /// What their parts cover, from left to right.
    columns: Vec<(f32, f32)>,
    rows: usize,
}

/// Counts the columns of each table.
pub(super) fn number(sheets: &mut [Sheet]) {
    let mut groups: Vec<Group> = Vec::new();
    let mut of_row: Vec<Option<usize>> = Vec::new();
    for parts in sheets.iter_mut().flat_map(rows) {
        if !is_row(parts) {
            of_row.push(None);
            continue;
        }
        if groups.last().is_none_or(|group| !group.takes(parts)) {
            groups.push(Group::default());
        }
        if let Some(group) = groups.last_mut() {
            group.add(parts);
        }
        of_row.push(groups.len().checked_sub(1));
    }
    // Heads stand above the figures.
    let mut below = groups.len().checked_sub(1);
    for group in of_row.iter_mut().rev() {
        below = group.or(below);
        *group = below;
    }
    for (parts, group) in sheets.iter_mut().flat_map(rows).zip(of_row) {
        let Some(group) = group.and_then(|at| groups.get(at)) else {
            continue;
        };
        for part in parts.iter_mut() {
            part.column = column(&group.columns, &part.bounds);
        }
        if is_row(parts) && group.columns.len() <= WIDEST {
            fill(parts, &group.columns);
        }
    }
}

/// Columns that the rows of a report have at most, and more: what is wider gets no empty cells,
/// for a page of steps would get a square of them.
const WIDEST: usize = 32;

/// Adds an empty part for each column in which a row has none.
fn fill(parts: &mut Vec<Part>, columns: &[(f32, f32)]) {
    let Some(row) = parts.first().map(|part| part.bounds) else {
        return;
    };
    for (at, &(left, right)) in (0_u32..).zip(columns) {
        if parts.iter().all(|part| part.column != at) {
            parts.push(Part {
                text: String::new(),
                bounds: Bounds { left, right, ..row },
                is_figure: true,
                column: at,
            });
        }
    }
    parts.sort_by_key(|part| part.column);
}

fn rows(sheet: &mut Sheet) -> impl Iterator<Item = &mut Vec<Part>> {
    sheet.blocks.iter_mut().filter_map(|block| match block {
        Block::Row(parts) => Some(parts),
        Block::Text(_) | Block::Table(_) => None,
    })
}

/// Whether parts are labels or none, then figures only.
fn is_row(parts: &[Part]) -> bool {
    let labels = parts.iter().take_while(|part| !part.is_figure).count();
    let mut figures = parts.iter().skip(labels);
    parts.len() > 1 && labels < parts.len() && figures.all(|part| part.is_figure)
}

impl Group {
    /// Whether a row may be one of these: each of its figures stands in a column of its own, and
    /// no more than one where no other row has a figure.
    fn takes(&self, parts: &[Part]) -> bool {
        let (mut last, mut new) = (None, 0);
        for part in parts.iter().filter(|part| part.is_figure) {
            let met =
                |column: &(f32, f32)| column.0 <= part.bounds.right && part.bounds.left <= column.1;
            let first = self.columns.iter().position(met);
            let count = self.columns.iter().filter(|column| met(column)).count();
            if count > 1 || (first.is_some() && first == last) {
                return false;
            }
            new += usize::from(count == 0);
            last = first;
        }
        new < 2 || self.rows < 2
    }

    fn add(&mut self, parts: &[Part]) {
        self.rows += 1;
        let own = parts
            .iter()
            .map(|part| (part.bounds.left, part.bounds.right));
        let mut stretches: Vec<(f32, f32)> = self.columns.drain(..).chain(own).collect();
        stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (from, to) in stretches {
            match self.columns.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => self.columns.push((from, to)),
            }
        }
    }
}
