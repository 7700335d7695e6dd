//! What may be read of each cell of a sample.

use gongkai_domain::report::{CellState, Form, Number, Tables};
use std::sync::Arc;

/// What a reader may say of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellTruth {
    /// A careful person proves this number from the text alone: a reader must state it.
    MustRead(Number),
    /// The text does not prove it: a reader may leave it out, but if it states a number, it must
    /// be this one.
    MayRead(Number),
    /// The text supports two numbers: a reader may state either, or none.
    Either(Number, Number),
    /// The cell is there and says nothing: no number may be stated.
    Blank,
    /// The row of the cell is not in the text: no number may be stated.
    Absent,
    /// The number is lost, its row may be there or not: no number may be stated.
    Nothing,
}

impl CellTruth {
    /// Whether a reader that states `number` is right.
    pub fn allows(self, number: Number) -> bool {
        match self {
            Self::MustRead(right) | Self::MayRead(right) => number == right,
            Self::Either(one, other) => number == one || number == other,
            Self::Blank | Self::Absent | Self::Nothing => false,
        }
    }

    /// The same, but no longer provable.
    #[must_use]
    pub fn weakened(self) -> Self {
        match self {
            Self::MustRead(number) => Self::MayRead(number),
            Self::MayRead(_) | Self::Either(..) | Self::Blank | Self::Absent | Self::Nothing => {
                self
            }
        }
    }
}

/// The truth of every cell of a sample, in the order of its form.
#[derive(Debug, Clone)]
pub struct Truth {
    form: Arc<Form>,
    cells: Vec<CellTruth>,
}

impl Truth {
    /// The truth of an undamaged print of these tables.
    pub fn of(tables: &Tables) -> Self {
        let truth = |state: CellState| match state {
            CellState::Absent => CellTruth::Absent,
            CellState::Blank => CellTruth::Blank,
            CellState::Unclear => CellTruth::Nothing,
            CellState::Stated(number) => CellTruth::MustRead(number),
        };
        let cells = tables.iter().map(|(_, cell)| truth(cell.state)).collect();
        Self {
            form: Arc::clone(tables.form()),
            cells,
        }
    }

    /// The form in which the sample is printed.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The truth of the cell at this index of the form; nothing may be stated beyond it.
    pub fn at(&self, index: usize) -> CellTruth {
        self.cells.get(index).copied().unwrap_or(CellTruth::Absent)
    }

    /// The truth of the cell with this identifier; nothing may be stated in cells of other forms.
    pub fn cell(&self, id: &str) -> CellTruth {
        self.form
            .cell_index(id)
            .map_or(CellTruth::Absent, |index| self.at(index))
    }

    /// Identifier and truth of every cell.
    pub fn iter(&self) -> impl Iterator<Item = (&str, CellTruth)> {
        self.form
            .cells()
            .iter()
            .map(|spec| spec.id.as_str())
            .zip(self.cells.iter().copied())
    }

    /// Replaces the truth of a cell.
    pub fn set(&mut self, index: usize, truth: CellTruth) {
        if let Some(slot) = self.cells.get_mut(index) {
            *slot = truth;
        }
    }

    /// Says that these cells are no longer provable.
    pub fn weaken(&mut self, cells: impl IntoIterator<Item = usize>) {
        for index in cells {
            self.set(index, self.at(index).weakened());
        }
    }
}
