//! What happens to a request after it was taken in: one entry at a time.

use super::filing::{NewFile, name};
use super::{follow, json, object, recorded, seal_words};
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::event::hex;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, Case, Entry, Words};
use gongkai_store::{NotedEntry, RequestRow};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::json as values;
use sha2::{Digest, Sha256};

/// A step to be taken.
#[derive(Debug, Clone)]
pub struct Advance {
    /// The revision that the person had before them.
    pub revision: u64,
    /// The day on which it happened.
    pub on: Date,
    /// What.
    pub act: Act,
    /// What was typed with it.
    pub words: Words,
    /// Files that belong to it.
    pub files: Vec<NewFile>,
}

impl Advance {
    /// A step of a day, with nothing typed.
    pub fn of(revision: u64, on: Date, act: Act) -> Self {
        Self {
            revision,
            on,
            act,
            words: Words::new(),
            files: Vec::new(),
        }
    }

    /// The same with words.
    #[must_use]
    pub fn with(mut self, words: Words) -> Self {
        self.words = words;
        self
    }
}

/// Who may do what: the head of the office extends, the people of the chain review, the clerk does the rest.
pub fn request_action(act: &Act) -> Action {
    match act {
        Act::Extend { .. } => Action::ExtendRequests,
        Act::Review { .. } => Action::ReviewRequests,
        Act::Register { .. }
        | Act::Confirm
        | Act::TryToConfirm
        | Act::AskCorrection { .. }
        | Act::CorrectionServed
        | Act::Correct
        | Act::Consult { .. }
        | Act::ConsultServed { .. }
        | Act::ConsultAnswered { .. }
        | Act::ConsultClosed { .. }
        | Act::AskReasons { .. }
        | Act::GiveReasons { .. }
        | Act::Delay { .. }
        | Act::ProposeExtension { .. }
        | Act::ChargeFee { .. }
        | Act::FeeServed
        | Act::PayFee
        | Act::Search { .. }
        | Act::Submit { .. }
        | Act::Reply { .. }
        | Act::Serve { .. }
        | Act::Withdraw
        | Act::Merge { .. }
        | Act::End { .. }
        | Act::MakePublic { .. }
        | Act::Archive => Action::HandleRequests,
    }
}

impl Office {
    /// Takes a step, if the law and the actor's role let it happen.
    pub async fn advance_request(
        &self,
        cx: &Context,
        id: &RequestId,
        step: Advance,
    ) -> Result<Case, OfficeError> {
        let row = self.request_row(cx, id, request_action(&step.act)).await?;
        self.check_fee(&row, &step.act).await?;
        self.append(cx, row, step).await
    }

    /// Adds an entry for whoever was found to be allowed to.
    pub(super) async fn append(
        &self,
        cx: &Context,
        mut row: RequestRow,
        step: Advance,
    ) -> Result<Case, OfficeError> {
        if row.revision != step.revision {
            return Err(OfficeError::Conflict);
        }
        let key = self.case_key(&row)?.ok_or(OfficeError::Sealed)?;
        let (case, noted) = self.case(&row).await?;
        let entry = Entry {
            on: step.on,
            act: step.act,
        };
        let calendars = self.calendars().await?;
        let calendar = calendars.of(&row.agency);
        let next = case.then(entry.clone(), &step.words, cx.today(), calendar)?;
        let words = seal_words(&key, noted.len(), &step.words)?;
        let behind = self.store.request_files(&row.id).await?;
        let behind = behind.last().map_or(0, |last| last.position + 1);
        let sealed = self.seal_files(&key, &step.files, behind, cx.now).await?;
        let event = event(&recorded(cx), &row, &entry, words.as_deref())?;
        follow(&mut row, &next, cx.today(), calendar)?;
        self.set_retention(&mut row).await?;
        let noted_entry = NotedEntry {
            entry,
            words,
            noted_at: cx.now,
            account: cx.actor.person().map(|person| person.account.clone()),
            name: name(cx),
        };
        let position = u64::try_from(noted.len()).unwrap_or(u64::MAX);
        let mut write = self.store.write().await?;
        let used = (noted_entry.entry.on, &noted_entry.entry.act);
        self.use_number(&mut write, &row, used).await?;
        write.save_request(&row).await?;
        write
            .insert_request_entry(&row.id, position, &noted_entry)
            .await?;
        for (record, file) in &sealed {
            write.insert_file(record).await?;
            write.insert_request_file(&row.id, file).await?;
        }
        write.commit(vec![event]).await?;
        Ok(next)
    }

    /// From its end on, personal data are kept as many years as the agency has set.
    async fn set_retention(&self, row: &mut RequestRow) -> Result<(), OfficeError> {
        let Some(ended) = row.ended_on else {
            return Ok(());
        };
        let agency = self.agency(&row.agency).await?;
        let years = i64::from(agency.settings.requests.retention_years);
        row.retain_until = ended.checked_add(years.years()).ok();
        Ok(())
    }
}

/// The event: what happened when, and a digest of what was typed, which is sealed.
fn event(
    cx: &Context,
    row: &RequestRow,
    entry: &Entry,
    words: Option<&str>,
) -> Result<gongkai_domain::event::Event, OfficeError> {
    let digest = words.map(|words| hex(&Sha256::digest(words.as_bytes())));
    let after = values!({ "number": row.number, "entry": entry, "words": digest });
    let name = kind(entry)?;
    let action = format!("request.{name}");
    let record = Record::of(&action, object(&row.id)).in_agency(&row.agency);
    record.from(&row.stage).to(&after).by(cx)
}

/// The name of an act as it stands in records.
fn kind(entry: &Entry) -> Result<String, OfficeError> {
    let text = json(&entry.act)?;
    let value: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| OfficeError::Internal(error.to_string()))?;
    let name = value.get("act").and_then(|name| name.as_str());
    Ok(name.unwrap_or_default().to_owned())
}
