//! The public column: only what was published, read from its public copy.

use crate::{Office, OfficeError};
use gongkai_domain::access::Refusal;
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::{Channel, Facts, Posting, Tombstone};
use gongkai_store::{
    MonthFigures, Page, Public, PublicItem, PublicQuery, PublicSummary, YearFigures,
};
use std::collections::BTreeMap;

/// A published item with what is linked to it.
#[derive(Debug, Clone)]
pub struct PublicView {
    /// The item.
    pub item: PublicItem,
    /// Where it was posted.
    pub postings: Vec<Posting>,
    /// The channels of its agency, where that is another than the one on whose column it stands.
    pub channels: Vec<Channel>,
    /// Published interpretations of it.
    pub interpretations: Vec<PublicSummary>,
    /// The published document that it interprets.
    pub interprets: Option<PublicItem>,
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

    /// The facts of published items, for what is shown of a search.
    pub async fn public_facts(
        &self,
        ids: &[&InformationId],
    ) -> Result<BTreeMap<InformationId, Facts>, OfficeError> {
        Ok(self.store.public_facts(ids).await?)
    }

    /// The text of a published item's attachments.
    pub async fn attachment_text(&self, id: &InformationId) -> Result<String, OfficeError> {
        Ok(self.store.attachment_text(id).await?)
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
        let channels = if item.host == item.agency {
            Vec::new()
        } else {
            self.store.channels(&item.agency).await?
        };
        Ok(PublicView {
            channels,
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

    /// All published items, or those of an agency's column, in order, part by part.
    pub async fn all_public(
        &self,
        host: Option<&AgencyId>,
        after: Option<&InformationId>,
        limit: u64,
    ) -> Result<Vec<PublicItem>, OfficeError> {
        Ok(self.store.public_all(host, after, limit).await?)
    }

    /// What is left of the withdrawn items of an agency's column, in order, part by part.
    pub async fn tombstones(
        &self,
        host: &AgencyId,
        after: Option<&InformationId>,
        limit: u64,
    ) -> Result<Vec<(InformationId, Tombstone)>, OfficeError> {
        Ok(self.store.tombstones(host, after, limit).await?)
    }
}
