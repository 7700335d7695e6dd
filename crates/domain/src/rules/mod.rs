//! What must hold in an annual report, one rule a file.
//!
//! A rule inspects one report, or a report with that of the year before, and reports findings.
//! A rule that cannot be decided because cells are missing says so: neither pass nor fail.
//! `cases/rules/<code>` holds for each rule a report that it passes and one that it refuses.

mod arithmetic;
mod narrative;
mod structure;
mod values;
mod years;

mod finding;
mod relations;
mod rule;

pub(crate) use relations::{Evaluation, Sources};

pub use finding::{Finding, Message, Outcome, Severity};
pub use rule::{Check, Context, Group, REGISTRY, Rule, inspect, inspect_series};
pub(crate) use years::text_copied::{MOST_PERCENT as LEAST_ALIKE, alike, clauses};
