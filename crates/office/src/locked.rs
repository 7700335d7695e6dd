//! Annual reports as they were locked, handed in or published. What is still being worked on is not here.

use crate::reports::forms;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::compile::Work;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::report::{AnnualReport, Tables};

/// The tables of a report as it was locked, handed in or published.
#[derive(Debug, Clone)]
pub struct LockedReport {
    /// Whose.
    pub agency: AgencyId,
    /// Of which year.
    pub year: i16,
    /// Its tables, in its form.
    pub tables: Tables,
}

impl Office {
    /// The locked reports of an agency, by year. Its own people and who supervises it may see them.
    pub async fn locked_reports(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<Vec<LockedReport>, OfficeError> {
        self.may_see_report(cx, agency).await?;
        let mut locked = Vec::new();
        for work in self.store.annual_reports(agency).await? {
            let report = locked_report(&work)?;
            locked.extend(report.and_then(|report| said(agency, work.year, report)));
        }
        Ok(locked)
    }

    /// What the published reports of an agency say, by year: for anybody.
    pub async fn reports_in_public(
        &self,
        agency: &AgencyId,
    ) -> Result<Vec<LockedReport>, OfficeError> {
        let mut public = Vec::new();
        for published in self.published_reports(agency).await?.iter().rev() {
            let report = self.published_report(published).await?;
            public.extend(said(agency, published.year, report));
        }
        Ok(public)
    }

    /// What the reports of a year say that lie with the supervising office, but for those that it sent
    /// back. Cells of documents that nobody has looked at say nothing.
    pub async fn reports_handed_in(
        &self,
        cx: &Context,
        year: i16,
    ) -> Result<Vec<LockedReport>, OfficeError> {
        decide(&cx.actor, Action::Supervise, Object::Installation)?;
        let here = self.reports_here(year).await?.into_iter();
        let said = here.filter_map(|(agency, report)| said(&agency, year, report));
        Ok(said.collect())
    }
}

fn said(agency: &AgencyId, year: i16, report: AnnualReport) -> Option<LockedReport> {
    Some(LockedReport {
        agency: agency.clone(),
        year,
        tables: report.tables?,
    })
}

/// The report of a year as it was locked, in the form in which it was; none of one that is not.
pub(crate) fn locked_report(work: &Work) -> Result<Option<AnnualReport>, OfficeError> {
    let book = forms()?;
    let locked = work.frozen.as_ref().and_then(|frozen| {
        let form = book.get(&frozen.form)?;
        Some(frozen.report(form, work.year))
    });
    Ok(locked)
}
