//! Working days: which day is worked, which is off, and by which notice.
//!
//! Monday to Friday are worked (国务院关于职工工作时间的规定, article 7), but for what the General
//! Office of the State Council arranges year by year (国务院办公厅关于…年部分节假日安排的通知):
//! holidays on weekdays, and weekend days worked in exchange. A year without such a notice is not
//! announced, and nothing is said about its days.

pub(crate) mod count;
pub mod dates;
mod difference;
mod draft;
mod error;
mod layers;
pub(crate) mod load;
mod notice;
mod paste;
mod text;

pub use difference::{DayChange, differences};
pub use draft::NewNotice;
pub use error::CalendarError;
pub use notice::{Arrangement, Change, Layer, Notice, NoticeKind};
pub use paste::{Listed, PasteFault, listed};

use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// What a day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// Monday to Friday, worked.
    Workday,
    /// A day of the weekend that is worked in exchange for a day off (调休上班).
    MakeUpWorkday {
        /// The public holiday it is worked for.
        holiday: Arc<str>,
    },
    /// Saturday or Sunday.
    Weekend,
    /// A day off by a notice. A weekend day within a holiday is [`Self::Weekend`], unless a
    /// notice took back that it be worked.
    PublicHoliday {
        /// Name of the holiday as in the notice.
        name: Arc<str>,
    },
}

impl DayKind {
    /// Whether the day is worked: whether a statutory clock counts it.
    pub const fn is_workday(&self) -> bool {
        matches!(self, Self::Workday | Self::MakeUpWorkday { .. })
    }
}

/// The arrangement of a year is not known: not announced yet, or not entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the working days of {year} are not announced or not entered")]
pub struct NotAnnounced {
    /// The year.
    pub year: i16,
}

/// Which days are worked in the years announced.
///
/// A value: adding or amending a year gives another calendar, so that a region may have its own.
#[derive(Debug, Clone)]
pub struct WorkdayCalendar {
    arrangements: Vec<Arrangement>,
    /// First day known of each year announced; the last is 31 December.
    announced: BTreeMap<i16, Date>,
    days: BTreeMap<Date, Arranged>,
}

/// A day that a notice speaks about.
#[derive(Debug, Clone)]
struct Arranged {
    worked: bool,
    holiday: Arc<str>,
    notice: Arc<Notice>,
    /// The notice that spoke about the day before, and no longer holds.
    overruled: Option<Arc<Notice>>,
}

/// Name and text of each file of `statutes/workdays/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/workdays.rs"));

static STATUTORY: LazyLock<Result<WorkdayCalendar, CalendarError>> =
    LazyLock::new(|| WorkdayCalendar::from_texts(EMBEDDED.iter().copied()));

/// From here on a day of December may still change: notices for a new year have named days of
/// the week before it (2018-12-29 worked, 2018-12-31 off).
const LAST_WEEK: (i8, i8) = (12, 26);

impl WorkdayCalendar {
    /// The national calendar that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, CalendarError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads a calendar from the texts of its files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, CalendarError> {
        let arrangements = texts
            .into_iter()
            .map(|(file, text)| Arrangement::from_toml(file, text))
            .collect::<Result<_, _>>()?;
        Self::new(arrangements)
    }

    /// What a day is.
    pub fn kind(&self, date: Date) -> Result<DayKind, NotAnnounced> {
        self.known(date)?;
        let weekend = is_weekend(date);
        Ok(match self.days.get(&date) {
            Some(day) if day.worked && weekend => DayKind::MakeUpWorkday {
                holiday: day.holiday.clone(),
            },
            Some(day) if !day.worked => DayKind::PublicHoliday {
                name: day.holiday.clone(),
            },
            None if weekend => DayKind::Weekend,
            Some(_) | None => DayKind::Workday,
        })
    }

    /// The notice that made a day what it is; `None` if it is an ordinary day of its week.
    pub fn notice(&self, date: Date) -> Option<&Arc<Notice>> {
        self.days.get(&date).map(|day| &day.notice)
    }

    /// The notice that spoke about a day before and was overruled by [`Self::notice`].
    pub fn overruled(&self, date: Date) -> Option<&Arc<Notice>> {
        let day = self.days.get(&date)?;
        day.overruled.as_ref()
    }

    /// The years announced, in order.
    pub fn years(&self) -> impl Iterator<Item = i16> + '_ {
        self.announced.keys().copied()
    }

    /// Whether the notice for the next year, which is not known, may still change this day.
    pub fn may_change(&self, date: Date) -> bool {
        (date.month(), date.day()) >= LAST_WEEK
            && self.announced.contains_key(&date.year())
            && !self
                .announced
                .contains_key(&(date.year().saturating_add(1)))
    }

    /// Whether a day is worked by the notices at hand, its year announced or not.
    fn is_worked_so_far(&self, date: Date) -> bool {
        let day = self.days.get(&date);
        day.map_or(!is_weekend(date), |day| day.worked)
    }

    fn known(&self, date: Date) -> Result<(), NotAnnounced> {
        let year = date.year();
        let of_next_year = self
            .announced
            .get(&year.saturating_add(1))
            .is_some_and(|first| *first <= date);
        if of_next_year || self.announced.contains_key(&year) {
            Ok(())
        } else {
            Err(NotAnnounced { year })
        }
    }
}

/// Whether a day is a Saturday or Sunday.
fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The last day of a year, at which names and standing of a year are looked up; the last of all days beyond
/// the years that there are.
pub fn last_of_year(year: i16) -> Date {
    days_of_year(year).map_or(Date::MAX, |(_, last)| last)
}

/// The first and the last day of a year; none beyond the years that there are.
pub fn days_of_year(year: i16) -> Option<(Date, Date)> {
    Date::new(year, 1, 1).ok().zip(Date::new(year, 12, 31).ok())
}
