//! Numbers that the narrative states, with what they count.
//!
//! The text is joined ([`flow`]), cut into sentences and words ([`sentence`], [`lexicon`],
//! [`number`]); every number is looked at in its clause ([`mention`], [`scope`], [`request`],
//! [`service`], [`disclosure`]); enumerations are put together ([`reading`], [`arrange`],
//! [`parts`], [`enumeration`], [`draft`]).
//! A number that may count two things is left out.

mod absence;
mod arrange;
mod disclosure;
mod draft;
mod enumeration;
mod flow;
mod label;
mod lexicon;
mod mention;
mod number;
mod parts;
mod reading;
mod request;
mod scope;
mod sentence;
mod service;
mod vocabulary;
mod word;

#[cfg(test)]
mod tests;

use flow::Flow;
use gongkai_domain::report::{Place, SectionId, Statement, StatementKind};
use reading::Reading;
use scope::Scope;
use word::Token;

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

/// Bytes of a narrative that are read: the longest published have a tenth of it.
const LONGEST_NARRATIVE: usize = 1 << 20;

/// Reads the statements of a report's narrative.
pub(crate) fn statements(passages: &[Passage<'_>]) -> Vec<Statement> {
    let flow = Flow::of(within(passages, LONGEST_NARRATIVE));
    Reading::of(&flow).statements()
}

/// The first passages, as many as have no more bytes than this together.
fn within<'p, 'a>(passages: &'p [Passage<'a>], mut bytes: usize) -> &'p [Passage<'a>] {
    let fits = |passage: &&Passage<'_>| {
        let left = bytes.checked_sub(passage.text.len());
        bytes = left.unwrap_or(0);
        left.is_some()
    };
    let count = passages.iter().take_while(fits).count();
    passages.get(..count).unwrap_or_default()
}

/// What is known of the text around a sentence.
#[derive(Debug, Clone, Copy)]
struct Context<'a> {
    /// The whole flow.
    text: &'a str,
    /// The report's year and the sentence's beginning.
    scope: Scope,
    /// The byte behind the sentence.
    end: usize,
    /// Whether the heading above speaks of requests.
    requests_topic: bool,
    /// Whether requests received have just been counted.
    requests_stated: bool,
    /// What the number before counts.
    previous: Option<StatementKind>,
}

impl<'a> Context<'a> {
    fn slice(&self, token: &Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    fn is(&self, token: &Token, name: &str) -> bool {
        self.slice(token) == name
    }

    /// Whether nothing more of a clause stands at this byte.
    fn ends_clause(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        rest.chars()
            .next()
            .is_none_or(|it| "，；、：（）".contains(it))
    }

    /// Where the clause that this byte stands in ends.
    fn clause_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        at + rest
            .find(['，', '；', '：', '（', '）'])
            .unwrap_or(rest.len())
    }
}
