//! Taking rows out of a table and cutting it, with merged cells kept whole.

use super::{Sheet, Slot};

impl Sheet {
    /// Takes out the line at `index`; labels that cover it and others lose one line.
    pub(crate) fn remove(&mut self, index: usize) {
        self.shorten_above(index, 1);
        let removed = self.rows.remove(index);
        let Some(next) = self.rows.get_mut(index) else {
            return;
        };
        for slot in removed.cells.into_iter().filter(|slot| slot.rows > 1) {
            let at = next
                .cells
                .partition_point(|other| other.column < slot.column);
            next.cells.insert(
                at,
                Slot {
                    rows: slot.rows - 1,
                    ..slot
                },
            );
        }
    }

    /// Cells above `index` that reach to it or beyond end `count` lines sooner.
    fn shorten_above(&mut self, index: usize, count: usize) {
        for (at, row) in self.rows.iter_mut().enumerate().take(index) {
            for slot in row.cells.iter_mut().filter(|slot| at + slot.rows > index) {
                slot.rows -= count.min(slot.rows - 1);
            }
        }
    }

    /// Cuts the table before the line at `index`: what is left of a merged cell below the cut is
    /// an empty cell, as word processors leave it.
    pub(crate) fn cut(&mut self, index: usize) -> Self {
        let mut rows = self.rows.split_off(index);
        let mut rests = Vec::new();
        for (at, row) in self.rows.iter_mut().enumerate() {
            for slot in row.cells.iter_mut().filter(|slot| at + slot.rows > index) {
                let rest = at + slot.rows - index;
                slot.rows -= rest;
                rests.push(Slot {
                    rows: rest,
                    text: String::new(),
                    gone: true,
                    ..slot.clone()
                });
            }
        }
        if let Some(first) = rows.first_mut() {
            for rest in rests {
                let at = first
                    .cells
                    .partition_point(|other| other.column < rest.column);
                first.cells.insert(at, rest);
            }
        }
        Self {
            table: self.table,
            width: self.width,
            rows,
        }
    }
}
