//! The requester follows the request with the receipt, without an account: what happened in plain words, what
//! can be fetched, what can be done.

use super::FileOfRequest;
use super::advance::Advance;
use super::filing::NewFile;
use super::open_words;
use super::ticket::Hold;
use crate::error::invalid;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Refusal;
use gongkai_domain::request::{Act, Case, Clocks, Told, Words, told};
use gongkai_store::RequestRow;

/// A request as its requester sees it.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Its row.
    pub row: RequestRow,
    /// Its case.
    pub case: Case,
    /// What happened, in the words that are for the requester, and no others.
    pub told: Vec<Told>,
    /// Its clocks today.
    pub clocks: Clocks,
    /// What can be fetched.
    pub files: Vec<FileOfRequest>,
}

/// Characters of a text that the requester adds.
const LONGEST_TEXT: usize = 2000;

impl Office {
    /// The request of a receipt.
    pub async fn follow_request<'h>(
        &self,
        cx: &Context,
        hold: impl Into<Hold<'h>> + Send,
    ) -> Result<Followed, OfficeError> {
        let row = self.request_of(cx, hold.into()).await?;
        let (case, told) = self.told_to_requester(&row).await?;
        let mut files = self.files_of(&row).await?;
        files.retain(|file| file.file.open);
        let calendars = self.calendars().await?;
        Ok(Followed {
            clocks: case.clocks(cx.today(), calendars.of(&row.agency))?,
            told,
            files,
            row,
            case,
        })
    }

    /// A case with what its requester may read of it.
    pub(super) async fn told_to_requester(
        &self,
        row: &RequestRow,
    ) -> Result<(Case, Vec<Told>), OfficeError> {
        let (case, noted) = self.case(row).await?;
        let key = self.case_key(row)?;
        let mut history = Vec::new();
        for (at, noted) in noted.into_iter().enumerate() {
            let words = open_words(key.as_ref(), at, &noted)?;
            history.push((noted.entry, words));
        }
        let lines = told(history.iter().map(|(entry, words)| (entry, words)));
        Ok((case, lines))
    }

    /// A file that the requester may fetch: name and bytes.
    pub async fn followed_file<'h>(
        &self,
        cx: &Context,
        hold: impl Into<Hold<'h>> + Send,
        position: u64,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let row = self.request_of(cx, hold.into()).await?;
        let files = self.files_of(&row).await?;
        let open = |file: &&FileOfRequest| file.file.open && file.file.position == position;
        files.iter().find(open).ok_or(Refusal::Unknown)?;
        self.file_bytes(&row, position).await
    }

    /// The requester corrects what was asked for (article 30).
    pub async fn correct_request<'h>(
        &self,
        cx: &Context,
        hold: impl Into<Hold<'h>> + Send,
        words: Words,
        files: Vec<NewFile>,
    ) -> Result<Case, OfficeError> {
        let row = self.request_of(cx, hold.into()).await?;
        if words.values().all(|text| text.trim().is_empty()) && files.is_empty() {
            let message = "请写明补正的内容，或者上传补正材料。";
            return Err(invalid("description", message));
        }
        check_length("description", &words)?;
        self.check_handed_in(cx, &row.agency, &files).await?;
        let mut step = Advance::of(row.revision, cx.today(), Act::Correct).with(words);
        step.files = files;
        self.append(cx, row, step).await
    }

    /// The requester takes the request back.
    pub async fn withdraw_request<'h>(
        &self,
        cx: &Context,
        hold: impl Into<Hold<'h>> + Send,
        words: Words,
    ) -> Result<Case, OfficeError> {
        let row = self.request_of(cx, hold.into()).await?;
        check_length("reason", &words)?;
        let step = Advance::of(row.revision, cx.today(), Act::Withdraw).with(words);
        self.append(cx, row, step).await
    }
}

/// Whether what the requester wrote is not too long.
pub(super) fn check_length(field: &'static str, words: &Words) -> Result<(), OfficeError> {
    let longest = words.values().map(|text| text.trim().chars().count()).max();
    if longest.unwrap_or(0) > LONGEST_TEXT {
        return Err(invalid(field, "请不要超过2000个字。"));
    }
    Ok(())
}
