//! Annual reports as they were locked, handed in or published. What is still being worked on is not here.

use crate::{Office, OfficeError};
use gongkai_domain::compile::Work;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::report::{FormBook, Tables};

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
    /// The locked reports of an agency, by year.
    pub async fn locked_reports(
        &self,
        agency: &AgencyId,
    ) -> Result<Vec<LockedReport>, OfficeError> {
        locked(&self.store.annual_reports(agency).await?)
    }

    /// What the published reports of an agency say, by year: for anybody.
    pub async fn reports_in_public(
        &self,
        agency: &AgencyId,
    ) -> Result<Vec<LockedReport>, OfficeError> {
        let mut public = Vec::new();
        for published in self.published_reports(agency).await?.iter().rev() {
            let report = self.published_report(published).await?;
            public.extend(report.tables.map(|tables| LockedReport {
                agency: agency.clone(),
                year: published.year,
                tables,
            }));
        }
        Ok(public)
    }

    /// What the reports of a year say that lie with the supervising office, but for those that it sent
    /// back. Cells of documents that nobody has looked at say nothing.
    pub async fn reports_handed_in(&self, year: i16) -> Result<Vec<LockedReport>, OfficeError> {
        let here = self.reports_here(year).await?.into_iter();
        let said = here.filter_map(|(agency, report)| {
            report.tables.map(|tables| LockedReport {
                agency,
                year,
                tables,
            })
        });
        Ok(said.collect())
    }
}

fn locked(works: &[Work]) -> Result<Vec<LockedReport>, OfficeError> {
    let book = FormBook::statutory();
    let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
    let locked = works.iter().filter_map(|work| {
        let frozen = work.frozen.as_ref()?;
        Some(LockedReport {
            agency: work.agency.clone(),
            year: work.year,
            tables: frozen.tables(book.get(&frozen.form)?),
        })
    });
    Ok(locked.collect())
}
