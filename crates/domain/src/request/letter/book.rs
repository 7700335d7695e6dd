//! The letters that the program carries, refused if a file contradicts itself.

use super::{Field, Series, Template};
use crate::calendar::load::date;
use crate::request::Remedy;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use toml::value::Datetime;

/// To whom a letter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// The requester.
    Requester,
    /// A third party (article 32), who is not told who asks.
    ThirdParty,
    /// An agency that made the information too (article 34); not told either.
    CoMaker,
    /// A unit that helps to search; not told either.
    Unit,
    /// An agency that goes on with the request, and so has to know.
    Agency,
    /// Nobody: a form for the folder.
    Internal,
}

impl Addressee {
    /// Whether the letter may say who asks.
    pub const fn may_know_requester(self) -> bool {
        match self {
            Self::Requester | Self::Agency | Self::Internal => true,
            Self::ThirdParty | Self::CoMaker | Self::Unit => false,
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Requester => "申请人",
            Self::ThirdParty => "第三方",
            Self::CoMaker => "共同制作机关",
            Self::Unit => "协办单位",
            Self::Agency => "其他机关",
            Self::Internal => "内部存档",
        }
    }
}

/// Which remedy paragraph a letter carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterRemedy {
    /// None.
    None,
    /// That of letters which refuse nothing.
    Plain,
    /// What the outcome says.
    Outcome,
}

/// How a letter looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Running text with addressee, number, date and seal.
    Letter,
    /// A table of one page.
    Form,
}

/// A slip behind a letter, to be filled in by hand and sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Its title.
    pub title: Template,
    /// Its rows: labels and values in turn.
    pub rows: Vec<Vec<Template>>,
    /// Below the table.
    pub notes: Vec<Template>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its name in records.
    pub id: String,
    /// Its place in the model set.
    pub place: u16,
    /// Its title.
    pub title: String,
    /// Other titles that offices use for it.
    pub titles: Vec<String>,
    /// Its name in English.
    pub title_en: String,
    /// When it is written.
    pub when: String,
    /// The same in English.
    pub when_en: String,
    /// The law, in Chinese.
    pub cite: String,
    /// The law, in English.
    pub cite_en: String,
    /// Since when it can be written.
    pub from: Date,
    /// To whom it goes.
    pub addressee: Addressee,
    /// The line that names them; none for forms.
    pub to: Option<Template>,
    /// The series of document numbers; none where it has no number.
    pub series: Option<Series>,
    /// Which remedy paragraph it carries.
    pub remedy: LetterRemedy,
    /// How it looks.
    pub layout: Layout,
    /// Its paragraphs: one with a field that may be missing, and is, is left out.
    pub body: Vec<Template>,
    /// What an outcome comes to, by the outcome: the field `情形`.
    pub said: BTreeMap<String, Template>,
    /// The rows of a form: labels and values in turn.
    pub rows: Vec<Vec<Template>>,
    /// Below the signature or the table.
    pub notes: Vec<Template>,
    /// The slip behind it.
    pub slip: Option<Slip>,
}

/// Why the letters cannot be used: the file and what is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct LetterError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub cause: String,
}

/// All letters known, in the order of the model set.
#[derive(Debug, Clone)]
pub struct LetterBook {
    letters: Vec<Letter>,
}

/// Name and text of each file of `statutes/letters/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/letters.rs"));

static STATUTORY: LazyLock<Result<LetterBook, LetterError>> =
    LazyLock::new(|| LetterBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/letter/1";

/// The file, as `statutes/schema/letter.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterFile {
    schema: String,
    id: String,
    place: u16,
    title: String,
    #[serde(default)]
    titles: Vec<String>,
    title_en: String,
    when: String,
    when_en: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    checked: Datetime,
    addressee: Addressee,
    to: Option<String>,
    series: Option<Series>,
    remedy: LetterRemedy,
    layout: Layout,
    #[serde(default)]
    body: Vec<String>,
    #[serde(default)]
    said: BTreeMap<String, String>,
    #[serde(default)]
    rows: Vec<Vec<String>>,
    #[serde(default)]
    notes: Vec<String>,
    slip: Option<SlipFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SlipFile {
    title: String,
    rows: Vec<Vec<String>>,
    #[serde(default)]
    notes: Vec<String>,
}

impl LetterBook {
    /// The letters that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, LetterError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads letters from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, LetterError> {
        let mut letters = texts
            .into_iter()
            .map(|(file, text)| {
                letter(text).map_err(|cause| LetterError {
                    file: file.to_owned(),
                    cause,
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        letters.sort_by(|one, other| (one.place, &one.id).cmp(&(other.place, &other.id)));
        Ok(Self { letters })
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Letter] {
        &self.letters
    }

    /// The letter of this name.
    pub fn get(&self, id: &str) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.id == id)
    }
}

impl Letter {
    /// Every template of the letter.
    pub(super) fn templates(&self) -> impl Iterator<Item = &Template> {
        let slip = self.slip.iter().flat_map(|slip| {
            let rows = slip.rows.iter().flatten();
            rows.chain(&slip.notes).chain([&slip.title])
        });
        let own = self.to.iter().chain(&self.body).chain(&self.notes);
        let said = self.said.values();
        own.chain(self.rows.iter().flatten())
            .chain(said)
            .chain(slip)
    }

    /// The fields it uses, each once, and whether each may be missing everywhere.
    pub fn fields(&self) -> BTreeMap<&str, bool> {
        let mut fields = BTreeMap::new();
        for (name, optional) in self.templates().flat_map(Template::fields) {
            let all = fields.entry(name).or_insert(true);
            *all = *all && optional;
        }
        fields
    }

    /// The remedy it names for an outcome that does.
    pub const fn remedy_for(&self, of_outcome: Option<Remedy>) -> Remedy {
        match (self.remedy, of_outcome) {
            (LetterRemedy::Plain, _) => Remedy::Plain,
            (LetterRemedy::Outcome, Some(remedy)) => remedy,
            (LetterRemedy::None, _) | (LetterRemedy::Outcome, None) => Remedy::None,
        }
    }

    /// What is wrong with it.
    fn fault(&self) -> Option<String> {
        for (name, _) in self.templates().flat_map(Template::fields) {
            let Some(field) = Field::of_name(name) else {
                return Some(format!("no such field: {name}"));
            };
            if field.person && !self.addressee.may_know_requester() {
                return Some(format!("{name} tells who asks"));
            }
        }
        let uses_said = self.fields().contains_key("情形");
        let runs = self.layout == Layout::Letter;
        let faults = [
            (
                uses_said == self.said.is_empty(),
                "`said` and {情形} need each other",
            ),
            (
                runs != self.to.is_some(),
                "a letter names whom it is for, a form does not",
            ),
            (
                runs == self.body.is_empty(),
                "a letter has paragraphs, a form has none",
            ),
            (
                runs != self.rows.is_empty(),
                "a form has rows, a letter has none",
            ),
            (
                runs != self.series.is_some(),
                "a letter has a number, a form has none",
            ),
        ];
        let mut wrong = faults.into_iter().filter(|(holds, _)| *holds);
        wrong.next().map(|(_, what)| what.to_owned())
    }
}

fn letter(text: &str) -> Result<Letter, String> {
    let file: LetterFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    date(file.checked)?;
    let parse = |text: String| Template::parse(&text);
    let said = file.said.into_iter();
    let said = said.map(|(outcome, text)| Ok((outcome, parse(text)?)));
    let letter = Letter {
        id: file.id,
        place: file.place,
        title: file.title,
        titles: file.titles,
        title_en: file.title_en,
        when: file.when,
        when_en: file.when_en,
        cite: file.cite,
        cite_en: file.cite_en,
        from: date(file.from)?,
        addressee: file.addressee,
        to: file.to.map(parse).transpose()?,
        series: file.series,
        remedy: file.remedy,
        layout: file.layout,
        body: list(&file.body)?,
        said: said.collect::<Result<_, String>>()?,
        rows: file
            .rows
            .iter()
            .map(|row| list(row))
            .collect::<Result<_, _>>()?,
        notes: list(&file.notes)?,
        slip: file.slip.as_ref().map(SlipFile::slip).transpose()?,
    };
    match letter.fault() {
        Some(fault) => Err(fault),
        None => Ok(letter),
    }
}

fn list(texts: &[String]) -> Result<Vec<Template>, String> {
    texts.iter().map(|text| Template::parse(text)).collect()
}

impl SlipFile {
    fn slip(&self) -> Result<Slip, String> {
        Ok(Slip {
            title: Template::parse(&self.title)?,
            rows: self
                .rows
                .iter()
                .map(|row| list(row))
                .collect::<Result<_, _>>()?,
            notes: list(&self.notes)?,
        })
    }
}
