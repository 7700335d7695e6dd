//! Whose items stand on whose column: what changes when an institution begins to publish on the column
//! of the body above it, or ends to.

use crate::agencies::Tree;
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::agency::{Agency, AgencySettings};
use gongkai_domain::event::Event;
use gongkai_domain::identity::AgencyId;
use gongkai_store::Write;

impl Tree {
    /// The agency on whose column one publishes: itself, or for an institution that has no column of
    /// its own the body above it, or the one above that.
    pub fn host<'t>(&'t self, id: &'t AgencyId) -> &'t AgencyId {
        let mut host = id;
        // As many steps as there are agencies: a tree that goes in circles ends somewhere too.
        for _ in &self.0 {
            let above = self.get(host).and_then(Agency::column_above);
            match above.and_then(|above| self.get(above)) {
                Some(above) => host = &above.id,
                None => break,
            }
        }
        host
    }

    /// The institutions that publish on an agency's column.
    pub fn guests(&self, host: &AgencyId) -> impl Iterator<Item = &Agency> {
        let is_guest = move |agency: &&Agency| agency.id != *host && self.host(&agency.id) == host;
        self.0.iter().filter(is_guest)
    }
}

impl Office {
    /// Moves the public items of all those whose column becomes another one when an agency is set up
    /// anew, and gives an event for each. The tree is read within the change: nobody else sets
    /// anything up meanwhile.
    pub(crate) async fn move_columns(
        &self,
        cx: &Context,
        write: &mut Write,
        id: &AgencyId,
        settings: &AgencySettings,
    ) -> Result<Vec<Event>, OfficeError> {
        let before = self.agencies().await?;
        let mut after = before.clone();
        let mut all = after.0.iter_mut();
        if let Some(agency) = all.find(|agency| agency.id == *id) {
            agency.settings = settings.clone();
        }
        let mut events = Vec::new();
        for agency in before.below(id) {
            let (from, to) = (before.host(&agency.id), after.host(&agency.id));
            if from != to {
                let items = write.move_copies(&agency.id, to).await?;
                let object = format!("agency:{}", agency.id);
                let record = Record::of("agency.column_moved", object).in_agency(&agency.id);
                events.push(record.from(from).to(&(to, items)).by(cx)?);
            }
        }
        Ok(events)
    }

    /// The address of the agency on whose column another publishes, if that is not its own.
    pub async fn column_of(&self, slug: &str) -> Result<Option<String>, OfficeError> {
        let last = self.store.last_event().await?;
        let tree = self.tree(last).await?;
        let host = |agency: &Agency| {
            let host = tree.host(&agency.id);
            let host = tree.get(host).filter(|host| host.id != agency.id);
            host.map(|host| host.slug.clone())
        };
        Ok(tree.at(slug).and_then(host))
    }
}
