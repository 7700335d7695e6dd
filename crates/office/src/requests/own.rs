//! What a person may ask about their own data (个人信息保护法 articles 44 to 47): a copy of what is kept, and
//! that it be put right or erased.

use super::filing::NewFile;
use super::following::check_length;
use super::ticket::Hold;
use super::{FileOfRequest, object, open_words, recorded};
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Refusal;
use gongkai_domain::clock;
use gongkai_domain::request::{Act, Applicant, Told, Words};
use gongkai_store::RequestRow;
use jiff::civil::Date;

/// What is kept about a requester.
#[derive(Debug, Clone)]
pub struct OwnData {
    /// The request's row.
    pub row: RequestRow,
    /// What was filled in.
    pub applicant: Applicant,
    /// What the requester wrote later, and when.
    pub written: Vec<(Date, Words)>,
    /// What happened, as the requester reads it.
    pub told: Vec<Told>,
    /// Files that the requester handed in or may fetch.
    pub files: Vec<FileOfRequest>,
}

/// What a requester asks for about their data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataAsk {
    /// 更正.
    Correct,
    /// 删除.
    Erase,
}

impl DataAsk {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Correct, Self::Erase];

    /// Its mark in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Erase => "erase",
        }
    }

    /// Its name.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Correct => "更正个人信息",
            Self::Erase => "删除个人信息",
        }
    }

    /// The one of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ask| ask.code() == code)
    }
}

/// Working days in which such a wish is answered: within the 30 days of GB/T 35273.
const ANSWERED_WITHIN: u16 = 15;

impl Office {
    /// All that is kept about the requester, for who knows the whole identity number: the receipt alone does
    /// not open it.
    pub async fn own_data<'h>(
        &self,
        cx: &Context,
        hold: impl Into<Hold<'h>> + Send,
        id_number: &str,
    ) -> Result<OwnData, OfficeError> {
        let row = self.request_of(cx, hold.into()).await?;
        let tried = self
            .throttle
            .take_receipt(&cx.origin, &row.code_mark, cx.now);
        tried.map_err(OfficeError::Slow)?;
        let applicant = self.applicant(&row)?.ok_or(Refusal::Unknown)?;
        let same = |text: &str| text.trim().to_uppercase();
        if same(&applicant.id_number) != same(id_number) || id_number.trim().is_empty() {
            let message = "与申请时填写的证件号码不一致。请核对后重新输入。";
            return Err(invalid("id_number", message));
        }
        self.throttle.give_back_receipt(&cx.origin, &row.code_mark);
        let (_, told) = self.told_to_requester(&row).await?;
        let mut files = self.files_of(&row).await?;
        let own = ["application", "identity", "correction", "data_request"];
        files.retain(|file| file.file.open || own.contains(&file.file.kind.as_str()));
        Ok(OwnData {
            written: self.written(&row).await?,
            applicant,
            told,
            files,
            row,
        })
    }

    /// What the requester wrote on these pages after filing.
    async fn written(&self, row: &RequestRow) -> Result<Vec<(Date, Words)>, OfficeError> {
        let (_, noted) = self.case(row).await?;
        let key = self.case_key(row)?;
        let mut written = Vec::new();
        for (at, noted) in noted.iter().enumerate() {
            let own = matches!(noted.entry.act, Act::Correct | Act::Withdraw);
            if own && noted.account.is_none() {
                let words = open_words(key.as_ref(), at, noted)?;
                written.push((noted.entry.on, words));
            }
        }
        Ok(written)
    }

    /// The requester asks that data be put right or erased: a note in the folder, for the office. Gives the
    /// day by which it is answered, as far as the calendar says.
    pub async fn ask_about_data<'h>(
        &self,
        cx: &Context,
        hold: impl Into<Hold<'h>> + Send,
        ask: DataAsk,
        text: &str,
    ) -> Result<Option<Date>, OfficeError> {
        let mut row = self.request_of(cx, hold.into()).await?;
        let text = text.trim();
        if text.is_empty() {
            return Err(invalid("text", "请写明哪些信息要更正或者删除，为什么。"));
        }
        check_length("text", &Words::from([("text".to_owned(), text.to_owned())]))?;
        self.take_upload(cx, &row.agency).await?;
        let calendars = self.calendars().await?;
        let calendar = calendars.of(&row.agency);
        let due = clock::count(cx.today(), ANSWERED_WITHIN, calendar).on();
        let key = self.case_key(&row)?.ok_or(OfficeError::Sealed)?;
        let behind = self.store.request_files(&row.id).await?;
        let behind = behind.last().map_or(0, |last| last.position + 1);
        let note = note(cx, ask, text);
        let sealed = self.seal_files(&key, &[note], behind, cx.now).await?;
        self.refreshed(cx, &mut row).await?;
        let record = Record::of("request.data_asked", object(&row.id)).in_agency(&row.agency);
        let event = record.to(&ask.code()).by(&recorded(cx))?;
        let mut write = self.store.write().await?;
        write.save_request(&row).await?;
        for (record, file) in &sealed {
            write.insert_file(record).await?;
            write.insert_request_file(&row.id, file).await?;
        }
        write.commit(vec![event]).await?;
        Ok(due)
    }
}

fn note(cx: &Context, ask: DataAsk, text: &str) -> NewFile {
    NewFile {
        kind: "data_request",
        name: format!("申请人要求{}（{}）.txt", ask.zh(), cx.today()),
        bytes: text.as_bytes().to_vec(),
        open: false,
    }
}
