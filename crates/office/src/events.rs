//! Writing down what was done, and reading it.

use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Actor, Object, Refusal, Role, decide};
use gongkai_domain::event::{Entry, Event};
use gongkai_domain::identity::{AgencyId, EventId};
use serde::Serialize;

/// An event in the making.
pub(crate) struct Record<'a> {
    pub(crate) action: &'a str,
    pub(crate) object: String,
    pub(crate) agency: Option<&'a AgencyId>,
    pub(crate) before: String,
    pub(crate) after: String,
}

impl<'a> Record<'a> {
    /// Something done to something.
    pub(crate) fn of(action: &'a str, object: String) -> Self {
        let nothing = String::new;
        Self {
            action,
            object,
            agency: None,
            before: nothing(),
            after: nothing(),
        }
    }

    pub(crate) fn in_agency(mut self, agency: &'a AgencyId) -> Self {
        self.agency = Some(agency);
        self
    }

    pub(crate) fn from(mut self, before: &impl Serialize) -> Self {
        self.before = json(before);
        self
    }

    pub(crate) fn to(mut self, after: &impl Serialize) -> Self {
        self.after = json(after);
        self
    }

    /// The event, with who, when and from where.
    pub(crate) fn by(self, cx: &Context) -> Result<Event, OfficeError> {
        let person = cx.actor.person();
        let name = match &cx.actor {
            Actor::Person(person) => person.name.clone(),
            Actor::Public => "公众".to_owned(),
            Actor::Program => "程序".to_owned(),
        };
        Ok(Event {
            id: EventId::from_random(token::bits()?),
            at: cx.now,
            account: person.map(|person| person.account.clone()),
            name,
            origin: cx.origin.clone(),
            agency: self.agency.cloned(),
            object: self.object,
            action: self.action.to_owned(),
            before: self.before,
            after: self.after,
        })
    }
}

fn json(value: &impl Serialize) -> String {
    // Our own types with text keys always serialise; an empty text would only lose a detail.
    serde_json::to_string(value).unwrap_or_default()
}

impl Office {
    /// The newest events before a number: of one agency, or of all for who may see all.
    pub async fn events(
        &self,
        cx: &Context,
        agency: Option<&AgencyId>,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<Entry>, OfficeError> {
        if let Some(agency) = agency {
            let lineage = self.lineage(agency).await?;
            decide(&cx.actor, Action::ReadEvents, Object::Agency(&lineage))?;
        } else {
            decide(&cx.actor, Action::ReadEvents, Object::Installation)?;
            let person = cx.actor.person();
            if !person.is_none_or(|person| person.is_anywhere(Role::AuditAdministrator)) {
                return Err(Refusal::Role.into());
            }
        }
        Ok(self.store.events(agency, before, limit).await?)
    }
}
