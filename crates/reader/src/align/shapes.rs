//! In which columns the figures of complete rows stand, so that a row with blanks can be read by
//! its columns.

use super::segment::Segment;
use super::token::{LineKind, Token, TokenKind};
use gongkai_domain::report::RowSpec;

/// The columns in which the figures of complete rows of one shape stand.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    known: Vec<(Shape, Vec<u32>)>,
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

impl Shapes {
    /// Learns from a row of which every cell holds a figure.
    pub(crate) fn learn(&mut self, row: &RowSpec, segment: &Segment<'_, '_>) {
        let Some(shape) = Shape::of(row, segment) else {
            return;
        };
        let columns: Vec<u32> = figures(segment).map(|token| token.column).collect();
        if columns.len() == row.width {
            self.known.push((shape, columns));
        }
    }

    /// The columns of the figures of a row like this one, if all rows of its shape agree.
    pub(crate) fn columns(&self, row: &RowSpec, segment: &Segment<'_, '_>) -> Option<&[u32]> {
        let shape = Shape::of(row, segment)?;
        let mut alike = self.known.iter().filter(|(known, _)| *known == shape);
        let (_, columns) = alike.next()?;
        alike.all(|(_, other)| other == columns).then_some(columns)
    }
}

fn figures<'s, 'a, 't>(segment: &'s Segment<'a, 't>) -> impl Iterator<Item = &'s &'t Token<'a>> {
    segment
        .values
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Figure(_)))
}
