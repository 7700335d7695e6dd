//! Numbers that the narrative states, with what they count.

use gongkai_domain::report::{Place, SectionId, Statement};

/// A paragraph of the narrative.
#[derive(Debug, Clone)]
pub(crate) struct Passage<'a> {
    /// The section it stands in; `None` for the preamble.
    pub(crate) section: Option<SectionId>,
    /// Its characters.
    pub(crate) text: &'a str,
    /// Where it begins. For a text, `Place::Text`: a number's column is counted from it.
    pub(crate) place: Place,
}

/// Reads the statements of a report's narrative.
pub(crate) fn statements(_passages: &[Passage<'_>]) -> Vec<Statement> {
    Vec::new()
}
