//! Records for the rows of a sheet to meet, each once.

use super::Existing;
use gongkai_domain::ledger::{Ledger, Record};
use std::collections::{BTreeMap, VecDeque};

/// Records that no row of the sheet has met yet.
pub(super) struct Waiting {
    pub(super) records: BTreeMap<String, Existing>,
    saying: BTreeMap<Vec<String>, VecDeque<String>>,
    alike: BTreeMap<Vec<String>, VecDeque<String>>,
}

impl Waiting {
    /// These records, `says` being what a row with the cells of the sheet would say of one.
    pub(super) fn of(
        ledger: &Ledger,
        records: impl Iterator<Item = Existing>,
        says: impl Fn(&Existing) -> Vec<String>,
    ) -> Self {
        let mut waiting = Self {
            records: BTreeMap::new(),
            saying: BTreeMap::new(),
            alike: BTreeMap::new(),
        };
        for record in records {
            let id = record.id.clone();
            let saying = waiting.saying.entry(says(&record));
            saying.or_default().push_back(id.clone());
            let identity = Record::identity(ledger, &record.values);
            let queue = waiting.alike.entry(identity).or_default();
            queue.push_back(id.clone());
            waiting.records.insert(id, record);
        }
        waiting
    }

    /// One that says the same in all columns of the sheet.
    pub(super) fn of_same(&mut self, said: &[String]) -> Option<Existing> {
        Self::first(&mut self.records, self.saying.get_mut(said))
    }

    /// The first with the same identifying columns.
    pub(super) fn of_identity(&mut self, identity: &[String]) -> Option<Existing> {
        Self::first(&mut self.records, self.alike.get_mut(identity))
    }

    fn first(
        records: &mut BTreeMap<String, Existing>,
        queue: Option<&mut VecDeque<String>>,
    ) -> Option<Existing> {
        let queue = queue?;
        while let Some(id) = queue.pop_front() {
            if let Some(record) = records.remove(&id) {
                return Some(record);
            }
        }
        None
    }
}
