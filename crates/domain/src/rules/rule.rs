//! The shape of a rule, the registry, and the two ways to run it.

use super::arithmetic;
use super::finding::{Finding, Message, Outcome, Severity};
use crate::report::{AnnualReport, FormBook, Place};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code in findings, in `statutes/` and in the documentation.
    pub code: &'static str,
    /// Its name in both languages, a few words.
    pub name: (&'static str, &'static str),
    /// How grave a violation is.
    pub severity: Severity,
    /// Whether it runs unless asked for: `false` for advice that many correct reports would get.
    pub by_default: bool,
    /// How it inspects.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Check {
    /// One report.
    Report(fn(&mut Context<'_>)),
    /// A report (the context's) and the same agency's report of the year before.
    Pair(fn(&mut Context<'_>, &AnnualReport)),
}

/// What a rule sees while it inspects a report, and where it leaves its findings.
#[derive(Debug)]
pub struct Context<'a> {
    /// The report inspected.
    pub report: &'a AnnualReport,
    /// All forms, to know which one a year calls for.
    pub book: &'a FormBook,
    rule: &'static Rule,
    findings: Vec<Finding>,
}

impl Context<'_> {
    /// Reports a violation in these cells.
    pub fn violation(&mut self, cells: Vec<String>, message: Message) {
        self.push(self.rule.severity, Outcome::Violated, cells, None, message);
    }

    /// Reports a violation at a place of the text.
    pub fn violation_at(&mut self, place: Option<Place>, cells: Vec<String>, message: Message) {
        self.push(self.rule.severity, Outcome::Violated, cells, place, message);
    }

    /// Says that the rule could not be decided for want of these cells.
    pub fn not_evaluated(&mut self, cells: Vec<String>, message: Message) {
        self.push(Severity::Info, Outcome::NotEvaluated, cells, None, message);
    }

    fn push(
        &mut self,
        severity: Severity,
        outcome: Outcome,
        cells: Vec<String>,
        place: Option<Place>,
        message: Message,
    ) {
        let rule = self.rule.code;
        self.findings.push(Finding {
            rule,
            severity,
            outcome,
            message,
            cells,
            place,
        });
    }

    /// The code of the rule that is running.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }
}

/// Every rule, in the order of the documentation.
pub const REGISTRY: &[&Rule] = &[&arithmetic::balance::RULE, &arithmetic::row_total::RULE];

/// Runs every rule for which `selected` says yes on one report.
pub fn inspect(
    report: &AnnualReport,
    book: &FormBook,
    selected: impl Fn(&Rule) -> bool,
) -> Vec<Finding> {
    run(report, book, selected, |check, context| match check {
        Check::Report(inspect) => inspect(context),
        Check::Pair(_) => {}
    })
}

/// Runs the rules that compare a report with the same agency's report of the year before.
pub fn inspect_series(
    prior: &AnnualReport,
    report: &AnnualReport,
    book: &FormBook,
    selected: impl Fn(&Rule) -> bool,
) -> Vec<Finding> {
    run(report, book, selected, |check, context| match check {
        Check::Report(_) => {}
        Check::Pair(inspect) => inspect(context, prior),
    })
}

fn run(
    report: &AnnualReport,
    book: &FormBook,
    selected: impl Fn(&Rule) -> bool,
    inspect: impl Fn(&Check, &mut Context<'_>),
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in REGISTRY.iter().filter(|rule| selected(rule)) {
        let mut context = Context {
            report,
            book,
            rule,
            findings,
        };
        inspect(&rule.check, &mut context);
        findings = context.findings;
    }
    findings
}
