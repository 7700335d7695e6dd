//! From where people may work: set by role and agency, asked at sign-in and at every request.

use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, settings_mark, token};
use gongkai_domain::access::{Action, Actor, Grant, Networks, Object, Refusal, decide};
use gongkai_domain::identity::AgencyId;
use std::net::IpAddr;

impl Office {
    /// Sets from where the people of an agency may work. `seen` is the mark of the settings the form
    /// was filled in from. Who would shut themselves out is refused; from the machine itself everybody
    /// may always work, so that a way in remains.
    pub async fn set_networks(
        &self,
        cx: &Context,
        id: &AgencyId,
        seen: &str,
        networks: Networks,
    ) -> Result<(), OfficeError> {
        let lineage = self.lineage(id).await?;
        decide(&cx.actor, Action::ManageAccounts, Object::Agency(&lineage))?;
        let agency = self.agency(id).await?;
        if settings_mark(&agency.settings) != seen {
            return Err(OfficeError::Conflict);
        }
        let person = cx.actor.person();
        let own = person.into_iter().flat_map(|person| &person.grants);
        let mut own = own.filter(|grant| grant.agency == *id);
        if own.any(|grant| !may_come(&networks, grant, &cx.origin)) {
            let message = format!(
                "您现在的地址 {} 不在您自己的角色的范围里，保存后您就不能登录了。请把它加进去，或者在服务器本机上设置。",
                cx.origin
            );
            return Err(invalid("networks", &message));
        }
        let record = Record::of("agency.networks_set", format!("agency:{id}")).in_agency(id);
        let event = record.from(&agency.settings.networks).to(&networks);
        let event = event.by(cx)?;
        let mut settings = agency.settings.clone();
        settings.networks = networks;
        let mut write = self.store.write().await?;
        write.set_up_agency(id, &agency.settings, &settings).await?;
        Ok(write.commit(vec![event]).await?)
    }

    /// Whether who acts may work from where they are. If not, that is an event, and the session ends.
    pub async fn check_origin(&self, cx: &Context, session: &str) -> Result<(), OfficeError> {
        let Actor::Person(person) = &cx.actor else {
            return Ok(());
        };
        if self.may_work(&person.grants, &cx.origin).await? {
            return Ok(());
        }
        if !session.is_empty() {
            self.store.delete_session(&token::digest(session)).await?;
        }
        let record = Record::of("session.elsewhere", format!("account:{}", person.account));
        self.store.record(vec![record.by(cx)?]).await?;
        Err(Refusal::Elsewhere.into())
    }

    /// Every role must be allowed there: one account has one session for all of its roles.
    async fn may_work(&self, grants: &[Grant], origin: &str) -> Result<bool, OfficeError> {
        let tree = self.agencies().await?;
        let set = |grant: &Grant| {
            tree.get(&grant.agency)
                .map(|agency| &agency.settings.networks)
        };
        let mut set = grants.iter().filter_map(|grant| Some((grant, set(grant)?)));
        Ok(set.all(|(grant, networks)| may_come(networks, grant, origin)))
    }
}

/// What is no address is this machine: the command line, or a test.
fn may_come(networks: &Networks, grant: &Grant, origin: &str) -> bool {
    origin
        .parse::<IpAddr>()
        .map_or(true, |address| networks.allow(grant, address))
}
