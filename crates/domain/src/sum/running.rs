//! Adding up one cell over reports that pass by one at a time.

use super::{add, addend};
use crate::report::{CellState, Number};

/// The total of one cell over reports that are not all held: what those come to that state it, and
/// how many leave it open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Running {
    sum: Option<Number>,
    /// How many reports leave the cell open.
    pub gaps: u64,
    too_large: bool,
}

impl Running {
    /// Adds what the cell says in one more report.
    pub fn add(&mut self, state: CellState) {
        let Ok(number) = addend(state) else {
            self.gaps += 1;
            return;
        };
        match self.sum.map_or(Some(number), |sum| add(sum, number)) {
            Some(sum) => self.sum = Some(sum),
            None => self.too_large = true,
        }
    }

    /// What the reports come to that state the cell, money in yuan; `None` if none does or the sum
    /// is out of range. It is the total of all only if there are no [`Self::gaps`].
    pub fn stated(&self) -> Option<Number> {
        self.sum.filter(|_| !self.too_large)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_total_counts_gaps_and_never_takes_them_for_zero() {
        let mut running = Running::default();
        assert_eq!(running.stated(), None);
        running.add(CellState::Stated(Number::Count(3)));
        running.add(CellState::Blank);
        running.add(CellState::Stated(Number::Count(4)));
        assert_eq!(running.stated(), Some(Number::Count(7)));
        assert_eq!(running.gaps, 1);
        running.add(CellState::Stated(Number::Count(i64::MAX)));
        assert_eq!(running.stated(), None);
    }
}
