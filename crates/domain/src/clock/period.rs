//! How long the law gives for an act: data of `statutes/periods/`.

use crate::calendar::load::date;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::LazyLock;
use toml::value::Datetime;

/// The acts for which the law sets a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodId {
    /// Publishing information on one's own account.
    Publish,
    /// Replying to a request.
    Reply,
    /// The most by which the time to reply may be extended.
    ReplyExtension,
    /// Telling a requester what to correct.
    CorrectionNotice,
    /// A third party's answer whether information that concerns it may be disclosed.
    ThirdParty,
    /// The same of an agency that made the information too.
    CoMaker,
    /// Paying the processing fee.
    Fee,
}

/// A statutory period, in working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The act.
    pub id: PeriodId,
    /// Its name in Chinese.
    pub title: String,
    /// Its name in English.
    pub title_en: String,
    /// The law that sets it, in Chinese.
    pub cite: String,
    /// The law that sets it, in English.
    pub cite_en: String,
    /// The day from which that law is in force.
    pub from: Date,
    /// Working days.
    pub value: u16,
}

/// Why the periods cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The file is not TOML of the expected shape.
    #[error("{file}: {cause}")]
    Invalid {
        /// The file.
        file: String,
        /// What is wrong.
        cause: String,
    },
    /// No file sets the period.
    #[error("no period for {0:?}")]
    Missing(PeriodId),
}

/// All periods known.
#[derive(Debug, Clone)]
pub struct PeriodBook {
    periods: Vec<Period>,
}

/// Name and text of each file of `statutes/periods/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/periods.rs"));

static STATUTORY: LazyLock<Result<PeriodBook, PeriodError>> =
    LazyLock::new(|| PeriodBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/period/1";

/// The file, as `statutes/schema/period.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodFile {
    schema: String,
    id: PeriodId,
    title: String,
    title_en: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    checked: Datetime,
    unit: String,
    value: u16,
}

impl PeriodBook {
    /// The periods that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, PeriodError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads periods from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, PeriodError> {
        let mut periods = texts
            .into_iter()
            .map(|(file, text)| period(text).map_err(|cause| (file.to_owned(), cause)))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|(file, cause)| PeriodError::Invalid { file, cause })?;
        periods.sort_by_key(|period| (period.id, period.from));
        Ok(Self { periods })
    }

    /// The period of an act as it was on a day. Before the first law known the first one is
    /// given: [`Period::from`] tells, and the clocks say so in a remark.
    pub fn on(&self, id: PeriodId, day: Date) -> Result<&Period, PeriodError> {
        let mut of_act = self.periods.iter().filter(|period| period.id == id);
        let first = of_act.next().ok_or(PeriodError::Missing(id))?;
        let in_force = of_act.take_while(|period| period.from <= day).last();
        Ok(in_force.unwrap_or(first))
    }
}

fn period(text: &str) -> Result<Period, String> {
    let file: PeriodFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA || file.unit != "workday" || file.value == 0 {
        return Err(format!(
            "schema must be {SCHEMA}, unit workday, value at least 1"
        ));
    }
    date(file.checked)?;
    Ok(Period {
        id: file.id,
        title: file.title,
        title_en: file.title_en,
        cite: file.cite,
        cite_en: file.cite_en,
        from: date(file.from)?,
        value: file.value,
    })
}
