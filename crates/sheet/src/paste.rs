//! Text from the clipboard.
use crate::{Cell, Grid};

/// Text from the clipboard.
pub fn read_pasted(text: &str) -> Grid {
    let rows = text
        .lines()
        .map(|l| l.split('\t').map(Cell::from).collect())
        .collect();
    Grid {
        rows,
        ..Grid::default()
    }
}
