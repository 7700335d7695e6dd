//! How long a column or channel may stand without anything new, and a message without an answer: data of
//! `statutes/freshness/`.

use super::messages::{Messages, check_messages};
use super::{DutyError, OwnDuties, days_between};
use crate::calendar::load::date;
use crate::information::ChannelKind;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use toml::value::Datetime;

/// After how long without a posting a place counts as not kept up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Calendar days.
    Days(u16),
    /// Months.
    Months(u8),
}

/// What is watched.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Watch {
    /// Each channel of these kinds.
    Channels(Vec<ChannelKind>),
    /// All channels of these kinds as one place: the home page shows what is new in any.
    Together(Vec<ChannelKind>),
    /// Each category, and each channel on the site, whose name has one of these words.
    Words(Vec<String>),
    /// Each record of these ledgers until it is answered.
    Messages(Vec<Messages>),
}

/// A rule of freshness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshnessRule {
    /// Its name in settings.
    pub id: String,
    /// Its name in Chinese.
    pub title: String,
    /// Its name in English.
    pub title_en: String,
    /// Where it is laid down, in Chinese.
    pub cite: String,
    /// Where it is laid down, in English.
    pub cite_en: String,
    /// Since when that is in force.
    pub from: Date,
    /// Whether an agency may set another limit.
    pub adjustable: bool,
    /// The limit.
    pub limit: Limit,
    /// After how long it is pointed at before that.
    pub warn: Option<Limit>,
    /// How far back is looked.
    pub within: Option<Limit>,
    /// What is watched.
    pub watches: Watch,
}

/// How fresh a place is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// Calendar days since the last posting; `None` if there never was one.
    pub days: Option<i64>,
    /// How that stands to the limit.
    pub kept: Kept,
}

/// How a place stands to its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Within the limit.
    Fresh,
    /// Beyond it.
    Stale,
    /// Nothing was ever posted: an empty column, which the indicators count apart.
    Never,
}

/// All rules known.
#[derive(Debug, Clone)]
pub struct FreshnessBook {
    rules: Vec<FreshnessRule>,
}

/// Name and text of each file of `statutes/freshness/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/freshness.rs"));

static STATUTORY: LazyLock<Result<FreshnessBook, DutyError>> =
    LazyLock::new(|| FreshnessBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/freshness/1";

/// The file, as `statutes/schema/freshness.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    schema: String,
    id: String,
    title: String,
    title_en: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    checked: Datetime,
    adjustable: bool,
    limit: Limit,
    warn: Option<Limit>,
    within: Option<Limit>,
    watches: Watch,
}

impl FreshnessBook {
    /// The rules that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, DutyError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads rules from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, DutyError> {
        let loaded = texts.into_iter().map(|(file, text)| {
            rule(text).map_err(|cause| DutyError {
                file: file.to_owned(),
                cause,
            })
        });
        let rules = loaded.collect::<Result<_, _>>()?;
        Ok(Self { rules })
    }

    /// All of them with an agency's own limits, the shortest first.
    pub fn of_agency(&self, own: &OwnDuties) -> Vec<FreshnessRule> {
        let mut rules = self.rules.clone();
        for rule in rules.iter_mut().filter(|rule| rule.adjustable) {
            rule.limit = own.limits.get(&rule.id).copied().unwrap_or(rule.limit);
        }
        rules.sort_by_key(|rule| rule.limit.about_days());
        rules
    }
}

fn rule(text: &str) -> Result<FreshnessRule, String> {
    let file: RuleFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    date(file.checked)?;
    check_messages(&file.watches)?;
    Ok(FreshnessRule {
        id: file.id,
        title: file.title,
        title_en: file.title_en,
        cite: file.cite,
        cite_en: file.cite_en,
        from: date(file.from)?,
        adjustable: file.adjustable,
        limit: file.limit,
        warn: file.warn,
        within: file.within,
        watches: file.watches,
    })
}

impl FreshnessRule {
    /// Whether it watches a channel as a place of its own: by its kind, or, on the site, by its name.
    pub fn watches_channel(&self, kind: ChannelKind, name: &str) -> bool {
        match &self.watches {
            Watch::Channels(kinds) => kinds.contains(&kind),
            Watch::Words(_) => kind == ChannelKind::Website && self.watches_category(name),
            Watch::Together(_) | Watch::Messages(_) => false,
        }
    }

    /// Whether it watches a category of a name.
    pub fn watches_category(&self, name: &str) -> bool {
        match &self.watches {
            Watch::Words(words) => words.iter().any(|word| name.contains(word.as_str())),
            Watch::Channels(_) | Watch::Together(_) | Watch::Messages(_) => false,
        }
    }

    /// Whether a channel of a kind is part of the one place that it watches.
    pub fn watches_as_part(&self, kind: ChannelKind) -> bool {
        matches!(&self.watches, Watch::Together(kinds) if kinds.contains(&kind))
    }
}

impl Limit {
    /// In words: 14天, 6个月.
    pub fn zh(self) -> String {
        match self {
            Self::Days(days) => format!("{days}天"),
            Self::Months(months) => format!("{months}个月"),
        }
    }

    /// Days for a scale on which limits are drawn: a month counts thirty there.
    pub fn about_days(self) -> i64 {
        match self {
            Self::Days(days) => i64::from(days),
            Self::Months(months) => i64::from(months) * 30,
        }
    }

    /// The last day on which a place of this last posting is fresh.
    pub fn end(self, last: Date) -> Date {
        match self {
            Self::Days(days) => last.saturating_add(i64::from(days).days()),
            Self::Months(months) => last.saturating_add(i64::from(months).months()),
        }
    }
}

/// How fresh a place is on a day, by its last posting.
pub fn freshness(last: Option<Date>, today: Date, limit: Limit) -> Freshness {
    let kept = match last {
        None => Kept::Never,
        Some(last) if today <= limit.end(last) => Kept::Fresh,
        Some(_) => Kept::Stale,
    };
    Freshness {
        days: last.map(|last| days_between(last, today)),
        kept,
    }
}
