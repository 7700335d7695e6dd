//! Calls of programs that carry a key: one that is sent twice is done once. Beginning and answering a
//! call is no change of the office's state; that it was done is written with its effect.

use crate::encode::{Row, instant};
use crate::{Store, StoreError, Write};
use gongkai_domain::identity::TokenId;
use jiff::Timestamp;
use std::sync::Arc;

/// A call under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiCall {
    /// The token that it came with: keys of different tokens have nothing to do with each other.
    pub token: TokenId,
    /// The key.
    pub key: String,
    /// SHA-256 of what is asked for: address and body.
    pub request: String,
    /// What tells this attempt from all others.
    pub claim: String,
}

/// What became of a call before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Nothing: it is this attempt's to do.
    Fresh,
    /// Another attempt is under way.
    Busy,
    /// The key was used for something else.
    Other,
    /// It was done, and this was answered; nothing, if the program ended between the two.
    Done(Option<KeptAnswer>),
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The status of HTTP.
    pub status: u16,
    /// Where what was made is.
    pub location: Option<String>,
    /// The body.
    pub body: String,
}

#[derive(sqlx::FromRow)]
struct CallRow {
    request: String,
    effect: Option<String>,
    status: Option<i64>,
    location: Option<String>,
    answer: Option<String>,
}

impl Store {
    /// The same store, everything that is written there being part of this call.
    #[must_use]
    pub fn under(&self, call: ApiCall) -> Self {
        Self {
            db: self.db.clone(),
            call: Some(Arc::new(call)),
        }
    }

    /// Begins a call, unless it was begun before: one from before `old` is forgotten, one from before
    /// `lost` that has done nothing was given up.
    pub async fn begin_call(
        &self,
        call: &ApiCall,
        now: Timestamp,
        lost: Timestamp,
        old: Timestamp,
    ) -> Result<Begun, StoreError> {
        let taken = run!(
            self.writer(),
            "INSERT INTO api_call (token, call_key, request, claim, begun_at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (token, call_key) DO UPDATE SET \
             request = excluded.request, claim = excluded.claim, begun_at = excluded.begun_at, \
             effect = NULL, status = NULL, location = NULL, answer = NULL \
             WHERE api_call.begun_at < $7 OR (api_call.begun_at < $6 \
             AND api_call.effect IS NULL AND api_call.answer IS NULL)",
            call.token.as_str(),
            call.key.as_str(),
            call.request.as_str(),
            call.claim.as_str(),
            instant(now),
            instant(lost),
            instant(old),
        )?;
        if taken > 0 {
            return Ok(Begun::Fresh);
        }
        let sql = "SELECT request, effect, status, location, answer FROM api_call \
                   WHERE token = $1 AND call_key = $2";
        let (token, key) = (call.token.as_str(), call.key.as_str());
        match row!(self.reader(), CallRow, sql, token, key)? {
            // It was given up this very moment.
            None => Ok(Begun::Busy),
            Some(before) => before.begun(&call.request, key),
        }
    }

    /// Keeps what was answered to a call.
    pub async fn keep_answer(&self, call: &ApiCall, kept: &KeptAnswer) -> Result<(), StoreError> {
        run!(
            self.writer(),
            "UPDATE api_call SET status = $4, location = $5, answer = $6 \
             WHERE token = $1 AND call_key = $2 AND claim = $3",
            call.token.as_str(),
            call.key.as_str(),
            call.claim.as_str(),
            i64::from(kept.status),
            kept.location.as_deref(),
            kept.body.as_str(),
        )?;
        Ok(())
    }

    /// Gives a call up that has done nothing: its key may be used again.
    pub async fn give_up_call(&self, call: &ApiCall) -> Result<(), StoreError> {
        run!(
            self.writer(),
            "DELETE FROM api_call WHERE token = $1 AND call_key = $2 AND claim = $3 \
             AND effect IS NULL",
            call.token.as_str(),
            call.key.as_str(),
            call.claim.as_str(),
        )?;
        Ok(())
    }

    /// Forgets calls that were begun before a time.
    pub async fn forget_calls(&self, before: Timestamp) -> Result<(), StoreError> {
        let sql = "DELETE FROM api_call WHERE begun_at < $1";
        run!(self.writer(), sql, instant(before))?;
        Ok(())
    }
}

impl Write {
    /// Notes that a call has done something. `Conflict` if it is no longer this attempt's.
    pub(crate) async fn mark_done(&mut self, call: &ApiCall, to: &str) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE api_call SET effect = $4 WHERE token = $1 AND call_key = $2 AND claim = $3",
            call.token.as_str(),
            call.key.as_str(),
            call.claim.as_str(),
            to,
        )?;
        if touched == 0 {
            return Err(StoreError::Conflict);
        }
        Ok(())
    }
}

impl CallRow {
    fn begun(self, request: &str, key: &str) -> Result<Begun, StoreError> {
        if self.request != request {
            return Ok(Begun::Other);
        }
        let row = Row {
            table: "api_call",
            key,
        };
        Ok(match (self.status, self.answer) {
            (Some(status), Some(body)) => Begun::Done(Some(KeptAnswer {
                status: row.number("status", status)?,
                location: self.location,
                body,
            })),
            _ if self.effect.is_some() => Begun::Done(None),
            _ => Begun::Busy,
        })
    }
}
