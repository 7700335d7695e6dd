//! A total and the parts it adds up.

use crate::report::Tables;
use crate::report::form::CellKind;

/// A total cell with the cells it adds up, as indices of the form.
#[derive(Debug)]
pub(super) struct Total<P> {
    /// The parts.
    pub(super) parts: P,
    /// The total.
    pub(super) cell: usize,
}

/// What comes of adding up.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// The total is the sum.
    Right,
    /// The total, and the sum it should be.
    Wrong(i64, i64),
    /// The total, and the sum of the known parts, which already exceeds it.
    Exceeded(i64, i64),
    /// Some of the cells state no whole number.
    Unknown,
}

impl<P: Iterator<Item = usize> + Clone> Total<P> {
    /// Adds up. Parts that are unknown leave the sum open, unless the known ones are too many:
    /// no part is negative, except in a column that counts more or fewer than the year before.
    pub(super) fn add(&self, tables: &Tables) -> Sum {
        let Some(total) = tables.at(self.cell).count() else {
            return Sum::Unknown;
        };
        let known = self
            .parts
            .clone()
            .filter_map(|part| tables.at(part).count());
        let sum = known.fold(0_i64, i64::saturating_add);
        let complete = self
            .parts
            .clone()
            .all(|part| tables.at(part).count().is_some());
        match (complete, sum == total) {
            (true, true) => Sum::Right,
            (true, false) => Sum::Wrong(total, sum),
            (false, _) if sum > total && self.only_counts(tables) => Sum::Exceeded(total, sum),
            (false, _) => Sum::Unknown,
        }
    }

    fn only_counts(&self, tables: &Tables) -> bool {
        let cells = tables.form().cells();
        let negative = |part| tables.at(part).count().is_some_and(|count| count < 0);
        self.parts.clone().all(|part| {
            cells
                .get(part)
                .is_some_and(|spec| spec.kind == CellKind::Count)
                && !negative(part)
        })
    }

    /// All cells, the total last.
    pub(super) fn cells(&self) -> impl Iterator<Item = usize> {
        self.parts.clone().chain([self.cell])
    }

    /// The cells that state no whole number.
    pub(super) fn unknown(&self, tables: &Tables) -> impl Iterator<Item = usize> {
        self.cells()
            .filter(|&cell| tables.at(cell).count().is_none())
    }
}
