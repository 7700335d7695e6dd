//! The gate before publication: what must not stand in a text that everyone will read.
//!
//! [`inspect`] finds numbers that identify a person (resident identity numbers of 18 and of 15
//! digits, mobile numbers, bank cards) and marks of classification: these stop publication. What
//! may be a person's and may be an office's is only pointed at: papers for travel, plates of
//! vehicles, mailboxes, homes, accounts, lists of names. It proves nothing about a text in which
//! it finds nothing: names and pictures are for the reviewer. Source in
//! law: Regulations on disclosure, articles 14, 15 and 17 (nothing classified, no harm to privacy,
//! review before publication).

mod kind;
mod place;

mod context;
mod run;
mod word;

mod bank_card;
mod mark;
mod mobile;
mod old_resident_id;
mod resident_id;

mod account;
mod address;
mod email;
mod military_id;
mod name_list;
mod passport;
mod plate;
mod travel_permit;

#[cfg(test)]
mod tests;

pub use kind::{Gravity, LeakKind};

use crate::report::Place;
use crate::rules::Message;
use context::Context;
use place::Places;
use run::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// Something that must not be published, or must be looked at before.
///
/// A number stands in it masked only, so that it may be logged, shown and printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// What it is.
    pub kind: LeakKind,
    /// Whether it stops publication.
    pub gravity: Gravity,
    /// Its bytes in the text inspected.
    pub bytes: Range<usize>,
    /// Its line and column in the text inspected, in characters.
    pub place: Place,
    /// What may be shown of it: `110101********1234`, `138****5678`.
    pub excerpt: String,
    /// What it is and what to do.
    pub message: Message,
}

/// A leak before its place is counted.
struct Hit {
    kind: LeakKind,
    gravity: Gravity,
    bytes: Range<usize>,
    excerpt: String,
}

/// Says of a span of digits whether it is a number of its kind.
type Detector = fn(&Span<'_>, &Context<'_>) -> Option<Gravity>;

/// The kinds of numbers; where two would claim the same digits, the first does.
const NUMBERS: [(LeakKind, Detector); 5] = [
    (LeakKind::ResidentId, resident_id::certain),
    (LeakKind::OldResidentId, old_resident_id::likely),
    (LeakKind::BankCard, bank_card::certain),
    (LeakKind::Mobile, mobile::certain),
    (LeakKind::ResidentId, resident_id::misprinted),
];

/// The kinds that are looked for in the whole text, the surest first.
const LIKELY: [fn(&str) -> Vec<Hit>; 7] = [
    word::hits,
    military_id::hits,
    plate::hits,
    email::hits,
    account::hits,
    address::hits,
    name_list::hits,
];

/// Whether 18 characters are a resident identity number with the right check (GB 11643).
pub fn is_resident_id(text: &str) -> bool {
    resident_id::is_valid(text)
}

/// The leaks of a text in the order of their places.
pub fn inspect(text: &str) -> Vec<Leak> {
    let mut hits = mark::hits(text);
    for run in run::runs(text) {
        hits.extend(numbers(text, &run));
    }
    let mut taken: BTreeMap<usize, usize> = hits
        .iter()
        .map(|hit| (hit.bytes.start, hit.bytes.end))
        .collect();
    for hit in LIKELY.iter().flat_map(|kind| kind(text)) {
        let before = taken.range(..hit.bytes.end).next_back();
        if before.is_none_or(|(_, end)| *end <= hit.bytes.start) {
            taken.insert(hit.bytes.start, hit.bytes.end);
            hits.push(hit);
        }
    }
    hits.sort_by_key(|hit| (hit.bytes.start, hit.bytes.end));
    let mut places = Places::new(text);
    hits.into_iter()
        .map(|hit| Leak {
            kind: hit.kind,
            gravity: hit.gravity,
            place: places.at(hit.bytes.start),
            message: kind::message(hit.kind, hit.gravity, &hit.excerpt),
            bytes: hit.bytes,
            excerpt: hit.excerpt,
        })
        .collect()
}

/// The numbers of a run, no digit taken twice.
fn numbers(text: &str, run: &run::Run) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    // Begin to end of what is taken: a run may hold thousands of numbers.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for (kind, detector) in NUMBERS {
        for span in run.spans() {
            let before = taken.range(..span.end()).next_back();
            if before.is_some_and(|(_, end)| *end > span.start()) {
                continue;
            }
            let context = Context::new(text, span.start()..span.end());
            if let Some(gravity) = detector(&span, &context) {
                taken.insert(span.start(), span.end());
                hits.push(Hit {
                    kind,
                    gravity,
                    bytes: span.start()..span.end(),
                    excerpt: kind::masked(kind, &span.digits),
                });
            }
        }
    }
    hits
}
