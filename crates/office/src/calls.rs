//! Calls of programs that carry a key, so that one sent again is done once and answered the same.

use crate::{Office, OfficeError, token};
use gongkai_domain::identity::TokenId;
use gongkai_store::{ApiCall, Begun, KeptAnswer};
use jiff::{SignedDuration, Timestamp};

/// How long an answer is kept.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// After which a call that has neither done nor answered anything was given up.
const LOST: SignedDuration = SignedDuration::from_mins(5);

/// A call that is this attempt's to do. What the office does in it is noted with its effect.
#[derive(Debug, Clone)]
pub struct KeyedCall(ApiCall);

/// What is to be done with a call that carries a key.
#[derive(Debug, Clone)]
pub enum Keyed {
    /// It is to be done.
    Do(KeyedCall),
    /// Another attempt is under way.
    Busy,
    /// The key was used for something else.
    Other,
    /// It was done before, and this was answered; nothing, if the program ended between the two.
    Done(Option<KeptAnswer>),
}

impl Office {
    /// Begins a call that came with a token and a key. `request` is all that is asked for.
    pub async fn begin_call(
        &self,
        token: &TokenId,
        key: &str,
        request: &str,
        now: Timestamp,
    ) -> Result<Keyed, OfficeError> {
        let call = ApiCall {
            token: token.clone(),
            key: key.to_owned(),
            request: token::digest(request),
            claim: token::token()?,
        };
        let begun = self.store.begin_call(&call, now, now - LOST, now - KEPT);
        Ok(match begun.await? {
            Begun::Fresh => Keyed::Do(KeyedCall(call)),
            Begun::Busy => Keyed::Busy,
            Begun::Other => Keyed::Other,
            Begun::Done(answer) => Keyed::Done(answer),
        })
    }

    /// The office for a call: every change it makes notes in the same transaction that the call was done.
    #[must_use]
    pub fn under(&self, call: &KeyedCall) -> Self {
        Self {
            store: self.store.under(call.0.clone()),
            ..self.clone()
        }
    }

    /// Keeps what was answered; without an answer the call was refused, and its key may be used again.
    pub async fn end_call(
        &self,
        call: &KeyedCall,
        answer: Option<&KeptAnswer>,
    ) -> Result<(), OfficeError> {
        match answer {
            Some(answer) => self.store.keep_answer(&call.0, answer).await?,
            None => self.store.give_up_call(&call.0).await?,
        }
        Ok(())
    }
}
