//! The touch screen in the hall (电子触控一体机): which entries it has, and what they show.

use crate::identity::CategoryId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The entries of a touch screen that show a part of what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KioskSection {
    /// 服务项目.
    Services,
    /// 办事指南.
    Guides,
    /// 办事流程.
    Steps,
}

impl KioskSection {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Services, Self::Guides, Self::Steps];

    /// Its part of addresses, and the name of its field.
    pub fn code(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Guides => "guides",
            Self::Steps => "steps",
        }
    }

    /// Its name on the screen.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Services => "服务项目",
            Self::Guides => "办事指南",
            Self::Steps => "办事流程",
        }
    }

    /// The section of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }
}

/// What an agency has set up for its touch screen: the category that each entry shows. An entry
/// without one is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kiosk(BTreeMap<KioskSection, CategoryId>);

impl Kiosk {
    /// The category that an entry shows.
    pub fn category(&self, section: KioskSection) -> Option<&CategoryId> {
        self.0.get(&section)
    }

    /// Sets or takes away the category of an entry.
    pub fn set(&mut self, section: KioskSection, category: Option<CategoryId>) {
        match category {
            Some(category) => self.0.insert(section, category),
            None => self.0.remove(&section),
        };
    }

    /// The entries for which nothing is set up.
    pub fn missing(&self) -> Vec<KioskSection> {
        let mut missing = KioskSection::ALL.to_vec();
        missing.retain(|section| !self.0.contains_key(section));
        missing
    }
}
