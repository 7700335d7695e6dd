//! The requests of an agency: what is due when, and what a year comes to.

use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::request::{Case, Clocks, Counted, OutcomeBook, SectionThree, section_three};
use gongkai_store::{Page, RequestQuery, RequestRow};

impl Office {
    /// Requests of one's agencies; the open ones first, by the day on which they are due.
    pub async fn requests(
        &self,
        cx: &Context,
        mut query: RequestQuery,
    ) -> Result<Page<RequestRow>, OfficeError> {
        decide(&cx.actor, Action::ReadRequests, Object::Installation)?;
        let own = Self::workplaces(&cx.actor);
        if query.agencies.is_empty() {
            query.agencies = own;
        } else {
            query.agencies.retain(|agency| own.contains(agency));
        }
        Ok(self.store.requests(&query).await?)
    }

    /// What a request asks for, in its own words; empty after erasure.
    pub fn wanted(&self, row: &RequestRow) -> Result<String, OfficeError> {
        let applicant = self.applicant(row)?;
        Ok(applicant
            .map(|applicant| applicant.description)
            .unwrap_or_default())
    }

    /// The open requests of an agency with their clocks today, the most pressing first.
    pub async fn open_requests(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<Vec<(RequestRow, Case, Clocks)>, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::ReadRequests, Object::Agency(&lineage))?;
        let query = RequestQuery {
            agencies: vec![agency.clone()],
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let rows = self.store.requests(&query).await?.rows.into_iter();
        let calendars = self.calendars().await?;
        let mut open = Vec::new();
        for row in rows.filter(|row| !row.stage.is_over() || row.stage == unserved()) {
            let (case, _) = self.case(&row).await?;
            let clocks = case.clocks(cx.today(), calendars.of(&row.agency))?;
            open.push((row, case, clocks));
        }
        Ok(open)
    }

    /// Section three of an agency's annual report, in the form that began in a year. People of the
    /// agency and who supervises it may see it: it names nobody.
    pub async fn requests_of_year(
        &self,
        cx: &Context,
        agency: &AgencyId,
        year: i16,
        form: i16,
    ) -> Result<SectionThree, OfficeError> {
        let lineage = self.lineage(agency).await?;
        let may = |action| decide(&cx.actor, action, Object::Agency(&lineage));
        may(Action::ReadRequests).or_else(|refusal| may(Action::Supervise).or(Err(refusal)))?;
        let query = RequestQuery {
            agencies: vec![agency.clone()],
            year: Some(year),
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let outcomes = OutcomeBook::statutory();
        let outcomes = outcomes.map_err(|error| OfficeError::Internal(error.to_string()))?;
        let mut counted = Vec::new();
        for row in self.store.requests(&query).await?.rows {
            let (case, _) = self.case(&row).await?;
            counted.extend(Counted::of(&case, form, outcomes));
        }
        Ok(section_three(counted, year))
    }
}

/// Replied and not yet served: over for the statistics, and still to be done.
const fn unserved() -> gongkai_domain::request::CaseStage {
    gongkai_domain::request::CaseStage::Replied
}
