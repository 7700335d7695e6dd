//! Sentence by sentence through the flow: what each number counts, drafted.

use super::Context;
use super::absence::absences;
use super::arrange::Run;
use super::draft::{Draft, Settling, Standing};
use super::enumeration::Enumeration;
use super::flow::{Flow, opens_with_number};
use super::mention::{Mention, mentions};
use super::number;
use super::request::{is_outcome, request, reviews};
use super::scope::{Scope, report_year};
use super::sentence::{Span, Words, spans};
use super::service::service;
use gongkai_domain::report::{Statement, StatementKind};
use memchr::memmem;
use std::ops::Range;

/// Outcomes may be counted this many sentences after the requests they belong to.
const REMEMBERED: usize = 3;

/// A sentence of more words than this is none, and nobody knows what its numbers count.
const MOST_WORDS: usize = 512;

/// The text as far as it is read.
pub(super) struct Reading<'a> {
    flow: &'a Flow<'a>,
    year: Option<usize>,
    /// What was read, not yet settled.
    pub(super) drafts: Vec<Draft>,
    /// The enumerations that drafts belong to.
    pub(super) lists: Vec<Enumeration>,
    /// The whole that an enumeration in the next sentence breaks down.
    pub(super) whole: Option<usize>,
    requests_topic: bool,
    since_requests: usize,
}

impl<'a> Reading<'a> {
    /// Reads the flow.
    pub(super) fn of(flow: &'a Flow<'a>) -> Self {
        let mut reading = Self {
            flow,
            year: report_year(&years(flow.text())),
            drafts: Vec::new(),
            lists: Vec::new(),
            whole: None,
            requests_topic: false,
            since_requests: REMEMBERED,
        };
        let mut words = Words::default();
        for span in spans(flow.text()) {
            reading.sentence(&span, &mut words);
        }
        reading
    }

    /// The statements, once all is read.
    pub(super) fn statements(self) -> Vec<Statement> {
        Settling {
            flow: self.flow,
            read: self.drafts,
            lists: self.lists,
        }
        .settle()
    }

    fn sentence(&mut self, span: &Span, words: &mut Words) {
        let text = self.flow.text().get(span.range.clone()).unwrap_or_default();
        if opens_with_number(text) {
            self.requests_topic =
                text.contains("申请") && !text.contains("复议") && !text.contains("主动公开");
        }
        self.since_requests = self.since_requests.saturating_add(1);
        let first = self.drafts.len();
        if span.states {
            words.read(self.flow.text(), span.range.clone());
        }
        if span.states && words.tokens.len() <= MOST_WORDS {
            self.numbers(words, &span.range);
            self.absences(words, &span.range);
        }
        self.whole = self.whole_for_next(first);
    }

    fn numbers(&mut self, words: &Words, range: &Range<usize>) {
        let mut run = Run::default();
        for mention in mentions(words, range) {
            let mut context = self.context(range);
            context.previous = run
                .previous
                .and_then(|it| self.drafts.get(it))
                .map(|it| it.kind);
            if context.scope.excludes(&mention) {
                if !Scope::compares(&mention) {
                    self.pass_over(&mention, &mut run);
                }
                continue;
            }
            self.mention(&mention, &context, &mut run);
            run.read += 1;
        }
    }

    fn mention(&mut self, mention: &Mention<'_>, context: &Context<'_>, run: &mut Run) {
        let reviewed = reviews(mention, context);
        if !reviewed.is_empty() {
            run.close();
            for kind in reviewed {
                run.previous = Some(self.push(mention, kind, None, Standing::Firm));
            }
            return;
        }
        self.open(mention, run);
        if let Some(kind) = request(mention, context) {
            return self.request(mention, kind, run);
        }
        let counted = service(mention, context);
        if let Some((kind, label)) = counted
            && !self.is_category(mention, kind, run)
        {
            return self.service(mention, kind, label, run);
        }
        self.disclosed(mention, context, run);
    }

    fn request(&mut self, mention: &Mention<'_>, kind: StatementKind, run: &mut Run) {
        let list = run
            .list()
            .filter(|_| is_outcome(kind))
            .filter(|list| self.takes_outcomes(*list));
        if list.is_none() {
            run.close();
        }
        let draft = self.push(mention, kind, None, Standing::Firm);
        self.join(draft, list, mention);
        run.previous = Some(draft);
        if kind == StatementKind::RequestsReceived {
            self.since_requests = 0;
        }
    }

    fn absences(&mut self, words: &Words, range: &Range<usize>) {
        let context = self.context(range);
        for absence in absences(&words.tokens, &context) {
            for kind in absence.kinds {
                self.drafts.push(Draft {
                    kind,
                    value: 0,
                    approximate: false,
                    label: None,
                    at: absence.at,
                    clause: absence.clause.clone(),
                    list: None,
                    standing: Standing::Firm,
                });
            }
        }
    }

    fn context(&self, range: &Range<usize>) -> Context<'a> {
        Context {
            text: self.flow.text(),
            scope: Scope {
                year: self.year,
                start: range.start,
            },
            end: range.end,
            requests_topic: self.requests_topic,
            requests_stated: self.since_requests < REMEMBERED,
            previous: None,
        }
    }

    /// Drafts a statement and says which it is.
    pub(super) fn push(
        &mut self,
        mention: &Mention<'_>,
        kind: StatementKind,
        label: Option<String>,
        standing: Standing,
    ) -> usize {
        self.drafts.push(Draft {
            kind,
            value: mention.quantity.value,
            approximate: mention.quantity.approximate,
            label,
            at: mention.bytes.start,
            clause: mention.lead_start..mention.counted_end(),
            list: None,
            standing,
        });
        self.drafts.len() - 1
    }
}

/// The years that the text names.
fn years(text: &str) -> Vec<usize> {
    memmem::find_iter(text.as_bytes(), "年")
        .filter_map(|at| number::year(text, at.checked_sub(4)?))
        .filter_map(|(year, _)| usize::try_from(year).ok())
        .collect()
}
