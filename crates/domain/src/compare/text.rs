//! The text of two reports, paragraph by paragraph.

use crate::report::{Section, SectionId, Sections};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A section of two reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionComparison {
    /// Which section; `None` for what stands before the first.
    pub section: Option<SectionId>,
    /// Its paragraphs in reading order.
    pub paragraphs: Vec<ParagraphChange>,
}

/// What became of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParagraphChange {
    /// It stands in both.
    Unchanged(String),
    /// Another stands in its place.
    Changed {
        /// In the older report.
        old: String,
        /// In the newer report.
        new: String,
    },
    /// It stands in the newer report only.
    Added(String),
    /// It stands in the older report only.
    Removed(String),
}

/// The preamble and the sections in which either report says something.
pub(super) fn compare(old: &Sections, new: &Sections) -> Vec<SectionComparison> {
    let sections = SectionId::ALL.into_iter().map(|id| {
        let text = |sections| paragraphs(Sections::get(sections, id));
        (Some(id), text(old), text(new))
    });
    let preamble = (
        None,
        lines(&old.preamble).collect(),
        lines(&new.preamble).collect(),
    );
    let all = std::iter::once(preamble).chain(sections);
    all.filter(|(_, old, new): &(_, Vec<_>, Vec<_>)| !old.is_empty() || !new.is_empty())
        .map(|(section, old, new)| SectionComparison {
            section,
            paragraphs: changes(&old, &new),
        })
        .collect()
}

fn paragraphs(section: Option<&Section>) -> Vec<&str> {
    section.into_iter().flat_map(Section::paragraphs).collect()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn changes(old: &[&str], new: &[&str]) -> Vec<ParagraphChange> {
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    operations
        .iter()
        .flat_map(|operation| change(operation, old, new))
        .collect()
}

fn change(operation: &DiffOp, old: &[&str], new: &[&str]) -> Vec<ParagraphChange> {
    let old = old.get(operation.old_range()).unwrap_or_default();
    let new = new.get(operation.new_range()).unwrap_or_default();
    match operation {
        DiffOp::Equal { .. } => new
            .iter()
            .map(|text| ParagraphChange::Unchanged((*text).to_owned()))
            .collect(),
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
            let count = old.len().max(new.len());
            (0..count)
                .filter_map(|at| replaced(old.get(at), new.get(at)))
                .collect()
        }
    }
}

/// Paragraphs that took each other's place are set side by side in their order; what is left
/// over on one side was removed or added.
fn replaced(old: Option<&&str>, new: Option<&&str>) -> Option<ParagraphChange> {
    let text = |paragraph: &&str| (*paragraph).to_owned();
    match (old.map(text), new.map(text)) {
        (Some(old), Some(new)) => Some(ParagraphChange::Changed { old, new }),
        (Some(old), None) => Some(ParagraphChange::Removed(old)),
        (None, Some(new)) => Some(ParagraphChange::Added(new)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::ParagraphChange::{Added, Changed, Removed, Unchanged};
    use super::*;

    #[test]
    fn a_paragraph_is_unchanged_changed_added_or_removed() {
        let found = changes(&["甲", "乙", "丙", "丁"], &["甲", "乙二", "丙", "戊", "己"]);
        let text = String::from;
        let expected = [
            Unchanged(text("甲")),
            Changed {
                old: text("乙"),
                new: text("乙二"),
            },
            Unchanged(text("丙")),
            Changed {
                old: text("丁"),
                new: text("戊"),
            },
            Added(text("己")),
        ];
        assert_eq!(found, expected);
        assert_eq!(changes(&["甲"], &[]), [Removed(text("甲"))]);
    }

    #[test]
    fn a_section_that_only_one_report_has_is_compared_with_nothing() {
        let section = |text: &str| Section {
            id: SectionId::Six,
            heading: String::new(),
            text: text.to_owned(),
            place: None,
        };
        let new = Sections {
            preamble: String::new(),
            found: vec![section("无。")],
        };
        let found = compare(&Sections::default(), &new);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].section, Some(SectionId::Six));
        assert_eq!(found[0].paragraphs, [Added(String::from("无。"))]);
    }
}
