//! Which agency a page of the desk is about, for people who work in more than one.

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::Agency;
use gongkai_office::Office;

/// The agency a page is about, and the others it could be about.
pub(super) struct Workplace {
    pub(super) agency: Agency,
    /// Address part and name of all of them.
    pub(super) all: Vec<(String, String)>,
}

impl Workplace {
    /// The agency of this part of addresses among those in which the caller works; the first, if none
    /// is asked for.
    pub(super) async fn of(site: &Site, caller: &Caller, asked: &str) -> Result<Self, WebError> {
        let tree = site.office.agencies().await?;
        let places = Office::workplaces(&caller.cx.actor);
        let own: Vec<&Agency> = places.iter().filter_map(|id| tree.get(id)).collect();
        let mut fitting = own.iter();
        let found = fitting.find(|agency| asked.is_empty() || agency.slug == asked);
        let agency = (*found.ok_or(Refusal::Unknown)?).clone();
        let today = caller.cx.today();
        let name = |agency: &&Agency| (agency.slug.clone(), agency.short_on(today).to_owned());
        Ok(Self {
            all: own.iter().map(name).collect(),
            agency,
        })
    }
}
