//! Disclosure requests: filed by the public or registered by the clerk, taken through the steps of the law,
//! answered, followed by who asked, and emptied of personal data when their time is over.
//!
//! Who asks and whatever is typed is sealed here before it reaches the store (`sealing`); the events
//! hold dates and kinds, and a digest of the sealed words.

mod advance;
mod board;
mod draft;
mod fees;
mod figures;
mod filing;
mod flow;
mod folder;
mod following;
mod handed_in;
mod letter_desk;
mod letters;
mod numbers;
mod own;
mod person;
mod published;
mod reply;
mod reply_draft;
mod split;
mod tally;
mod tasks;
mod templates;
mod ticket;
mod workbook;

pub use advance::{Advance, request_action};
pub use draft::RequestDraft;
pub use figures::RequestYear;
pub use filing::{Filed, NewFile, NewRequest, RECEIPT_CODE};
pub use folder::{FileOfRequest, RequestView, Similar};
pub use following::Followed;
pub use handed_in::{LARGEST_FILE, MOST_FILES};
pub use letters::{ISSUED, Issued, LetterField, LetterView, LettersNow, NewLetter};
pub use own::{DataAsk, OwnData};
pub use person::Revealed;
pub use reply_draft::ReplyDraft;
pub use tally::{RequestDate, RequestTally};
pub use tasks::{RequestTask, RequestToDo};
pub use ticket::{Hold, Receipt, StatusCode};

use crate::sealing::{CaseKey, Keyring};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Actor, Object, Refusal, decide};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::request::{Applicant, Case, OutcomeBook, Words};
use gongkai_store::{NotedEntry, RequestQuery, RequestRow};
use jiff::civil::Date;

/// Where in a request something is sealed.
enum Place {
    Applicant,
    Words(usize),
    File(u64),
    FileName(u64),
}

impl Place {
    fn label(&self) -> String {
        match self {
            Self::Applicant => "applicant".to_owned(),
            Self::Words(at) => format!("words {at}"),
            Self::File(at) => format!("file {at}"),
            Self::FileName(at) => format!("file name {at}"),
        }
    }
}

/// Who works elsewhere does not learn that a request exists.
fn hidden(cx: &Context, agency: &AgencyId, refusal: Refusal) -> Refusal {
    let here = Office::workplaces(&cx.actor).contains(agency);
    if here || refusal == Refusal::SignIn {
        refusal
    } else {
        Refusal::Unknown
    }
}

pub(crate) fn object(id: &RequestId) -> String {
    format!("request:{id}")
}

/// The call as events remember it: from where somebody of the public came is nobody's business.
fn recorded(cx: &Context) -> Context {
    let mut recorded = cx.clone();
    if cx.actor == Actor::Public {
        "公开专栏".clone_into(&mut recorded.origin);
    }
    recorded
}

impl Office {
    /// The keys for personal data; without them no request is taken or read.
    pub(crate) fn keys(&self) -> Result<&Keyring, OfficeError> {
        self.keyring.as_ref().ok_or(OfficeError::Sealed)
    }

    /// A request, if the actor may do this to its agency's requests. To others it does not exist.
    async fn request_row(
        &self,
        cx: &Context,
        id: &RequestId,
        action: Action,
    ) -> Result<RequestRow, OfficeError> {
        let row = self.store.request(id).await?.ok_or(Refusal::Unknown)?;
        let lineage = self.lineage(&row.agency).await?;
        let may = decide(&cx.actor, action, Object::Agency(&lineage));
        may.map_err(|refusal| hidden(cx, &row.agency, refusal))?;
        Ok(row)
    }

    /// The key of a request; none after erasure.
    fn case_key(&self, row: &RequestRow) -> Result<Option<CaseKey>, OfficeError> {
        let kept = row.sealed_key.as_ref();
        kept.map(|kept| self.keys()?.open(row.id.as_str(), kept))
            .transpose()
    }

    /// Who asks and for what; none after erasure.
    fn applicant(&self, row: &RequestRow) -> Result<Option<Applicant>, OfficeError> {
        let (Some(key), Some(sealed)) = (self.case_key(row)?, &row.sealed) else {
            return Ok(None);
        };
        let text = key.open(&Place::Applicant.label(), sealed)?;
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|error| OfficeError::Internal(error.to_string()))
    }

    /// The case of a request, with its entries as they were noted.
    pub(crate) async fn case(
        &self,
        row: &RequestRow,
    ) -> Result<(Case, Vec<NotedEntry>), OfficeError> {
        let noted = self.store.request_entries(&row.id).await?;
        let case = Case::replay(noted.iter().map(|noted| noted.entry.clone()))?;
        Ok((case, noted))
    }

    /// All cases that a query asks for, in its order, read at once.
    pub(crate) async fn cases(
        &self,
        query: &RequestQuery,
    ) -> Result<Vec<(RequestRow, Case)>, OfficeError> {
        let rows = self.store.requests(query).await?.rows;
        // Read behind the rows, so that each of them has its entries.
        let mut noted = self.store.entries_of_requests(query).await?;
        let mut cases = Vec::new();
        for row in rows {
            let entries = noted.remove(&row.id).unwrap_or_default().into_iter();
            let case = Case::replay(entries.map(|noted| noted.entry))?;
            cases.push((row, case));
        }
        Ok(cases)
    }
}

pub(crate) fn seal_words(
    key: &CaseKey,
    at: usize,
    words: &Words,
) -> Result<Option<String>, OfficeError> {
    if words.values().all(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let text = json(words)?;
    key.seal(&Place::Words(at).label(), &text).map(Some)
}

fn open_words(key: Option<&CaseKey>, at: usize, noted: &NotedEntry) -> Result<Words, OfficeError> {
    let (Some(key), Some(sealed)) = (key, &noted.words) else {
        return Ok(Words::new());
    };
    let text = key.open(&Place::Words(at).label(), sealed)?;
    serde_json::from_str(&text).map_err(|error| OfficeError::Internal(error.to_string()))
}

/// The ways in which a request can end.
pub(crate) fn outcomes() -> Result<&'static OutcomeBook, OfficeError> {
    OutcomeBook::statutory().map_err(|error| OfficeError::Internal(error.to_string()))
}

fn json(value: &impl serde::Serialize) -> Result<String, OfficeError> {
    serde_json::to_string(value).map_err(|error| OfficeError::Internal(error.to_string()))
}

/// Sets the copies of a row by what its case says now.
pub(crate) fn follow(
    row: &mut RequestRow,
    case: &Case,
    today: Date,
    calendar: &WorkdayCalendar,
) -> Result<(), OfficeError> {
    let clock = case.reply_clock(today, calendar)?;
    row.stage = case.stage();
    row.kind = case.kind;
    row.received_on = case.received_on();
    row.due_on = clock.and_then(|clock| clock.deadline.on());
    row.outcome = case.outcome().map(|(id, _)| id.as_str().to_owned());
    row.ended_on = case.outcome().map(|(_, on)| on);
    Ok(())
}
