//! The requests of an agency: what is due when, and what a year comes to.

use super::outcomes;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::request::{Case, CaseStage, Clocks, Counted, SectionThree, section_three};
use gongkai_store::{Page, RequestQuery, RequestRow};
use jiff::civil::Date;

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

    /// The open requests of an agency with their clocks today: those that nobody has opened, then by the
    /// day on which the reply is due. What was replied to and is not served yet is among them.
    pub async fn open_requests(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<Vec<(RequestRow, Case, Clocks)>, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::ReadRequests, Object::Agency(&lineage))?;
        self.open_of(agency, cx.today()).await
    }

    /// The same for whoever was found to be allowed to.
    pub(crate) async fn open_of(
        &self,
        agency: &AgencyId,
        today: Date,
    ) -> Result<Vec<(RequestRow, Case, Clocks)>, OfficeError> {
        let all = RequestQuery {
            agencies: vec![agency.clone()],
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let undecided = RequestQuery {
            open: true,
            ..all.clone()
        };
        let unserved = RequestQuery {
            stage: Some(CaseStage::Replied),
            ..all
        };
        let mut cases = self.cases(&undecided).await?;
        cases.extend(self.cases(&unserved).await?);
        let calendars = self.calendars().await?;
        let mut open = Vec::new();
        for (row, case) in cases {
            let clocks = case.clocks(today, calendars.of(&row.agency))?;
            open.push((row, case, clocks));
        }
        open.sort_by_key(|(row, _, clocks)| (row.opened_on.is_some(), due(clocks), row.arrived));
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
        let outcomes = outcomes()?;
        let cases = self.cases(&query).await?;
        let counted = cases.iter();
        let counted = counted.filter_map(|(_, case)| Counted::of(case, form, outcomes));
        Ok(section_three(counted, year))
    }
}

/// By when the reply is due; what has no day yet stands behind what has one.
pub(super) fn due(clocks: &Clocks) -> Date {
    let reply = clocks.reply.as_ref();
    let due = reply.and_then(|reply| reply.deadline.on());
    due.unwrap_or(Date::MAX)
}
