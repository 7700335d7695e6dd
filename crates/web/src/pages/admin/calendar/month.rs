//! A year of working days as twelve small tables.

use gongkai_domain::calendar::{DayChange, DayKind, WorkdayCalendar};
use jiff::ToSpan;
use jiff::civil::Date;

/// A month with its weeks, Monday first.
#[derive(Debug, Clone)]
pub(super) struct Month {
    pub(super) name: String,
    /// How many of its days are worked.
    pub(super) workdays: usize,
    pub(super) weeks: Vec<Vec<Option<Day>>>,
}

/// A day of it.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub(super) number: i8,
    /// The class that colours it.
    pub(super) class: &'static str,
    /// 休 or 班, where a notice says so; 未 where the year is not announced.
    pub(super) sign: &'static str,
    /// What it is, with what it was if that is another: for the eye and for the ear.
    pub(super) words: String,
    /// Whether it is another than before.
    pub(super) changed: bool,
}

/// The months of a year; days that were others before are marked.
pub(super) fn months(year: i16, calendar: &WorkdayCalendar, changes: &[DayChange]) -> Vec<Month> {
    let first = |number: i8| Date::new(year, number, 1).ok();
    let months = (1..=12).filter_map(first);
    months
        .map(|first| month(first, calendar, changes))
        .collect()
}

fn month(first: Date, calendar: &WorkdayCalendar, changes: &[DayChange]) -> Month {
    let days = first.series(1.day());
    let days: Vec<Date> = days
        .take_while(|day| day.month() == first.month())
        .collect();
    let lead = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default();
    let mut cells: Vec<Option<Day>> = vec![None; lead];
    cells.extend(days.iter().map(|date| Some(day(*date, calendar, changes))));
    cells.resize(cells.len().div_ceil(7) * 7, None);
    let worked = days
        .iter()
        .filter(|day| calendar.is_workday(**day) == Ok(true));
    Month {
        name: format!("{}年{}月", first.year(), first.month()),
        workdays: worked.count(),
        weeks: cells.chunks(7).map(<[_]>::to_vec).collect(),
    }
}

fn day(date: Date, calendar: &WorkdayCalendar, changes: &[DayChange]) -> Day {
    let kind = calendar.kind(date).ok();
    let change = changes.iter().find(|change| change.date == date);
    // That a year becomes known is no change of each of its days.
    let change = change.filter(|change| change.before.is_some());
    let (class, sign) = match &kind {
        None => ("is-unknown", "未"),
        Some(DayKind::Workday) => ("", ""),
        Some(DayKind::MakeUpWorkday { .. }) => ("is-worked", "班"),
        Some(DayKind::Weekend) => ("is-weekend", ""),
        Some(DayKind::PublicHoliday { .. }) => ("is-off", "休"),
    };
    let now = words(kind.as_ref());
    Day {
        number: date.day(),
        class,
        sign,
        words: match change {
            Some(change) => format!("{now}，原来是{}", words(change.before.as_ref())),
            None => now,
        },
        changed: change.is_some(),
    }
}

/// What a day is, in words.
pub(super) fn words(kind: Option<&DayKind>) -> String {
    match kind {
        None => "没有公布".to_owned(),
        Some(DayKind::Workday) => "工作日".to_owned(),
        Some(DayKind::MakeUpWorkday { holiday }) => format!("{holiday}调休上班"),
        Some(DayKind::Weekend) => "周末".to_owned(),
        Some(DayKind::PublicHoliday { name }) => format!("{name}放假"),
    }
}
