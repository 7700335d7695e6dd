//! Building the calendar from notices: those for the whole country in the order of their dates, those
//! of a region above them.
//!
//! What is new is looked at closely, and refused where it contradicts the calendar. What was entered
//! once is not refused any more: a later release of the program may carry the same year, or a later
//! notice may say the same, and the office must not stand still for it.

use super::{
    Arranged, Arrangement, CalendarError, Change, Layer, Notice, NoticeKind, WorkdayCalendar,
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

impl WorkdayCalendar {
    /// The calendar of some arrangements; where notices differ about a day, the later one holds.
    pub fn new(arrangements: Vec<Arrangement>) -> Result<Self, CalendarError> {
        let announced = announced(&arrangements)?;
        Self::build(arrangements, announced, |_notice| true)
    }

    /// This calendar with a further year, or with further notices about a year it has. They are
    /// refused if they contradict it or change nothing.
    pub fn with(&self, arrangement: Arrangement) -> Result<Self, CalendarError> {
        let new = arrangement.notices.clone();
        let mut arrangements = self.arrangements.clone();
        arrangements.push(arrangement);
        let announced = announced(&arrangements)?;
        let is_new = |notice: &Arc<Notice>| new.iter().any(|one| Arc::ptr_eq(one, notice));
        Self::build(arrangements, announced, is_new)
    }

    /// This calendar with what was entered before. A year that both announce is that which was
    /// entered, so that no date moves because the program was exchanged.
    pub fn with_entered(&self, entered: Vec<Arrangement>) -> Result<Self, CalendarError> {
        let mut arrangements = self.arrangements.clone();
        for arrangement in &entered {
            if arrangement.announces() {
                let year = arrangement.year;
                let same = arrangements.iter_mut().filter(|other| other.year == year);
                same.for_each(Arrangement::take_announcement_back);
            }
        }
        arrangements.extend(entered);
        let announced = announced(&arrangements)?;
        Self::build(arrangements, announced, |_notice| false)
    }

    fn build(
        arrangements: Vec<Arrangement>,
        announced: BTreeMap<i16, Date>,
        is_new: impl Fn(&Arc<Notice>) -> bool,
    ) -> Result<Self, CalendarError> {
        let of_year = |arrangement: &Arrangement| {
            let year = arrangement.year;
            let notices = arrangement.notices.clone().into_iter();
            notices.map(move |notice| (year, notice))
        };
        let mut notices: Vec<(i16, Arc<Notice>)> = arrangements.iter().flat_map(of_year).collect();
        notices.sort_by_key(|(_, notice)| (notice.layer.is_regional(), notice.date, notice.kind));
        let mut calendar = Self {
            arrangements,
            announced,
            days: BTreeMap::new(),
        };
        for (year, notice) in &notices {
            calendar.apply(*year, notice, is_new(notice))?;
        }
        Ok(calendar)
    }

    fn apply(
        &mut self,
        year: i16,
        notice: &Arc<Notice>,
        is_new: bool,
    ) -> Result<(), CalendarError> {
        for change in &notice.changes {
            let Change {
                date,
                worked,
                ref holiday,
            } = *change;
            if !belongs(date, year) {
                return Err(CalendarError::OtherYear { date, year });
            }
            if self.is_worked_so_far(date) == worked {
                if is_new {
                    return Err(CalendarError::NoChange { date, worked });
                }
                continue;
            }
            let overruled = self.days.get(&date).map(|day| day.notice.clone());
            let arranged = Arranged {
                worked,
                holiday: holiday.clone(),
                notice: notice.clone(),
                overruled,
            };
            self.days.insert(date, arranged);
        }
        Ok(())
    }

    /// The notices of a year that hold for a layer, in the order in which they were put in.
    pub fn notices(&self, year: i16) -> impl Iterator<Item = &Arc<Notice>> {
        let of_year = self.arrangements.iter();
        let of_year = of_year.filter(move |arrangement| arrangement.year == year);
        of_year.flat_map(|arrangement| &arrangement.notices)
    }
}

impl Arrangement {
    /// Whether it makes its year known. A region may not: it changes what the country has.
    fn announces(&self) -> bool {
        self.notices
            .iter()
            .any(|notice| notice.kind == NoticeKind::Announces)
    }

    fn take_announcement_back(&mut self) {
        self.notices.retain(|notice| {
            notice.kind != NoticeKind::Announces || notice.layer != Layer::Carried
        });
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
