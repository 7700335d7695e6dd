//! Addresses that are told of what becomes public: added and removed by the administrator, and the
//! sending of what waits. What is told names things and repeats nothing of what they say, so that what
//! is withdrawn stands in no message that is still on its way.

use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::event::hex;
use gongkai_domain::identity::{AgencyId, DeliveryId, WebhookId};
use gongkai_domain::information::{Gap, Information, Posting};
use gongkai_domain::webhook::{Address, AllowedHost, DeliveryState, FactKind, wait_after};
use gongkai_store::{Delivery, Told, Webhook};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sha2::Sha256;
use std::collections::{BTreeMap, BTreeSet};

/// Addresses of one agency at most.
const MOST: usize = 10;
/// Characters of a name.
const LONGEST_NAME: usize = 50;
/// Tellings shown of an address.
const SHOWN: u64 = 50;
/// How long one who sends may take before another may.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How long tellings are kept that no longer wait.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// An address to be added.
#[derive(Debug, Clone)]
pub struct NewWebhook {
    /// What it is called.
    pub name: String,
    /// Where it is sent, as typed.
    pub address: String,
    /// What it is told.
    pub kinds: BTreeSet<FactKind>,
}

/// An address with what waits for it.
#[derive(Debug, Clone)]
pub struct WebhookView {
    /// The address.
    pub webhook: Webhook,
    /// Tellings that wait.
    pub waiting: u64,
    /// Tellings that were given up.
    pub dead: u64,
}

/// A telling that is to be sent now, by who holds this.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its identity.
    pub id: DeliveryId,
    /// Where to.
    pub address: String,
    /// What.
    pub body: String,
    /// The number of the attempt, from 1.
    attempt: u64,
    /// What signs it.
    secret: String,
}

impl Letter {
    /// The header that shows who sent it and when: the second, and over it and the body HMAC-SHA256.
    pub fn signature(&self, now: Timestamp) -> String {
        sign(&self.secret, now.as_second(), &self.body)
    }
}

/// `t=1795140000,v1=…`: the hexadecimal HMAC-SHA256 of `1795140000.{body}` under the secret's text.
fn sign(secret: &str, second: i64, body: &str) -> String {
    // HMAC takes keys of every length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(format!("{second}.{body}").as_bytes());
    format!("t={second},v1={}", hex(&mac.finalize().into_bytes()))
}

impl NewWebhook {
    fn read(&self, allowed: &[AllowedHost]) -> Result<Address, Vec<Gap>> {
        let mut gaps = Vec::new();
        let mut add = |field, message: String| gaps.push(Gap { field, message });
        let length = self.name.trim().chars().count();
        if length == 0 {
            add("name", "请填写名称，例如“县政府网站”。".to_owned());
        } else if length > LONGEST_NAME {
            add(
                "name",
                format!("名称最多{LONGEST_NAME}个字，现在是{length}个字。"),
            );
        }
        if self.kinds.is_empty() {
            add("kinds", "请至少选择一种要通知的事。".to_owned());
        }
        let address = self.address.parse::<Address>();
        match &address {
            Err(wrong) => add("address", wrong.to_string()),
            Ok(address) if !address.may(allowed) => add(
                "address",
                "只能用 https，也不能是内网地址。确实要通知内网的系统，请运维人员启动程序时用 --webhook-allow 写明它的主机。"
                    .to_owned(),
            ),
            Ok(_) => {}
        }
        address.ok().filter(|_| gaps.is_empty()).ok_or(gaps)
    }
}

impl Office {
    /// Adds an address for an agency and those under it. What signs its messages is the answer, and is
    /// shown to nobody again. `allowed` are the hosts that the operator has named.
    pub async fn add_webhook(
        &self,
        cx: &Context,
        agency: &AgencyId,
        new: NewWebhook,
        allowed: &[AllowedHost],
    ) -> Result<String, OfficeError> {
        self.may_webhook(cx, agency).await?;
        let address = new.read(allowed).map_err(OfficeError::Invalid)?;
        let own = self.store.webhooks().await?.into_iter();
        let own: Vec<Webhook> = own.filter(|one| one.agency == *agency).collect();
        if own.len() >= MOST {
            let message = format!("每个单位最多{MOST}个推送地址。请先删除不用的。");
            return Err(invalid("address", &message));
        }
        if own.iter().any(|one| one.address == address.as_str()) {
            return Err(invalid("address", "这个单位已经有这个推送地址。"));
        }
        let webhook = Webhook {
            id: WebhookId::from_random(token::bits()?),
            agency: agency.clone(),
            name: new.name.trim().to_owned(),
            address: address.as_str().to_owned(),
            kinds: new.kinds.into_iter().collect(),
            secret: token::token()?,
            made_at: cx.now,
        };
        let record = Record::of("webhook.added", object(&webhook.id)).in_agency(agency);
        let event = record.to(&shown(&webhook)).by(cx)?;
        let mut write = self.store.write().await?;
        write.insert_webhook(&webhook).await?;
        write.commit(vec![event]).await?;
        Ok(webhook.secret)
    }

    /// The addresses of the agencies that the actor sets up.
    pub async fn webhooks(&self, cx: &Context) -> Result<Vec<WebhookView>, OfficeError> {
        decide(&cx.actor, Action::ManageAgencies, Object::Installation)?;
        let tree = self.agencies().await?;
        let may = |webhook: &Webhook| {
            let lineage = tree.lineage(&webhook.agency);
            decide(&cx.actor, Action::ManageAgencies, Object::Agency(&lineage)).is_ok()
        };
        let waiting = self.counts(DeliveryState::Waiting).await?;
        let dead = self.counts(DeliveryState::Dead).await?;
        let all = self.store.webhooks().await?.into_iter().filter(may);
        let count = |counts: &BTreeMap<WebhookId, u64>, webhook: &Webhook| {
            counts.get(&webhook.id).copied().unwrap_or_default()
        };
        let view = |webhook: Webhook| WebhookView {
            waiting: count(&waiting, &webhook),
            dead: count(&dead, &webhook),
            webhook,
        };
        Ok(all.map(view).collect())
    }

    async fn counts(&self, state: DeliveryState) -> Result<BTreeMap<WebhookId, u64>, OfficeError> {
        Ok(self.store.deliveries_in(state).await?.into_iter().collect())
    }

    /// An address, and what it was told or is to be told, the last first.
    pub async fn webhook(
        &self,
        cx: &Context,
        id: &WebhookId,
    ) -> Result<(Webhook, Vec<Delivery>), OfficeError> {
        let all = self.store.webhooks().await?;
        let found = all.into_iter().find(|one| one.id == *id);
        let webhook = found.ok_or(Refusal::Unknown)?;
        self.may_webhook(cx, &webhook.agency).await?;
        let deliveries = self.store.deliveries(id, SHOWN).await?;
        Ok((webhook, deliveries))
    }

    /// Removes an address, and what still waits for it.
    pub async fn remove_webhook(&self, cx: &Context, id: &WebhookId) -> Result<(), OfficeError> {
        let (webhook, _) = self.webhook(cx, id).await?;
        let record = Record::of("webhook.removed", object(id)).in_agency(&webhook.agency);
        let event = record.from(&shown(&webhook)).by(cx)?;
        let mut write = self.store.write().await?;
        write.delete_webhook(id).await?;
        Ok(write.commit(vec![event]).await?)
    }

    /// Has a telling sent again, or at once: ahead of those that were made after it.
    pub async fn send_again(
        &self,
        cx: &Context,
        id: &WebhookId,
        delivery: &DeliveryId,
    ) -> Result<(), OfficeError> {
        let (webhook, _) = self.webhook(cx, id).await?;
        let record = Record::of("webhook.sent_again", object(id)).in_agency(&webhook.agency);
        let event = record.to(&json!({ "delivery": delivery })).by(cx)?;
        let mut write = self.store.write().await?;
        write.send_again(id, delivery, cx.now).await?;
        Ok(write.commit(vec![event]).await?)
    }

    async fn may_webhook(&self, cx: &Context, agency: &AgencyId) -> Result<(), OfficeError> {
        let lineage = self.lineage(agency).await?;
        let object = Object::Agency(&lineage);
        Ok(decide(&cx.actor, Action::ManageAgencies, object)?)
    }

    /// What is to be sent now: of each address the first that waits. Who gets it holds it for two
    /// minutes; if nothing is noted by then, it is sent once more.
    pub async fn take_letters(&self, now: Timestamp) -> Result<Vec<Letter>, OfficeError> {
        let due = self.store.due_deliveries(now).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let webhooks = self.store.webhooks().await?;
        let mut letters = Vec::new();
        for one in due {
            let Some(webhook) = webhooks.iter().find(|webhook| webhook.id == one.webhook) else {
                continue;
            };
            if self.store.take_delivery(&one, now, now + LEASE).await? {
                letters.push(Letter {
                    id: one.id,
                    address: webhook.address.clone(),
                    body: one.body,
                    attempt: one.attempts + 1,
                    secret: webhook.secret.clone(),
                });
            }
        }
        Ok(letters)
    }

    /// Notes what came of sending: the answer's status, or why there was none, each in words.
    pub async fn note_letter(
        &self,
        letter: &Letter,
        outcome: Result<String, String>,
        now: Timestamp,
    ) -> Result<(), OfficeError> {
        let (state, next_at, words) = match (outcome, wait_after(letter.attempt)) {
            (Ok(words), _) => (DeliveryState::Done, now, words),
            (Err(words), Some(wait)) => (DeliveryState::Waiting, now + wait, words),
            (Err(words), None) => (DeliveryState::Dead, now, words),
        };
        let store = &self.store;
        let noted = store.note_delivery(&letter.id, letter.attempt, state, next_at, &words);
        Ok(noted.await?)
    }

    /// Forgets tellings and keyed calls that are kept no longer.
    pub async fn forget_sent(&self, now: Timestamp) -> Result<(), OfficeError> {
        self.store.forget_deliveries(now - KEPT).await?;
        Ok(self.store.forget_calls(now - crate::calls::KEPT).await?)
    }

    /// What is told of an item.
    pub(crate) async fn told(
        &self,
        cx: &Context,
        kind: FactKind,
        item: &Information,
        posting: Option<&Posting>,
    ) -> Result<Told, OfficeError> {
        let tree = self.agencies().await?;
        let slug = tree
            .get(&item.agency)
            .map_or("", |agency| agency.slug.as_str());
        let mut body = json!({
            "kind": kind,
            "at": cx.now,
            "agency": slug,
            "item": {
                "id": item.id,
                "index_number": item.index_number,
                "version": item.version,
                "path": format!("/{slug}/item/{}", item.id),
                "api": format!("/api/v1/items/{}", item.id),
            },
        });
        if let (Some(posting), Some(members)) = (posting, body.as_object_mut()) {
            let said = json!({
                "id": posting.id,
                "channel": posting.channel,
                "posted_on": posting.on,
            });
            members.insert("posting".to_owned(), said);
        }
        Ok(Told {
            kind,
            lineage: tree.lineage(&item.agency),
            body: body.as_object().cloned().unwrap_or_default(),
        })
    }
}

fn object(id: &WebhookId) -> String {
    format!("webhook:{id}")
}

/// What the event log keeps of an address: never its secret.
fn shown(webhook: &Webhook) -> serde_json::Value {
    json!({
        "name": webhook.name,
        "address": webhook.address,
        "kinds": webhook.kinds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_that_of_the_documentation() {
        // Computed with `hmac.new(b"an example", b'1795140000.{"a":1}', "sha256").hexdigest()` in Python.
        assert_eq!(
            sign("an example", 1_795_140_000, "{\"a\":1}"),
            "t=1795140000,v1=6e669366b056db8c90a923856c290265639e0e1318912cbd31472f862cf1395d"
        );
    }
}
