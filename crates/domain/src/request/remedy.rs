//! What a letter says about reconsideration and court: paragraphs of `statutes/remedies/`, by the kind
//! of letter and its date. Since 2024 who is refused must ask for reconsideration first (行政复议法
//! article 23); whether that holds for other answers too is disputed, and the office chooses.

use super::Remedy;
use super::letter::Template;
use crate::calendar::load::date;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::LazyLock;
use toml::value::Datetime;

/// A remedy paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyWording {
    /// Its name in records.
    pub id: String,
    /// Of which letters.
    pub kind: Remedy,
    /// What it comes to, for the choice.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The law, in Chinese.
    pub cite: String,
    /// The law, in English.
    pub cite_en: String,
    /// First day of letters that carry it.
    pub from: Date,
    /// Last day of letters that carry it.
    pub until: Option<Date>,
    /// The paragraph.
    pub text: Template,
}

/// Why the remedies cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct RemedyError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub cause: String,
}

/// All remedy paragraphs known.
#[derive(Debug, Clone)]
pub struct RemedyBook {
    wordings: Vec<RemedyWording>,
}

/// Name and text of each file of `statutes/remedies/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/remedies.rs"));

static STATUTORY: LazyLock<Result<RemedyBook, RemedyError>> =
    LazyLock::new(|| RemedyBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/remedy/1";

/// The file, as `statutes/schema/remedy.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RemedyFile {
    schema: String,
    id: String,
    kind: Remedy,
    title: String,
    title_en: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    until: Option<Datetime>,
    checked: Datetime,
    text: String,
}

impl RemedyBook {
    /// The paragraphs that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, RemedyError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads paragraphs from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, RemedyError> {
        let wordings = texts.into_iter().map(|(file, text)| {
            wording(text).map_err(|cause| RemedyError {
                file: file.to_owned(),
                cause,
            })
        });
        Ok(Self {
            wordings: wordings.collect::<Result<_, _>>()?,
        })
    }

    /// The paragraphs that a letter of this kind and date may carry: none where the letter names no
    /// remedy or is older than the Regulations, several where the office has to choose.
    pub fn wordings(&self, kind: Remedy, on: Date) -> Vec<&RemedyWording> {
        let of = |wording: &&RemedyWording| {
            let over = wording.until.is_some_and(|until| until < on);
            wording.kind == kind && wording.from <= on && !over
        };
        self.wordings.iter().filter(of).collect()
    }

    /// The paragraph of this name.
    pub fn get(&self, id: &str) -> Option<&RemedyWording> {
        self.wordings.iter().find(|wording| wording.id == id)
    }
}

fn wording(text: &str) -> Result<RemedyWording, String> {
    let file: RemedyFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    date(file.checked)?;
    Ok(RemedyWording {
        id: file.id,
        kind: file.kind,
        title: file.title,
        title_en: file.title_en,
        cite: file.cite,
        cite_en: file.cite_en,
        from: date(file.from)?,
        until: file.until.map(date).transpose()?,
        text: Template::parse(&file.text)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::letter::Facts;
    use jiff::civil::date;

    fn wordings(kind: Remedy, on: Date) -> Vec<&'static RemedyWording> {
        RemedyBook::statutory().unwrap().wordings(kind, on)
    }

    #[test]
    fn a_refusal_of_2024_names_reconsideration_first_and_one_of_2023_does_not() {
        let text = |on| wordings(Remedy::Refusal, on)[0].text.as_str();
        assert!(text(date(2024, 1, 1)).contains("应当先申请行政复议"));
        assert!(text(date(2023, 12, 31)).contains("也可以"));
    }

    #[test]
    fn what_is_disputed_since_2024_has_two_wordings_and_had_one_before() {
        assert_eq!(wordings(Remedy::Disputed, date(2023, 12, 31)).len(), 1);
        assert_eq!(wordings(Remedy::Disputed, date(2024, 1, 1)).len(), 2);
        for kind in [Remedy::Plain, Remedy::Refusal] {
            for on in [date(2020, 1, 1), date(2026, 1, 1)] {
                assert_eq!(wordings(kind, on).len(), 1);
            }
        }
        assert!(wordings(Remedy::None, date(2026, 1, 1)).is_empty());
    }

    #[test]
    fn an_organ_or_a_court_that_nobody_named_is_missing_and_not_guessed() {
        let wording = wordings(Remedy::Refusal, date(2026, 1, 1))[0];
        let mut facts = Facts::new();
        facts.put("复议机关", "某县人民政府");
        assert_eq!(wording.text.missing(&facts), ["管辖法院"]);
        facts.put("管辖法院", "某县人民法院");
        let text = wording.text.fill(&facts).unwrap();
        assert!(text.contains("向某县人民政府申请") && text.contains("15日"));
    }
}
