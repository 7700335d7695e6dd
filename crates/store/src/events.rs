//! The log: appended to with every change, read, and walked from end to end.

use crate::database::Tx;
use crate::encode::{Row, instant, number, to_microseconds};
use crate::query::Query;
use crate::{Store, StoreError, Write};
use gongkai_domain::event::{Break, Entry, Event, GENESIS};
use gongkai_domain::identity::{AccountId, AgencyId};

/// Entries read at a time when the whole log is walked.
const STRIDE: i64 = 2_000;

/// What a walk along the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Entries in the log.
    pub entries: u64,
    /// The digest of the last one; of an empty log, what stands before the first.
    pub head: String,
    /// Where it is broken; whole if nowhere.
    pub breaks: Vec<Break>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    sequence: i64,
    id: String,
    happened_at: String,
    account: Option<String>,
    name: String,
    origin: String,
    agency: Option<String>,
    object: String,
    action: String,
    state_before: String,
    state_after: String,
    previous: String,
    digest: String,
}

impl Store {
    /// What happened to an object (`information:<id>`), from the first on.
    pub async fn events_of(&self, object: &str) -> Result<Vec<Entry>, StoreError> {
        let sql = "SELECT * FROM event WHERE object = $1 ORDER BY sequence";
        let found = rows!(self.reader(), EventRow, sql, object)?;
        found.into_iter().map(EventRow::entry).collect()
    }

    /// What happened in an agency, or everywhere: the newest first, before the entry given.
    pub async fn events(
        &self,
        agency: Option<&AgencyId>,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut query = Query::new("SELECT * FROM event WHERE sequence < ");
        query.number(before.map_or(i64::MAX, number));
        if let Some(agency) = agency {
            query.push(" AND agency = ").text(agency.as_str());
        }
        query.push(" ORDER BY sequence DESC").page(0, limit);
        let found: Vec<EventRow> = query.rows(self.reader()).await?;
        found.into_iter().map(EventRow::entry).collect()
    }

    /// Records events that belong to no change: somebody signed in, or was refused.
    pub async fn record(&self, events: Vec<Event>) -> Result<(), StoreError> {
        self.write().await?.commit(events).await
    }

    /// Walks the whole log, as it stands at the beginning, and names every break. `on_entry` hears
    /// how many entries have been walked.
    pub async fn verify_chain(
        &self,
        mut on_entry: impl FnMut(u64) + Send,
    ) -> Result<ChainReport, StoreError> {
        let mut tx = self.snapshot().await?;
        let mut walk = Walk::default();
        loop {
            let entries = following(&mut tx, walk.sequence).await?;
            if entries.is_empty() {
                break;
            }
            for row in entries {
                walk.step(row);
                on_entry(walk.entries);
            }
        }
        let head = head(&mut tx).await?;
        Ok(walk.end(head))
    }
}

impl Write {
    /// Puts events at the end of the log. Gives the number of the last one.
    pub(crate) async fn append(&mut self, events: Vec<Event>) -> Result<u64, StoreError> {
        let mut last = head(&mut self.tx).await?;
        for mut event in events {
            // A column holds microseconds, and the digest is over what the column holds.
            event.at = to_microseconds(event.at);
            let behind = last.as_ref().map(|(at, digest)| (*at, digest.as_str()));
            let entry = Entry::behind(behind, event);
            self.insert_entry(&entry).await?;
            last = Some((entry.sequence, entry.digest));
        }
        let Some((sequence, digest)) = last else {
            return Ok(0);
        };
        run!(
            self.tx.on(),
            "INSERT INTO event_head (id, sequence, digest) VALUES (1, $1, $2) \
             ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, \
             digest = excluded.digest",
            number(sequence),
            digest,
        )?;
        Ok(sequence)
    }

    async fn insert_entry(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let event = &entry.event;
        run!(
            self.tx.on(),
            "INSERT INTO event (sequence, id, happened_at, account, name, origin, agency, object, \
             action, state_before, state_after, previous, digest) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            number(entry.sequence),
            event.id.as_str(),
            instant(event.at),
            event.account.as_ref().map(AccountId::as_str),
            event.name.as_str(),
            event.origin.as_str(),
            event.agency.as_ref().map(AgencyId::as_str),
            event.object.as_str(),
            event.action.as_str(),
            event.before.as_str(),
            event.after.as_str(),
            entry.previous.as_str(),
            entry.digest.as_str(),
        )?;
        Ok(())
    }
}

async fn following(tx: &mut Tx, sequence: i64) -> Result<Vec<EventRow>, StoreError> {
    let sql = "SELECT * FROM event WHERE sequence > $1 ORDER BY sequence LIMIT $2";
    Ok(rows!(tx.on(), EventRow, sql, sequence, STRIDE)?)
}

impl Store {
    /// The number of the last entry: while it stays, nothing has changed. 0 before the first.
    pub async fn last_event(&self) -> Result<u64, StoreError> {
        let sql = "SELECT sequence FROM event_head WHERE id = 1";
        let last = row!(self.reader(), (i64,), sql)?;
        Ok(last
            .and_then(|(last,)| u64::try_from(last).ok())
            .unwrap_or(0))
    }
}

/// Number and digest of the last entry, as they are kept beside the log.
async fn head(tx: &mut Tx) -> Result<Option<(u64, String)>, StoreError> {
    let sql = "SELECT sequence, digest FROM event_head WHERE id = 1";
    let Some((sequence, digest)) = row!(tx.on(), (i64, String), sql)? else {
        return Ok(None);
    };
    let row = Row {
        table: "event_head",
        key: "1",
    };
    Ok(Some((row.number("sequence", sequence)?, digest)))
}

/// A walk along the log.
struct Walk {
    entries: u64,
    /// The last number read, of whatever sign.
    sequence: i64,
    last: Option<(u64, String)>,
    breaks: Vec<Break>,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            entries: 0,
            sequence: i64::MIN,
            last: None,
            breaks: Vec::new(),
        }
    }
}

impl Walk {
    fn step(&mut self, row: EventRow) {
        self.entries = self.entries.saturating_add(1);
        self.sequence = row.sequence;
        let sequence = u64::try_from(row.sequence).unwrap_or_default();
        let digest = row.digest.clone();
        let behind = self
            .last
            .as_ref()
            .map(|(at, digest)| (*at, digest.as_str()));
        // What cannot be read as an entry at all was not written by this program.
        let broken = row
            .canonical()
            .map_or(Some(Break::Content(sequence)), |entry| {
                entry.check(behind).err()
            });
        self.breaks.extend(broken);
        self.last = Some((sequence, digest));
    }

    /// Whether the log ends where it should: at the entry that was noted beside it.
    fn end(mut self, head: Option<(u64, String)>) -> ChainReport {
        let (noted, noted_digest) = head.unwrap_or((0, GENESIS.to_owned()));
        let (sequence, digest) = self.last.unwrap_or((0, GENESIS.to_owned()));
        if sequence != noted {
            self.breaks.push(Break::Hole {
                expected: sequence.saturating_add(1),
                found: noted.saturating_add(1),
            });
        } else if digest != noted_digest {
            self.breaks.push(Break::Link(sequence));
        }
        ChainReport {
            entries: self.entries,
            head: digest,
            breaks: self.breaks,
        }
    }
}

impl EventRow {
    /// The entry, if every column is written as this program writes it: a digest over parsed
    /// values does not see that an instant or an absence is spelt otherwise.
    fn canonical(self) -> Option<Entry> {
        let happened_at = self.happened_at.clone();
        let empty = [&self.account, &self.agency];
        let spelt = empty.into_iter().all(|id| id.as_deref() != Some(""));
        let entry = self.entry().ok()?;
        (spelt && instant(entry.event.at) == happened_at).then_some(entry)
    }

    fn entry(self) -> Result<Entry, StoreError> {
        let key = self.sequence.to_string();
        let row = Row {
            table: "event",
            key: &key,
        };
        Ok(Entry {
            sequence: row.number("sequence", self.sequence)?,
            event: Event {
                id: row.text("id", &self.id)?,
                at: row.text("happened_at", &self.happened_at)?,
                account: row.maybe("account", self.account.as_ref())?,
                name: self.name,
                origin: self.origin,
                agency: row.maybe("agency", self.agency.as_ref())?,
                object: self.object,
                action: self.action,
                before: self.state_before,
                after: self.state_after,
            },
            previous: self.previous,
            digest: self.digest,
        })
    }
}
