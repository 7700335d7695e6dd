//! A request that somebody is filling in: kept for a day, sealed as a whole, found only by what the browser
//! holds. It becomes a request when it is filed, and is forgotten then.

use super::json;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::request::{Applicant, RequesterKind};
use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A request that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestDraft {
    /// What is the same when the form is sent again.
    pub form: String,
    /// What was filled in so far.
    pub applicant: Applicant,
    /// Whether the requester wants to keep personal numbers in the description.
    pub kept: bool,
    /// The names of the steps that were gone through.
    pub done: BTreeSet<String>,
}

/// Hours for which a draft is kept after it was last saved.
const KEPT: i64 = 24;

impl RequestDraft {
    /// A form of its own with nothing filled in.
    pub fn blank(kind: RequesterKind) -> Result<Self, OfficeError> {
        Ok(Self {
            form: token::token()?,
            applicant: Applicant::blank(kind),
            kept: false,
            done: BTreeSet::new(),
        })
    }
}

impl Office {
    /// Whether the public can make requests on the pages of an agency; to others the pages do not exist.
    pub async fn takes_requests(&self, cx: &Context, agency: &AgencyId) -> Result<(), OfficeError> {
        let tree = self.agencies().await?;
        let found = tree.get(agency).ok_or(Refusal::Unknown)?;
        let lineage = tree.lineage(agency);
        decide(&cx.actor, Action::FileRequest, Object::Agency(&lineage))?;
        if found.settings.requests.online {
            Ok(())
        } else {
            Err(Refusal::Unknown.into())
        }
    }

    /// What a browser has filled in for an agency; none where there is nothing, or its day is over.
    pub async fn request_draft(
        &self,
        cx: &Context,
        agency: &AgencyId,
        browser: &str,
    ) -> Result<Option<RequestDraft>, OfficeError> {
        let keys = self.keys()?;
        let mark = keys.mark("draft", &format!("{agency} {browser}"));
        let Some(sealed) = self.store.request_draft(&mark, cx.now).await? else {
            return Ok(None);
        };
        let text = keys.open_passing(&mark, &sealed)?;
        let draft = serde_json::from_str(&text);
        draft.map_err(|error| OfficeError::Internal(error.to_string()))
    }

    /// Keeps what a browser has filled in, for a day.
    pub async fn keep_request_draft(
        &self,
        cx: &Context,
        agency: &AgencyId,
        browser: &str,
        draft: &RequestDraft,
    ) -> Result<(), OfficeError> {
        self.takes_requests(cx, agency).await?;
        let saved = self.throttle.take_draft(&cx.origin, cx.now);
        saved.map_err(OfficeError::Slow)?;
        let keys = self.keys()?;
        let mark = keys.mark("draft", &format!("{agency} {browser}"));
        let sealed = keys.seal_passing(&mark, &json(draft)?)?;
        let until = cx.now.checked_add(KEPT.hours()).unwrap_or(cx.now);
        let kept = self.store.save_request_draft(&mark, &sealed, cx.now, until);
        Ok(kept.await?)
    }

    /// Forgets what a browser has filled in.
    pub async fn forget_request_draft(
        &self,
        agency: &AgencyId,
        browser: &str,
    ) -> Result<(), OfficeError> {
        let mark = self.keys()?.mark("draft", &format!("{agency} {browser}"));
        Ok(self.store.delete_request_draft(&mark).await?)
    }
}
