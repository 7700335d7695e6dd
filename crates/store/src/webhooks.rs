//! Addresses that are told of what becomes public, and the outbox: written with the change itself,
//! sent afterwards. That something was sent, or not, is no change of the office's state.

use crate::agencies::found;
use crate::encode::{Row, instant, json, number};
use crate::query::Query;
use crate::{Store, StoreError, Write};
use gongkai_domain::event::{Event, hex};
use gongkai_domain::identity::{AgencyId, DeliveryId, WebhookId};
use gongkai_domain::webhook::{DeliveryState, FactKind};
use jiff::Timestamp;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// An address that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its identity.
    pub id: WebhookId,
    /// The agency of whose facts, and those of the agencies under it, it is told.
    pub agency: AgencyId,
    /// What it is called.
    pub name: String,
    /// Where it is sent.
    pub address: String,
    /// What it is told.
    pub kinds: Vec<FactKind>,
    /// What signs it.
    pub secret: String,
    /// Since when.
    pub made_at: Timestamp,
}

/// A fact to be told.
#[derive(Debug, Clone)]
pub struct Told {
    /// What happened.
    pub kind: FactKind,
    /// The agency, then the bodies above it.
    pub lineage: Vec<AgencyId>,
    /// What is said of it; the identity of the delivery is added.
    pub body: Map<String, Value>,
}

/// One telling of one fact to one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its identity.
    pub id: DeliveryId,
    /// To whom.
    pub webhook: WebhookId,
    /// What happened.
    pub kind: FactKind,
    /// What is sent, as JSON.
    pub body: String,
    /// When it happened.
    pub made_at: Timestamp,
    /// How far it has come.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u64,
    /// When it is tried next, while it is waiting.
    pub next_at: Timestamp,
    /// When it was tried last.
    pub last_at: Option<Timestamp>,
    /// What came of that.
    pub outcome: String,
}

#[derive(sqlx::FromRow)]
struct WebhookRow {
    id: String,
    agency: String,
    name: String,
    address: String,
    kinds: String,
    secret: String,
    made_at: String,
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    id: String,
    webhook: String,
    kind: String,
    body: String,
    made_at: String,
    state: String,
    attempts: i64,
    next_at: String,
    last_at: Option<String>,
    outcome: String,
}

impl Store {
    /// All addresses that are told, in the order in which they were added.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let sql = "SELECT * FROM webhook ORDER BY made_at, id";
        let found = rows!(self.reader(), WebhookRow, sql)?;
        found.iter().map(WebhookRow::webhook).collect()
    }

    /// What an address was told or is to be told, the last first.
    pub async fn deliveries(
        &self,
        webhook: &WebhookId,
        limit: u64,
    ) -> Result<Vec<Delivery>, StoreError> {
        let sql = "SELECT * FROM webhook_delivery WHERE webhook = $1 \
                   ORDER BY sequence DESC, place DESC LIMIT $2";
        let found = rows!(
            self.reader(),
            DeliveryRow,
            sql,
            webhook.as_str(),
            number(limit)
        )?;
        found.iter().map(DeliveryRow::delivery).collect()
    }

    /// How many tellings of each address are in a state.
    pub async fn deliveries_in(
        &self,
        state: DeliveryState,
    ) -> Result<Vec<(WebhookId, u64)>, StoreError> {
        let sql = "SELECT webhook, COUNT(*) FROM webhook_delivery WHERE state = $1 \
                   GROUP BY webhook ORDER BY webhook";
        let found = rows!(self.reader(), (String, i64), sql, state.code())?;
        let count = |(id, count): (String, i64)| {
            let row = Row {
                table: "webhook_delivery",
                key: &id,
            };
            Ok((row.text("webhook", &id)?, row.number("COUNT(*)", count)?))
        };
        found.into_iter().map(count).collect()
    }

    /// Of each address the first telling that waits, if its time has come: later ones wait for it.
    pub async fn due_deliveries(&self, now: Timestamp) -> Result<Vec<Delivery>, StoreError> {
        let sql = "SELECT * FROM webhook_delivery AS one WHERE state = 'waiting' AND next_at <= $1 \
                   AND NOT EXISTS (SELECT 1 FROM webhook_delivery AS other \
                   WHERE other.webhook = one.webhook AND other.state = 'waiting' \
                   AND (other.sequence < one.sequence \
                   OR (other.sequence = one.sequence AND other.place < one.place))) \
                   ORDER BY next_at, id";
        let found = rows!(self.reader(), DeliveryRow, sql, instant(now))?;
        found.iter().map(DeliveryRow::delivery).collect()
    }

    /// Takes a telling to send it, until a time after which another may take it. False if another
    /// process has it.
    pub async fn take_delivery(
        &self,
        one: &Delivery,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let taken = run!(
            self.writer(),
            "UPDATE webhook_delivery SET attempts = attempts + 1, last_at = $3, next_at = $4 \
             WHERE id = $1 AND attempts = $2 AND state = 'waiting' AND next_at <= $3",
            one.id.as_str(),
            number(one.attempts),
            instant(now),
            instant(until),
        )?;
        Ok(taken == 1)
    }

    /// Notes what came of the attempt with this number.
    pub async fn note_delivery(
        &self,
        id: &DeliveryId,
        attempt: u64,
        state: DeliveryState,
        next_at: Timestamp,
        outcome: &str,
    ) -> Result<(), StoreError> {
        run!(
            self.writer(),
            "UPDATE webhook_delivery SET state = $3, next_at = $4, outcome = $5 \
             WHERE id = $1 AND attempts = $2 AND state = 'waiting'",
            id.as_str(),
            number(attempt),
            state.code(),
            instant(next_at),
            outcome,
        )?;
        Ok(())
    }

    /// Forgets tellings that were made before a time and no longer wait.
    pub async fn forget_deliveries(&self, before: Timestamp) -> Result<(), StoreError> {
        let sql = "DELETE FROM webhook_delivery WHERE made_at < $1 AND state <> 'waiting'";
        run!(self.writer(), sql, instant(before))?;
        Ok(())
    }
}

impl Write {
    /// Adds an address.
    pub async fn insert_webhook(&mut self, webhook: &Webhook) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO webhook (id, agency, name, address, kinds, secret, made_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            webhook.id.as_str(),
            webhook.agency.as_str(),
            webhook.name.as_str(),
            webhook.address.as_str(),
            json(&webhook.kinds)?,
            webhook.secret.as_str(),
            instant(webhook.made_at),
        )?;
        Ok(())
    }

    /// Takes an address away, with what it was told and was to be told. `NotFound` if there is none.
    pub async fn delete_webhook(&mut self, id: &WebhookId) -> Result<(), StoreError> {
        let sql = "DELETE FROM webhook_delivery WHERE webhook = $1";
        run!(self.tx.on(), sql, id.as_str())?;
        let sql = "DELETE FROM webhook WHERE id = $1";
        found(run!(self.tx.on(), sql, id.as_str())?)
    }

    /// Has a telling sent at once, however often it was tried. `NotFound` if the address has none such.
    pub async fn send_again(
        &mut self,
        webhook: &WebhookId,
        id: &DeliveryId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        found(run!(
            self.tx.on(),
            "UPDATE webhook_delivery SET state = 'waiting', attempts = 0, next_at = $3 \
             WHERE webhook = $1 AND id = $2",
            webhook.as_str(),
            id.as_str(),
            instant(now),
        )?)
    }

    /// Writes what is told for every address that asked for it.
    pub(crate) async fn enqueue(
        &mut self,
        told: &[Told],
        sequence: u64,
        event: &Event,
    ) -> Result<(), StoreError> {
        for (place, one) in (0..).zip(told) {
            let mut query = Query::new("SELECT * FROM webhook WHERE agency IN ");
            query.list(one.lineage.iter().map(AgencyId::as_str));
            query.push(" ORDER BY id");
            let asked: Vec<WebhookRow> = query.rows_in(&mut self.tx).await?;
            for row in &asked {
                let webhook = row.webhook()?;
                if webhook.kinds.contains(&one.kind) {
                    self.insert_delivery(&webhook.id, one, (sequence, place), event)
                        .await?;
                }
            }
        }
        Ok(())
    }

    async fn insert_delivery(
        &mut self,
        webhook: &WebhookId,
        told: &Told,
        (sequence, place): (u64, i64),
        event: &Event,
    ) -> Result<(), StoreError> {
        let id = identity(webhook, event, place);
        let mut body = told.body.clone();
        body.insert("delivery".to_owned(), Value::from(id.as_str()));
        run!(
            self.tx.on(),
            "INSERT INTO webhook_delivery (id, webhook, sequence, place, kind, body, made_at, \
             state, attempts, next_at, last_at, outcome) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $7, NULL, '')",
            id,
            webhook.as_str(),
            number(sequence),
            place,
            told.kind.code(),
            json(&body)?,
            instant(event.at),
        )?;
        Ok(())
    }
}

/// The identity of a telling follows from that of the event, which is random.
fn identity(webhook: &WebhookId, event: &Event, place: i64) -> String {
    let text = format!("delivery {webhook} {} {place}", event.id);
    let digest = Sha256::digest(text.as_bytes());
    hex(digest.get(..16).unwrap_or_default())
}

impl WebhookRow {
    fn webhook(&self) -> Result<Webhook, StoreError> {
        let row = Row {
            table: "webhook",
            key: &self.id,
        };
        Ok(Webhook {
            id: row.text("id", &self.id)?,
            agency: row.text("agency", &self.agency)?,
            name: self.name.clone(),
            address: self.address.clone(),
            kinds: row.json("kinds", &self.kinds)?,
            secret: self.secret.clone(),
            made_at: row.text("made_at", &self.made_at)?,
        })
    }
}

impl DeliveryRow {
    fn delivery(&self) -> Result<Delivery, StoreError> {
        let row = Row {
            table: "webhook_delivery",
            key: &self.id,
        };
        Ok(Delivery {
            id: row.text("id", &self.id)?,
            webhook: row.text("webhook", &self.webhook)?,
            kind: row.code("kind", &self.kind, FactKind::of_code)?,
            body: self.body.clone(),
            made_at: row.text("made_at", &self.made_at)?,
            state: row.code("state", &self.state, DeliveryState::of_code)?,
            attempts: row.number("attempts", self.attempts)?,
            next_at: row.text("next_at", &self.next_at)?,
            last_at: row.maybe("last_at", self.last_at.as_ref())?,
            outcome: self.outcome.clone(),
        })
    }
}
