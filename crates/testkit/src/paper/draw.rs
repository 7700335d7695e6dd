//! From a report to paper.

use super::{Item, LineKind, Paper, Sheet, SheetRow, Slot, SlotKind, figure};
use crate::Rng;
use gongkai_domain::report::form::{CellKind, GridCell, GridContent, SectionContent, Table};
use gongkai_domain::report::{AnnualReport, Cell, Form, MoneyUnit, RowSpec, SectionId, Tables};
use jiff::civil::Date;

/// The report on paper, with the liberties that offices take in an undamaged one.
pub(crate) fn draw(rng: &mut Rng, report: &AnnualReport) -> Paper {
    let mut paper = Paper::default();
    let mut line = |kind, text: &str| paper.items.push(Item::Line(kind, text.to_owned()));
    if let Some(number) = &report.document_number {
        line(LineKind::Mark, number);
    }
    if let Some(agency) = report.agency.as_deref().filter(|_| rng.chance(15)) {
        line(LineKind::Mark, agency);
    }
    line(LineKind::Title, report.title.as_deref().unwrap_or_default());
    for paragraph in report.sections.preamble.lines() {
        line(LineKind::Text, paragraph);
    }
    for id in SectionId::ALL {
        section(rng, report, id, &mut paper.items);
    }
    signature(rng, report, &mut paper.items);
    paper
}

fn section(rng: &mut Rng, report: &AnnualReport, id: SectionId, items: &mut Vec<Item>) {
    let form = report.form();
    let head = form.and_then(|form| form.heading(id));
    let found = report.sections.get(id);
    let of_form = head
        .filter(|head| head.content == SectionContent::Table)
        .map(|h| &h.label);
    let Some(heading) = found.map(|section| &section.heading).or(of_form) else {
        return;
    };
    items.push(Item::Line(LineKind::Heading(id), heading.clone()));
    for paragraph in found
        .map(|section| section.text.as_str())
        .unwrap_or_default()
        .lines()
    {
        items.push(Item::Line(LineKind::Text, paragraph.to_owned()));
    }
    let (Some(form), Some(tables)) = (form, &report.tables) else {
        return;
    };
    for (index, table) in form
        .tables
        .iter()
        .enumerate()
        .filter(|(_, t)| t.section == id)
    {
        if !tables.table_is_missing(index) {
            items.push(Item::Sheet(sheet(rng, form, index, table, tables)));
        }
    }
}

/// A table on paper; rows that the report does not have are left out.
fn sheet(rng: &mut Rng, form: &Form, index: usize, table: &Table, tables: &Tables) -> Sheet {
    let there = |row: &RowSpec| !tables.row(row).iter().all(Cell::is_absent);
    let grid = form.grid(table, there);
    let mut pen = Pen {
        unit: head_unit(rng, tables),
        corner: rng.chance(70),
        form,
        tables,
    };
    let mut rows = Vec::new();
    for line in &grid.lines {
        let cells = line.iter().map(|cell| pen.slot(rng, cell)).collect();
        rows.push(SheetRow {
            cells,
            ..SheetRow::default()
        });
    }
    Sheet {
        table: index,
        width: grid.width,
        rows,
    }
}

/// The unit printed in the head of a money column that has none in the form: some offices do.
fn head_unit(rng: &mut Rng, tables: &Tables) -> Option<MoneyUnit> {
    let unit = tables.iter().find_map(|(spec, cell)| match spec.kind {
        CellKind::Amount(None) => cell.amount()?.unit(),
        CellKind::Amount(Some(_)) | CellKind::Count | CellKind::Change => None,
    });
    unit.filter(|_| rng.chance(40))
}

struct Pen<'a> {
    unit: Option<MoneyUnit>,
    corner: bool,
    form: &'a Form,
    tables: &'a Tables,
}

impl Pen<'_> {
    fn slot(&mut self, rng: &mut Rng, cell: &GridCell) -> Slot {
        let (kind, text) = match &cell.content {
            GridContent::Title(text) => (SlotKind::Title, text.clone()),
            GridContent::Head(text) => (SlotKind::Head, self.head(rng, text)),
            GridContent::Label(text) => (SlotKind::Label, text.clone()),
            GridContent::Value(index) => (SlotKind::Value(*index), self.value(rng, *index)),
        };
        let GridCell {
            column,
            rows,
            columns,
            ..
        } = *cell;
        Slot {
            column,
            rows,
            columns,
            kind,
            text,
            gone: false,
        }
    }

    fn value(&self, rng: &mut Rng, index: usize) -> String {
        let Some(spec) = self.form.cells().get(index) else {
            return String::new();
        };
        let of_form = match spec.kind {
            CellKind::Amount(Some(unit)) => Some(unit),
            CellKind::Amount(None) => self.unit,
            CellKind::Count | CellKind::Change => None,
        };
        figure(rng, index, spec, self.tables.at(index), of_form)
    }

    fn head(&self, rng: &mut Rng, text: &str) -> String {
        let columns = self
            .form
            .tables
            .iter()
            .flat_map(|t| &t.blocks)
            .flat_map(|b| &b.columns);
        let bare = columns.filter(|column| column.kind == CellKind::Amount(None));
        let is_bare = bare
            .map(|column| column.label.as_str())
            .any(|label| label == text);
        match self.unit.filter(|_| is_bare) {
            Some(unit) if rng.chance(50) => format!("{text}（{unit}）"),
            Some(unit) => format!("{text}（单位：{unit}）"),
            None if text.starts_with('（') && !self.corner => String::new(),
            None => text.to_owned(),
        }
    }
}

fn signature(rng: &mut Rng, report: &AnnualReport, items: &mut Vec<Item>) {
    let Some(day) = report.issued_on else { return };
    if let Some(agency) = report.agency.as_deref().filter(|_| rng.chance(70)) {
        items.push(Item::Line(LineKind::Mark, agency.to_owned()));
    }
    items.push(Item::Line(LineKind::Mark, printed_day(day)));
}

fn printed_day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
