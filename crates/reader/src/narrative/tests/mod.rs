//! What sentences of a narrative state, in tables: the sentence, and each statement of it as
//! `kind number label (list …)`. `约` behind a number says that it is approximate.

mod disclosure;
mod lists;
mod places;
mod requests;
mod services;
mod traps;

use super::{Passage, statements};
use gongkai_domain::report::statement::ListPart;
use gongkai_domain::report::{Place, SectionId, Statement};

/// A sentence and what it states.
type Case = (&'static str, &'static [&'static str]);

fn read(text: &str) -> Vec<Statement> {
    let place = Place::Text { line: 1, column: 1 };
    statements(&[Passage {
        section: Some(SectionId::One),
        text,
        place,
    }])
}

fn shown(statement: &Statement) -> String {
    let about = if statement.approximate { "约" } else { "" };
    let label = statement
        .label
        .as_ref()
        .map_or(String::new(), |label| format!(" {label}"));
    let list = statement
        .list
        .map_or(String::new(), |part| format!(" ({})", shown_list(part)));
    format!(
        "{} {}{about}{label}{list}",
        statement.kind.name(),
        statement.value
    )
}

fn shown_list(part: ListPart) -> String {
    let complete = if part.complete { "all" } else { "some" };
    let whole = part
        .whole
        .map_or(String::new(), |whole| format!(" of {whole}"));
    format!("list {}: {complete}{whole}", part.number)
}

fn hold(cases: &[Case]) {
    for (text, expected) in cases {
        let found: Vec<_> = read(text).iter().map(shown).collect();
        assert_eq!(found, *expected, "{text}");
    }
}
