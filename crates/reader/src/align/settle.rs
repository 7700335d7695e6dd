//! Figures of a segment to the cells of a row: in order where the count fits, by column where
//! blanks stand between, and where it does not fit only what every reading agrees on.

use super::segment::Segment;
use super::shapes::Shapes;
use super::token::{LineKind, TokenKind};
use crate::figure::{Figure, Numeral};
use crate::source::Piece;
use gongkai_domain::report::form::CellKind;
use gongkai_domain::report::{
    Amount, Cell, CellState, Certainty, Form, MoneyUnit, Number, Place, RowSpec,
};

/// One figure (or blank) of a segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'s> {
    figure: Option<Figure>,
    text: &'s str,
    piece: usize,
    column: u32,
}

impl Item<'_> {
    /// Whether it is a figure and no blank.
    pub(crate) fn is_filled(&self) -> bool {
        self.figure.is_some()
    }
}

/// A cell behind whose label nothing stands, not even a blank cell: it may be blank, and its figure may
/// stand where nobody looked.
const fn not_seen() -> Cell {
    let mut cell = Cell::blank();
    cell.doubt();
    cell
}

/// Reads rows into cells.
pub(crate) struct Settler<'s> {
    pub(crate) form: &'s Form,
    pub(crate) pieces: &'s [Piece<'s>],
    pub(crate) shapes: &'s Shapes<'s>,
    /// The unit of money that the head of the column prints.
    pub(crate) unit: Option<MoneyUnit>,
    /// Whether the document shows a blank cell before a figure somewhere.
    pub(crate) keeps_blanks: bool,
    /// Whether every run of glued digits in the document has one digit a cell.
    pub(crate) single_digits: bool,
}

impl<'s> Settler<'s> {
    /// The cells of a row that is this segment.
    pub(crate) fn cells(&self, row: &RowSpec, segment: &Segment<'s, '_>) -> Vec<Cell> {
        let items = items(segment);
        let run = items.iter().filter(|item| item.figure.is_some()).count();
        let filled = || items.iter().copied().filter(|item| item.figure.is_some());
        if run == 0 {
            return self.bare(row, segment);
        }
        if is_glued(segment) {
            return self.parted(row, segment, &items);
        }
        if run == row.width {
            return self.in_order(row, filled().map(Some));
        }
        if run < row.width {
            return match self.by_column(row, segment, &items) {
                Some(placed) => self.in_order(row, placed.into_iter()),
                None => self.unclear(row, &items),
            };
        }
        let items: Vec<Item<'s>> = filled().collect();
        self.surplus(row, &items)
    }

    /// Cells of several rows that stand in one run, as in the line table.
    pub(crate) fn joined(&self, rows: &[RowSpec], items: &[Item<'s>]) -> Vec<Cell> {
        let cells = rows
            .iter()
            .zip(items.chunks(rows.first().map_or(1, |row| row.width)));
        cells
            .flat_map(|(row, items)| self.in_order(row, items.iter().copied().map(Some)))
            .collect()
    }

    /// A label without figures: the blank cells behind it, if they stand there; figures may be glued to
    /// the label itself.
    fn bare(&self, row: &RowSpec, segment: &Segment<'s, '_>) -> Vec<Cell> {
        let label = segment
            .labels
            .last()
            .map(|token| (token.text, token.piece, token.column));
        let glued = label.filter(|(text, ..)| text.ends_with(|c: char| c.is_ascii_digit()));
        let Some((text, piece, column)) = glued else {
            return match self.by_column(row, segment, &items(segment)) {
                Some(placed) => self.in_order(row, placed.into_iter()),
                None => vec![not_seen(); row.width],
            };
        };
        let figure = Some(Figure::Broken);
        self.unclear(
            row,
            &[Item {
                figure,
                text,
                piece,
                column,
            }],
        )
    }

    /// Digits without anything between them are one for each cell if there are as many of them,
    /// and the row's own total does not speak against it; one number if there is one cell.
    fn parted(&self, row: &RowSpec, segment: &Segment<'s, '_>, items: &[Item<'s>]) -> Vec<Cell> {
        let single = segment
            .values
            .first()
            .filter(|token| row.width == 1 && token.text.len() <= 6);
        if let Some(token) = single {
            let figure = crate::figure::figure(token.text);
            let (piece, column) = (token.piece, token.column);
            let item = Item {
                figure,
                text: token.text,
                piece,
                column,
            };
            return self.in_order(row, std::iter::once(Some(item)));
        }
        let cells = self.in_order(row, items.iter().copied().map(Some));
        let rows = std::slice::from_ref(row);
        let zeros = cells.iter().all(|cell| cell.count() == Some(0));
        let single = zeros || self.single_digits;
        let fits = items.len() == row.width && single && self.totals_hold(rows, &cells);
        if fits {
            cells
        } else {
            self.unclear(row, items)
        }
    }

    fn in_order(&self, row: &RowSpec, items: impl Iterator<Item = Option<Item<'s>>>) -> Vec<Cell> {
        let specs = self.form.cells().get(row.cells()).unwrap_or_default();
        specs
            .iter()
            .zip(items)
            .map(|(spec, item)| item.map_or_else(Cell::blank, |item| self.cell(spec.kind, item)))
            .collect()
    }

    fn cell(&self, kind: CellKind, item: Item<'s>) -> Cell {
        let state = match item.figure {
            Some(figure) => self.state(kind, figure),
            None => CellState::Blank,
        };
        let place = self
            .pieces
            .get(item.piece)
            .map(|piece| place(piece, item.text));
        Cell {
            state,
            raw: Some(item.text.into()),
            place,
            certainty: Certainty::CERTAIN,
            offered: None,
        }
    }

    fn state(&self, kind: CellKind, figure: Figure) -> CellState {
        let number = match figure {
            Figure::Placeholder => return CellState::Blank,
            Figure::Broken => return CellState::Unclear,
            Figure::Number(number) => number,
        };
        let stated = match kind {
            CellKind::Count if number.signed && !number.value.is_sign_negative() => None,
            CellKind::Count | CellKind::Change => number.count().map(Number::Count),
            CellKind::Amount(_) => Some(self.amount(number)),
        };
        stated.map_or(CellState::Unclear, CellState::Stated)
    }

    fn amount(&self, number: Numeral) -> Number {
        Number::Amount(Amount::new(number.value, number.unit.or(self.unit)))
    }

    /// Fewer figures than cells: only the columns can tell which cells are blank.
    fn by_column(
        &self,
        row: &RowSpec,
        segment: &Segment<'s, '_>,
        items: &[Item<'s>],
    ) -> Option<Vec<Option<Item<'s>>>> {
        if segment.kind == LineKind::Text {
            return None;
        }
        if let Some(columns) = self.shapes.columns(row, segment) {
            let at = |column: &u32| items.iter().copied().find(|item| item.column == *column);
            let placed: Vec<_> = columns.iter().map(at).collect();
            if segment.kind == LineKind::Separated && self.may_be_packed(&placed) {
                return None;
            }
            let lost = items
                .iter()
                .any(|item| item.figure.is_some() && !columns.contains(&item.column));
            return (!lost).then_some(placed);
        }
        let own = self.own_cells(row, items)?;
        let placed: Vec<_> = own.iter().copied().map(Some).collect();
        let exact = segment.kind == LineKind::Grid || !self.may_be_packed(&placed);
        exact.then_some(placed)
    }

    /// The cells of a row like which no other is: those behind its label. What follows in a wider
    /// table is blank; blanks before the first figure may be what merged labels leave behind.
    fn own_cells<'i>(&self, row: &RowSpec, items: &'i [Item<'s>]) -> Option<&'i [Item<'s>]> {
        let (own, more) = items.split_at_checked(row.width)?;
        let flush = row.path.is_empty() && !self.has_groups(row)
            || own.first().is_some_and(Item::is_filled)
            || more.is_empty() && !own.iter().any(Item::is_filled);
        (flush && !more.iter().any(Item::is_filled)).then_some(own)
    }

    /// Whether each column of a row has a cell, be it blank: none was left out, so none moved up.
    pub(super) fn has_all_cells(&self, row: &RowSpec, segment: &Segment<'_, '_>) -> bool {
        let items = items(segment);
        if let Some(columns) = self.shapes.columns(row, segment) {
            let has = |column: &u32| items.iter().any(|item| item.column == *column);
            return columns.iter().all(has);
        }
        let in_columns = matches!(segment.kind, LineKind::Grid | LineKind::Separated);
        in_columns && self.own_cells(row, &items).is_some()
    }

    /// Whether labels in the table of a row stand in several columns.
    fn has_groups(&self, row: &RowSpec) -> bool {
        self.form
            .rows()
            .iter()
            .any(|other| other.table == row.table && !other.path.is_empty())
    }

    /// Whether all figures stand before all blanks, in a document that never shows a blank
    /// before a figure: there blank cells may have been dropped and the others moved up.
    pub(crate) fn may_be_packed(&self, placed: &[Option<Item<'_>>]) -> bool {
        let blank = |item: &Option<Item<'_>>| item.is_none_or(|item| !item.is_filled());
        let packed = placed.iter().skip_while(|item| !blank(item)).all(blank);
        packed && !placed.iter().all(blank) && !self.keeps_blanks
    }

    fn unclear(&self, row: &RowSpec, items: &[Item<'s>]) -> Vec<Cell> {
        let figures = items.iter().filter(|item| item.figure.is_some());
        let raw: Vec<&str> = figures.clone().map(|item| item.text).collect();
        let raw: Box<str> = raw.join(" ").into();
        let first = figures.clone().next();
        let place = first.and_then(|item| Some(place(self.pieces.get(item.piece)?, item.text)));
        let certainty = Certainty::per_million(0);
        let cell = Cell {
            state: CellState::Unclear,
            raw: Some(raw),
            place,
            certainty,
            offered: None,
        };
        vec![cell; row.width]
    }

    /// More figures than cells: every way to leave figures out that the row's own total allows;
    /// a cell is stated only if all of them agree.
    fn surplus(&self, row: &RowSpec, items: &[Item<'s>]) -> Vec<Cell> {
        let rows = std::slice::from_ref(row);
        self.agreed(rows, items)
            .unwrap_or_else(|| self.unclear(row, items))
    }

    /// What all readings of too long a run agree on; `None` if it is far too long.
    pub(crate) fn agreed(&self, rows: &[RowSpec], items: &[Item<'s>]) -> Option<Vec<Cell>> {
        let width: usize = rows.iter().map(|row| row.width).sum();
        let kept = choices(items.len(), items.len().checked_sub(width)?)?;
        let mut readings: Vec<Vec<Cell>> = kept
            .into_iter()
            .map(|kept| {
                let chosen: Vec<Item<'s>> = kept.iter().map(|&at| items[at]).collect();
                self.joined(rows, &chosen)
            })
            .filter(|cells| self.totals_hold(rows, cells))
            .collect();
        let mut agreed = readings.pop()?;
        for (at, cell) in agreed.iter_mut().enumerate() {
            if readings.iter().any(|other| other[at].state != cell.state) {
                cell.state = CellState::Unclear;
                cell.certainty = Certainty::per_million(0);
            }
        }
        Some(agreed)
    }

    /// Whether the total column of each row is the sum of its parts.
    fn totals_hold(&self, rows: &[RowSpec], cells: &[Cell]) -> bool {
        let mut start = 0;
        rows.iter().all(|row| {
            let own = &cells[start..start + row.width];
            start += row.width;
            let columns = self
                .form
                .block_of(row)
                .map(|block| block.columns.as_slice());
            let columns = columns.unwrap_or_default();
            columns
                .iter()
                .zip(own)
                .filter(|(column, _)| !column.total_of.is_empty())
                .all(|(column, total)| {
                    let mut parts = column.total_of.iter().map(|&at| own[at].count());
                    let sum = parts.try_fold(0_i64, |sum, part| sum.checked_add(part?));
                    sum == total.count()
                })
        })
    }
}

/// Whether the figures of a segment are digits without anything between them.
pub(super) fn is_glued(segment: &Segment<'_, '_>) -> bool {
    matches!(segment.values.as_slice(), [only] if only.kind == TokenKind::Glued)
}

/// The ways to keep all but `surplus` of `count` figures, in order; `None` if there are too many.
fn choices(count: usize, surplus: usize) -> Option<Vec<Vec<usize>>> {
    let without = |left_out: &[usize]| -> Vec<usize> {
        (0..count).filter(|at| !left_out.contains(at)).collect()
    };
    match surplus {
        0 => Some(vec![without(&[])]),
        1 => Some((0..count).map(|at| without(&[at])).collect()),
        2 => {
            let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| [a, b]));
            Some(pairs.map(|pair| without(&pair)).collect())
        }
        _ => None,
    }
}

/// The figures and blanks of a segment, glued digits one by one.
pub(crate) fn items<'s>(segment: &Segment<'s, '_>) -> Vec<Item<'s>> {
    let mut items = Vec::with_capacity(segment.values.len());
    for token in &segment.values {
        let item = |figure, text| Item {
            figure,
            text,
            piece: token.piece,
            column: token.column,
        };
        match &token.kind {
            TokenKind::Figure(figure) => items.push(item(Some(*figure), token.text)),
            TokenKind::Blank => items.push(item(None, token.text)),
            TokenKind::Glued => {
                items.extend(glued(token.text).map(|(figure, text)| item(Some(figure), text)));
            }
            TokenKind::Label(_) => {}
        }
    }
    items
}

/// Digits without anything between them, one by one.
fn glued(text: &str) -> impl Iterator<Item = (Figure, &str)> {
    let step = if super::segment::glued_run(text) == 1 {
        text.len().max(1)
    } else {
        1
    };
    (0..text.len()).step_by(step).filter_map(move |at| {
        let part = text.get(at..at + step)?;
        crate::figure::figure(part).map(|figure| (figure, part))
    })
}

/// Where a part of a piece stands.
pub(super) fn place(piece: &Piece<'_>, part: &str) -> Place {
    match &piece.place {
        Place::Text { line, column } => {
            let bytes = (part.as_ptr() as usize).saturating_sub(piece.text.as_ptr() as usize);
            let before = piece.text.get(..bytes).unwrap_or_default().chars().count();
            let column = column.saturating_add(u32::try_from(before).unwrap_or(0));
            Place::Text {
                line: *line,
                column,
            }
        }
        other @ (Place::Table { .. } | Place::Page { .. } | Place::Sheet { .. }) => other.clone(),
    }
}
