//! What the checks find in all reports of a year, unit by unit and group by group.

use crate::reports::forms;
use crate::{Context, Office, OfficeError, ReportGrid};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::report::AnnualReport;
use gongkai_domain::rules::{Finding, Group, Outcome, Severity, inspect, inspect_series};
use std::collections::BTreeMap;

/// Errors, and what somebody should look at, of each group of rules.
pub type Troubles = BTreeMap<Group, (u64, u64)>;

impl Office {
    /// The reports of a year, and what the checks find in those that are here; those that were sent back
    /// are not.
    pub async fn report_troubles(
        &self,
        cx: &Context,
        year: i16,
    ) -> Result<(ReportGrid, BTreeMap<AgencyId, Troubles>), OfficeError> {
        let grid = self.report_grid(cx, year).await?;
        let reports = self.reports_here(year).await?;
        let before = match year.checked_sub(1) {
            Some(before) => self.reports_here(before).await?,
            None => BTreeMap::new(),
        };
        let mut all = BTreeMap::new();
        for row in &grid.rows {
            let id = &row.agency.id;
            if let Some(report) = reports.get(id) {
                all.insert(id.clone(), troubles(report, before.get(id))?);
            }
        }
        Ok((grid, all))
    }
}

fn troubles(report: &AnnualReport, before: Option<&AnnualReport>) -> Result<Troubles, OfficeError> {
    let book = forms()?;
    let mut found = inspect(report, book, super::checks::asked);
    if let Some(before) = before {
        found.extend(inspect_series(before, report, book, super::checks::asked));
    }
    let mut troubles = Troubles::new();
    let violated = |one: &&Finding| one.outcome == Outcome::Violated;
    for one in found.iter().filter(violated) {
        let Some(group) = Group::of_rule(one.rule) else {
            continue;
        };
        let (errors, doubts) = troubles.entry(group).or_default();
        match one.severity {
            Severity::Error => *errors += 1,
            Severity::Warning | Severity::Info => *doubts += 1,
        }
    }
    Ok(troubles)
}
