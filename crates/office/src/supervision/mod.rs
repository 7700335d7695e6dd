//! What a supervising office sees of the agencies under it: counts of what was published, never a draft.

mod circular;
mod dataset;
mod listing;

pub use circular::{Circular, CircularPart, said};
pub use listing::{Listing, ListingKind};

use crate::{Context, Office, OfficeError, RequestTally, Tree};
use gongkai_domain::access::{Action, Object, Refusal, Role, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::information::Stage;
use gongkai_store::{DeskQuery, YearFigures};

/// An agency as its supervising office sees it.
#[derive(Debug, Clone)]
pub struct Supervised {
    /// The agency.
    pub agency: Agency,
    /// Items that are public now.
    pub published: u64,
    /// Items taken back.
    pub withdrawn: u64,
    /// The year's figures, counted over what was published.
    pub figures: YearFigures,
    /// Its open disclosure requests, counted: neither who asks nor what for.
    pub requests: RequestTally,
}

/// The office for which who acts supervises others: the first, where there are several.
pub(crate) fn supervising<'t>(cx: &Context, tree: &'t Tree) -> Result<&'t Agency, OfficeError> {
    let person = cx.actor.person().ok_or(Refusal::SignIn)?;
    let mut grants = person.grants.iter();
    let grant = grants.find(|grant| grant.role == Role::Supervisor);
    let grant = grant.ok_or(Refusal::Role)?;
    Ok(tree.get(&grant.agency).ok_or(Refusal::Unknown)?)
}

impl Office {
    /// The agencies below a supervisor, with counts of a year.
    pub async fn supervised(
        &self,
        cx: &Context,
        year: i16,
    ) -> Result<Vec<Supervised>, OfficeError> {
        let mut seen = Vec::new();
        for agency in self.supervised_agencies(cx).await? {
            seen.push(Supervised {
                published: self.count(&agency, Stage::Published).await?,
                withdrawn: self.count(&agency, Stage::Withdrawn).await?,
                requests: self.request_tally(&agency, cx.today()).await?,
                figures: self.store.figures(&agency.id, year).await?,
                agency,
            });
        }
        Ok(seen)
    }

    /// The agencies below a supervisor, without the supervising body itself.
    pub async fn supervised_agencies(&self, cx: &Context) -> Result<Vec<Agency>, OfficeError> {
        decide(&cx.actor, Action::Supervise, Object::Installation)?;
        let tree = self.agencies().await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let grants = person.grants.iter();
        let own = grants.filter(|grant| grant.role == Role::Supervisor);
        let mut seen: Vec<Agency> = Vec::new();
        for grant in own {
            for agency in tree.below(&grant.agency) {
                // Who supervises at two levels has an agency below both only once.
                let known = seen.iter().any(|one| one.id == agency.id);
                if agency.id != grant.agency && !known {
                    seen.push(agency.clone());
                }
            }
        }
        Ok(seen)
    }

    async fn count(&self, agency: &Agency, stage: Stage) -> Result<u64, OfficeError> {
        let query = DeskQuery {
            agencies: vec![agency.id.clone()],
            stages: vec![stage],
            limit: 1,
            ..DeskQuery::default()
        };
        Ok(self.store.desk(&query).await?.total)
    }
}
