//! Two reports side by side: year on year, or any two.
//!
//! Every cell of both forms appears once, with its difference or the reason why there is none:
//! what cannot be compared is listed, never dropped and never taken for zero. Text is compared
//! by paragraph.

mod cells;
mod difference;
mod text;
mod trend;

pub use cells::CellComparison;
pub use difference::{Difference, Incomparable};
pub use text::{ParagraphChange, SectionComparison};
pub use trend::{Measure, Trend, trends};

use crate::report::AnnualReport;

/// What two reports have in common and where they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The identifier of the form of the older report, if it has tables.
    pub old_form: Option<String>,
    /// The identifier of the form of the newer report, if it has tables.
    pub new_form: Option<String>,
    /// The cells: those of the newer report in the order of its form, then those that only the
    /// form of the older report has.
    pub cells: Vec<CellComparison>,
    /// The preamble and the six sections, where either report has some text.
    pub sections: Vec<SectionComparison>,
}

impl Comparison {
    /// The cells whose number is not the same in both.
    pub fn changed(&self) -> impl Iterator<Item = &CellComparison> {
        self.cells
            .iter()
            .filter(|cell| cell.difference.is_ok_and(|change| !change.is_zero()))
    }

    /// The cells that cannot be compared, with the reason.
    pub fn incomparable(&self) -> impl Iterator<Item = (&CellComparison, Incomparable)> {
        self.cells
            .iter()
            .filter_map(|cell| Some((cell, cell.difference.err()?)))
    }
}

/// Compares the report `old` with the report `new`; a difference is new minus old.
///
/// Cells of the same identifier are compared across forms. Where one form states that several of
/// its rows hold what one row of the other held, the sum of these rows is compared with it.
pub fn compare(old: &AnnualReport, new: &AnnualReport) -> Comparison {
    Comparison {
        old_form: old.form().map(|form| form.id.clone()),
        new_form: new.form().map(|form| form.id.clone()),
        cells: cells::compare(old.tables.as_ref(), new.tables.as_ref()),
        sections: text::compare(&old.sections, &new.sections),
    }
}
