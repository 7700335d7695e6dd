//! The statutory annual report: a form, its cells, its sections and the numbers its text states.

pub mod amount;
pub mod cell;
pub mod form;
pub mod place;
pub mod section;
pub mod statement;

mod note;

pub use amount::{Amount, MoneyUnit};
pub use cell::{Cell, CellState, Certainty, Number};
pub use form::{CellSpec, Form, FormBook, RowSpec};
pub use note::Note;
pub use place::{Area, Place};
pub use section::{Section, SectionId, Sections};
pub use statement::{Statement, StatementKind};

use jiff::civil::Date;
use std::sync::Arc;

/// One agency's annual report on government information disclosure (政府信息公开工作年度报告).
///
/// Articles 49 and 50 of the Regulations (2019). The report carries the form that its tables are
/// in, which is not always the form that its year calls for: that is a finding.
#[derive(Debug, Clone, Default)]
pub struct AnnualReport {
    /// The agency that reports, as the document names it.
    pub agency: Option<String>,
    /// The calendar year the report speaks about.
    pub report_year: Option<i16>,
    /// The year its title prints, which may be wrong.
    pub title_year: Option<i16>,
    /// The title as printed.
    pub title: Option<String>,
    /// The document number (文号), if one is printed.
    pub document_number: Option<String>,
    /// The day of issue printed below the text.
    pub issued_on: Option<Date>,
    /// The first and the last day of the period that the text says it covers.
    pub period: Option<(Date, Date)>,
    /// The tables, if the document has any of the statutory form.
    pub tables: Option<Tables>,
    /// The text.
    pub sections: Sections,
    /// The numbers that the text states.
    pub statements: Vec<Statement>,
    /// What the reader of a document has to say about its reading.
    pub notes: Vec<Note>,
}

/// The cells of a report, in the order of its form.
#[derive(Debug, Clone)]
pub struct Tables {
    form: Arc<Form>,
    cells: Vec<Cell>,
}

impl Tables {
    /// Tables of `form` in which every cell is absent.
    pub fn absent(form: Arc<Form>) -> Self {
        let cells = vec![Cell::absent(); form.cells().len()];
        Self { form, cells }
    }

    /// The form of the tables.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The cell with this identifier; `None` if the form has no such cell.
    pub fn cell(&self, id: &str) -> Option<&Cell> {
        self.cells.get(self.form.cell_index(id)?)
    }

    /// The cell at this index of the form.
    pub fn at(&self, index: usize) -> &Cell {
        self.cells.get(index).unwrap_or(&cell::ABSENT)
    }

    /// The cell at this index of the form, to be changed; `None` if the form has none.
    pub fn at_mut(&mut self, index: usize) -> Option<&mut Cell> {
        self.cells.get_mut(index)
    }

    /// Replaces the cell at this index of the form; an index beyond the form is ignored.
    pub fn set(&mut self, index: usize, cell: Cell) {
        if let Some(slot) = self.at_mut(index) {
            *slot = cell;
        }
    }

    /// All cells with their place in the form.
    pub fn iter(&self) -> impl Iterator<Item = (&CellSpec, &Cell)> {
        self.form.cells().iter().zip(&self.cells)
    }

    /// The cells of one row.
    pub fn row(&self, row: &RowSpec) -> &[Cell] {
        self.cells.get(row.cells()).unwrap_or_default()
    }

    /// Identifiers of the cells whose rows are not in the document.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.iter()
            .filter(|(_, cell)| cell.is_absent())
            .map(|(spec, _)| spec.id.as_str())
    }

    /// Identifiers of the rows that are not in the document at all.
    pub fn missing_rows(&self) -> impl Iterator<Item = &RowSpec> {
        self.form
            .rows()
            .iter()
            .filter(|row| self.row(row).iter().all(Cell::is_absent))
    }

    /// Whether no row of this table (by its index in the form) is in the document.
    pub fn table_is_missing(&self, table: usize) -> bool {
        self.iter()
            .filter(|(spec, _)| spec.table == table)
            .all(|(_, cell)| cell.is_absent())
    }

    /// Whether no cell of any table is in the document.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_absent)
    }

    /// The whole number stated in the cell with this identifier.
    pub fn count(&self, id: &str) -> Option<i64> {
        self.cell(id)?.count()
    }
}

impl AnnualReport {
    /// The form of the tables, if there are tables.
    pub fn form(&self) -> Option<&Arc<Form>> {
        self.tables.as_ref().map(Tables::form)
    }

    /// Statements of one kind, in the order of the text.
    pub fn stated(&self, kind: StatementKind) -> impl Iterator<Item = &Statement> {
        self.statements
            .iter()
            .filter(move |statement| statement.kind == kind)
    }
}
