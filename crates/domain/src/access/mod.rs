//! Who may see or do what: one function, asked by every use case and every route.

mod network;
mod password;
mod policy;
mod role;
mod scope;

pub use network::{Network, Networks, NoNetwork};
pub use password::PasswordProfile;
pub use policy::{Action, Object, Refusal, decide};
pub use role::Role;
pub use scope::Scope;

use crate::identity::{AccountId, AgencyId};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Anybody on the internet.
    Public,
    /// A person who is signed in.
    Person(Person),
    /// The program itself: a planned posting whose time has come, the first start.
    Program,
}

/// A person with the offices they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their account.
    pub account: AccountId,
    /// Their name as it is signed.
    pub name: String,
    /// What they are in which agency.
    pub grants: Vec<Grant>,
}

/// One role in one agency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// What they are.
    pub role: Role,
    /// Where.
    pub agency: AgencyId,
}

impl Actor {
    /// The person, if it is one.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person) => Some(person),
            Self::Public | Self::Program => None,
        }
    }
}

impl Person {
    /// Whether they hold the role in this very agency.
    pub fn is(&self, role: Role, agency: &AgencyId) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role == role && grant.agency == *agency)
    }

    /// Whether they hold the role anywhere.
    pub fn is_anywhere(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}
