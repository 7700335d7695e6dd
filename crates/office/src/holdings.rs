//! What every page of an agency's column shows beside its own matter: read once and kept until the
//! next event, since nothing changes without one.

use crate::agencies::Tree;
use crate::{Calendars, Office, OfficeError};
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::{AgencyId, CategoryId};
use gongkai_domain::information::Channel;
use gongkai_domain::ledger::{Ledger, Record};
use gongkai_store::{Category, PublicCounts, Released};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What an agency has to show.
#[derive(Debug, Clone)]
pub struct Holdings {
    /// All agencies of the installation.
    pub tree: Arc<Tree>,
    /// The agency.
    pub agency: Agency,
    /// Its categories, in their order.
    pub categories: Vec<Category>,
    /// Its channels, in the order in which they were set up.
    pub channels: Vec<Channel>,
    /// The institutions that publish on its column.
    pub guests: Vec<Agency>,
    /// How many items are public on its column.
    pub counts: PublicCounts,
}

impl Holdings {
    /// Its part of addresses.
    pub fn slug(&self) -> &str {
        &self.agency.slug
    }

    /// Whose an item is: the agency itself, or an institution that publishes on its column.
    pub fn issuer(&self, id: &AgencyId) -> &Agency {
        let guest = self.guests.iter().find(|guest| guest.id == *id);
        guest.unwrap_or(&self.agency)
    }

    /// The institution whose an item is; nothing for the agency's own.
    pub fn guest(&self, id: &AgencyId) -> Option<&Agency> {
        self.guests.iter().find(|guest| guest.id == *id)
    }

    /// The category under which an item stands here that was filed under some category, whose name
    /// was so at publication.
    pub fn shelf(&self, filed: Option<&CategoryId>, name: &str) -> Option<&Category> {
        let filed = filed?;
        let own = self.categories.iter().find(|one| one.id == *filed);
        own.or_else(|| self.categories.iter().find(|one| one.name == name))
    }
}

/// What holds since an event.
#[derive(Default)]
struct Since {
    last: u64,
    tree: Option<Arc<Tree>>,
    holdings: BTreeMap<String, Arc<Holdings>>,
    released: BTreeMap<(AgencyId, i16), Released>,
    records: BTreeMap<(AgencyId, String), Arc<Vec<Record>>>,
    calendars: Option<Arc<Calendars>>,
}

/// What is kept until the next event.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Since>);

impl Kept {
    /// What holds since the last event; what was kept from before is dropped. Nothing where somebody
    /// has seen a later event meanwhile.
    fn since(&self, last: u64) -> Option<MutexGuard<'_, Since>> {
        // A thread that panicked while holding the lock left whole values behind.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.last < last {
            *kept = Since {
                last,
                ..Since::default()
            };
        }
        (kept.last == last).then_some(kept)
    }
}

impl Office {
    /// What the agency at an address has to show. What has been kept is shown as long as no event
    /// has happened since.
    pub async fn holdings(&self, slug: &str) -> Result<Arc<Holdings>, OfficeError> {
        let last = self.store.last_event().await?;
        let kept = self.kept.since(last);
        if let Some(kept) = kept.and_then(|kept| kept.holdings.get(slug).cloned()) {
            return Ok(kept);
        }
        let tree = self.tree(last).await?;
        let agency = tree.at(slug).cloned().ok_or(Refusal::Unknown)?;
        let holdings = Arc::new(Holdings {
            categories: self.store.categories(&agency.id).await?,
            channels: self.store.channels(&agency.id).await?,
            counts: self.store.public_counts(&agency.id).await?,
            guests: tree.guests(&agency.id).cloned().collect(),
            tree,
            agency,
        });
        if let Some(mut kept) = self.kept.since(last) {
            kept.holdings.insert(slug.to_owned(), Arc::clone(&holdings));
        }
        Ok(holdings)
    }

    /// How many items of an agency were made public in a year, and ever, with those withdrawn since.
    pub async fn released(&self, agency: &AgencyId, year: i16) -> Result<Released, OfficeError> {
        let last = self.store.last_event().await?;
        let key = (agency.clone(), year);
        let kept = self.kept.since(last);
        if let Some(kept) = kept.and_then(|kept| kept.released.get(&key).copied()) {
            return Ok(kept);
        }
        let released = self.store.released(agency, year).await?;
        if let Some(mut kept) = self.kept.since(last) {
            kept.released.insert(key, released);
        }
        Ok(released)
    }

    /// The records of a ledger of an agency that are not struck out.
    pub(crate) async fn kept_records(
        &self,
        agency: &AgencyId,
        ledger: &Ledger,
    ) -> Result<Arc<Vec<Record>>, OfficeError> {
        let last = self.store.last_event().await?;
        let key = (agency.clone(), ledger.key.clone());
        let kept = self.kept.since(last);
        if let Some(kept) = kept.and_then(|kept| kept.records.get(&key).cloned()) {
            return Ok(kept);
        }
        let records = Arc::new(self.all_records(agency, ledger).await?);
        if let Some(mut kept) = self.kept.since(last) {
            kept.records.insert(key, Arc::clone(&records));
        }
        Ok(records)
    }

    /// The calendars, if they were built since the last event.
    pub(crate) fn kept_calendars(&self, last: u64) -> Option<Arc<Calendars>> {
        self.kept.since(last)?.calendars.clone()
    }

    pub(crate) fn keep_calendars(&self, last: u64, calendars: &Arc<Calendars>) {
        if let Some(mut kept) = self.kept.since(last) {
            kept.calendars = Some(Arc::clone(calendars));
        }
    }

    pub(crate) async fn tree(&self, last: u64) -> Result<Arc<Tree>, OfficeError> {
        let kept = self.kept.since(last);
        if let Some(tree) = kept.and_then(|kept| kept.tree.clone()) {
            return Ok(tree);
        }
        let tree = Arc::new(self.agencies().await?);
        if let Some(mut kept) = self.kept.since(last) {
            kept.tree = Some(Arc::clone(&tree));
        }
        Ok(tree)
    }
}
