//! Reports made by hand for tests: every cell as the test says, nothing drawn.

use gongkai_domain::report::form::CellKind;
use gongkai_domain::report::{
    Amount, AnnualReport, Cell, CellState, Form, MoneyUnit, Number, Section, SectionId, Tables,
};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Builds a report cell by cell. A cell that the form does not have is a mistake of the test
/// and panics.
#[derive(Debug, Clone)]
pub struct ReportBuilder {
    report: AnnualReport,
    tables: Tables,
}

impl ReportBuilder {
    /// A report of the form's first year in which every cell is absent.
    pub fn new(form: &Arc<Form>) -> Self {
        let year = Some(form.first_year);
        let report = AnnualReport {
            report_year: year,
            title_year: year,
            ..AnnualReport::default()
        };
        Self {
            report,
            tables: Tables::absent(Arc::clone(form)),
        }
        .agency("砚汀镇人民政府")
    }

    /// Sets every cell to this number; money to the same number in the unit of its head.
    #[must_use]
    pub fn all(mut self, count: i64) -> Self {
        let form = Arc::clone(self.tables.form());
        for (index, spec) in form.cells().iter().enumerate() {
            let number = match spec.kind {
                CellKind::Count | CellKind::Change => Number::Count(count),
                CellKind::Amount(unit) => Number::Amount(Amount::new(Decimal::from(count), unit)),
            };
            self.tables.set(index, Cell::stated(number));
        }
        self
    }

    /// Sets the count of a cell.
    #[must_use]
    pub fn count(self, id: &str, count: i64) -> Self {
        self.cell(id, CellState::Stated(Number::Count(count)))
    }

    /// Sets the counts of a row, from left to right.
    #[must_use]
    pub fn row(mut self, id: &str, counts: &[i64]) -> Self {
        let form = Arc::clone(self.tables.form());
        let Some(row) = form.row(id) else {
            return self.cell(id, CellState::Absent);
        };
        for (cell, count) in row.cells().zip(counts) {
            self.tables.set(cell, Cell::of_count(*count));
        }
        self
    }

    /// Sets the money of a cell: `printed` is a decimal such as `"76.3"`.
    #[must_use]
    pub fn amount(self, id: &str, printed: &str, unit: Option<MoneyUnit>) -> Self {
        let printed = printed.parse().unwrap_or_default();
        self.cell(
            id,
            CellState::Stated(Number::Amount(Amount::new(printed, unit))),
        )
    }

    /// Recomputes every stated total and whatever relations ask for from the other counts, so
    /// that a test need only say what it is about.
    #[must_use]
    pub fn balanced(mut self) -> Self {
        let form = Arc::clone(self.tables.form());
        let stated = |tables: &Tables, index| tables.at(index).count();
        let cells = 0..form.cells().len();
        let mut counts: Vec<i64> = cells
            .clone()
            .map(|index| stated(&self.tables, index).unwrap_or_default())
            .collect();
        crate::report::balance(&form, &mut counts);
        for index in cells {
            if stated(&self.tables, index).is_some() {
                self.tables.set(index, Cell::of_count(counts[index]));
            }
        }
        self
    }

    /// Leaves a cell blank.
    #[must_use]
    pub fn blank(self, id: &str) -> Self {
        self.cell(id, CellState::Blank)
    }

    /// Takes a cell out of the document.
    #[must_use]
    pub fn absent(self, id: &str) -> Self {
        self.cell(id, CellState::Absent)
    }

    /// Sets the state of a cell.
    ///
    /// # Panics
    /// If the form has no such cell.
    #[must_use]
    pub fn cell(mut self, id: &str, state: CellState) -> Self {
        let index = self.tables.form().cell_index(id);
        assert!(
            index.is_some(),
            "form {} has no cell {id}",
            self.tables.form().id
        );
        self.tables.set(
            index.unwrap_or(usize::MAX),
            Cell {
                state,
                ..Cell::blank()
            },
        );
        self
    }

    /// Sets the agency, and the title with it.
    #[must_use]
    pub fn agency(mut self, name: &str) -> Self {
        self.report.agency = Some(name.to_owned());
        self.titled()
    }

    /// Sets the year of the report and of its title.
    #[must_use]
    pub fn year(mut self, year: i16) -> Self {
        self.report.report_year = Some(year);
        self.report.title_year = Some(year);
        self.titled()
    }

    /// Sets the text of a section under the heading of the form.
    #[must_use]
    pub fn section(mut self, id: SectionId, text: &str) -> Self {
        let heading = self
            .tables
            .form()
            .heading(id)
            .map(|heading| heading.label.clone());
        let found = &mut self.report.sections.found;
        found.retain(|section| section.id != id);
        let heading = heading.unwrap_or_default();
        found.push(Section {
            id,
            heading,
            text: text.to_owned(),
            place: None,
        });
        found.sort_by_key(|section| section.id);
        self
    }

    /// The report.
    pub fn build(mut self) -> AnnualReport {
        self.report.tables = Some(self.tables);
        self.report
    }

    fn titled(mut self) -> Self {
        let agency = self.report.agency.clone().unwrap_or_default();
        let year = self.report.title_year.unwrap_or_default();
        self.report.title = Some(format!("{agency}{year}年政府信息公开工作年度报告"));
        self
    }
}
