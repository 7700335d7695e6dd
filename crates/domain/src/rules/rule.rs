//! The shape of a rule, the registry, and the two ways to run it.

use super::finding::{Finding, Message, Outcome, Severity};
use super::{arithmetic, narrative, structure, values, years};
use crate::report::{AnnualReport, Form, FormBook, Place, Tables};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code in findings, in `statutes/` and in the documentation.
    pub code: &'static str,
    /// With which others it belongs together.
    pub group: Group,
    /// Its name in both languages, a few words.
    pub name: (&'static str, &'static str),
    /// How grave a violation is.
    pub severity: Severity,
    /// Whether it runs unless asked for: `false` for advice that many correct reports would get.
    pub by_default: bool,
    /// How it inspects.
    pub check: Check,
}

/// What rules are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Sums and balances within the tables.
    Arithmetic,
    /// What a cell may say.
    Values,
    /// Form, year, sections, rows.
    Structure,
    /// The numbers in the text against the tables.
    Narrative,
    /// Against the year before.
    Years,
}

impl Group {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 5] = [
        Self::Arithmetic,
        Self::Values,
        Self::Structure,
        Self::Narrative,
        Self::Years,
    ];

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Arithmetic => "勾稽",
            Self::Values => "数值",
            Self::Structure => "格式",
            Self::Narrative => "文表一致",
            Self::Years => "与上年",
        }
    }

    /// The group of a rule, by its code.
    pub fn of_rule(code: &str) -> Option<Self> {
        let mut rules = REGISTRY.iter();
        rules.find(|rule| rule.code == code).map(|rule| rule.group)
    }
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

impl<'a> Context<'a> {
    /// The tables of the report, if any cell of them is in the document.
    pub fn tables(&self) -> Option<&'a Tables> {
        self.report
            .tables
            .as_ref()
            .filter(|tables| !tables.is_empty())
    }

    /// The form that the headings of this report are compared with: that of its tables, that of
    /// its year, or the newest.
    pub fn form(&self) -> Option<&'a Form> {
        let of_year = || {
            self.report
                .report_year
                .and_then(|year| self.book.for_year(year))
        };
        let form = self
            .report
            .form()
            .or_else(of_year)
            .or_else(|| self.book.forms().last());
        form.map(AsRef::as_ref)
    }

    /// Reports a violation in these cells.
    pub fn violation(&mut self, cells: Vec<String>, message: Message) {
        self.push(self.rule.severity, Outcome::Violated, cells, None, message);
    }

    /// Reports a violation at a place of the text.
    pub fn violation_at(&mut self, place: Option<Place>, cells: Vec<String>, message: Message) {
        self.push(self.rule.severity, Outcome::Violated, cells, place, message);
    }

    /// Says that the rule could not be decided for want of these cells; nothing if there are none.
    pub fn not_evaluated(&mut self, cells: Vec<String>, (zh, en): (&str, &str)) {
        if !cells.is_empty() {
            self.undecided(cells, Message::new(zh, en));
        }
    }

    /// Says that the rule could not be decided for a reason that is not in the cells.
    pub fn undecided(&mut self, cells: Vec<String>, message: Message) {
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
pub const REGISTRY: &[&Rule] = &[
    &arithmetic::balance::RULE,
    &arithmetic::row_total::RULE,
    &arithmetic::results_total::RULE,
    &arithmetic::stock_covers_year::RULE,
    &values::blank_cell::RULE,
    &values::unclear_cell::RULE,
    &values::negative_count::RULE,
    &values::unit_missing::RULE,
    &values::amount_implausible::RULE,
    &values::impossible_rules::RULE,
    &values::decimal_count::RULE,
    &values::made_unpublished::RULE,
    &structure::no_table::RULE,
    &structure::table_missing::RULE,
    &structure::rows_missing::RULE,
    &structure::section_missing::RULE,
    &structure::section_five_empty::RULE,
    &structure::form_for_year::RULE,
    &structure::year_unknown::RULE,
    &structure::title_year::RULE,
    &structure::period_mismatch::RULE,
    &structure::undecodable_text::RULE,
    &structure::form_uncertain::RULE,
    &structure::repeated_lines_dropped::RULE,
    &structure::rows_shifted::RULE,
    &structure::row_repeated::RULE,
    &structure::unplaced_figure::RULE,
    &structure::several_reports::RULE,
    &structure::picture_page::RULE,
    &narrative::category_sum::RULE,
    &narrative::channel_sum::RULE,
    &narrative::cumulative_below_year::RULE,
    &narrative::requests_stated::RULE,
    &narrative::requests_carried_stated::RULE,
    &narrative::outcomes_stated::RULE,
    &narrative::reconsiderations_stated::RULE,
    &narrative::litigations_stated::RULE,
    &narrative::normative_documents_stated::RULE,
    &narrative::decisions_stated::RULE,
    &narrative::statements_disagree::RULE,
    &narrative::fee_unmentioned::RULE,
    &years::carry_over::RULE,
    &years::in_force_stock::RULE,
    &years::prior_items::RULE,
    &years::text_copied::RULE,
    &years::jump::RULE,
];

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
///
/// Where both years are known and do not follow each other, there is nothing to compare: what a
/// report carries over comes from the year before and from no other.
pub fn inspect_series(
    prior: &AnnualReport,
    report: &AnnualReport,
    book: &FormBook,
    selected: impl Fn(&Rule) -> bool,
) -> Vec<Finding> {
    let years = prior.report_year.zip(report.report_year);
    if years.is_some_and(|(before, year)| before.checked_add(1) != Some(year)) {
        return Vec::new();
    }
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
