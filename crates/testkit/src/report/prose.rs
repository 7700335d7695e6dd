//! Text and the numbers stated in it, written side by side so that they cannot differ.

use gongkai_domain::report::statement::ListPart;
use gongkai_domain::report::{SectionId, Statement, StatementKind};

/// The text of a section while it is written.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub(super) text: String,
    pub(super) statements: Vec<Statement>,
    section: Option<SectionId>,
    lists: u32,
}

impl Prose {
    /// Text of this section, without a statement yet.
    pub(super) fn of(section: SectionId) -> Self {
        Self {
            section: Some(section),
            ..Self::default()
        }
    }

    /// Goes on with words that state no number.
    pub(super) fn say(&mut self, words: &str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self) -> &mut Self {
        self.text.push('\n');
        self
    }

    /// Goes on with words that state a number; gives the index of the statement.
    pub(super) fn state(&mut self, kind: StatementKind, value: i64, words: String) -> usize {
        self.push(kind, value, words, None, None)
    }

    /// Goes on with an enumeration whose parts make up the number stated last.
    pub(super) fn list(
        &mut self,
        kind: StatementKind,
        whole: usize,
        parts: &[(&str, i64)],
    ) -> &mut Self {
        self.say("，其中");
        let part = ListPart {
            number: self.lists,
            complete: true,
            whole: Some(whole),
        };
        for (at, (label, value)) in parts.iter().enumerate() {
            self.say(if at == 0 { "" } else { "，" });
            let words = format!("{label}{value}条");
            self.push(kind, *value, words, Some((*label).to_owned()), Some(part));
        }
        self.lists += 1;
        self
    }

    fn push(
        &mut self,
        kind: StatementKind,
        value: i64,
        raw: String,
        label: Option<String>,
        list: Option<ListPart>,
    ) -> usize {
        self.text.push_str(&raw);
        let section = self.section;
        let approximate = false;
        let place = None;
        self.statements.push(Statement {
            kind,
            value,
            label,
            raw,
            place,
            section,
            approximate,
            list,
        });
        self.statements.len() - 1
    }
}
