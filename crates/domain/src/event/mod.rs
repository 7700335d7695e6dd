//! The event log: who did what, when, from where, before and after, chained by hash.
//!
//! An event's digest covers its own fields and the digest before it, so that a changed, removed or
//! swapped entry breaks the chain from there on.

use crate::identity::{AccountId, AgencyId, EventId};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// What happened, before it has its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its identity.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Whose account, if a person's.
    pub account: Option<AccountId>,
    /// Their name, or 公众 or 程序.
    pub name: String,
    /// From where: network address, or the command line.
    pub origin: String,
    /// The agency concerned, if one is.
    pub agency: Option<AgencyId>,
    /// What it was done to: `information:<id>`, `account:<id>`.
    pub object: String,
    /// What was done: `information.submitted`.
    pub action: String,
    /// The state before, as JSON; empty where there was none.
    pub before: String,
    /// The state after, as JSON; empty where there is none.
    pub after: String,
}

/// An event in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// 1, 2, 3 … without holes.
    pub sequence: u64,
    /// The event.
    pub event: Event,
    /// The digest of the entry before; of the first, 64 zeros.
    pub previous: String,
    /// SHA-256 over all of the above.
    pub digest: String,
}

/// What stands before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What is wrong with the chain, at which entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// A number is missing or double.
    #[error("第{expected}条操作记录不见了，接下来是第{found}条")]
    Hole {
        /// The number that should stand here.
        expected: u64,
        /// The number that stands here.
        found: u64,
    },
    /// The digest of the entry before is another.
    #[error("第{0}条操作记录与前一条接不上")]
    Link(u64),
    /// The digest is not that of the fields.
    #[error("第{0}条操作记录的内容与摘要不符，被改动过")]
    Content(u64),
}

impl Entry {
    /// Puts an event behind an entry, or at the beginning.
    pub fn behind(last: Option<(u64, &str)>, event: Event) -> Self {
        let (before, previous) = last.unwrap_or((0, GENESIS));
        let sequence = before.saturating_add(1);
        let digest = digest(sequence, previous, &event);
        Self {
            sequence,
            event,
            previous: previous.to_owned(),
            digest,
        }
    }

    /// Whether it is whole and stands behind the entry given.
    pub fn check(&self, last: Option<(u64, &str)>) -> Result<(), Break> {
        let (before, previous) = last.unwrap_or((0, GENESIS));
        let expected = before.saturating_add(1);
        if self.sequence != expected {
            return Err(Break::Hole {
                expected,
                found: self.sequence,
            });
        }
        if self.previous != previous {
            return Err(Break::Link(self.sequence));
        }
        if digest(self.sequence, &self.previous, &self.event) != self.digest {
            return Err(Break::Content(self.sequence));
        }
        Ok(())
    }
}

/// Each field with its length before it, so that no two events have the same bytes.
fn digest(sequence: u64, previous: &str, event: &Event) -> String {
    let mut hash = Sha256::new();
    let account = event.account.as_ref().map_or("", AccountId::as_str);
    let agency = event.agency.as_ref().map_or("", AgencyId::as_str);
    let fields = [
        "gongkai event 1",
        &sequence.to_string(),
        previous,
        event.id.as_str(),
        &event.at.to_string(),
        account,
        &event.name,
        &event.origin,
        agency,
        &event.object,
        &event.action,
        &event.before,
        &event.after,
    ];
    for field in fields {
        hash.update(field.len().to_string().as_bytes());
        hash.update(b":");
        hash.update(field.as_bytes());
    }
    hex(&hash.finalize())
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: u128) -> Event {
        Event {
            id: EventId::from_random(id),
            at: Timestamp::UNIX_EPOCH,
            account: None,
            name: "程序".to_owned(),
            origin: "本机".to_owned(),
            agency: None,
            object: "installation".to_owned(),
            action: "installation.created".to_owned(),
            before: String::new(),
            after: "{}".to_owned(),
        }
    }

    fn chain(length: u128) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for id in 0..length {
            let last = entries
                .last()
                .map(|entry| (entry.sequence, entry.digest.as_str()));
            let entry = Entry::behind(last, event(id));
            entries.push(entry);
        }
        entries
    }

    fn whole(entries: &[Entry]) -> bool {
        let mut last = None;
        entries.iter().all(|entry| {
            let answer = entry.check(last).is_ok();
            last = Some((entry.sequence, entry.digest.as_str()));
            answer
        })
    }

    #[test]
    fn every_change_removal_and_exchange_of_entries_is_found() {
        assert!(whole(&chain(5)));
        let mut removed = chain(5);
        removed.remove(2);
        assert!(!whole(&removed));
        let mut exchanged = chain(5);
        exchanged.swap(1, 2);
        assert!(!whole(&exchanged));
        for change in [
            |event: &mut Event| event.name.push('甲'),
            |event: &mut Event| event.after.clear(),
            |event: &mut Event| event.account = Some(AccountId::from_random(9)),
        ] {
            let mut changed = chain(5);
            change(&mut changed[3].event);
            assert!(!whole(&changed));
        }
    }

    #[test]
    fn moving_a_letter_from_one_field_to_the_next_changes_the_digest() {
        let mut moved = event(1);
        moved.object = "installatio".to_owned();
        moved.action = "ninstallation.created".to_owned();
        assert_ne!(digest(1, GENESIS, &moved), digest(1, GENESIS, &event(1)));
    }
}
