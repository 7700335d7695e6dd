//! The public column: only what was published, read from its public copy.

use crate::{Office, OfficeError};
use gongkai_domain::access::Refusal;
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::{Posting, Tombstone};
use gongkai_store::{
    MonthFigures, Page, Public, PublicCounts, PublicItem, PublicQuery, PublicSummary, YearFigures,
};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// A published item with what is linked to it.
#[derive(Debug, Clone)]
pub struct PublicView {
    /// The item.
    pub item: PublicItem,
    /// Where it was posted.
    pub postings: Vec<Posting>,
    /// Published interpretations of it.
    pub interpretations: Vec<PublicSummary>,
    /// The published document that it interprets.
    pub interprets: Option<PublicItem>,
}

/// Counts that hold until the next event: every page of a column shows them, and with many items
/// they take longer than the rest of the page.
#[derive(Default)]
pub(crate) struct Counts(Mutex<BTreeMap<AgencyId, (u64, PublicCounts)>>);

impl Counts {
    fn at(&self, agency: &AgencyId, last: u64) -> Option<PublicCounts> {
        // A thread that panicked while holding the lock left whole counts behind.
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, counts) = kept.get(agency)?;
        (*since == last).then(|| counts.clone())
    }

    fn keep(&self, agency: &AgencyId, last: u64, counts: &PublicCounts) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(agency.clone(), (last, counts.clone()));
    }
}

impl Office {
    /// Published items.
    pub async fn search(&self, query: &PublicQuery) -> Result<Page<PublicSummary>, OfficeError> {
        Ok(self.store.search(query).await?)
    }

    /// What an address of the column leads to: an item, a tombstone, or nothing.
    pub async fn public(&self, id: &InformationId) -> Result<Public, OfficeError> {
        Ok(self.store.public(id).await?.ok_or(Refusal::Unknown)?)
    }

    /// A published item with what is linked to it.
    pub async fn public_view(&self, item: PublicItem) -> Result<PublicView, OfficeError> {
        let of = item
            .facts
            .interpretation
            .as_ref()
            .map(|interpretation| &interpretation.of);
        let interprets = match of {
            Some(of) => self.store.public(of).await?,
            None => None,
        };
        let interprets = interprets.and_then(|document| match document {
            Public::Item(document) => Some(*document),
            Public::Withdrawn(..) => None,
        });
        let postings = self.store.postings_of(&item.id).await?;
        Ok(PublicView {
            postings: postings
                .into_iter()
                .filter(|posting| posting.done)
                .collect(),
            interpretations: self.store.public_interpretations(&item.id).await?,
            interprets,
            item,
        })
    }

    /// Figures of an agency and year, counted over what is published.
    pub async fn figures(&self, agency: &AgencyId, year: i16) -> Result<YearFigures, OfficeError> {
        Ok(self.store.figures(agency, year).await?)
    }

    /// What was first published in each month of a year, January first.
    pub async fn months(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<[MonthFigures; 12], OfficeError> {
        Ok(self.store.months(agency, year).await?)
    }

    /// All published items of an agency, in order, part by part.
    pub async fn all_public(
        &self,
        agency: Option<&AgencyId>,
        after: Option<&InformationId>,
        limit: u64,
    ) -> Result<Vec<PublicItem>, OfficeError> {
        Ok(self.store.public_all(agency, after, limit).await?)
    }

    /// How many items of an agency are public, by category, topic and year.
    pub async fn public_counts(&self, agency: &AgencyId) -> Result<PublicCounts, OfficeError> {
        let last = self.store.last_event().await?;
        if let Some(counts) = self.counts.at(agency, last) {
            return Ok(counts);
        }
        let counts = self.store.public_counts(agency).await?;
        self.counts.keep(agency, last, &counts);
        Ok(counts)
    }

    /// What is left of an agency's withdrawn items, in order, part by part.
    pub async fn tombstones(
        &self,
        agency: &AgencyId,
        after: Option<&InformationId>,
        limit: u64,
    ) -> Result<Vec<(InformationId, Tombstone)>, OfficeError> {
        Ok(self.store.tombstones(agency, after, limit).await?)
    }
}
