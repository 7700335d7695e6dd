//! What a rule found: data for people, not an error of the program.

use crate::report::Place;
use std::fmt;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; also every rule that could not be decided.
    Info,
    /// Probably wrong: a person must look.
    Warning,
    /// The report contradicts the law, its form or itself.
    Error,
}

impl Severity {
    /// The identifier in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Whether a rule failed or could not be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The rule does not hold.
    Violated,
    /// What it needs is not in the document: neither pass nor fail.
    NotEvaluated,
}

impl Outcome {
    /// The identifier in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Violated => "violated",
            Self::NotEvaluated => "not_evaluated",
        }
    }
}

/// The words of a finding, in Chinese for the office and in English for the developer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Message {
    /// A message in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.zh)
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code of the rule.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Whether the rule failed or could not be decided.
    pub outcome: Outcome,
    /// What is wrong, with the figures, and what to do.
    pub message: Message,
    /// Identifiers of the cells concerned; those of the report of the year before as `prior:…`.
    pub cells: Vec<String>,
    /// Where it stands, if it is about one place of the text.
    pub place: Option<Place>,
}
