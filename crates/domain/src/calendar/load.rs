//! Reading the notices of a year from their file.

use super::{Arrangement, CalendarError, Change, Layer, Notice, NoticeKind};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;
use toml::value::Datetime;

pub(super) const SCHEMA: &str = "gongkai/workdays/1";

/// The file, as `statutes/schema/workdays.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    schema: String,
    year: i16,
    first: Option<Datetime>,
    checked: Datetime,
    notice: Vec<NoticeFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeFile {
    title: String,
    number: Option<String>,
    date: Datetime,
    kind: KindFile,
    #[serde(default)]
    off: Vec<DaysFile>,
    #[serde(default)]
    worked: Vec<DaysFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindFile {
    Announces,
    Amends,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DaysFile {
    holiday: String,
    days: Vec<Datetime>,
}

impl Arrangement {
    /// Reads the notices of one file.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, CalendarError> {
        let fail = |cause: String| CalendarError::Syntax {
            file: file.to_owned(),
            cause,
        };
        let parsed: YearFile = toml::from_str(text).map_err(|error| fail(error.to_string()))?;
        if parsed.schema != SCHEMA {
            let cause = format!("schema is {}, this program reads {SCHEMA}", parsed.schema);
            return Err(fail(cause));
        }
        parsed.arrangement().map_err(fail)
    }
}

impl YearFile {
    fn arrangement(self) -> Result<Arrangement, String> {
        date(self.checked)?;
        let notices = self.notice.into_iter().map(NoticeFile::notice);
        Ok(Arrangement {
            year: self.year,
            first: self.first.map(date).transpose()?,
            notices: notices.collect::<Result<_, _>>()?,
        })
    }
}

impl NoticeFile {
    fn notice(self) -> Result<Arc<Notice>, String> {
        let mut changes = Vec::new();
        for (worked, entries) in [(false, self.off), (true, self.worked)] {
            for entry in entries {
                let holiday: Arc<str> = entry.holiday.into();
                for day in entry.days {
                    let (date, holiday) = (date(day)?, holiday.clone());
                    changes.push(Change {
                        date,
                        worked,
                        holiday,
                    });
                }
            }
        }
        Ok(Arc::new(Notice {
            title: self.title,
            number: self.number,
            date: date(self.date)?,
            kind: match self.kind {
                KindFile::Announces => NoticeKind::Announces,
                KindFile::Amends => NoticeKind::Amends,
            },
            layer: Layer::Carried,
            changes,
        }))
    }
}

/// A date of a file of `statutes/`.
pub(crate) fn date(value: Datetime) -> Result<Date, String> {
    let text = value.to_string();
    text.parse()
        .map_err(|error| format!("{text} is not a date: {error}"))
}
