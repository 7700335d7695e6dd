//! Reports of several years and levels against each other, for a supervising office and for a unit's own desk.

use crate::locked::locked_report;
use crate::reports::forms;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Refusal, Role, decide};
use gongkai_domain::agency::{Agency, AgencyKind};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::reconcile::{
    Books, Reconciliation, between_levels, between_years, between_years_of,
};
use gongkai_domain::report::AnnualReport;
use std::collections::BTreeMap;

/// Reports by agency and year.
type Reports = BTreeMap<(AgencyId, i16), AnnualReport>;

impl Office {
    /// What does not reconcile in the reports of a year of the agencies below a supervisor: with those of
    /// the year before, and with the report on the whole area where the county has one.
    pub async fn reconciliation(
        &self,
        cx: &Context,
        year: i16,
    ) -> Result<Reconciliation, OfficeError> {
        decide(&cx.actor, Action::Supervise, Object::Installation)?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let tree = self.agencies().await?;
        let reports = self.filed_reports(year).await?;
        let forms = forms()?;
        let books = Books::new(tree.0.clone(), reports.clone());
        let mut all = Reconciliation::default();
        let grants = person.grants.iter();
        for grant in grants.filter(|grant| grant.role == Role::Supervisor) {
            let above = tree.get(&grant.agency).ok_or(Refusal::Unknown)?;
            let below = tree.below(&above.id).into_iter();
            let units: Vec<&Agency> = below
                .filter(|one| reports_itself(one, above, &reports))
                .collect();
            all.extend(between_years(&books, forms, &units, year));
            // Only a county reports on a whole area (article 49); a township reports on itself.
            if above.kind == AgencyKind::County {
                let of_area = between_levels(&books, forms, above, &units, year);
                all.extend(of_area);
            }
        }
        Ok(all)
    }

    /// What a report of an agency of a year does not take up from the reports of the year before: its own,
    /// and those of agencies that were merged into it.
    pub(crate) async fn own_reconciliation(
        &self,
        agency: &Agency,
        year: i16,
        report: &AnnualReport,
    ) -> Result<Reconciliation, OfficeError> {
        let mut reports = self.filed_reports(year).await?;
        reports.insert((agency.id.clone(), year), report.clone());
        let books = Books::new(self.agencies().await?.0, reports);
        Ok(between_years_of(&books, forms()?, agency, year))
    }

    /// The reports of a year and of the year before that may be set against each other: as they were handed
    /// in last, and of those that never were, as they were locked.
    async fn filed_reports(&self, year: i16) -> Result<Reports, OfficeError> {
        let mut reports = Reports::new();
        for year in [Some(year), year.checked_sub(1)].into_iter().flatten() {
            for work in self.store.annual_reports_of(year).await? {
                let report = locked_report(&work)?;
                reports.extend(report.map(|report| ((work.agency, year), report)));
            }
            let here = self.reports_here(year).await?.into_iter();
            reports.extend(here.map(|(agency, report)| ((agency, year), report)));
        }
        Ok(reports)
    }
}

/// Whether a report of an agency is expected, or there is one: subordinate institutions are reported on by
/// the body above them, and who supervises has a report only where it wrote one.
fn reports_itself(agency: &Agency, above: &Agency, reports: &Reports) -> bool {
    let expected = agency.id != above.id && agency.kind != AgencyKind::Institution;
    expected || reports.keys().any(|(id, _)| *id == agency.id)
}
