//! What the public is told of an agency's requests: how many a year, and how they ended.

use super::outcomes;
use crate::{Office, OfficeError};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::request::{OutcomeGroup, OutcomeId};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// The requests that an agency received in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestYear {
    /// The year of receipt.
    pub year: i16,
    /// How many.
    pub received: u64,
    /// How many have not ended.
    pub open: u64,
    /// How many ended in which way; groups without any are not there.
    pub ended: BTreeMap<OutcomeGroup, u64>,
}

/// Years that are shown, this one among them.
const YEARS: i16 = 5;

impl Office {
    /// The last years' requests of an agency, the latest first; years without any are not there.
    pub async fn request_years(
        &self,
        agency: &AgencyId,
        today: Date,
    ) -> Result<Vec<RequestYear>, OfficeError> {
        let since = date(today.year().saturating_sub(YEARS - 1), 1, 1);
        let outcomes = outcomes()?;
        let mut years: BTreeMap<i16, RequestYear> = BTreeMap::new();
        for counted in self.store.request_counts(agency, since).await? {
            let year = years.entry(counted.year).or_insert_with(|| RequestYear {
                year: counted.year,
                received: 0,
                open: 0,
                ended: BTreeMap::new(),
            });
            year.received += counted.count;
            let ended = counted.outcome.as_deref().map(OutcomeId::from);
            let known = ended.as_ref().and_then(|id| outcomes.get(id));
            match (ended.is_some(), known.and_then(OutcomeGroup::of)) {
                (false, _) => year.open += counted.count,
                (true, group) => {
                    let group = group.unwrap_or(OutcomeGroup::Other);
                    *year.ended.entry(group).or_default() += counted.count;
                }
            }
        }
        Ok(years.into_values().rev().collect())
    }
}
