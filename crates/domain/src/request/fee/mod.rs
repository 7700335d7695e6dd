//! The processing fee (国办函〔2020〕109号): progressive scales of `statutes/fees/`, computed line by
//! line. Amounts are in fen.

mod scale;

pub use scale::{CountedPer, FeeLine};

use super::FeeMethod;
use crate::calendar::load::date;
use jiff::civil::Date;
use scale::Scale;
use serde::Deserialize;
use std::sync::LazyLock;
use toml::value::Datetime;

/// A fee in force from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeRule {
    /// Its name in Chinese.
    pub title: String,
    /// Its name in English.
    pub title_en: String,
    /// The law, in Chinese.
    pub cite: String,
    /// The law, in English.
    pub cite_en: String,
    /// From when it is charged.
    pub from: Date,
    /// Since when, until then, nothing was charged.
    pub none_from: Date,
    scales: Vec<Scale>,
}

/// A fee with its working.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeSum {
    /// By what.
    pub method: FeeMethod,
    /// Units counted before in the same calendar month; always none by page.
    pub before: u32,
    /// Units charged now.
    pub quantity: u32,
    /// The bands that they fall into, in order.
    pub lines: Vec<FeeLine>,
    /// Fen altogether.
    pub fen: u64,
    /// The counting word: 件, 页.
    pub unit: String,
    /// The same in English.
    pub unit_en: String,
    /// The law.
    pub cite: String,
}

/// Why there is no fee to name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeeRefused {
    /// At that time nothing was charged.
    #[error("信息处理费自{}年{}月{}日起收取。这件申请收到得更早，不能收费。", .from.year(), .from.month(), .from.day())]
    NotYet {
        /// Since when there is a fee.
        from: Date,
    },
    /// What was charged at that time is not known here.
    #[error("{0}年的收费规定没有录入，算不出金额。请按当年的规定人工核定。")]
    Unknown(i16),
    /// Nothing was counted.
    #[error("件数或者页数是0，没有可以收费的。请核对数量。")]
    Nothing,
    /// More than can be counted.
    #[error("数量太大，算不出金额。请核对数量。")]
    TooMany,
    /// The data cannot be used.
    #[error("收费标准数据有误，无法计算：{0}")]
    Data(String),
}

/// All fees known.
#[derive(Debug, Clone)]
pub struct FeeBook {
    rules: Vec<FeeRule>,
}

/// Name and text of each file of `statutes/fees/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/fees.rs"));

static STATUTORY: LazyLock<Result<FeeBook, FeeRefused>> =
    LazyLock::new(|| FeeBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/fee/1";

/// The file, as `statutes/schema/fee.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeeFile {
    schema: String,
    #[serde(rename = "id")]
    _id: String,
    title: String,
    title_en: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    checked: Datetime,
    none_from: Datetime,
    scale: Vec<Scale>,
}

impl FeeBook {
    /// The fees that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, FeeRefused> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads fees from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, FeeRefused> {
        let mut rules = texts
            .into_iter()
            .map(|(file, text)| {
                rule(text).map_err(|cause| FeeRefused::Data(format!("{file}: {cause}")))
            })
            .collect::<Result<Vec<_>, _>>()?;
        rules.sort_by_key(|rule| rule.from);
        Ok(Self { rules })
    }

    /// The fee in force on a day; an answer of its own where there was none, or where it is not known.
    pub fn on(&self, day: Date) -> Result<&FeeRule, FeeRefused> {
        let in_force = self.rules.iter().rfind(|rule| rule.from <= day);
        let first = || match self.rules.first() {
            Some(first) if first.none_from <= day => FeeRefused::NotYet { from: first.from },
            Some(_) | None => FeeRefused::Unknown(day.year()),
        };
        in_force.ok_or_else(first)
    }
}

impl FeeRule {
    /// The fee for a quantity, line by line. `before` is what was counted of the same requester before
    /// within the same calendar month ([`counted_before`]); a fee by page does not look at it.
    pub fn compute(
        &self,
        method: FeeMethod,
        before: u32,
        quantity: u32,
    ) -> Result<FeeSum, FeeRefused> {
        if quantity == 0 {
            return Err(FeeRefused::Nothing);
        }
        let mut scales = self.scales.iter();
        let scale = scales.find(|scale| scale.method == method);
        let scale = scale.ok_or_else(|| FeeRefused::Data(self.title.clone()))?;
        let before = match scale.per {
            CountedPer::CalendarMonth => before,
            CountedPer::Request => 0,
        };
        let last = before.checked_add(quantity).ok_or(FeeRefused::TooMany)?;
        let lines = scale.lines(before, last).ok_or(FeeRefused::TooMany)?;
        let mut sums = lines.iter().map(|line| line.sum);
        let fen = sums.try_fold(0_u64, u64::checked_add);
        Ok(FeeSum {
            method,
            before,
            quantity,
            fen: fen.ok_or(FeeRefused::TooMany)?,
            lines,
            unit: scale.unit.clone(),
            unit_en: scale.unit_en.clone(),
            cite: self.cite.clone(),
        })
    }
}

/// Units charged or counted before `on` within its calendar month, which is what 按件计收 adds up.
pub fn counted_before(counted: impl IntoIterator<Item = (Date, u32)>, on: Date) -> u32 {
    let same = |day: Date| day.year() == on.year() && day.month() == on.month() && day <= on;
    let of_month = counted.into_iter().filter(|(day, _)| same(*day));
    of_month.fold(0, |sum, (_, units)| sum.saturating_add(units))
}

impl FeeSum {
    /// The working as sentences of a notice, the total last.
    pub fn working(&self) -> Vec<String> {
        let unit = &self.unit;
        let mut words = Vec::new();
        if self.before > 0 {
            words.push(format!("本月在此之前已计{}{unit}", self.before));
        }
        words.extend(self.lines.iter().map(|line| {
            let FeeLine {
                from, to, count, ..
            } = *line;
            let which = if from == to {
                format!("第{from}{unit}")
            } else {
                format!("第{from}{unit}至第{to}{unit}")
            };
            let (rate, sum) = (yuan(line.rate), yuan(line.sum));
            format!("{which}，共{count}{unit}，每{unit}{rate}元，计{sum}元")
        }));
        words.push(format!("合计{}元", yuan(self.fen)));
        words
    }
}

/// An amount in yuan, with a fraction only where there is one: 3000, 0.5.
pub fn yuan(fen: u64) -> String {
    let amount = rust_decimal::Decimal::from(fen) / rust_decimal::Decimal::ONE_HUNDRED;
    amount.normalize().to_string()
}

fn rule(text: &str) -> Result<FeeRule, String> {
    let file: FeeFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    date(file.checked)?;
    if let Some(fault) = file.scale.iter().find_map(Scale::fault) {
        return Err(fault.to_owned());
    }
    Ok(FeeRule {
        title: file.title,
        title_en: file.title_en,
        cite: file.cite,
        cite_en: file.cite_en,
        from: date(file.from)?,
        none_from: date(file.none_from)?,
        scales: file.scale,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn sum(method: FeeMethod, before: u32, quantity: u32) -> u64 {
        let rule = FeeBook::statutory().unwrap().on(date(2026, 3, 2)).unwrap();
        let sum = rule.compute(method, before, quantity).unwrap();
        assert_eq!(
            sum.lines.iter().map(|line| line.count).sum::<u32>(),
            quantity
        );
        sum.fen / 100
    }

    #[test]
    fn each_unit_is_charged_at_the_rate_of_the_band_it_falls_into() {
        assert_eq!(sum(FeeMethod::Items, 0, 10), 0);
        assert_eq!(sum(FeeMethod::Items, 0, 35), 3_000);
        assert_eq!(sum(FeeMethod::Items, 0, 45), 5_500);
        assert_eq!(
            sum(FeeMethod::Items, 0, 61),
            2_000 + 2_000 + 3_000 + 4_000 + 500
        );
        assert_eq!(sum(FeeMethod::Pages, 0, 30), 0);
        assert_eq!(sum(FeeMethod::Pages, 0, 250), 4_700);
    }

    #[test]
    fn items_of_a_month_go_on_where_the_last_request_ended_and_pages_begin_anew() {
        assert_eq!(sum(FeeMethod::Items, 35, 10), 5_500 - 3_000);
        assert_eq!(sum(FeeMethod::Pages, 1000, 30), 0);
        let counted = [
            (date(2026, 2, 28), 9),
            (date(2026, 3, 1), 4),
            (date(2026, 3, 5), 7),
        ];
        assert_eq!(counted_before(counted, date(2026, 3, 4)), 4);
        assert_eq!(counted_before(counted, date(2026, 4, 1)), 0);
    }

    #[test]
    fn splitting_items_over_a_month_costs_what_they_cost_together() {
        for first in 1..120 {
            let both = sum(FeeMethod::Items, 0, first) + sum(FeeMethod::Items, first, 120 - first);
            assert_eq!(both, sum(FeeMethod::Items, 0, 120));
        }
    }

    #[test]
    fn before_2021_nothing_was_charged_and_before_2019_nobody_here_knows() {
        let book = FeeBook::statutory().unwrap();
        let from = date(2021, 1, 1);
        assert_eq!(
            book.on(date(2020, 12, 31)),
            Err(FeeRefused::NotYet { from })
        );
        assert_eq!(book.on(date(2016, 5, 1)), Err(FeeRefused::Unknown(2016)));
        assert!(book.on(from).is_ok());
    }

    #[test]
    fn the_working_of_a_notice_names_every_band() {
        let rule = FeeBook::statutory().unwrap().on(date(2026, 3, 2)).unwrap();
        let words = rule.compute(FeeMethod::Items, 0, 31).unwrap().working();
        assert_eq!(words[0], "第1件至第10件，共10件，每件0元，计0元");
        assert_eq!(words[2], "第31件，共1件，每件200元，计200元");
        assert_eq!(words[3], "合计2200元");
        assert_eq!(yuan(150), "1.5");
    }
}
