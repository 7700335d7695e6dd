//! What a table of a return is: groups of indicators, and how each is counted.

use crate::agency::AgencyKind;
use crate::information::{ChannelKind, Topic};
use crate::ledger::{LedgerBook, Span};
use jiff::civil::Date;
use serde::Deserialize;

/// The table of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTable {
    /// Its name in records and settings.
    pub id: String,
    /// Its title in Chinese.
    pub title: String,
    /// Its title in English.
    pub title_en: String,
    /// Where it is laid down, in Chinese.
    pub cite: String,
    /// Where it is laid down, in English.
    pub cite_en: String,
    /// Since when that is in force.
    pub from: Date,
    /// Kinds of agencies that may hand it in.
    pub applies_to: Vec<AgencyKind>,
    /// Whether they have it without having chosen it.
    pub by_default: bool,
    /// The duty that handing it in fulfils.
    pub duty: String,
    /// Its parts, in order.
    pub groups: Vec<IndicatorGroup>,
}

/// A part of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorGroup {
    /// Its heading in Chinese, without a numeral.
    pub zh: String,
    /// Its heading in English.
    pub en: String,
    /// Its indicators, in order.
    #[serde(rename = "indicator")]
    pub indicators: Vec<Indicator>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its name in records.
    pub id: String,
    /// Its name in Chinese, as printed.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What is counted: 条, 件, 人次, 万元.
    pub unit: String,
    /// Whether it is a part of the indicator above it (其中).
    #[serde(default)]
    pub part: bool,
    /// How many of what is counted make one of the unit.
    #[serde(default = "one")]
    pub per: u32,
    /// Where it is asked for; `practice` where only usage is known.
    pub cite: String,
    /// How it is counted.
    pub source: Source,
}

const fn one() -> u32 {
    1
}

/// How an indicator is counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Items first published, each once.
    Published(PublishedOf),
    /// Postings in channels of these kinds.
    Postings(Vec<ChannelKind>),
    /// Figures of ledgers, added up.
    Figures(Vec<String>),
    /// Items first published that are of a kind which the program knows.
    Computed(Computed),
    /// Not kept here: a person types it.
    Typed(Adds),
    /// A figure of requests (依申请公开) and what followed them.
    Requests(RequestFigure),
}

/// Which items are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PublishedOf {
    /// Only those of these items of article 20; none means all.
    pub topics: Vec<Topic>,
    /// Also those whose category belongs to no item.
    pub others: bool,
}

/// Items of a kind which the program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Computed {
    /// Published with a document number (发文字号).
    Numbered,
    /// Published in time (art. 26).
    InTime,
    /// Published late.
    Late,
    /// Interpretations of another item (政策解读).
    Interpretations,
}

/// What is counted of requests. What came counts on the day of receipt, what is settled on the day of its
/// outcome, by the groups of the annual report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum RequestFigure {
    /// Received, by whatever way.
    #[serde(rename = "received")]
    Received,
    /// Handed in or told in person.
    #[serde(rename = "received.in_person")]
    InPerson,
    /// By fax.
    #[serde(rename = "received.fax")]
    Fax,
    /// By e-mail.
    #[serde(rename = "received.email")]
    Email,
    /// On our own pages.
    #[serde(rename = "received.site")]
    Site,
    /// On our own pages or by e-mail.
    #[serde(rename = "received.internet")]
    Internet,
    /// By letter, signed for or not.
    #[serde(rename = "received.letter")]
    Letter,
    /// Settled, in whatever way.
    #[serde(rename = "settled")]
    Settled,
    /// Replied to after the last day (art. 33).
    #[serde(rename = "settled.late")]
    Late,
    /// 予以公开.
    #[serde(rename = "settled.disclosed")]
    Disclosed,
    /// 部分公开.
    #[serde(rename = "settled.partly")]
    Partly,
    /// 不予公开.
    #[serde(rename = "settled.refused")]
    Refused,
    /// 无法提供.
    #[serde(rename = "settled.unable")]
    Unable,
    /// 不予处理 and 其他处理.
    #[serde(rename = "settled.other")]
    Other,
    /// Processing fees paid, in yuan (国办函〔2020〕109号).
    #[serde(rename = "fees")]
    Fees,
    /// Reconsiderations, by the day on which they were filed.
    #[serde(rename = "reconsiderations")]
    Reconsiderations,
    /// Suits, with and without reconsideration before, by the day on which they were filed.
    #[serde(rename = "litigations")]
    Litigations,
}

/// How the numbers of quarters make that of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Adds {
    /// They add up.
    Flow,
    /// The last one stands.
    Stock,
}

impl ReturnTable {
    /// All its indicators, in order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.groups.iter().flat_map(|group| &group.indicators)
    }

    /// The indicator of this name.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators().find(|indicator| indicator.id == id)
    }
}

impl Source {
    /// How typed numbers of an indicator add up: what stands at a day does not.
    pub fn adds(&self, ledgers: &LedgerBook) -> Adds {
        let stands = |key: &String| {
            let figure = ledgers.figure(key);
            figure.is_some_and(|(_, figure)| {
                matches!(figure.of, Span::Standing | Span::Effective | Span::Ever)
            })
        };
        match self {
            Self::Typed(adds) => *adds,
            Self::Figures(keys) if keys.iter().any(stands) => Adds::Stock,
            Self::Published(_)
            | Self::Postings(_)
            | Self::Figures(_)
            | Self::Computed(_)
            | Self::Requests(_) => Adds::Flow,
        }
    }
}
