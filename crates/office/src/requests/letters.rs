//! Letters of a request: looked at with what is missing, drafted, issued with a number, and kept sealed in
//! its folder.

use super::advance::Advance;
use super::filing::NewFile;
use super::letter_desk::{Desk, book, file_name, incomplete, letter, outcome_of};
use super::object;
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, PaperFile};
use gongkai_domain::access::Action;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::letter::{Composed, Field, Letter, MissingFact, letter_of_step};
use gongkai_domain::request::{Act, CaseStage, Entry, RemedyBook, RemedyWording, Words};
use gongkai_store::RequestRow;

/// A letter that is to be written.
#[derive(Debug, Clone, Default)]
pub struct NewLetter {
    /// Its name in `statutes/letters/`.
    pub letter: String,
    /// What is typed for it, by the names of its fields; the rest the records say. A blank takes away
    /// what was typed with an earlier step.
    pub words: Words,
    /// The remedy paragraph, where more than one may stand.
    pub remedy: Option<String>,
}

/// The letters that a request can have now.
#[derive(Debug, Clone)]
pub struct LettersNow {
    /// That of the last step.
    pub of_step: Option<&'static Letter>,
    /// The others.
    pub others: Vec<&'static Letter>,
}

/// A field of a letter that is typed.
#[derive(Debug, Clone)]
pub struct LetterField {
    /// The field.
    pub field: &'static Field,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What stands there: what was typed now or with an earlier step.
    pub value: String,
}

/// A letter before it is issued. Who asks is masked in it.
#[derive(Debug, Clone)]
pub struct LetterView {
    /// The letter.
    pub letter: &'static Letter,
    /// The request.
    pub row: RequestRow,
    /// What is typed for it.
    pub fields: Vec<LetterField>,
    /// The remedy paragraphs of which one is to be chosen; empty where there is no choice.
    pub wordings: Vec<&'static RemedyWording>,
    /// What is missing.
    pub missing: Vec<MissingFact>,
    /// Why it cannot be issued now, whatever is typed.
    pub hindrance: Option<String>,
    /// The letter, with the names of missing facts in their places; none where it cannot be shown at all.
    pub preview: Option<Composed>,
    /// Whether issuing it makes the reply.
    pub is_reply: bool,
    /// Whether the office has a template of its own for it.
    pub own_template: bool,
}

/// A letter that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// Its number; none for letters and forms without one.
    pub number: Option<String>,
    /// Its place among the files of the request.
    pub position: u64,
}

/// The kind of a file that is a letter issued here; its name says title and number, and nobody's name.
pub const ISSUED: &str = "issued";

const NOT_AGREED: &str = "答复还没有审批完，全部同意以后才能制发。";

impl Office {
    /// The letters that a request can have now.
    pub async fn letters_of(
        &self,
        cx: &Context,
        id: &RequestId,
    ) -> Result<LettersNow, OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        let (case, _) = self.case(&row).await?;
        let outcome = outcome_of(&case)?;
        let book = book()?;
        let of_step = letter_of_step(&case, outcome).and_then(|id| book.get(id));
        let fits = book.all().iter().filter(|one| one.fits(&case, outcome));
        let others = fits.filter(|one| of_step.is_none_or(|first| first.id != one.id));
        Ok(LettersNow {
            others: others.collect(),
            of_step,
        })
    }

    /// A letter as it would be, with all that is typed for it and all that is missing.
    pub async fn letter_view(
        &self,
        cx: &Context,
        id: &RequestId,
        new: &NewLetter,
    ) -> Result<LetterView, OfficeError> {
        let desk = self.desk_of(cx, id, Action::HandleRequests).await?;
        let letter = letter(&new.letter)?;
        let (outcome, on) = (outcome_of(&desk.case)?, cx.today());
        let facts = Self::facts(&desk, &desk.applicant, new, (on, None))?;
        let composed = desk.compose(letter, &facts, new, (on, true))?;
        let known = |field: &Field| facts.get(field.name).unwrap_or_default().to_owned();
        let fields = letter.typed(outcome).into_iter();
        let fields = fields.map(|(field, optional)| LetterField {
            field,
            optional,
            value: known(field),
        });
        Ok(LetterView {
            fields: fields.collect(),
            wordings: wordings(letter, &desk, on)?,
            missing: composed.err().unwrap_or_default(),
            hindrance: desk.hindrance(letter, on)?,
            preview: Self::preview(&desk, new, on)?,
            is_reply: desk.is_reply(letter)?,
            own_template: desk.own_template(letter).is_some(),
            letter,
            row: desk.row,
        })
    }

    /// A letter without a number, in a format. It may say who asks, so that who fetched it is noted.
    pub async fn draft_letter(
        &self,
        cx: &Context,
        id: &RequestId,
        new: &NewLetter,
        file: PaperFile,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        self.request_row(cx, id, Action::RevealRequester).await?;
        let desk = self.desk_of(cx, id, Action::HandleRequests).await?;
        let letter = letter(&new.letter)?;
        let composed = Self::composed(&desk, letter, new, (cx, None))?;
        let bytes = self.printed_as(&desk, letter, (&composed, file)).await?;
        let record = Record::of("request.letter_drafted", object(id)).in_agency(&desk.row.agency);
        let event = record.to(&letter.id).by(cx)?;
        self.store.write().await?.commit(vec![event]).await?;
        Ok((format!("草稿 {}", file_name(&composed, file)), bytes))
    }

    /// Issues a letter: it gets the next number of its series, and a copy is kept in the folder, with one as PDF
    /// where it can be set. The reply itself is made with it.
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
        // All that can be refused is refused before a number is used up.
        self.refuse_gaps(cx, &desk, letter, new).await?;
        let number = self.number(cx, &desk, letter).await?;
        let composed = Self::composed(&desk, letter, new, (cx, number.as_deref()))?;
        self.refuse_second(&desk, &composed).await?;
        let files = self.files_of_letter(&desk, letter, &composed).await?;
        let position = self.store.request_files(id).await?;
        let position = position.last().map_or(0, |last| last.position + 1);
        if desk.is_reply(letter)? {
            let act = reply(number.clone());
            let mut step = Advance::of(revision, cx.today(), act).with(new.words.clone());
            step.files.extend(files);
            self.append(cx, desk.row, step).await?;
        } else {
            let what = (letter.id.as_str(), number.as_deref());
            self.keep_letter(cx, desk.row, what, &files).await?;
        }
        Ok(Issued { number, position })
    }

    /// A letter that was issued is not written again under its number: who has it would not know which holds.
    async fn refuse_second(&self, desk: &Desk, composed: &Composed) -> Result<(), OfficeError> {
        let Some(number) = &composed.number else {
            return Ok(());
        };
        let name = file_name(composed, PaperFile::Docx);
        let files = self.files_of(&desk.row).await?;
        let mut issued = files.iter().filter(|one| one.file.kind == ISSUED);
        if issued.any(|one| one.name == name) {
            let message = format!(
                "{number}已经制发，不能用同一个文号再制发一份。要改的，请依法撤销以后重新答复。"
            );
            return Err(invalid("", &message));
        }
        Ok(())
    }

    /// Whether everything but the number is there.
    async fn refuse_gaps(
        &self,
        cx: &Context,
        desk: &Desk,
        letter: &Letter,
        new: &NewLetter,
    ) -> Result<(), OfficeError> {
        if let Some(why) = desk.hindrance(letter, cx.today())? {
            return Err(invalid("", &why));
        }
        let draft = Self::composed(desk, letter, new, (cx, None))?;
        self.printed(desk, letter, &draft).await?;
        if desk.is_reply(letter)? {
            let entry = Entry {
                on: cx.today(),
                act: reply(Some("0".to_owned())),
            };
            desk.case
                .then(entry, &new.words, cx.today(), desk.calendar())?;
        }
        Ok(())
    }

    /// Keeps a letter that is no entry of its own in the folder.
    async fn keep_letter(
        &self,
        cx: &Context,
        row: RequestRow,
        what: (&str, Option<&str>),
        files: &[NewFile],
    ) -> Result<(), OfficeError> {
        let key = self.case_key(&row)?.ok_or(OfficeError::Sealed)?;
        let behind = self.store.request_files(&row.id).await?;
        let behind = behind.last().map_or(0, |last| last.position + 1);
        let sealed = self.seal_files(&key, files, behind, cx.now).await?;
        let record = Record::of("request.letter", object(&row.id)).in_agency(&row.agency);
        let event = record.to(&what).by(cx)?;
        let mut write = self.store.write().await?;
        write.save_request(&row).await?;
        for (record, file) in &sealed {
            write.insert_file(record).await?;
            write.insert_request_file(&row.id, file).await?;
        }
        Ok(write.commit(vec![event]).await?)
    }

    /// The number of a letter: that of the reply where it was given already, else the next one.
    async fn number(
        &self,
        cx: &Context,
        desk: &Desk,
        letter: &Letter,
    ) -> Result<Option<String>, OfficeError> {
        let own = outcome_of(&desk.case)?.is_some_and(|outcome| outcome.letter == letter.id);
        let given = desk.case.reply.as_ref().filter(|_| own);
        if let Some(reply) = given {
            return Ok(Some(reply.number.clone()));
        }
        match letter.series {
            Some(series) => {
                let of = (&desk.row, &desk.agency);
                self.take_number(cx, of, series).await.map(Some)
            }
            None => Ok(None),
        }
    }

    /// The letter with all its facts, or what is missing, named.
    fn composed(
        desk: &Desk,
        letter: &Letter,
        new: &NewLetter,
        (cx, number): (&Context, Option<&str>),
    ) -> Result<Composed, OfficeError> {
        let on = cx.today();
        let facts = Self::facts(desk, &desk.applicant, new, (on, number))?;
        let composed = desk.compose(letter, &facts, new, (on, number.is_none()))?;
        composed.map_err(incomplete)
    }
}

impl Desk {
    /// Whether issuing a letter makes the reply.
    fn is_reply(&self, letter: &Letter) -> Result<bool, OfficeError> {
        let own = outcome_of(&self.case)?.is_some_and(|outcome| outcome.letter == letter.id);
        Ok(own && self.case.stage() == CaseStage::Agreed)
    }

    /// Why a letter cannot be issued, whatever is typed for it.
    fn hindrance(
        &self,
        letter: &Letter,
        on: jiff::civil::Date,
    ) -> Result<Option<String>, OfficeError> {
        let own = outcome_of(&self.case)?.is_some_and(|outcome| outcome.letter == letter.id);
        if own && self.case.stage() == CaseStage::InReview {
            return Ok(Some(NOT_AGREED.to_owned()));
        }
        let scheme = &self.agency.settings.requests.numbers;
        let number = letter
            .series
            .map(|series| scheme.number(series, on.year(), 1));
        Ok(number.and_then(Result::err).map(|fault| fault.to_string()))
    }
}

fn reply(number: Option<String>) -> Act {
    Act::Reply {
        number: number.unwrap_or_default(),
    }
}

/// The remedy paragraphs of a letter, where one is to be chosen.
fn wordings(
    letter: &Letter,
    desk: &Desk,
    on: jiff::civil::Date,
) -> Result<Vec<&'static RemedyWording>, OfficeError> {
    let kind = letter.remedy_for(outcome_of(&desk.case)?.map(|outcome| outcome.remedy));
    let book = RemedyBook::statutory();
    let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
    let mut all = book.wordings(kind, on);
    if all.len() < 2 {
        all.clear();
    }
    Ok(all)
}
