//! Reading the notices of a year from their file, and refusing those that contradict the calendar.

use super::{Arranged, Arrangement, Change, Notice, NoticeKind, WorkdayCalendar, is_weekend};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::value::Datetime;

/// Why a calendar cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The file is not TOML of the expected shape.
    #[error("{file}: {cause}")]
    Syntax {
        /// The file.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Two notices arrange the same year.
    #[error("{year}: two notices announce it; one of them must amend")]
    AnnouncedTwice {
        /// The year.
        year: i16,
    },
    /// A day belongs to another year.
    #[error("{date}: neither in {year} nor in the December before")]
    OtherYear {
        /// The day.
        date: Date,
        /// The year of the notice.
        year: i16,
    },
    /// A notice makes off what is off, or worked what is worked: a slip of the pen.
    #[error("{date}: {} already without the notice", if *worked { "worked" } else { "off" })]
    NoChange {
        /// The day.
        date: Date,
        /// Whether the notice says that it is worked.
        worked: bool,
    },
}

const SCHEMA: &str = "gongkai/workdays/1";

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

impl WorkdayCalendar {
    /// The calendar of some arrangements; where notices differ about a day, the later one holds.
    pub fn new(arrangements: Vec<Arrangement>) -> Result<Self, CalendarError> {
        let announced = announced(&arrangements)?;
        let of_year = |arrangement: &Arrangement| {
            let year = arrangement.year;
            let notices = arrangement.notices.clone().into_iter();
            notices.map(move |notice| (year, notice))
        };
        let mut notices: Vec<(i16, Arc<Notice>)> = arrangements.iter().flat_map(of_year).collect();
        notices.sort_by_key(|(_, notice)| (notice.date, notice.kind));
        let mut calendar = Self {
            arrangements,
            announced,
            days: BTreeMap::new(),
        };
        for (year, notice) in &notices {
            calendar.apply(*year, notice)?;
        }
        Ok(calendar)
    }

    fn apply(&mut self, year: i16, notice: &Arc<Notice>) -> Result<(), CalendarError> {
        for change in &notice.changes {
            let Change {
                date,
                worked,
                ref holiday,
            } = *change;
            if !belongs(date, year) {
                return Err(CalendarError::OtherYear { date, year });
            }
            let before = self.days.get(&date);
            if before.map_or(!is_weekend(date), |day| day.worked) == worked {
                return Err(CalendarError::NoChange { date, worked });
            }
            let arranged = Arranged {
                worked,
                holiday: holiday.clone(),
                notice: notice.clone(),
            };
            self.days.insert(date, arranged);
        }
        Ok(())
    }
}

/// The years that are announced, with the first day known of each.
fn announced(arrangements: &[Arrangement]) -> Result<BTreeMap<i16, Date>, CalendarError> {
    let mut years = BTreeMap::new();
    for arrangement in arrangements {
        let year = arrangement.year;
        let notices = arrangement.notices.iter();
        for _ in notices.filter(|notice| notice.kind == NoticeKind::Announces) {
            if years.insert(year, first_day(arrangement)?).is_some() {
                return Err(CalendarError::AnnouncedTwice { year });
            }
        }
    }
    Ok(years)
}

/// The first day that an arrangement makes known.
fn first_day(arrangement: &Arrangement) -> Result<Date, CalendarError> {
    let year = arrangement.year;
    match arrangement.first {
        Some(date) if belongs(date, year) => Ok(date),
        Some(date) => Err(CalendarError::OtherYear { date, year }),
        None => Date::new(year, 1, 1).map_err(|error| CalendarError::Syntax {
            file: year.to_string(),
            cause: error.to_string(),
        }),
    }
}

/// Whether a notice for a year may name a day.
fn belongs(date: Date, year: i16) -> bool {
    let december_before = date.month() == 12 && date.year().checked_add(1) == Some(year);
    date.year() == year || december_before
}
