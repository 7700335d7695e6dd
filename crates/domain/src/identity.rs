//! Identities: random, unguessable, one type for each kind of thing.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The text is not an identity: 32 lower-case hexadecimal digits.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
#[error("not an identity (32 hexadecimal digits): {0:?}")]
pub struct NotAnIdentity(pub String);

macro_rules! identity {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identity that 128 random bits make.
            pub fn from_random(bits: u128) -> Self {
                Self(format!("{bits:032x}"))
            }

            /// Its 32 hexadecimal digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnIdentity;

            fn try_from(text: String) -> Result<Self, NotAnIdentity> {
                if is_identity(&text) { Ok(Self(text)) } else { Err(NotAnIdentity(text)) }
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnIdentity;

            fn from_str(text: &str) -> Result<Self, NotAnIdentity> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )+};
}

identity! {
    /// An administrative organ or a part of one.
    AgencyId,
    /// A person's account.
    AccountId,
    /// An item of government information.
    InformationId,
    /// A channel in which an agency publishes.
    ChannelId,
    /// A category of an agency's own.
    CategoryId,
    /// One posting of one item in one channel.
    PostingId,
    /// A record of a ledger.
    RecordId,
    /// A batch handed over to archive and library.
    HandoverId,
    /// A notice on working days that was entered.
    NoticeId,
    /// A disclosure request.
    RequestId,
    /// A reconsideration or litigation about one.
    DisputeId,
    /// A token of the interface for programs.
    TokenId,
    /// An address that is told of what becomes public.
    WebhookId,
    /// One telling of one fact to one address.
    DeliveryId,
    /// An entry of the event log.
    EventId,
}

fn is_identity(text: &str) -> bool {
    text.len() == 32
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_back_from_its_digits_and_nothing_else_is_one() {
        let id = AgencyId::from_random(7);
        assert_eq!(id.as_str().parse(), Ok(id.clone()));
        for wrong in [
            "",
            "7",
            &id.as_str().to_uppercase().replace('0', "G"),
            "../../etc/passwd",
        ] {
            assert!(wrong.parse::<AgencyId>().is_err(), "{wrong}");
        }
    }
}
