//! What is counted over some reports.

use crate::Record;
use gongkai_domain::report::CellState;
use gongkai_domain::sum::Running;
use std::collections::BTreeMap;

/// Counts over some reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Reports.
    pub reports: u64,
    /// Those without tables of a statutory form.
    pub without_tables: u64,
    /// Those with tables in which every rule of severity error holds.
    pub reconciled: u64,
    /// Those with tables in which none fails, and one cannot be decided: a number is not known.
    pub undecided: u64,
    /// Cells of their forms.
    pub cells: u64,
    /// Cells that state a number.
    pub stated: u64,
    /// Cells that are blank.
    pub blank: u64,
    /// Cells that are doubtful.
    pub doubtful: u64,
    /// Cells whose row is not in the document.
    pub missing: u64,
    /// The totals in each form: cells of different forms do not add up.
    pub sums: BTreeMap<String, Sum>,
}

/// Totals in one form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// Reports in this form.
    pub reports: u64,
    /// The total of each cell, in the order of the form.
    pub cells: Vec<Running>,
}

impl Group {
    pub(super) fn add(&mut self, record: &Record) {
        self.reports += 1;
        let Some(form) = &record.form else {
            self.without_tables += 1;
            return;
        };
        let fails = record.violated("error").next().is_some();
        let mut findings = record.findings.iter();
        let open = findings.any(|one| one.severity == "error" && one.outcome != "violated");
        self.reconciled += u64::from(!fails && !open);
        self.undecided += u64::from(!fails && open);
        if !self.sums.contains_key(form) {
            self.sums.insert(form.clone(), Sum::default());
        }
        let sum = self.sums.get_mut(form);
        let Some(sum) = sum else { return };
        sum.reports += 1;
        sum.cells.resize(record.cells.len(), Running::default());
        for (running, cell) in sum.cells.iter_mut().zip(&record.cells) {
            let state = cell.content.state();
            running.add(state);
            self.cells += 1;
            match state {
                CellState::Stated(_) => self.stated += 1,
                CellState::Blank => self.blank += 1,
                CellState::Unclear => self.doubtful += 1,
                CellState::Absent => self.missing += 1,
            }
        }
    }

    /// Reports with tables that do not reconcile.
    pub const fn with_errors(&self) -> u64 {
        self.reports - self.without_tables - self.reconciled - self.undecided
    }
}
