//! What the cells of the forms are called.

use gongkai_domain::report::form::{CellKind, without_numeral};
use gongkai_domain::report::{CellSpec, Form, FormBook, RowSpec};

/// The cells of every form, and those of all forms together.
#[derive(Debug, Clone)]
pub(super) struct Names {
    forms: Vec<FormNames>,
    /// Every cell once, in the order of the newest form, then what only older forms have.
    pub(super) all: Vec<AnyForm>,
}

#[derive(Debug, Clone)]
struct FormNames {
    id: String,
    cells: Vec<CellName>,
    /// For each of [`Names::all`] the index of the cell in this form.
    places: Vec<Option<usize>>,
}

/// What one cell of one form is called.
#[derive(Debug, Clone)]
pub(super) struct CellName {
    /// `row.column`.
    pub(super) id: String,
    /// Identifier of the table.
    pub(super) table: String,
    /// Identifier of the row.
    pub(super) row: String,
    /// Identifier of the column.
    pub(super) column: String,
    /// Section, row and column as the form prints them.
    pub(super) label: String,
    /// Whether it holds money.
    pub(super) money: bool,
}

/// A cell of one form or several.
#[derive(Debug, Clone)]
pub(super) struct AnyForm {
    /// Its name in the newest form that has it.
    pub(super) name: CellName,
    /// The forms that have it, oldest first.
    pub(super) forms: Vec<String>,
}

impl Names {
    pub(super) fn new(book: &FormBook) -> Self {
        let mut forms: Vec<FormNames> = book.forms().iter().map(|form| of_form(form)).collect();
        let all = all(&forms);
        for form in &mut forms {
            form.places = all.iter().map(|any| form.place(&any.name.id)).collect();
        }
        Self { forms, all }
    }

    /// The cells of a form in its order; none if the form is not known.
    pub(super) fn of(&self, form: Option<&str>) -> &[CellName] {
        self.form(form).map_or(&[], |form| form.cells.as_slice())
    }

    /// For each of [`Names::all`] the index of that cell in a form.
    pub(super) fn places(&self, form: Option<&str>) -> &[Option<usize>] {
        self.form(form).map_or(&[], |form| form.places.as_slice())
    }

    fn form(&self, id: Option<&str>) -> Option<&FormNames> {
        self.forms.iter().find(|form| Some(form.id.as_str()) == id)
    }
}

impl FormNames {
    fn place(&self, id: &str) -> Option<usize> {
        self.cells.iter().position(|cell| cell.id == id)
    }
}

fn all(forms: &[FormNames]) -> Vec<AnyForm> {
    let mut all: Vec<AnyForm> = Vec::new();
    for form in forms.iter().rev() {
        for cell in &form.cells {
            match all.iter_mut().find(|any| any.name.id == cell.id) {
                Some(known) => known.forms.insert(0, form.id.clone()),
                None => all.push(AnyForm {
                    name: cell.clone(),
                    forms: vec![form.id.clone()],
                }),
            }
        }
    }
    all
}

fn of_form(form: &Form) -> FormNames {
    let cells = form.cells().iter().map(|spec| of_cell(form, spec));
    FormNames {
        id: form.id.clone(),
        cells: cells.collect(),
        places: Vec::new(),
    }
}

fn of_cell(form: &Form, spec: &CellSpec) -> CellName {
    let table = form.tables.get(spec.table);
    let row = form.rows().get(spec.row);
    let column = form.column_of(spec);
    let heading = table.and_then(|table| form.heading(table.section));
    let mut label: Vec<&str> = Vec::new();
    label.extend(heading.map(|heading| without_numeral(&heading.label)));
    let full = row.map(RowSpec::full_label).unwrap_or_default();
    label.push(&full);
    if let Some(column) = column {
        label.extend(column.path.iter().map(String::as_str));
        label.push(&column.label);
    }
    CellName {
        id: spec.id.clone(),
        table: table.map(|table| table.id.clone()).unwrap_or_default(),
        row: row.map(|row| row.id.clone()).unwrap_or_default(),
        column: column.map(|column| column.id.clone()).unwrap_or_default(),
        label: label.join("／"),
        money: matches!(spec.kind, CellKind::Amount(_)),
    }
}
