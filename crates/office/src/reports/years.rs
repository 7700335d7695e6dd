//! How the reports of an agency stand, year by year.

use super::forms;
use crate::locked::locked_report;
use crate::{Context, Office, OfficeError};
use gongkai_domain::agency::Agency;
use gongkai_domain::compile::Work;
use gongkai_domain::report::AnnualReport;
use gongkai_domain::rules::{Finding, Outcome, Severity, inspect, inspect_series};
use gongkai_domain::submission::due_on;
use jiff::civil::Date;

/// How the report of a year stands.
#[derive(Debug, Clone)]
pub struct ReportState {
    /// The year.
    pub year: i16,
    /// By when it is published: 31 January of the next year (art. 49).
    pub due_on: Option<Date>,
    /// When its period was locked.
    pub locked_on: Option<Date>,
    /// How often it was amended since.
    pub amended: usize,
    /// Whether anybody has added anything.
    pub begun: bool,
    /// Cells that nobody has said.
    pub unanswered: usize,
    /// Errors that the rules find.
    pub errors: usize,
}

impl Office {
    /// How the reports stand for years, in their order.
    ///
    /// One that is locked is as it was locked: nothing of it is open, and its records are not counted again;
    /// but for agencies into which others were merged, whose years are held against what those left behind.
    pub async fn report_states(
        &self,
        cx: &Context,
        agency: &Agency,
        years: impl IntoIterator<Item = i16>,
    ) -> Result<Vec<ReportState>, OfficeError> {
        self.may_see_report(cx, &agency.id).await?;
        let works = self.store.annual_reports(&agency.id).await?;
        let tree = self.agencies().await?;
        let mut ended = tree.0.iter().filter_map(|one| one.successor.as_ref());
        let alone = !ended.any(|end| end.by == agency.id);
        let mut states = Vec::new();
        for year in years {
            let work = works.iter().find(|work| alone && work.year == year);
            let locked = work.map(locked_report).transpose()?.flatten();
            states.push(if let Some((work, report)) = work.zip(locked) {
                let before = works.iter().find(|work| work.year + 1 == year);
                state(work, &locked_findings(&report, before)?, 0)
            } else {
                let view = self.report_of(agency, year, None).await?;
                state(&view.work, &view.findings, view.unanswered())
            });
        }
        Ok(states)
    }
}

fn state(work: &Work, findings: &[Finding], unanswered: usize) -> ReportState {
    let errors = findings.iter().filter(|finding| {
        finding.severity == Severity::Error && finding.outcome == Outcome::Violated
    });
    ReportState {
        year: work.year,
        due_on: due_on(work.year),
        locked_on: work.frozen.as_ref().map(|frozen| frozen.on),
        amended: work.amendments.len(),
        begun: work.revision > 0,
        unanswered,
        errors: errors.count(),
    }
}

/// What the rules find in a locked report, and between it and the one before where that is locked too.
fn locked_findings(
    report: &AnnualReport,
    before: Option<&Work>,
) -> Result<Vec<Finding>, OfficeError> {
    let mut findings = inspect(report, forms()?, |rule| rule.by_default);
    let before = before.map(locked_report).transpose()?.flatten();
    if let Some(before) = before {
        let found = inspect_series(&before, report, forms()?, |rule| rule.by_default);
        findings.extend(found);
    }
    Ok(findings)
}
