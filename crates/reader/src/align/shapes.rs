//! In which columns the figures of complete rows stand, so that a row with blanks can be read by
//! its columns.

use super::segment::Segment;
use super::token::{LineKind, Token, TokenKind};
use crate::source::Piece;
use gongkai_domain::report::{Place, RowSpec};

/// The columns in which the figures of complete rows of one shape stand.
#[derive(Debug)]
pub(crate) struct Shapes<'p> {
    pieces: &'p [Piece<'p>],
    known: Vec<Known>,
}

/// What complete rows are like.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    shape: Shape,
    /// The page or the table it stands in: each may be cut into columns of its own.
    part: u32,
    columns: Vec<u32>,
}

/// What rows have in common whose figures stand in the same columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    table: usize,
    width: usize,
    grid: bool,
    /// Column of the row's own label and number of cells; zero in a real table, whose columns
    /// are exact without them.
    label: u32,
    cells: usize,
}

impl Shape {
    fn of(row: &RowSpec, segment: &Segment<'_, '_>) -> Option<Self> {
        let grid = match segment.kind {
            LineKind::Grid => true,
            LineKind::Separated => false,
            LineKind::Text | LineKind::Prose => return None,
        };
        let label = segment.labels.last().map_or(0, |token| token.column);
        let cells = segment
            .values
            .last()
            .map_or(0, |token| token.column as usize);
        let (label, cells) = if grid { (0, 0) } else { (label, cells) };
        Some(Self {
            table: row.table,
            width: row.width,
            grid,
            label,
            cells,
        })
    }
}

impl<'p> Shapes<'p> {
    pub(crate) fn new(pieces: &'p [Piece<'p>]) -> Self {
        Self {
            pieces,
            known: Vec::new(),
        }
    }

    /// Learns from a row of which every cell holds a figure.
    pub(crate) fn learn(&mut self, row: &RowSpec, segment: &Segment<'_, '_>) {
        let Some(shape) = Shape::of(row, segment) else {
            return;
        };
        let columns: Vec<u32> = figures(segment).map(|token| token.column).collect();
        if columns.len() == row.width {
            let part = self.part(segment);
            let known = Known {
                shape,
                part,
                columns,
            };
            if !self.known.contains(&known) {
                self.known.push(known);
            }
        }
    }

    /// The columns of the figures of a row like this one, if all rows of its shape agree: those
    /// of its own page or table, or where that has none, all there are.
    pub(crate) fn columns(&self, row: &RowSpec, segment: &Segment<'_, '_>) -> Option<&[u32]> {
        let shape = Shape::of(row, segment)?;
        let part = self.part(segment);
        let alike = || self.known.iter().filter(|known| known.shape == shape);
        let beside = || alike().filter(|known| known.part == part);
        if beside().next().is_some() {
            return agreed(beside());
        }
        agreed(alike())
    }

    /// The page or the table of a segment; zero where columns are those of the whole document.
    fn part(&self, segment: &Segment<'_, '_>) -> u32 {
        let first = segment.labels.first().or_else(|| segment.values.first());
        let piece = first.and_then(|token| self.pieces.get(token.piece));
        match piece.map(|piece| &piece.place) {
            Some(Place::Page { page, .. }) => *page,
            Some(Place::Table { table, .. }) => *table,
            Some(Place::Text { .. } | Place::Sheet { .. }) | None => 0,
        }
    }
}

/// The columns of rows that all have the same.
fn agreed<'k>(mut rows: impl Iterator<Item = &'k Known>) -> Option<&'k [u32]> {
    let first = rows.next()?;
    rows.all(|other| other.columns == first.columns)
        .then_some(&first.columns)
}

fn figures<'s, 'a, 't>(segment: &'s Segment<'a, 't>) -> impl Iterator<Item = &'s &'t Token<'a>> {
    segment
        .values
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Figure(_)))
}
