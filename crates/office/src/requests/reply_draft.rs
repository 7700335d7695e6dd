//! A reply that somebody is still drafting: kept with its request, sealed by its key, for the people who handle
//! it. It is no entry of the case, and is gone when it goes into review or the request's persons are erased.

use super::json;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{OutcomeId, Words};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A reply as far as it was drafted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyDraft {
    /// How the request is to end.
    pub outcome: OutcomeId,
    /// What was typed.
    pub words: Words,
    /// Who saved it.
    pub by: String,
    /// When.
    pub on: Date,
}

/// Days for which a draft is kept after it was last saved: longer than any reply may take.
const KEPT: i64 = 365;
const PLACE: &str = "reply draft";

impl Office {
    /// Keeps a reply as far as it is drafted, in the place of what was kept before.
    pub async fn keep_reply_draft(
        &self,
        cx: &Context,
        id: &RequestId,
        (outcome, words): (OutcomeId, Words),
    ) -> Result<(), OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        let key = self.case_key(&row)?.ok_or(OfficeError::Sealed)?;
        let person = cx.actor.person();
        let draft = ReplyDraft {
            outcome,
            words,
            by: person.map(|person| person.name.clone()).unwrap_or_default(),
            on: cx.today(),
        };
        let sealed = key.seal(PLACE, &json(&draft)?)?;
        let until = cx.now.checked_add((KEPT * 24).hours()).unwrap_or(cx.now);
        let mark = self.reply_mark(id)?;
        let kept = self.store.save_request_draft(&mark, &sealed, cx.now, until);
        Ok(kept.await?)
    }

    /// The reply as far as it is drafted; none where nothing is kept.
    pub async fn reply_draft(
        &self,
        cx: &Context,
        id: &RequestId,
    ) -> Result<Option<ReplyDraft>, OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        let (Some(key), mark) = (self.case_key(&row)?, self.reply_mark(id)?) else {
            return Ok(None);
        };
        let Some(sealed) = self.store.request_draft(&mark, cx.now).await? else {
            return Ok(None);
        };
        let draft = serde_json::from_str(&key.open(PLACE, &sealed)?);
        draft
            .map(Some)
            .map_err(|error| OfficeError::Internal(error.to_string()))
    }

    /// Forgets it.
    pub(super) async fn forget_reply_draft(&self, id: &RequestId) -> Result<(), OfficeError> {
        // Without the keys no draft was ever kept.
        let Ok(mark) = self.reply_mark(id) else {
            return Ok(());
        };
        Ok(self.store.delete_request_draft(&mark).await?)
    }

    fn reply_mark(&self, id: &RequestId) -> Result<String, OfficeError> {
        Ok(self.keys()?.mark(PLACE, id.as_str()))
    }
}
