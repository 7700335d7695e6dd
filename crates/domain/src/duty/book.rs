//! The duties that the program knows, and those that an agency has.

use super::load::duty;
use super::{Fulfilment, OwnDuties, Rhythm, Roll};
use crate::agency::AgencyKind;
use crate::information::ChannelKind;
use jiff::civil::Date;
use std::sync::LazyLock;

/// A recurring duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its name in records and addresses.
    pub id: String,
    /// Its name in Chinese.
    pub title: String,
    /// Its name in English.
    pub title_en: String,
    /// What is to be done, in Chinese, beginning with a verb.
    pub act: String,
    /// Where it is laid down, in Chinese.
    pub cite: String,
    /// Where it is laid down, in English.
    pub cite_en: String,
    /// Since when that is in force.
    pub from: Date,
    /// Kinds of agencies that have it.
    pub applies_to: Vec<AgencyKind>,
    /// Whether an agency may set another day, or leave it to others.
    pub adjustable: bool,
    /// Whether agencies have it without having taken it on.
    pub by_default: bool,
    /// In which rhythm it returns.
    pub rhythm: Rhythm,
    /// Where a last day goes that is off.
    pub roll: Roll,
    /// What fulfils it.
    pub fulfilled: Fulfilment,
}

/// Why the files of duties or of freshness cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct DutyError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub cause: String,
}

/// All duties known.
#[derive(Debug, Clone)]
pub struct DutyBook {
    duties: Vec<Duty>,
}

/// Name and text of each file of `statutes/duties/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/duties.rs"));

static STATUTORY: LazyLock<Result<DutyBook, DutyError>> =
    LazyLock::new(|| DutyBook::from_texts(EMBEDDED.iter().copied()));

impl DutyBook {
    /// The duties that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, DutyError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads duties from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, DutyError> {
        let loaded = texts.into_iter().map(|(file, text)| {
            let named = duty(text).and_then(|duty| named_by(file, duty));
            named.map_err(|cause| DutyError {
                file: file.to_owned(),
                cause,
            })
        });
        let duties = loaded.collect::<Result<_, _>>()?;
        Ok(Self { duties })
    }

    /// All of them, by their identifiers.
    pub fn all(&self) -> &[Duty] {
        &self.duties
    }

    /// The duty of an identifier.
    pub fn get(&self, id: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.id == id)
    }

    /// The duties that an agency of a kind has, with its own days: those of all such agencies but for
    /// what it left to others, and those it took on. One that asks for a channel of some kind is
    /// had only with such a channel.
    pub fn of_agency(
        &self,
        kind: AgencyKind,
        own: &OwnDuties,
        channels: &[ChannelKind],
    ) -> Vec<Duty> {
        let of_kind = self.duties.iter();
        let of_kind = of_kind.filter(|duty| duty.applies_to.contains(&kind));
        let had = of_kind.filter(|duty| own.has(duty) && duty.is_possible(channels));
        had.map(|duty| own.applied(duty)).collect()
    }
}

fn named_by(file: &str, duty: Duty) -> Result<Duty, String> {
    if file == format!("{}.toml", duty.id) {
        Ok(duty)
    } else {
        Err(format!("is not named by its id {}", duty.id))
    }
}

impl Duty {
    /// Whether an agency with these channels can fulfil it.
    pub fn is_possible(&self, channels: &[ChannelKind]) -> bool {
        match &self.fulfilled {
            Fulfilment::Posting(asked) if !asked.channels.is_empty() => {
                asked.channels.iter().any(|kind| channels.contains(kind))
            }
            Fulfilment::Posting(_)
            | Fulfilment::Mark
            | Fulfilment::Guide
            | Fulfilment::Reassessment => true,
        }
    }
}

impl OwnDuties {
    /// Whether the agency has a duty of its kind.
    pub fn has(&self, duty: &Duty) -> bool {
        let chosen = self.choices.get(&duty.id);
        let chosen = chosen.filter(|_| duty.adjustable);
        chosen
            .and_then(|choice| choice.has)
            .unwrap_or(duty.by_default)
    }

    /// From when on the agency counts the turns of a duty.
    pub fn since(&self, duty: &Duty) -> Option<Date> {
        self.choices.get(&duty.id)?.since
    }

    /// The duty as the agency has it.
    pub fn applied(&self, duty: &Duty) -> Duty {
        let choice = self.choices.get(&duty.id);
        choice.map_or_else(|| duty.clone(), |choice| choice.apply(duty))
    }
}
