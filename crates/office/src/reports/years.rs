//! How the reports of an agency stand, year by year.

use crate::{Context, Office, OfficeError};
use gongkai_domain::agency::Agency;
use gongkai_domain::rules::{Outcome, Severity};
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
    pub async fn report_states(
        &self,
        cx: &Context,
        agency: &Agency,
        years: impl IntoIterator<Item = i16>,
    ) -> Result<Vec<ReportState>, OfficeError> {
        self.may_see_report(cx, &agency.id).await?;
        let mut states = Vec::new();
        for year in years {
            let view = self.report_of(agency, year, None).await?;
            let errors = view.findings.iter().filter(|finding| {
                finding.severity == Severity::Error && finding.outcome == Outcome::Violated
            });
            states.push(ReportState {
                year,
                due_on: year
                    .checked_add(1)
                    .and_then(|next| Date::new(next, 1, 31).ok()),
                locked_on: view.work.frozen.as_ref().map(|frozen| frozen.on),
                amended: view.work.amendments.len(),
                begun: view.work.revision > 0,
                unanswered: view.unanswered(),
                errors: errors.count(),
            });
        }
        Ok(states)
    }
}
