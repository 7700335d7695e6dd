//! Who acts, when and from where: handed to every use case.

use crate::{Office, OfficeError};
use gongkai_domain::access::{Action, Actor, Object, Person, Refusal, decide};
use gongkai_domain::identity::AgencyId;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// The circumstances of a call.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who acts.
    pub actor: Actor,
    /// When.
    pub now: Timestamp,
    /// From where: a network address, or the command line.
    pub origin: String,
}

impl Context {
    /// The day of the call in China.
    pub fn today(&self) -> Date {
        today(self.now)
    }
}

impl Office {
    /// The person who acts, if they may do this to an agency.
    pub(crate) async fn who_may<'c>(
        &self,
        cx: &'c Context,
        agency: &AgencyId,
        action: Action,
    ) -> Result<&'c Person, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, action, Object::Agency(&lineage))?;
        Ok(cx.actor.person().ok_or(Refusal::SignIn)?)
    }
}

/// An instant as clocks in China show it: one zone, eight hours before Greenwich, no summer time.
pub fn china(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::fixed(Offset::constant(8)))
}

/// The day of an instant in China.
pub fn today(at: Timestamp) -> Date {
    china(at).date()
}
