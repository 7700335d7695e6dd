//! The requester follows the request with number and code of the receipt, without an account.

use super::advance::Advance;
use super::filing::NewFile;
use super::{FileOfRequest, open_words};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Refusal;
use gongkai_domain::request::{Act, Applicant, Case, Clocks, Words};
use gongkai_store::{NotedEntry, RequestRow};

/// What proves that somebody holds the receipt.
#[derive(Debug, Clone)]
pub struct StatusCode {
    /// The 16 digits.
    pub code: String,
    /// The last four characters of phone or identity number.
    pub last_four: String,
}

/// A request as its requester sees it.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Its row.
    pub row: RequestRow,
    /// Its case.
    pub case: Case,
    /// What happened, with what was typed for the requester to read.
    pub history: Vec<(NotedEntry, Words)>,
    /// Its clocks today.
    pub clocks: Clocks,
    /// What can be fetched.
    pub files: Vec<FileOfRequest>,
}

impl Office {
    /// The request of a receipt. A wrong code and a wrong ending get the same answer, and are slowed down.
    pub async fn follow_request(
        &self,
        cx: &Context,
        proof: &StatusCode,
    ) -> Result<Followed, OfficeError> {
        let row = self.request_of(cx, proof).await?;
        let (case, noted) = self.case(&row).await?;
        let key = self.case_key(&row)?;
        let mut history = Vec::new();
        for (at, noted) in noted.into_iter().enumerate() {
            let words = open_words(key.as_ref(), at, &noted)?;
            history.push((noted, words));
        }
        let mut files = self.files_of(&row).await?;
        files.retain(|file| file.file.open);
        let calendars = self.calendars().await?;
        Ok(Followed {
            clocks: case.clocks(cx.today(), calendars.of(&row.agency))?,
            files,
            row,
            case,
            history,
        })
    }

    /// A file that the requester may fetch.
    pub async fn followed_file(
        &self,
        cx: &Context,
        proof: &StatusCode,
        position: u64,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let row = self.request_of(cx, proof).await?;
        let files = self.files_of(&row).await?;
        let open = |file: &&FileOfRequest| file.file.open && file.file.position == position;
        files.iter().find(open).ok_or(Refusal::Unknown)?;
        self.file_bytes(&row, position).await
    }

    /// The requester corrects what was asked for (article 30).
    pub async fn correct_request(
        &self,
        cx: &Context,
        proof: &StatusCode,
        words: Words,
        files: Vec<NewFile>,
    ) -> Result<Case, OfficeError> {
        let row = self.request_of(cx, proof).await?;
        let mut step = Advance::of(row.revision, cx.today(), Act::Correct).with(words);
        step.files = files;
        self.append(cx, row, step).await
    }

    /// The requester takes the request back.
    pub async fn withdraw_request(
        &self,
        cx: &Context,
        proof: &StatusCode,
        words: Words,
    ) -> Result<Case, OfficeError> {
        let row = self.request_of(cx, proof).await?;
        let step = Advance::of(row.revision, cx.today(), Act::Withdraw).with(words);
        self.append(cx, row, step).await
    }

    async fn request_of(
        &self,
        cx: &Context,
        proof: &StatusCode,
    ) -> Result<RequestRow, OfficeError> {
        let tried = self.throttle.take_receipt(&cx.origin, cx.now);
        tried.map_err(OfficeError::Slow)?;
        let code: String = proof.code.chars().filter(char::is_ascii_digit).collect();
        let mark = self.keys()?.mark("code", &code);
        let row = self.store.request_of_code(&mark).await?;
        let row = row.ok_or(Refusal::Unknown)?;
        let applicant = self.applicant(&row)?.ok_or(Refusal::Unknown)?;
        if !ends_with(&applicant, &proof.last_four) {
            return Err(Refusal::Unknown.into());
        }
        self.throttle.give_back_receipt(&cx.origin);
        Ok(row)
    }
}

/// Whether phone or identity number end so.
fn ends_with(applicant: &Applicant, last_four: &str) -> bool {
    let last_four = last_four.trim().to_uppercase();
    let ends = |text: &String| text.trim().to_uppercase().ends_with(&last_four);
    last_four.chars().count() == 4 && (ends(&applicant.phone) || ends(&applicant.id_number))
}
