//! Everybody there is: the public, the people of two offices, and those above them.

use super::acting::*;
use crate::browser::{Browser, TestSite};
use gongkai_domain::access::{Actor, Grant, Person, Role};
use gongkai_domain::identity::{AccountId, AgencyId};

/// The roles of an office, with the login of each.
pub(crate) const ROLES: [(Role, &str); 6] = [
    (Role::Clerk, "clerk"),
    (Role::Reviewer, "reviewer"),
    (Role::Approver, "approver"),
    (Role::SecrecyOfficer, "secrecy-officer"),
    (Role::Archivist, "archivist"),
    (Role::Auditor, "auditor"),
];
const ABOVE: [(Role, &str); 4] = [
    (Role::Supervisor, "supervisor"),
    (Role::SystemAdministrator, "system"),
    (Role::SecurityAdministrator, "security"),
    (Role::AuditAdministrator, "audit"),
];

/// An actor with one role in one agency.
pub(crate) fn actor(role: Role, agency: &AgencyId) -> Actor {
    Actor::Person(Person {
        account: AccountId::from_random(9),
        name: String::new(),
        grants: vec![Grant {
            role,
            agency: agency.clone(),
        }],
    })
}

/// Each as the policy sees them, with a browser in which they are signed in.
pub(crate) async fn people(site: &TestSite) -> Vec<(Actor, Browser)> {
    let county = agency(site, "county").await;
    let mut people = vec![(Actor::Public, site.anybody())];
    for slug in ["xiangzhi", "wucheng"] {
        let agency = agency(site, slug).await;
        for (role, login) in ROLES {
            let browser = site.signed_in(&format!("{slug}.{login}")).await;
            people.push((actor(role, &agency), browser));
        }
    }
    for (role, login) in ABOVE {
        people.push((actor(role, &county), site.signed_in(login).await));
    }
    people
}
