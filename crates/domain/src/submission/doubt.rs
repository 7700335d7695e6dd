//! Cells of a document that a person has to look at before anybody counts on them.

use crate::report::{AnnualReport, CellState, Form, Number, Place, Tables};
use crate::rules::{Finding, Outcome, Severity};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A cell that the reader is not sure of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Its identifier.
    pub cell: String,
    /// Why.
    pub why: Doubtful,
    /// What the reader took from the document: a number, other characters, or nothing.
    pub read: String,
    /// Where it stands, in words; empty where it stands nowhere.
    pub place: String,
    /// What a person said of it; none before.
    pub settled: Option<Settled>,
}

/// Why a cell is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubtful {
    /// What stands there is no clear number of this cell.
    Unclear,
    /// The row is not in the document.
    Absent,
    /// The cell says nothing.
    Blank,
    /// Money without a unit.
    NoUnit,
    /// A check that names it fails: misread, or wrong in the document.
    Contradicted,
}

/// What a person said of a cell in doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// What.
    pub said: Said,
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
}

/// What stands in the document for a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "text", rename_all = "snake_case")]
pub enum Said {
    /// What the reader took.
    AsRead,
    /// Another number, in plain digits.
    Number(String),
}

impl Doubtful {
    /// In words.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Unclear => "认不准",
            Self::Absent => "文件里没有这一行",
            Self::Blank => "文件里是空的",
            Self::NoUnit => "没有写单位",
            Self::Contradicted => "和别的数对不上",
        }
    }
}

/// The cells of a document's report that a person has to look at, in the order of the form.
pub fn doubts(report: &AnnualReport, findings: &[Finding]) -> Vec<Doubt> {
    let Some(tables) = &report.tables else {
        return Vec::new();
    };
    let failing = findings.iter().filter(|finding| {
        finding.severity == Severity::Error && finding.outcome == Outcome::Violated
    });
    let contradicted: BTreeSet<&str> = failing
        .flat_map(|finding| finding.cells.iter().map(String::as_str))
        .collect();
    let form: &Form = tables.form();
    let specs = form.cells().iter().enumerate();
    specs
        .filter_map(|(index, spec)| {
            let why = why(
                tables.at(index).state,
                contradicted.contains(spec.id.as_str()),
            )?;
            Some(doubt(tables, index, &spec.id, why))
        })
        .collect()
}

fn why(state: CellState, contradicted: bool) -> Option<Doubtful> {
    match state {
        CellState::Unclear => Some(Doubtful::Unclear),
        CellState::Absent => Some(Doubtful::Absent),
        CellState::Blank => Some(Doubtful::Blank),
        CellState::Stated(Number::Amount(amount)) if amount.worth().is_none() => {
            Some(Doubtful::NoUnit)
        }
        CellState::Stated(_) => contradicted.then_some(Doubtful::Contradicted),
    }
}

fn doubt(tables: &Tables, index: usize, id: &str, why: Doubtful) -> Doubt {
    let cell = tables.at(index);
    let stated = cell.number().map(|number| number.to_string());
    let raw = cell.raw.as_deref().map(str::to_owned);
    Doubt {
        cell: id.to_owned(),
        why,
        read: raw.or(stated).unwrap_or_default(),
        place: cell.place.as_ref().map(place_words).unwrap_or_default(),
        settled: None,
    }
}

/// Where something stands, in words.
fn place_words(place: &Place) -> String {
    match place {
        Place::Text { line, column } => format!("第{line}行第{column}个字"),
        Place::Table { table, row, column } => format!("第{table}张表第{row}行第{column}列"),
        Place::Page { page, area } => {
            format!("第{page}页，距上边{}毫米", area.top * 254 / 7200)
        }
        Place::Sheet { sheet, row, column } => format!("工作表“{sheet}”第{row}行第{column}列"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Amount, Cell, FormBook};
    use crate::rules::inspect;

    fn report(cells: &[(&str, Cell)]) -> AnnualReport {
        let form = FormBook::statutory().unwrap().get("2021").unwrap();
        let mut tables = Tables::absent(form.clone());
        for (index, spec) in form.cells().iter().enumerate() {
            let named = cells.iter().find(|(id, _)| *id == spec.id);
            let zero = Cell::of_count(0);
            tables.set(index, named.map_or(zero, |(_, cell)| cell.clone()));
        }
        AnnualReport {
            tables: Some(tables),
            report_year: Some(2024),
            ..AnnualReport::default()
        }
    }

    fn of(report: &AnnualReport) -> Vec<(String, Doubtful)> {
        let book = FormBook::statutory().unwrap();
        let findings = inspect(report, book, |rule| rule.by_default);
        let all = doubts(report, &findings).into_iter();
        all.map(|one| (one.cell, one.why)).collect()
    }

    #[test]
    fn a_report_that_says_every_number_leaves_no_doubt() {
        assert_eq!(of(&report(&[])), []);
    }

    #[test]
    fn a_cell_that_says_nothing_and_one_that_is_not_there_are_both_looked_at() {
        let cells = [
            ("requests.new.total", Cell::absent()),
            ("proactive.permits.decisions", Cell::blank()),
        ];
        let doubts = of(&report(&cells));
        assert!(doubts.contains(&("requests.new.total".to_owned(), Doubtful::Absent)));
        let blank = doubts.iter().filter(|(_, why)| *why == Doubtful::Blank);
        assert_eq!(
            blank.count(),
            usize::from(
                report(&cells)
                    .form()
                    .unwrap()
                    .cell_index(cells[1].0)
                    .is_some()
            )
        );
    }

    #[test]
    fn money_without_a_unit_is_looked_at_but_for_zero() {
        let bare = |yuan: i64| Cell::stated(Number::Amount(Amount::new(yuan.into(), None)));
        let fees = "proactive.fees.amount";
        assert_eq!(
            of(&report(&[(fees, bare(12))])),
            [(fees.to_owned(), Doubtful::NoUnit)]
        );
        assert_eq!(of(&report(&[(fees, bare(0))])), []);
    }

    #[test]
    fn a_sum_that_does_not_hold_puts_all_its_cells_in_doubt() {
        let doubts = of(&report(&[("requests.new.total", Cell::of_count(3))]));
        assert!(doubts.len() > 1);
        assert!(doubts.iter().all(|(_, why)| *why == Doubtful::Contradicted));
    }
}
