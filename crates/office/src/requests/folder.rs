//! A request as the office sees it: the requester masked, the history with its words, the files.

use super::{Place, object, open_words};
use crate::events::Record;
use crate::{Calendars, Context, Office, OfficeError};
use gongkai_domain::access::{Action, Actor, Object, Refusal, decide};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Applicant, Case, Clocks, Words, likeness, mask};
use gongkai_store::{NotedEntry, RequestFile, RequestRow};
use std::sync::Arc;

/// A request with all that belongs to it.
#[derive(Debug, Clone)]
pub struct RequestView {
    /// Its row.
    pub row: RequestRow,
    /// Its case.
    pub case: Case,
    /// Its history: what was noted, and what was typed with it.
    pub history: Vec<(NotedEntry, Words)>,
    /// Who asks, masked, and for what; none after erasure.
    pub applicant: Option<Applicant>,
    /// Its clocks today.
    pub clocks: Clocks,
    /// Its files.
    pub files: Vec<FileOfRequest>,
    /// The calendars by which its clocks were reckoned.
    pub calendars: Arc<Calendars>,
    /// What who looks may do with it.
    pub may: Vec<Action>,
}

impl RequestView {
    /// The calendar of its agency.
    pub fn calendar(&self) -> &WorkdayCalendar {
        self.calendars.of(&self.row.agency)
    }
}

/// What can be open to who reads a request.
const MAY: [Action; 4] = [
    Action::HandleRequests,
    Action::ReviewRequests,
    Action::ExtendRequests,
    Action::RevealRequester,
];

/// A file of a request, with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOfRequest {
    /// Where it lies.
    pub file: RequestFile,
    /// Its name.
    pub name: String,
}

/// Another request of the same person.
#[derive(Debug, Clone)]
pub struct Similar {
    /// That request.
    pub row: RequestRow,
    /// What was asked for.
    pub description: String,
    /// How like it is to this one, in thousandths.
    pub likeness: u16,
}

impl Office {
    /// A request for the people of its agency. Who opens it first is noted.
    pub async fn request(&self, cx: &Context, id: &RequestId) -> Result<RequestView, OfficeError> {
        let mut row = self.request_row(cx, id, Action::ReadRequests).await?;
        if row.opened_on.is_none() && matches!(cx.actor, Actor::Person(_)) {
            row = self.opened(cx, row).await?;
        }
        let (case, noted) = self.case(&row).await?;
        let key = self.case_key(&row)?;
        let mut history = Vec::new();
        for (at, noted) in noted.into_iter().enumerate() {
            let words = open_words(key.as_ref(), at, &noted)?;
            history.push((noted, words));
        }
        let calendars = self.calendars().await?;
        Ok(RequestView {
            clocks: case.clocks(cx.today(), calendars.of(&row.agency))?,
            applicant: self.applicant(&row)?.map(masked),
            files: self.files_of(&row).await?,
            may: self.may_with(cx, &row).await?,
            row,
            case,
            history,
            calendars,
        })
    }

    async fn may_with(&self, cx: &Context, row: &RequestRow) -> Result<Vec<Action>, OfficeError> {
        let lineage = self.lineage(&row.agency).await?;
        let may = |action: &Action| decide(&cx.actor, *action, Object::Agency(&lineage)).is_ok();
        Ok(MAY.into_iter().filter(may).collect())
    }

    async fn opened(&self, cx: &Context, mut row: RequestRow) -> Result<RequestRow, OfficeError> {
        row.opened_on = Some(cx.today());
        let record = Record::of("request.opened", object(&row.id)).in_agency(&row.agency);
        let event = record.by(cx)?;
        let mut write = self.store.write().await?;
        write.save_request(&row).await?;
        write.commit(vec![event]).await?;
        row.revision += 1;
        Ok(row)
    }

    /// The files of a request with their names.
    pub(super) async fn files_of(
        &self,
        row: &RequestRow,
    ) -> Result<Vec<FileOfRequest>, OfficeError> {
        let Some(key) = self.case_key(row)? else {
            return Ok(Vec::new());
        };
        let files = self.store.request_files(&row.id).await?.into_iter();
        files
            .map(|file| {
                let name = key.open(&Place::FileName(file.position).label(), &file.name)?;
                Ok(FileOfRequest { file, name })
            })
            .collect()
    }

    /// The bytes of a file of a request, for the people of its agency. Who fetched it is noted.
    pub async fn request_file(
        &self,
        cx: &Context,
        id: &RequestId,
        position: u64,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let row = self.request_row(cx, id, Action::RevealRequester).await?;
        let record = Record::of("request.file_read", object(id)).in_agency(&row.agency);
        let event = record.to(&position).by(cx)?;
        let found = self.file_bytes(&row, position).await?;
        self.store.write().await?.commit(vec![event]).await?;
        Ok(found)
    }

    pub(super) async fn file_bytes(
        &self,
        row: &RequestRow,
        position: u64,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let key = self.case_key(row)?.ok_or(OfficeError::Sealed)?;
        let files = self.files_of(row).await?;
        let mut files = files.into_iter();
        let file = files.find(|file| file.file.position == position);
        let file = file.ok_or(Refusal::Unknown)?;
        let sealed = self.files.get(&file.file.digest).await?;
        let bytes = key.open_file(&Place::File(position).label(), &sealed)?;
        Ok((file.name, bytes))
    }

    /// Other requests of the same person to the same agency, the likest first: the evidence for
    /// repeated and bulk requests.
    pub async fn similar_requests(
        &self,
        cx: &Context,
        id: &RequestId,
    ) -> Result<Vec<Similar>, OfficeError> {
        let row = self.request_row(cx, id, Action::ReadRequests).await?;
        let own = self.applicant(&row)?;
        let own = own.map(|own| own.description).unwrap_or_default();
        let others = self
            .store
            .requests_of_applicant(&row.agency, &row.applicant_mark)
            .await?;
        let mut similar = Vec::new();
        for other in others.into_iter().filter(|other| other.id != row.id) {
            let description = self.applicant(&other)?;
            let description = description
                .map(|other| other.description)
                .unwrap_or_default();
            similar.push(Similar {
                likeness: likeness(&own, &description),
                description,
                row: other,
            });
        }
        similar.sort_by_key(|other| std::cmp::Reverse(other.likeness));
        Ok(similar)
    }
}

/// The same with what identifies a person covered; what was asked for stays.
pub(super) fn masked(mut applicant: Applicant) -> Applicant {
    let cover = |field: &str, text: &mut String| *text = mask(field, text);
    if applicant.kind == gongkai_domain::request::RequesterKind::NaturalPerson {
        cover("name", &mut applicant.name);
    }
    cover("id_number", &mut applicant.id_number);
    cover("representative", &mut applicant.representative);
    cover("contact", &mut applicant.contact);
    cover("phone", &mut applicant.phone);
    cover("address", &mut applicant.address);
    cover("postcode", &mut applicant.postcode);
    cover("email", &mut applicant.email);
    cover("fax", &mut applicant.fax);
    cover("agent", &mut applicant.agent);
    applicant
}
