//! The paragraphs of a report: composed by the program, or written by a person over what it composed.

use super::fill::fill;
use super::narrative::Narrative;
use super::quantity::Quantities;
use crate::report::{SectionId, Statement};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A paragraph that a person wrote, with its names in braces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
    /// The report from which it was taken and not changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_year: Option<i16>,
}

/// A paragraph of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its name in records.
    pub key: String,
    /// The section; none for what stands before the first.
    pub section: Option<SectionId>,
    /// Its heading; empty for none.
    pub heading: String,
    /// The text with its names in braces.
    pub template: String,
    /// The text as it is read.
    pub text: String,
    /// Names of which nothing is known: left out by the program, or in braces in a person's text.
    pub unknown: Vec<String>,
    /// The numbers in it.
    pub statements: Vec<Statement>,
    /// Who wrote it, if a person did.
    pub written: Option<Written>,
}

impl Paragraph {
    /// Whether names stand in its text for which there is nothing: it cannot be published so.
    pub fn is_open(&self) -> bool {
        self.written.is_some() && !self.unknown.is_empty()
    }
}

/// All paragraphs of a form, those that a person wrote in that person's words. A written name that means
/// nothing any more stands as an unknown one.
pub fn paragraphs(
    narrative: &Narrative,
    written: &BTreeMap<String, Written>,
    quantities: &Quantities,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for spec in &narrative.paragraphs {
        let own = written.get(&spec.key);
        let (composed, left_out) = spec.composed(quantities);
        let template = own.map_or(composed, |own| own.text.clone());
        let filled = fill(&template, spec.section, quantities);
        let (text, statements, unknown) = match filled {
            Ok(filled) => (filled.text, filled.statements, filled.unknown),
            Err(name) => (template.clone(), Vec::new(), vec![name.0]),
        };
        paragraphs.push(Paragraph {
            key: spec.key.clone(),
            section: spec.section,
            heading: spec.heading.clone(),
            template,
            text,
            unknown: if own.is_some() { unknown } else { left_out },
            statements,
            written: own.cloned(),
        });
    }
    paragraphs
}
