//! Invented reports with known truth, for generators of documents in other formats:
//! `papers COUNT SEED` prints one JSON object a line.
//!
//! `report` is the exchange shape, `parts` the paper it makes (lines of text and grids with
//! spans), `truth` the cells of those grids (null: blank; not named: not in the document), and
//! `text` the same report in one of the layouts of text files, with the truth of that text.
#![expect(clippy::print_stdout, reason = "the reports are its output")]

use gongkai_domain::report::form::{CellKind, GridCell, GridContent, Table};
use gongkai_domain::report::{
    Amount, AnnualReport, Cell, CellSpec, Form, FormBook, Number, RowSpec, SectionId,
};
use gongkai_exchange::{Exchange, Lang, Source};
use gongkai_testkit::{CellTruth, Damage, Layout, Rng, Truth, damaged, report};
use serde_json::{Map, Value, json};
use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;

/// What happens to the texts: what leaves nearly every figure provable.
const LIGHT: [Damage; 10] = [
    Damage::BlankCells,
    Damage::WordedChanges,
    Damage::Thousands,
    Damage::Units,
    Damage::StrayBlanks,
    Damage::HalfWidth,
    Damage::LostNumerals,
    Damage::SplitLabels,
    Damage::SentenceBeforeTable,
    Damage::PageBreaks,
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |default| arguments.next().map_or(Ok(default), |word| word.parse());
    let (count, seed) = (next(10)?, next(1)?);
    let forms = FormBook::statutory()?.forms();
    let mut rng = Rng::new(seed);
    for number in 0..usize::try_from(count)? {
        let Some(form) = forms.get(number % forms.len()) else {
            return Err("no form".into());
        };
        println!("{}", paper(&mut rng, form, number)?);
    }
    Ok(())
}

/// All there is to know of one report.
fn paper(rng: &mut Rng, form: &Arc<Form>, number: usize) -> serde_json::Result<Value> {
    let mut report = report(rng, form);
    let text = text(rng, &report, number);
    lengthen(rng, form, &mut report);
    let kind = leave_out(rng, form, &mut report);
    let truth = report.tables.as_ref().map(Truth::of);
    let exchange = serde_json::to_value(Exchange {
        report: &report,
        source: &Source::default(),
        findings: &[],
        lang: Lang::Zh,
    })?;
    Ok(json!({
        "form": form.id,
        "kind": kind,
        "report": exchange,
        "parts": parts(form, &report),
        "truth": truth.as_ref().map(cells),
        "text": text,
    }))
}

/// The report as a text file.
fn text(rng: &mut Rng, report: &AnnualReport, number: usize) -> Value {
    let layout = Layout::ALL[number % Layout::ALL.len()];
    let count = rng.below(3);
    let chosen = rng.sample(LIGHT.len(), count);
    let damages: Vec<Damage> = chosen.into_iter().map(|at| LIGHT[at]).collect();
    let sample = damaged(report, layout, &damages, rng);
    json!({ "layout": layout.name(), "text": sample.text, "truth": cells(&sample.truth) })
}

/// The truth of cells: a number that must be read, null for a blank, a list of what may be read.
fn cells(truth: &Truth) -> Value {
    let cell = |truth| match truth {
        CellTruth::MustRead(number) => Some(value(number)),
        CellTruth::MayRead(number) => Some(json!([value(number)])),
        CellTruth::Either(one, other) => Some(json!([value(one), value(other)])),
        CellTruth::Blank => Some(Value::Null),
        CellTruth::Nothing => Some(json!([])),
        CellTruth::Absent => None,
    };
    let all = truth.iter();
    let known: Map<String, Value> = all
        .filter_map(|(id, truth)| Some((id.to_owned(), cell(truth)?)))
        .collect();
    known.into()
}

/// A number as `gongkai report read` writes it.
fn value(number: Number) -> Value {
    match number {
        Number::Count(count) => count.into(),
        Number::Amount(amount) => {
            let value = amount.yuan().unwrap_or(amount.printed());
            value.normalize().to_string().into()
        }
    }
}

/// Paragraphs before the tables, so that pages end in any row of them.
fn lengthen(rng: &mut Rng, form: &Arc<Form>, into: &mut AnnualReport) {
    for _ in 0..rng.below(7) {
        let other = report(rng, form);
        let more = other.sections.get(SectionId::Five);
        let more = more.and_then(|section| section.text.lines().last().map(str::to_owned));
        let one = into.sections.found.iter_mut();
        let mut one = one.filter(|section| section.id == SectionId::One);
        if let (Some(section), Some(more)) = (one.next(), more) {
            let _ = writeln!(section.text, "{more}");
        }
    }
}

/// In some reports cells are blank, in a few of them rows or a table are missing.
fn leave_out(rng: &mut Rng, form: &Form, report: &mut AnnualReport) -> &'static str {
    let Some(tables) = report.tables.as_mut() else {
        return "empty";
    };
    match rng.below(20) {
        0..=5 => {
            for _ in 0..=rng.below(12) {
                tables.set(rng.below(form.cells().len()), Cell::blank());
            }
            "blanks"
        }
        6 => {
            let row = &form.rows()[rng.below(form.rows().len())];
            row.cells().for_each(|cell| tables.set(cell, Cell::blank()));
            "blank row"
        }
        7 | 8 => {
            for _ in 0..=rng.below(3) {
                let row = &form.rows()[rng.below(form.rows().len())];
                row.cells()
                    .for_each(|cell| tables.set(cell, Cell::absent()));
            }
            "missing rows"
        }
        9 => {
            let table = &form.tables[rng.below(form.tables.len())];
            let rows = table.blocks.iter().flat_map(|block| block.rows.clone());
            let cells = rows
                .filter_map(|row| form.rows().get(row))
                .flat_map(RowSpec::cells);
            cells.for_each(|cell| tables.set(cell, Cell::absent()));
            "missing table"
        }
        _ => "whole",
    }
}

/// The lines and tables of the document, in their order.
fn parts(form: &Form, report: &AnnualReport) -> Vec<Value> {
    let mut parts = Vec::new();
    let mut line = |kind: &str, text: &str| parts.push(json!({ "line": kind, "text": text }));
    if let Some(number) = &report.document_number {
        line("mark", number);
    }
    line("title", report.title.as_deref().unwrap_or_default());
    for text in report.sections.preamble.lines() {
        line("text", text);
    }
    for section in &report.sections.found {
        let heading = json!({ "line": "heading", "text": section.heading });
        parts.push(heading);
        let lines = section.text.lines();
        parts.extend(lines.map(|text| json!({ "line": "text", "text": text })));
        let tables = form
            .tables
            .iter()
            .filter(|table| table.section == section.id);
        parts.extend(tables.filter_map(|table| grid(form, table, report)));
    }
    for text in report
        .issued_on
        .iter()
        .map(|day| day.strftime("%Y年%-m月%-d日").to_string())
    {
        parts.push(json!({ "line": "mark", "text": text }));
    }
    parts
}

/// A table with the rows that the report has; `None` if it has none of them.
fn grid(form: &Form, table: &Table, report: &AnnualReport) -> Option<Value> {
    let tables = report.tables.as_ref()?;
    let index = form
        .tables
        .iter()
        .position(|other| std::ptr::eq(other, table))?;
    if tables.table_is_missing(index) {
        return None;
    }
    let there = |row: &_| !tables.row(row).iter().all(Cell::is_absent);
    let grid = form.grid(table, there);
    let cell = |cell: &GridCell| {
        let (kind, text, id, spec) = match &cell.content {
            GridContent::Title(text) => ("title", text.clone(), None, None),
            GridContent::Head(text) => ("head", text.clone(), None, None),
            GridContent::Label(text) => ("label", text.clone(), None, None),
            GridContent::Value(index) => {
                let spec = form.cells().get(*index);
                let text = spec.map(|spec| printed(spec, tables.at(*index)));
                (
                    "value",
                    text.unwrap_or_default(),
                    spec.map(|spec| &spec.id),
                    spec,
                )
            }
        };
        json!({
            "column": cell.column, "rows": cell.rows, "columns": cell.columns,
            "kind": kind, "text": text, "id": id,
            "change": spec.is_some_and(|spec| spec.kind == CellKind::Change),
        })
    };
    let rows: Vec<Vec<Value>> = grid
        .lines
        .iter()
        .map(|line| line.iter().map(cell).collect())
        .collect();
    Some(json!({ "width": grid.width, "rows": rows }))
}

/// The figure of a cell; nothing where it is blank.
fn printed(spec: &CellSpec, cell: &Cell) -> String {
    let of_head = match spec.kind {
        CellKind::Amount(unit) => unit,
        CellKind::Count | CellKind::Change => None,
    };
    let money = |amount: Amount| match amount.unit() {
        Some(unit) if Some(unit) != of_head => format!("{}{unit}", amount.printed()),
        _ => amount.printed().to_string(),
    };
    match cell.number() {
        Some(Number::Count(count)) => count.to_string(),
        Some(Number::Amount(amount)) => money(amount),
        None => String::new(),
    }
}
