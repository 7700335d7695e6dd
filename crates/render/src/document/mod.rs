//! What is printed and in which order: the one model that every format writes.

mod gaps;
mod printed;
mod table;
mod wording;

pub use gaps::gaps;
pub(crate) use printed::Printed;
pub(crate) use table::{Placed, Role, Table};
pub(crate) use wording::line;

use crate::RenderError;
use gongkai_domain::report::{AnnualReport, FormBook, SectionId, Tables};

/// A report as it is printed. All texts are single lines of characters that XML can hold.
#[derive(Debug)]
pub(crate) struct Document {
    /// The title.
    pub(crate) title: String,
    /// The document number (文号), below the title.
    pub(crate) number: Option<String>,
    /// The paragraphs before the first section.
    pub(crate) preamble: Vec<Paragraph>,
    /// The sections in statutory order.
    pub(crate) sections: Vec<Part>,
    /// The agency and the day of issue, below the text.
    pub(crate) signature: Vec<String>,
}

/// A section as it is printed.
#[derive(Debug)]
pub(crate) struct Part {
    /// Which one it is.
    pub(crate) id: SectionId,
    /// Its heading.
    pub(crate) heading: String,
    /// Its text.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// Its tables, behind the text.
    pub(crate) tables: Vec<Table>,
}

/// A paragraph; `lead` and `rest` together are its text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The heading of the second level, （一）…, that opens it or is all of it.
    pub(crate) lead: String,
    /// The text behind the heading.
    pub(crate) rest: String,
}

impl Paragraph {
    /// All its text.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.lead, self.rest)
    }
}

impl Document {
    /// What is printed of a report.
    pub(crate) fn of(report: &AnnualReport) -> Result<Self, RenderError> {
        let preamble = wording::paragraphs(&report.sections.preamble);
        let mut sections = Vec::new();
        for id in SectionId::ALL {
            let tables = tables(report.tables.as_ref(), id)?;
            if report.sections.get(id).is_some() || !tables.is_empty() {
                sections.push(part(report, id, tables));
            }
        }
        Ok(Self {
            title: wording::title(report),
            number: wording::number(report, &preamble),
            signature: wording::signature(report, &preamble, &sections),
            preamble,
            sections,
        })
    }
}

fn part(report: &AnnualReport, id: SectionId, tables: Vec<Table>) -> Part {
    let heading = report
        .sections
        .get(id)
        .map(|section| line(&section.heading))
        .filter(|heading| !heading.is_empty())
        .or_else(|| statutory_heading(report, id))
        .unwrap_or_else(|| format!("{}、", id.numeral()));
    Part {
        id,
        heading,
        paragraphs: wording::paragraphs(report.sections.text(id)),
        tables,
    }
}

/// The heading that the report's form prints, or the newest form for a report without tables.
fn statutory_heading(report: &AnnualReport, id: SectionId) -> Option<String> {
    let newest = || FormBook::statutory().ok()?.forms().last();
    let form = report.form().or_else(newest)?;
    form.heading(id).map(|heading| heading.label.clone())
}

/// The tables of a section that have rows.
fn tables(tables: Option<&Tables>, id: SectionId) -> Result<Vec<Table>, RenderError> {
    let Some(tables) = tables else {
        return Ok(Vec::new());
    };
    tables
        .form()
        .tables
        .iter()
        .filter(|spec| spec.section == id)
        .map(|spec| Table::of(tables, spec))
        .filter(|table| table.as_ref().map_or(true, |table| !table.lines.is_empty()))
        .collect()
}
