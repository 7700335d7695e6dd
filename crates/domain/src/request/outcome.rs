//! How a request can end, and in which row of each report form it is counted: data of
//! `statutes/outcomes/`.

use crate::calendar::load::date;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use toml::value::Datetime;

/// The name of an outcome in records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OutcomeId(String);

impl OutcomeId {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for OutcomeId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// What must be known or must have happened before a request can end in this way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Where the information is published.
    WherePublic,
    /// What is supplied, and how.
    Supplied,
    /// What is withheld of it.
    Withheld,
    /// The ground on which a part is withheld.
    Ground,
    /// The reason.
    Reason,
    /// The basis on which it is classified.
    Classification,
    /// Where to ask instead.
    WhereToAsk,
    /// The earlier request and its reply.
    Earlier,
    /// A record of the search.
    Search,
    /// That the third party was asked.
    ThirdParty,
    /// That a correction was asked for and came.
    Corrected,
    /// That reasons were asked for.
    ReasonsAsked,
    /// That the time for correction has passed.
    CorrectionLapsed,
    /// That the time for payment has passed.
    FeeLapsed,
    /// That the requester took it back.
    Withdrawal,
    /// The request with which it is merged.
    MergedInto,
}

impl Need {
    /// The field of the draft that answers it; none where the history does.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::WherePublic => Some("where_public"),
            Self::Supplied => Some("supplied"),
            Self::Withheld => Some("withheld"),
            Self::Ground => Some("ground"),
            Self::Reason => Some("reason"),
            Self::Classification => Some("classification"),
            Self::WhereToAsk => Some("where_to_ask"),
            Self::Earlier => Some("earlier"),
            Self::Search
            | Self::ThirdParty
            | Self::Corrected
            | Self::ReasonsAsked
            | Self::CorrectionLapsed
            | Self::FeeLapsed
            | Self::Withdrawal
            | Self::MergedInto => None,
        }
    }

    /// What is missing, on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::WherePublic => "在哪里可以看到或者得到（网址、栏目、名称、文号）",
            Self::Supplied => "提供哪些信息、用什么形式",
            Self::Withheld => "哪些内容不予公开",
            Self::Ground => "不予公开部分的法律依据",
            Self::Reason => "理由",
            Self::Classification => "定密依据",
            Self::WhereToAsk => "到哪里、依照什么规定查询",
            Self::Earlier => "前一件申请和答复的文号、日期",
            Self::Search => "检索记录",
            Self::ThirdParty => "征求第三方意见的记录",
            Self::Corrected => "申请人已经补正的记录",
            Self::ReasonsAsked => "要求申请人说明理由的记录",
            Self::CorrectionLapsed => "补正期限已经届满",
            Self::FeeLapsed => "缴费期限已经届满",
            Self::Withdrawal => "申请人撤回申请的记录",
            Self::MergedInto => "并入哪一件申请",
        }
    }
}

/// Which remedies the letter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Reconsideration or litigation, as the requester chooses.
    Plain,
    /// Those of a refusal: since 2024 reconsideration first (行政复议法 article 23, item 4).
    Refusal,
    /// Whether reconsideration comes first is disputed: the office chooses the wording.
    Disputed,
    /// None.
    None,
}

/// A way in which a request can end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its name in records.
    pub id: OutcomeId,
    /// Its place in lists.
    pub order: u16,
    /// Its name in Chinese.
    pub title: String,
    /// Its name in English.
    pub title_en: String,
    /// The law, in Chinese.
    pub cite: String,
    /// The law, in English.
    pub cite_en: String,
    /// Since when a request can end like this.
    pub from: Date,
    /// The letter that says it.
    pub letter: String,
    /// Which remedies that letter names.
    pub remedy: Remedy,
    /// Whether it is a reply, which needs the agency's approvals.
    pub replies: bool,
    /// Whether information is handed out.
    pub discloses: bool,
    /// What must be known or must have happened before.
    pub needs: Vec<Need>,
    /// The row of each form of the report, by the form's first year.
    rows: BTreeMap<i16, String>,
}

impl Outcome {
    /// The row of the form that began in a year: `requests.granted`; none for an unknown form.
    pub fn row(&self, form: i16) -> Option<&str> {
        self.rows.get(&form).map(String::as_str)
    }
}

/// Why the outcomes cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct OutcomeError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub cause: String,
}

/// All outcomes known, in order.
#[derive(Debug, Clone)]
pub struct OutcomeBook {
    outcomes: Vec<Outcome>,
}

/// Name and text of each file of `statutes/outcomes/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/outcomes.rs"));

static STATUTORY: LazyLock<Result<OutcomeBook, OutcomeError>> =
    LazyLock::new(|| OutcomeBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/outcome/1";

/// The file, as `statutes/schema/outcome.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutcomeFile {
    schema: String,
    id: OutcomeId,
    order: u16,
    title: String,
    title_en: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    checked: Datetime,
    letter: String,
    remedy: Remedy,
    replies: bool,
    discloses: bool,
    needs: Vec<Need>,
    rows: BTreeMap<String, String>,
}

impl OutcomeBook {
    /// The outcomes that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, OutcomeError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads outcomes from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, OutcomeError> {
        let mut outcomes = texts
            .into_iter()
            .map(|(file, text)| outcome(text).map_err(|cause| (file.to_owned(), cause)))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|(file, cause)| OutcomeError { file, cause })?;
        outcomes.sort_by_key(|outcome| outcome.order);
        Ok(Self { outcomes })
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The outcome of this name.
    pub fn get(&self, id: &OutcomeId) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == *id)
    }
}

fn outcome(text: &str) -> Result<Outcome, String> {
    let file: OutcomeFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    date(file.checked)?;
    let year = |text: &String| text.parse::<i16>().map_err(|error| error.to_string());
    let rows = file.rows.into_iter();
    Ok(Outcome {
        id: file.id,
        order: file.order,
        title: file.title,
        title_en: file.title_en,
        cite: file.cite,
        cite_en: file.cite_en,
        from: date(file.from)?,
        letter: file.letter,
        remedy: file.remedy,
        replies: file.replies,
        discloses: file.discloses,
        needs: file.needs,
        rows: rows
            .map(|(form, row)| Ok((year(&form)?, row)))
            .collect::<Result<_, String>>()?,
    })
}
