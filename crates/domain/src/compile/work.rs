//! What people add to the compiled report of a year, and what it was when its period was locked.

use super::text::{Paragraph, Written};
use super::typed::{TypedCell, typed_number};
use crate::calendar::days_of_year;
use crate::identity::{AgencyId, InformationId};
use crate::report::form::CellKind;
use crate::report::{
    AnnualReport, Cell, CellState, Form, Section, SectionId, Sections, Statement, Tables,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The work on a year's report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Whose.
    pub agency: AgencyId,
    /// Of which year.
    pub year: i16,
    /// Numbers that people typed, by cell.
    pub typed: BTreeMap<String, TypedCell>,
    /// Paragraphs that people wrote, by key.
    pub written: BTreeMap<String, Written>,
    /// The report as it was when its period was locked; none before.
    pub frozen: Option<Frozen>,
    /// What was changed since, the earliest first.
    pub amendments: Vec<Amendment>,
    /// The item of information with which it is published; none before.
    pub item: Option<InformationId>,
    /// How often it was saved before.
    pub revision: u64,
}

/// A report whose period is locked: later records change it by an amendment only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Who locked it.
    pub by: String,
    /// When.
    pub on: Date,
    /// The form.
    pub form: String,
    /// The agency's name.
    pub agency: String,
    /// Its cells.
    pub cells: BTreeMap<String, FrozenCell>,
    /// Its paragraphs.
    pub texts: Vec<FrozenText>,
}

/// A cell as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrozenCell {
    /// It stated a number.
    Stated(String),
    /// It said nothing.
    Blank,
    /// What it counted could not be added up.
    Unclear,
}

/// A paragraph as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenText {
    /// Its key.
    pub key: String,
    /// The section's identifier; empty before the first.
    pub section: String,
    /// Its heading.
    pub heading: String,
    /// Its text.
    pub text: String,
}

/// A change of a locked report, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// When.
    pub on: Date,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Cells with what they said before and say now; empty for nothing.
    pub cells: Vec<(String, String, String)>,
    /// Keys of the paragraphs that were changed.
    pub texts: Vec<String>,
}

impl Work {
    /// Nothing yet.
    pub const fn new(agency: AgencyId, year: i16) -> Self {
        Self {
            agency,
            year,
            typed: BTreeMap::new(),
            written: BTreeMap::new(),
            frozen: None,
            amendments: Vec::new(),
            item: None,
            revision: 0,
        }
    }
}

impl Frozen {
    /// A report as it is now.
    pub fn of(
        agency: &str,
        tables: &Tables,
        paragraphs: &[Paragraph],
        (by, on): (&str, Date),
    ) -> Self {
        let cells = tables.iter();
        Self {
            by: by.to_owned(),
            on,
            form: tables.form().id.clone(),
            agency: agency.to_owned(),
            cells: cells
                .map(|(spec, cell)| (spec.id.clone(), FrozenCell::of(cell)))
                .collect(),
            texts: FrozenText::all(paragraphs),
        }
    }

    /// Its tables, in its form.
    pub fn tables(&self, form: &Arc<Form>) -> Tables {
        let mut tables = Tables::absent(Arc::clone(form));
        for (index, spec) in form.cells().iter().enumerate() {
            if let Some(cell) = self.cells.get(&spec.id) {
                tables.set(index, cell.cell(spec.kind));
            }
        }
        tables
    }

    /// The report as it was locked, in its form. The numbers in its text are not kept.
    pub fn report(&self, form: &Arc<Form>, year: i16) -> AnnualReport {
        let tables = self.tables(form);
        assembled(&self.agency, year, tables, &self.texts, Vec::new())
    }

    /// What differs from it: cells with what they say here and there, and keys of paragraphs.
    pub fn differences(&self, now: &Self) -> (Vec<(String, String, String)>, Vec<String>) {
        let cells = now.cells.iter().filter_map(|(id, cell)| {
            let before = self.cells.get(id);
            (before != Some(cell)).then(|| {
                let said = before.map_or("", FrozenCell::said);
                (id.clone(), said.to_owned(), cell.said().to_owned())
            })
        });
        let texts = now.texts.iter().filter(|text| !self.texts.contains(text));
        (
            cells.collect(),
            texts.map(|text| text.key.clone()).collect(),
        )
    }
}

impl FrozenCell {
    fn of(cell: &Cell) -> Self {
        match cell.state {
            CellState::Stated(number) => Self::Stated(number.to_string()),
            CellState::Unclear => Self::Unclear,
            CellState::Blank | CellState::Absent => Self::Blank,
        }
    }

    fn cell(&self, kind: CellKind) -> Cell {
        match self {
            Self::Stated(text) => {
                let number = typed_number(text, kind).ok().flatten();
                number.map_or_else(Cell::blank, Cell::stated)
            }
            Self::Blank => Cell::blank(),
            Self::Unclear => Cell {
                state: CellState::Unclear,
                ..Cell::blank()
            },
        }
    }

    /// What it said; empty for nothing.
    pub fn said(&self) -> &str {
        match self {
            Self::Stated(text) => text,
            Self::Blank | Self::Unclear => "",
        }
    }
}

impl FrozenText {
    /// Paragraphs as they are read, in order.
    pub fn all(paragraphs: &[Paragraph]) -> Vec<Self> {
        paragraphs.iter().map(Self::of).collect()
    }

    fn of(paragraph: &Paragraph) -> Self {
        Self {
            key: paragraph.key.clone(),
            section: paragraph.section.map_or("", SectionId::name).to_owned(),
            heading: paragraph.heading.clone(),
            text: paragraph.text.clone(),
        }
    }
}

/// The statutory report made of tables and paragraphs: title, sections with the headings of the form, and
/// the numbers that the text states.
pub fn assembled(
    agency: &str,
    year: i16,
    tables: Tables,
    texts: &[FrozenText],
    statements: Vec<Statement>,
) -> AnnualReport {
    let form = Arc::clone(tables.form());
    let section = |id: SectionId| Section {
        id,
        heading: form
            .heading(id)
            .map_or_else(String::new, |heading| heading.label.clone()),
        text: text_of(texts, id.name()),
        place: None,
    };
    AnnualReport {
        agency: Some(agency.to_owned()),
        report_year: Some(year),
        title_year: Some(year),
        title: Some(format!("{agency}{year}年政府信息公开工作年度报告")),
        period: days_of_year(year),
        sections: Sections {
            preamble: text_of(texts, ""),
            found: SectionId::ALL.into_iter().map(section).collect(),
        },
        tables: Some(tables),
        statements,
        ..AnnualReport::default()
    }
}

/// The paragraphs of a section, one a line, each behind its heading.
fn text_of(texts: &[FrozenText], section: &str) -> String {
    let of = texts.iter().filter(|text| text.section == section);
    let said = of.filter(|text| !text.text.trim().is_empty());
    let lines = said.map(|text| {
        if text.heading.is_empty() {
            text.text.clone()
        } else {
            format!("{}。{}", text.heading, text.text)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
