//! Letters of a request: composed from what its records say, looked at as a draft, issued with a number,
//! and kept sealed in its folder.

use super::advance::Advance;
use super::filing::NewFile;
use super::{object, open_words};
use crate::error::invalid;
use crate::events::Record;
use crate::{Calendars, Context, Office, OfficeError};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::RequestId;
use gongkai_domain::information::Gap;
use gongkai_domain::request::letter::{
    Addressee, Composed, Known, Letter, LetterBook, MissingFact, Saying, Sender, Series, facts_of,
};
use gongkai_domain::request::{
    Act, Applicant, Case, CaseStage, FeeBook, FeeSum, Outcome, OutcomeBook, Words,
};
use gongkai_render::letter::docx;
use gongkai_store::RequestRow;
use jiff::civil::Date;
use std::sync::Arc;

/// A letter that is to be written.
#[derive(Debug, Clone, Default)]
pub struct NewLetter {
    /// Its name in `statutes/letters/`.
    pub letter: String,
    /// What is typed for it, by the names of its fields; the rest the records say.
    pub words: Words,
    /// The remedy paragraph, where more than one may stand.
    pub remedy: Option<String>,
}

/// A letter that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// Its number; none for letters and forms without one.
    pub number: Option<String>,
    /// Its place among the files of the request.
    pub position: u64,
}

/// All that a letter is composed from.
struct Desk {
    row: RequestRow,
    case: Case,
    applicant: Applicant,
    agency: Agency,
    calendars: Arc<Calendars>,
    /// Everything that was typed, the latest last.
    words: Words,
}

/// The letters that there are.
fn book() -> Result<&'static LetterBook, OfficeError> {
    LetterBook::statutory().map_err(|error| OfficeError::Internal(error.to_string()))
}

fn letter(id: &str) -> Result<&'static Letter, OfficeError> {
    Ok(book()?.get(id).ok_or(Refusal::Unknown)?)
}

impl Office {
    /// The letters that a request can have now: those on its way, and with a draft that of its outcome.
    pub async fn letters_of(
        &self,
        cx: &Context,
        id: &RequestId,
    ) -> Result<Vec<&'static Letter>, OfficeError> {
        let row = self.request_row(cx, id, Action::ReadRequests).await?;
        let (case, _) = self.case(&row).await?;
        let own = outcome_of(&case)?.map(|outcome| outcome.letter.as_str());
        let outcomes = OutcomeBook::statutory();
        let outcomes = outcomes.map_err(|error| OfficeError::Internal(error.to_string()))?;
        let says_an_end = |letter: &Letter| {
            let mut all = outcomes.all().iter();
            all.any(|outcome| outcome.letter == letter.id)
        };
        let fits = |letter: &&Letter| !says_an_end(letter) || own == Some(letter.id.as_str());
        Ok(book()?.all().iter().filter(fits).collect())
    }

    /// A letter as it would be, without a number. Everything that is missing is named.
    pub async fn draft_letter(
        &self,
        cx: &Context,
        id: &RequestId,
        new: &NewLetter,
    ) -> Result<(Composed, Vec<u8>), OfficeError> {
        let desk = self.desk_of(cx, id, Action::ReadRequests).await?;
        let composed = self.compose(&desk, new, cx.today(), None)?;
        let bytes = rendered(&composed)?;
        Ok((composed, bytes))
    }

    /// Issues a letter: it gets the next number of its series, and a copy is kept in the folder. The reply
    /// itself is made with it.
    pub async fn issue_letter(
        &self,
        cx: &Context,
        id: &RequestId,
        revision: u64,
        new: &NewLetter,
    ) -> Result<Issued, OfficeError> {
        let desk = self.desk_of(cx, id, Action::HandleRequests).await?;
        if desk.row.revision != revision {
            return Err(OfficeError::Conflict);
        }
        let letter = letter(&new.letter)?;
        let number = match letter.series {
            Some(series) => Some(self.next_number(cx, &desk, series).await?),
            None => None,
        };
        let composed = self.compose(&desk, new, cx.today(), number.as_deref())?;
        let file = NewFile {
            kind: "letter",
            name: file_name(&composed),
            bytes: rendered(&composed)?,
            open: letter.addressee == Addressee::Requester,
        };
        let position = self.store.request_files(id).await?;
        let position = position.last().map_or(0, |last| last.position + 1);
        let is_reply = outcome_of(&desk.case)?.is_some_and(|end| end.letter == letter.id);
        if is_reply && desk.case.stage() == CaseStage::Agreed {
            let act = Act::Reply {
                number: number.clone().unwrap_or_default(),
            };
            let mut step = Advance::of(revision, cx.today(), act).with(new.words.clone());
            step.files.push(file);
            self.append(cx, desk.row, step).await?;
        } else {
            self.keep_letter(cx, desk.row, &letter.id, file).await?;
        }
        Ok(Issued { number, position })
    }

    /// Keeps a letter that is no entry of its own in the folder.
    async fn keep_letter(
        &self,
        cx: &Context,
        row: RequestRow,
        letter: &str,
        file: NewFile,
    ) -> Result<(), OfficeError> {
        let key = self.case_key(&row)?.ok_or(OfficeError::Sealed)?;
        let behind = self.store.request_files(&row.id).await?;
        let behind = behind.last().map_or(0, |last| last.position + 1);
        let sealed = self.seal_files(&key, &[file], behind, cx.now).await?;
        let record = Record::of("request.letter", object(&row.id)).in_agency(&row.agency);
        let event = record.to(&letter).by(cx)?;
        let mut write = self.store.write().await?;
        write.save_request(&row).await?;
        for (record, file) in &sealed {
            write.insert_file(record).await?;
            write.insert_request_file(&row.id, file).await?;
        }
        Ok(write.commit(vec![event]).await?)
    }

    /// The next number of a series; a letter that is not issued after all leaves its number unused, which
    /// the event log shows.
    async fn next_number(
        &self,
        cx: &Context,
        desk: &Desk,
        series: Series,
    ) -> Result<String, OfficeError> {
        let year = cx.today().year();
        let scheme = &desk.agency.settings.requests.numbers;
        // The template is tried before a serial is used up.
        let asked = |error: gongkai_domain::request::letter::NumberFault| {
            invalid("number", &error.to_string())
        };
        scheme.number(series, year, 1).map_err(asked)?;
        let scope = format!(
            "letter {} {} {year}",
            desk.row.agency,
            scheme.template(series).as_str()
        );
        let record = Record::of("request.numbered", object(&desk.row.id));
        let event = record.in_agency(&desk.row.agency).by(cx)?;
        let mut write = self.store.write().await?;
        let serial = write.next_serial(&scope).await?;
        write.commit(vec![event]).await?;
        let serial = u32::try_from(serial).unwrap_or(u32::MAX);
        scheme.number(series, year, serial).map_err(asked)
    }

    async fn desk_of(
        &self,
        cx: &Context,
        id: &RequestId,
        action: Action,
    ) -> Result<Desk, OfficeError> {
        let row = self.request_row(cx, id, action).await?;
        let (case, noted) = self.case(&row).await?;
        let key = self.case_key(&row)?;
        let mut words = Words::new();
        for (at, noted) in noted.iter().enumerate() {
            words.extend(open_words(key.as_ref(), at, noted)?);
        }
        Ok(Desk {
            applicant: self.applicant(&row)?.ok_or(OfficeError::Sealed)?,
            agency: self.agency(&row.agency).await?,
            calendars: self.calendars().await?,
            row,
            case,
            words,
        })
    }

    fn compose(
        &self,
        desk: &Desk,
        new: &NewLetter,
        on: Date,
        number: Option<&str>,
    ) -> Result<Composed, OfficeError> {
        let letter = letter(&new.letter)?;
        let clocks = desk.case.clocks(on, desk.calendars.of(&desk.row.agency))?;
        let sender = sender(&desk.agency, on);
        let fee = fee_of(&desk.case)?;
        let mut words = desk.words.clone();
        words.extend(new.words.clone());
        let mut facts = facts_of(&Known {
            case: &desk.case,
            applicant: &desk.applicant,
            clocks: &clocks,
            sender: &sender,
            fee: fee.as_ref(),
            words: &words,
        });
        facts.put("申请编号", &desk.row.number);
        if let Some(number) = number {
            facts.put("文号", number);
        }
        let saying = Saying {
            on,
            outcome: outcome_of(&desk.case)?,
            remedy: new.remedy.as_deref(),
            draft: number.is_none(),
        };
        letter.compose(&facts, saying).map_err(incomplete)
    }
}

/// How the request ends, or is to end by its draft.
fn outcome_of(case: &Case) -> Result<Option<&'static Outcome>, OfficeError> {
    let drafted = case.draft.as_ref().map(|draft| &draft.outcome);
    let Some(id) = case.outcome().map(|(id, _)| id).or(drafted) else {
        return Ok(None);
    };
    let book = OutcomeBook::statutory();
    let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
    Ok(book.get(id))
}

/// The fee of a case with its working; none where none was charged.
fn fee_of(case: &Case) -> Result<Option<FeeSum>, OfficeError> {
    let Some(fee) = case.fee else {
        return Ok(None);
    };
    let book = FeeBook::statutory().map_err(|error| OfficeError::Internal(error.to_string()))?;
    let rule = book.on(fee.noticed);
    let sum = rule.and_then(|rule| rule.compute(fee.method, 0, fee.quantity));
    // A fee computed with earlier items of the month stands in the entry; its working is then typed.
    Ok(sum.ok().filter(|sum| sum.fen == fee.fen))
}

fn sender(agency: &Agency, on: Date) -> Sender {
    let (guide, setting) = (&agency.settings.guide, &agency.settings.requests);
    Sender {
        agency: agency.name_on(on).to_owned(),
        office: guide.office.clone(),
        address: guide.address.clone(),
        postcode: guide.postcode.clone(),
        telephone: guide.telephone.clone(),
        fax: guide.fax.clone(),
        hours: guide.hours.clone(),
        internet: guide.internet.clone(),
        reconsideration_organ: setting.reconsideration_organ.clone(),
        court: setting.court.clone(),
        payment: setting.payment.clone(),
    }
}

fn incomplete(missing: Vec<MissingFact>) -> OfficeError {
    let gap = |fact: MissingFact| Gap {
        field: "letter",
        message: fact.to_string(),
    };
    OfficeError::Invalid(missing.into_iter().map(gap).collect())
}

fn rendered(composed: &Composed) -> Result<Vec<u8>, OfficeError> {
    docx(composed).map_err(|error| OfficeError::Internal(error.to_string()))
}

fn file_name(composed: &Composed) -> String {
    match &composed.number {
        Some(number) => format!("{} {number}.docx", composed.title),
        None => format!("{}.docx", composed.title),
    }
}
