//! What a letter of a request is composed from: the case, who asks, the agency, what was typed.

use super::filing::NewFile;
use super::folder::masked;
use super::letters::{ISSUED, NewLetter};
use super::open_words;
use super::outcomes;
use crate::pdf::{self, PaperFile};
use crate::{Calendars, Context, Office, OfficeError};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::identity::RequestId;
use gongkai_domain::information::Gap;
use gongkai_domain::request::letter::{
    Addressee, Composed, Facts, Field, Known, Letter, LetterBook, MissingFact, Saying, Sender,
    TypedWith, facts_of, typed_before,
};
use gongkai_domain::request::{Applicant, Case, FeeSum, Outcome, RemedyBook, Words};
use gongkai_render::letter::{docx, paper};
use gongkai_render::template;
use gongkai_store::RequestRow;
use jiff::civil::Date;
use std::sync::Arc;

const OWN_TEMPLATE: &str = "这种文书套用本机关自己的模板，程序排不出同样的 PDF。请下载 Word 文档，用 Word 或者 WPS 打开后另存为 PDF。";

/// All that a letter is composed from.
pub(super) struct Desk {
    pub(super) row: RequestRow,
    pub(super) case: Case,
    pub(super) applicant: Applicant,
    pub(super) agency: Agency,
    calendars: Arc<Calendars>,
    /// What was typed with the steps, by the names of fields.
    words: Words,
}

/// The letters that there are.
pub(super) fn book() -> Result<&'static LetterBook, OfficeError> {
    LetterBook::statutory().map_err(|error| OfficeError::Internal(error.to_string()))
}

pub(super) fn letter(id: &str) -> Result<&'static Letter, OfficeError> {
    Ok(book()?.get(id).ok_or(Refusal::Unknown)?)
}

/// How the request ends, or is to end by its draft.
pub(super) fn outcome_of(case: &Case) -> Result<Option<&'static Outcome>, OfficeError> {
    let drafted = case.draft.as_ref().map(|draft| &draft.outcome);
    let Some(id) = case.outcome().map(|(id, _)| id).or(drafted) else {
        return Ok(None);
    };
    Ok(outcomes()?.get(id))
}

impl Desk {
    /// The letter, or all that is missing for it.
    pub(super) fn compose(
        &self,
        letter: &Letter,
        facts: &Facts,
        new: &NewLetter,
        (on, draft): (Date, bool),
    ) -> Result<Result<Composed, Vec<MissingFact>>, OfficeError> {
        let saying = Saying {
            on,
            outcome: outcome_of(&self.case)?,
            remedy: new.remedy.as_deref(),
            draft,
        };
        Ok(letter.compose(facts, saying))
    }

    /// The calendar of the agency.
    pub(super) fn calendar(&self) -> &WorkdayCalendar {
        self.calendars.of(&self.row.agency)
    }

    /// The digest of the office's own template for a letter.
    pub(super) fn own_template(&self, letter: &Letter) -> Option<&String> {
        self.agency.settings.requests.templates.get(&letter.id)
    }
}

impl Office {
    pub(super) async fn desk_of(
        &self,
        cx: &Context,
        id: &RequestId,
        action: Action,
    ) -> Result<Desk, OfficeError> {
        let row = self.request_row(cx, id, action).await?;
        let (case, noted) = self.case(&row).await?;
        let key = self.case_key(&row)?;
        let mut typed = Vec::new();
        for (at, noted) in noted.iter().enumerate() {
            typed.push(open_words(key.as_ref(), at, noted)?);
        }
        let steps = noted.iter().zip(&typed);
        let steps = steps.map(|(noted, words)| TypedWith {
            act: &noted.entry.act,
            words,
            by: &noted.name,
        });
        Ok(Desk {
            words: typed_before(steps),
            applicant: self.applicant(&row)?.ok_or(OfficeError::Sealed)?,
            agency: self.agency(&row.agency).await?,
            calendars: self.calendars().await?,
            row,
            case,
        })
    }

    /// The facts of a letter about this applicant.
    pub(super) fn facts(
        desk: &Desk,
        applicant: &Applicant,
        new: &NewLetter,
        (on, number): (Date, Option<&str>),
    ) -> Result<Facts, OfficeError> {
        let clocks = desk.case.clocks(on, desk.calendar())?;
        let fee = fee_of(&desk.case);
        let mut words = desk.words.clone();
        words.extend(new.words.clone());
        let mut facts = facts_of(&Known {
            case: &desk.case,
            applicant,
            clocks: &clocks,
            sender: &sender(&desk.agency, on),
            fee: fee.as_ref(),
            words: &words,
        });
        facts.put("申请编号", &desk.row.number);
        facts.put_some("文号", number.map(str::to_owned));
        Ok(facts)
    }

    /// The letter with the requester masked and the names of missing facts in their places.
    pub(super) fn preview(
        desk: &Desk,
        new: &NewLetter,
        on: Date,
    ) -> Result<Option<Composed>, OfficeError> {
        let letter = letter(&new.letter)?;
        let masked = masked(desk.applicant.clone());
        let mut facts = Self::facts(desk, &masked, new, (on, None))?;
        let mut new = new.clone();
        // A gap that is filled may open another one: a remedy with its organ, an outcome with its reason.
        for _ in 0..3 {
            match desk.compose(letter, &facts, &new, (on, true))? {
                Ok(composed) => return Ok(Some(composed)),
                Err(missing) => {
                    for one in missing {
                        stand_in(&one, &mut facts, &mut new, on);
                    }
                }
            }
        }
        Ok(None)
    }

    /// An issued letter as it is kept: the document, and behind it the PDF. No letter waits for a font.
    pub(super) async fn files_of_letter(
        &self,
        desk: &Desk,
        letter: &Letter,
        composed: &Composed,
    ) -> Result<Vec<NewFile>, OfficeError> {
        let mut files = Vec::new();
        for format in [PaperFile::Docx, PaperFile::Pdf] {
            let bytes = match self.printed_as(desk, letter, (composed, format)).await {
                Err(OfficeError::Unset(_)) => continue,
                printed => printed?,
            };
            files.push(NewFile {
                kind: ISSUED,
                name: file_name(composed, format),
                bytes,
                open: letter.addressee == Addressee::Requester,
            });
        }
        Ok(files)
    }

    /// The letter in a format. A template of the office's own has no PDF: another text than that of the letter
    /// would stand in it.
    pub(super) async fn printed_as(
        &self,
        desk: &Desk,
        letter: &Letter,
        (composed, file): (&Composed, PaperFile),
    ) -> Result<Vec<u8>, OfficeError> {
        match file {
            PaperFile::Docx => self.printed(desk, letter, composed).await,
            PaperFile::Pdf if desk.own_template(letter).is_some() => {
                Err(OfficeError::Unset(OWN_TEMPLATE.to_owned()))
            }
            PaperFile::Pdf => pdf::set(paper(composed)).await,
        }
    }

    /// The letter as a document: by the office's own template, where it has one.
    pub(super) async fn printed(
        &self,
        desk: &Desk,
        letter: &Letter,
        composed: &Composed,
    ) -> Result<Vec<u8>, OfficeError> {
        let Some(digest) = desk.own_template(letter) else {
            return docx(composed).map_err(|error| OfficeError::Internal(error.to_string()));
        };
        let own = self.files.get(digest).await?;
        let mut composed = composed.clone();
        if composed.number.is_none() {
            composed.facts.put("文号", "（制发时编号）");
        }
        template::fill(&own, letter, &composed).map_err(unusable)
    }
}

/// The name of a letter as a file: title and number, and nobody's name.
pub(super) fn file_name(composed: &Composed, file: PaperFile) -> String {
    let ending = file.ending();
    match &composed.number {
        Some(number) => format!("{} {number}.{ending}", composed.title),
        None => format!("{}.{ending}", composed.title),
    }
}

/// Puts something in the place of what is missing.
fn stand_in(missing: &MissingFact, facts: &mut Facts, new: &mut NewLetter, on: Date) {
    match missing {
        MissingFact::Fact(name) => facts.put(name, &format!("【{name}】")),
        MissingFact::Wording(titles) => {
            let title = titles.first().map(String::as_str);
            new.remedy = title.and_then(|title| wording(title, on));
        }
        MissingFact::Outcome
        | MissingFact::NamesRequester { .. }
        | MissingFact::TooEarly(_)
        | MissingFact::Data(_) => {}
    }
}

fn wording(title: &str, on: Date) -> Option<String> {
    let book = RemedyBook::statutory().ok()?;
    let all = book.wordings(gongkai_domain::request::Remedy::Disputed, on);
    let mut all = all.into_iter().filter(|wording| wording.title == title);
    all.next().map(|wording| wording.id.clone())
}

/// The fee of a case with its working; none where none was charged.
fn fee_of(case: &Case) -> Option<FeeSum> {
    let fee = case.fee?;
    let sum = case.fee_for(fee.method, fee.before, fee.quantity);
    // Of fees noted before the program computed them the working was typed.
    sum.ok().filter(|sum| sum.fen == fee.fen)
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

/// What is missing, each beside its field.
pub(super) fn incomplete(missing: Vec<MissingFact>) -> OfficeError {
    let gap = |fact: MissingFact| Gap {
        field: if matches!(fact, MissingFact::Wording(_)) {
            "remedy"
        } else {
            let field = fact.field().and_then(Field::of_name);
            field.map_or("", |field| field.name)
        },
        message: format!("{fact}。"),
    };
    OfficeError::Invalid(missing.into_iter().map(gap).collect())
}

/// What is wrong with a template, to be told by name.
pub(super) fn unusable(problems: Vec<template::Problem>) -> OfficeError {
    let gap = |problem: template::Problem| Gap {
        field: "file",
        message: problem.to_string(),
    };
    OfficeError::Invalid(problems.into_iter().map(gap).collect())
}
