//! Administrative organs: a tree with names that have dates, and what each has set up.

mod guide;
mod kind;
mod kiosk;
mod requests;
mod settings;

pub use guide::Guide;
pub use kind::AgencyKind;
pub use kiosk::{Kiosk, KioskSection};
pub use requests::RequestSetting;
pub use settings::{AgencySettings, Footer};

use crate::calendar::last_of_year;
use crate::identity::AgencyId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An organ, or a body under one, that makes or keeps government information.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its identity, which a new name does not change.
    pub id: AgencyId,
    /// The body it stands under, as far as it is in this installation.
    pub parent: Option<AgencyId>,
    /// What it is.
    pub kind: AgencyKind,
    /// Its part of public addresses: lower-case letters, digits and hyphens; never changes.
    pub slug: String,
    /// Its names from the first on, by date; never empty.
    pub names: Vec<AgencyName>,
    /// What it succeeded to, or what succeeded it.
    pub successor: Option<Succession>,
    /// What it has set up.
    pub settings: AgencySettings,
}

/// A name from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyName {
    /// The first day of the name.
    pub since: Date,
    /// The full name, as on documents.
    pub name: String,
    /// The short name: 海滨街道.
    pub short: String,
    /// Why it came: 设立, 更名, 合并; with the document that ordered it.
    pub reason: String,
}

/// The end of an agency in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// The agency that took over its duties (Regulations, art. 10: the successor answers).
    pub by: AgencyId,
    /// From this day on.
    pub on: Date,
    /// The document that ordered it.
    pub reason: String,
}

impl Agency {
    /// The name in force on a day; before the first name, the first.
    pub fn name_on(&self, day: Date) -> &str {
        self.named_on(day).map_or("", |named| named.name.as_str())
    }

    /// The short name in force on a day.
    pub fn short_on(&self, day: Date) -> &str {
        self.named_on(day).map_or("", |named| named.short.as_str())
    }

    fn named_on(&self, day: Date) -> Option<&AgencyName> {
        let begun = self.names.iter().rev().find(|named| named.since <= day);
        begun.or(self.names.first())
    }

    /// The body on whose column it publishes, where that is not its own: only a subordinate
    /// institution can be set up so.
    pub fn column_above(&self) -> Option<&AgencyId> {
        let is_set = self.kind == AgencyKind::Institution && self.settings.on_column_above;
        self.parent.as_ref().filter(|_above| is_set)
    }

    /// Whether it reports on a year itself (article 49; by practice townships and streets too): it was there
    /// at its end, and no body above reports on it.
    pub fn reports_on(&self, year: i16) -> bool {
        self.kind != AgencyKind::Institution && self.stands_at_end_of(year)
    }

    /// Whether it was there on the last day of a year, and not merged into another by then.
    pub fn stands_at_end_of(&self, year: i16) -> bool {
        let last = last_of_year(year);
        let begun = self.names.first().is_some_and(|name| name.since <= last);
        begun && !self.is_ended(last)
    }

    /// Whether it had been merged into another by this day.
    pub fn is_ended(&self, day: Date) -> bool {
        self.successor.as_ref().is_some_and(|end| end.on <= day)
    }
}

/// Whether a text can be an agency's part of an address.
pub fn is_slug(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (2..=40).contains(&text.len())
        && text.bytes().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn named(since: Date, name: &str) -> AgencyName {
        AgencyName {
            since,
            name: name.to_owned(),
            short: name.to_owned(),
            reason: "设立".to_owned(),
        }
    }

    #[test]
    fn an_item_of_last_year_bears_the_name_of_last_year() {
        let agency = Agency {
            id: AgencyId::from_random(1),
            parent: None,
            kind: AgencyKind::Township,
            slug: "yanting".to_owned(),
            names: vec![
                named(date(2019, 1, 1), "砚汀乡人民政府"),
                named(date(2021, 7, 1), "砚汀镇人民政府"),
            ],
            successor: None,
            settings: AgencySettings::default(),
        };
        assert_eq!(agency.name_on(date(2021, 6, 30)), "砚汀乡人民政府");
        assert_eq!(agency.name_on(date(2021, 7, 1)), "砚汀镇人民政府");
        assert_eq!(agency.name_on(date(2001, 1, 1)), "砚汀乡人民政府");
    }

    #[test]
    fn only_an_institution_under_a_body_publishes_on_the_column_above_it() {
        let mut agency = Agency {
            id: AgencyId::from_random(2),
            parent: Some(AgencyId::from_random(1)),
            kind: AgencyKind::Institution,
            slug: "wenhuazhan".to_owned(),
            names: vec![named(date(2019, 1, 1), "文化站")],
            successor: None,
            settings: AgencySettings {
                on_column_above: true,
                ..AgencySettings::default()
            },
        };
        assert_eq!(agency.column_above(), agency.parent.as_ref());
        agency.kind = AgencyKind::Township;
        assert_eq!(agency.column_above(), None);
        agency.kind = AgencyKind::Institution;
        agency.parent = None;
        assert_eq!(agency.column_above(), None);
    }

    #[test]
    fn an_address_has_no_slashes_dots_or_capitals() {
        assert!(is_slug("haibin-jiedao"));
        for wrong in ["a", "Haibin", "../x", "海滨", "-x-", ""] {
            assert!(!is_slug(wrong), "{wrong}");
        }
    }
}
