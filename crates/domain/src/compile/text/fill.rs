//! Names in braces replaced by what they come to, and the statements that this makes.

use super::narrative::{ParagraphSpec, SentenceSpec};
use super::quantity::{Quantities, Worth};
use crate::report::statement::ListPart;
use crate::report::{SectionId, Statement};
use rust_decimal::prelude::ToPrimitive as _;

/// A text with its names replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// The numbers in it that a reader takes for something.
    pub statements: Vec<Statement>,
    /// The names of which nothing is known; they stand in the text in their braces.
    pub unknown: Vec<String>,
}

/// A name that means nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such name: {0}")]
pub struct UnknownName(pub String);

/// The names in braces in a text, in order.
pub fn names(text: &str) -> Vec<&str> {
    pieces(text)
        .filter_map(|piece| match piece {
            Piece::Name(name) => Some(name),
            Piece::Words(_) => None,
        })
        .collect()
}

enum Piece<'t> {
    Words(&'t str),
    Name(&'t str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let opening = rest.find('{');
        let named = match opening {
            Some(0) => rest.get(1..).and_then(|behind| behind.split_once('}')),
            _ => None,
        };
        if let Some((name, behind)) = named {
            rest = behind;
            return Some(Piece::Name(name));
        }
        // A brace that nothing closes is a brace.
        let from = usize::from(opening == Some(0));
        let next = rest.get(from..).and_then(|behind| behind.find('{'));
        let end = next.map_or(rest.len(), |at| at.saturating_add(from));
        let (words, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = behind;
        Some(Piece::Words(words))
    })
}

/// Replaces the names in a text that stands in a section.
pub fn fill(
    text: &str,
    section: Option<SectionId>,
    quantities: &Quantities,
) -> Result<Filled, UnknownName> {
    let mut filled = Filled::default();
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => filled.text.push_str(words),
            Piece::Name(name) => {
                let known = quantities.get(name);
                let (worth, kind) = known.ok_or_else(|| UnknownName(name.to_owned()))?;
                let stated = filled.put(name, worth);
                if let Some(kind) = kind {
                    let of = |(label, value): (Option<String>, i64)| Statement {
                        kind: *kind,
                        value,
                        label,
                        raw: value.to_string(),
                        place: None,
                        section,
                        approximate: false,
                        list: None::<ListPart>,
                    };
                    filled.statements.extend(stated.into_iter().map(of));
                }
            }
        }
    }
    Ok(filled)
}

impl Filled {
    /// Writes what a name comes to, and gives the numbers with their labels.
    fn put(&mut self, name: &str, worth: &Worth) -> Vec<(Option<String>, i64)> {
        match worth {
            Worth::Number(number) => {
                self.text.push_str(&number.to_string());
                let whole = number.is_integer().then(|| number.to_i64()).flatten();
                whole.map(|whole| (None, whole)).into_iter().collect()
            }
            Worth::Parts(parts, measure) => {
                let said: Vec<String> = parts
                    .iter()
                    .map(|(label, count)| format!("{label}{count}{measure}"))
                    .collect();
                self.text.push_str(&said.join("，"));
                let stated = parts.iter().filter_map(|(label, count)| {
                    Some((Some(label.clone()), i64::try_from(*count).ok()?))
                });
                stated.collect()
            }
            Worth::Words(words) => {
                self.text.push_str(words);
                Vec::new()
            }
            Worth::Unknown => {
                self.text.extend(["{", name, "}"]);
                self.unknown.push(name.to_owned());
                Vec::new()
            }
        }
    }
}

impl ParagraphSpec {
    /// The paragraph as the program composes it, with its names still in braces: sentences of which
    /// something is not known are left out, and named.
    pub fn composed(&self, quantities: &Quantities) -> (String, Vec<String>) {
        let mut text = String::new();
        let mut unknown = Vec::new();
        for sentence in &self.sentences {
            match sentence.chosen(quantities) {
                Ok(chosen) => text.push_str(chosen),
                Err(name) => unknown.push(name),
            }
        }
        (text, unknown)
    }
}

impl SentenceSpec {
    fn chosen(&self, quantities: &Quantities) -> Result<&str, String> {
        let of = |name: &str| quantities.get(name).map(|(worth, _)| worth);
        let named = names(&self.text);
        let lacks = |name: &&&str| matches!(of(name), None | Some(Worth::Unknown));
        if let Some(name) = named.iter().find(lacks) {
            return Err((*name).to_owned());
        }
        let counts = named.iter().filter(|name| **name != "年份");
        let mut numbers = counts.filter_map(|name| match of(name) {
            Some(Worth::Number(number)) => Some(number.is_zero()),
            _ => None,
        });
        let zero = numbers.next().unwrap_or(false);
        Ok(self.none.as_deref().filter(|_| zero).unwrap_or(&self.text))
    }
}
