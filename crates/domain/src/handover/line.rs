//! A line of a transfer list.

use crate::identity::InformationId;
use crate::information::Facts;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An item as it stands in a list, in the version that was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The item.
    pub information: InformationId,
    /// Its version.
    pub version: u32,
    /// That it was withdrawn from the public: only a replacement says so, and brings nothing.
    pub withdrawn: bool,
    /// 索引号.
    pub index_number: String,
    /// 信息名称.
    pub title: String,
    /// 文号; empty where it has none.
    pub document_number: String,
    /// 成文日期.
    pub dated_on: Option<Date>,
    /// 公开日期.
    pub published_on: Date,
    /// By when it had to be handed over, where a day can be named.
    pub due_on: Option<Date>,
    /// 页数, where somebody counted them.
    pub pages: Option<u32>,
    /// How many files belong to it.
    pub attachments: u32,
    /// 电子格式: `TXT、PDF`.
    pub formats: String,
}

impl Line {
    /// How many days after its last day it was handed over, or is still not, on a day; none if
    /// that is in time or nobody can tell.
    pub fn days_late(&self, on: Date) -> Option<i32> {
        let due = self.due_on?;
        let days = due.until(on).ok()?.get_days();
        (days > 0).then_some(days)
    }
}

/// The formats in which an item is handed over: its text, if it has one, and its files.
pub fn formats(facts: &Facts) -> String {
    let text = (!facts.body.trim().is_empty()).then(|| "TXT".to_owned());
    let files = facts.attachments.iter();
    let mut formats: Vec<String> = text
        .into_iter()
        .chain(files.map(|file| file.kind.to_uppercase()))
        .collect();
    let mut seen = Vec::new();
    formats.retain(|format| {
        let new = !seen.contains(format);
        seen.push(format.clone());
        new
    });
    formats.join("、")
}
