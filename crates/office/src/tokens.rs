//! Tokens of the interface for programs: made and revoked by whose they are, acting as that person
//! within their scopes.

use crate::error::invalid;
use crate::events::Record;
use crate::sessions::person;
use crate::{Context, Office, OfficeError, today, token};
use gongkai_domain::access::{Actor, Refusal, Scope};
use gongkai_domain::identity::{AccountId, TokenId};
use gongkai_domain::information::Gap;
use gongkai_store::ApiToken;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeSet;

/// Tokens of one account at most.
const MOST: usize = 20;
/// Characters of a token's name.
const LONGEST_NAME: usize = 50;

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What its owner calls it.
    pub name: String,
    /// What it may be used for.
    pub scopes: BTreeSet<Scope>,
    /// The last day it works: at most a year from now.
    pub expires_on: Option<Date>,
}

/// Whom a token stands for, and for what.
#[derive(Debug, Clone)]
pub struct TokenHolder {
    /// The token's identity.
    pub token: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// Its owner.
    pub actor: Actor,
    /// What it may be used for.
    pub scopes: BTreeSet<Scope>,
}

impl NewToken {
    fn gaps(&self, today: Date) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut add = |field, message: String| gaps.push(Gap { field, message });
        let length = self.name.trim().chars().count();
        if length == 0 {
            add("name", "请给令牌起个名字，例如用它的系统名称。".to_owned());
        } else if length > LONGEST_NAME {
            add(
                "name",
                format!("名称最多{LONGEST_NAME}个字，现在是{length}个字。"),
            );
        }
        if self.scopes.is_empty() {
            add("scopes", "请至少选择一项用途，够用就好。".to_owned());
        }
        let last = today.checked_add(1.year()).unwrap_or(Date::MAX);
        match self.expires_on {
            None => add("expires_on", "请填写有效期，最长一年。".to_owned()),
            Some(day) if day < today => add("expires_on", "有效期不能早于今天。".to_owned()),
            Some(day) if day > last => {
                add("expires_on", format!("有效期最长一年，不能晚于{last}。"));
            }
            Some(_) => {}
        }
        gaps
    }
}

impl Office {
    /// Makes a token for who acts. The token itself is the answer and is kept nowhere.
    pub async fn make_token(&self, cx: &Context, new: NewToken) -> Result<String, OfficeError> {
        let account = self.own_account(cx).await?;
        let gaps = new.gaps(cx.today());
        if !gaps.is_empty() {
            return Err(OfficeError::Invalid(gaps));
        }
        if self.store.api_tokens_of(&account.id).await?.len() >= MOST {
            let message = format!("每个账号最多{MOST}个令牌。请先撤销不用的。");
            return Err(invalid("name", &message));
        }
        let secret = token::token()?;
        let made = ApiToken {
            id: TokenId::from_random(token::bits()?),
            account: account.id.clone(),
            name: new.name.trim().to_owned(),
            digest: token::digest(&secret),
            scopes: new.scopes.into_iter().collect(),
            created_at: cx.now,
            expires_on: new.expires_on.unwrap_or_else(|| cx.today()),
            used_on: None,
        };
        let record = Record::of("token.made", object(&account.id)).to(&shown(&made));
        let mut write = self.store.write().await?;
        write.insert_api_token(&made).await?;
        write.commit(vec![record.by(cx)?]).await?;
        Ok(secret)
    }

    /// One's own tokens, the newest first.
    pub async fn own_tokens(&self, cx: &Context) -> Result<Vec<ApiToken>, OfficeError> {
        let account = self.own_account(cx).await?;
        Ok(self.store.api_tokens_of(&account.id).await?)
    }

    /// Revokes one of one's own tokens: from now on it opens nothing.
    pub async fn revoke_token(&self, cx: &Context, id: &TokenId) -> Result<(), OfficeError> {
        let own = self.own_tokens(cx).await?;
        let found = own.into_iter().find(|token| token.id == *id);
        let revoked = found.ok_or(Refusal::Unknown)?;
        let record = Record::of("token.revoked", object(&revoked.account)).from(&shown(&revoked));
        let mut write = self.store.write().await?;
        write.delete_api_token(id).await?;
        Ok(write.commit(vec![record.by(cx)?]).await?)
    }

    /// Takes a request of a program without a token, or with one that opens nothing. `Slow` if there are
    /// too many from its address.
    pub fn take_reading(&self, address: &str, now: Timestamp) -> Result<(), OfficeError> {
        let taken = self.throttle.take_reading(address, now);
        taken.map_err(OfficeError::Slow)
    }

    /// Whom a token stands for; nobody, if it is unknown, has run out, or its owner may not sign in
    /// or still has the first password. `Slow` if it is used too often.
    pub async fn token_holder(
        &self,
        secret: &str,
        now: Timestamp,
    ) -> Result<Option<TokenHolder>, OfficeError> {
        let digest = token::digest(secret);
        let Some(known) = self.store.api_token(&digest).await? else {
            return Ok(None);
        };
        let day = today(now);
        let owner = self.store.account(&known.account).await?;
        let owner = owner.filter(|account| account.active && !account.password_is_temporary);
        let Some(owner) = owner.filter(|_| day <= known.expires_on) else {
            return Ok(None);
        };
        self.throttle
            .take_with(known.id.as_str(), now)
            .map_err(OfficeError::Slow)?;
        if known.used_on != Some(day) {
            self.store.touch_api_token(&known.id, day).await?;
        }
        Ok(Some(TokenHolder {
            token: known.id,
            name: known.name,
            actor: Actor::Person(person(&owner)),
            scopes: known.scopes.into_iter().collect(),
        }))
    }
}

/// That all tokens of an account were revoked, one event each.
pub(crate) fn revoked(
    cx: &Context,
    tokens: &[ApiToken],
) -> Result<Vec<gongkai_domain::event::Event>, OfficeError> {
    let record = |token: &ApiToken| Record::of("token.revoked", object(&token.account));
    let events = tokens.iter();
    events
        .map(|token| record(token).from(&shown(token)).by(cx))
        .collect()
}

fn object(id: &AccountId) -> String {
    format!("account:{id}")
}

/// What the event log keeps of a token: never its digest.
fn shown(token: &ApiToken) -> serde_json::Value {
    serde_json::json!({
        "name": token.name,
        "scopes": token.scopes,
        "expires_on": token.expires_on,
    })
}
