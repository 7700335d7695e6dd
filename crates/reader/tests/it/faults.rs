//! What a reading has wrong.

use super::paper::printed;
use gongkai_domain::report::{AnnualReport, Tables};

/// The cells that a reading has wrong or does not state.
pub(crate) fn faults(meant: &AnnualReport, read: Option<&Tables>) -> Vec<String> {
    let meant = meant.tables.as_ref().unwrap();
    let faults = meant.iter().filter_map(|(spec, cell)| {
        let truth = printed(cell.number().unwrap());
        let read = read
            .and_then(|tables| tables.cell(&spec.id)?.number())
            .map(printed);
        (read.as_ref() != Some(&truth)).then(|| format!("{}: {read:?}, truth {truth}", spec.id))
    });
    faults.collect()
}
