//! A notice as somebody enters it, before it is part of a calendar.

use super::{
    Arrangement, CalendarError, Change, Layer, Listed, Notice, NoticeKind, WorkdayCalendar,
};
use jiff::civil::Date;
use std::sync::Arc;

/// A notice as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    /// The year whose days it arranges.
    pub year: i16,
    /// Whether it arranges the year or changes what is arranged.
    pub kind: NoticeKind,
    /// Title as printed.
    pub title: String,
    /// Document number; nothing where it has none.
    pub number: Option<String>,
    /// Day on which it was signed.
    pub issued: Date,
    /// The region for which alone it holds; nothing for the whole country.
    pub region: Option<String>,
    /// The days it names.
    pub days: Vec<Listed>,
}

impl WorkdayCalendar {
    /// What a notice changes. It names whole spans: of these, days that are off without it are left
    /// out. A day that it says is worked must be off without it.
    pub fn arrange(&self, new: NewNotice) -> Result<Arrangement, CalendarError> {
        let changed = new.days.into_iter();
        let changed = changed.filter(|day| day.worked || self.is_worked_so_far(day.date));
        let changes: Vec<Change> = changed
            .map(|day| Change {
                date: day.date,
                worked: day.worked,
                holiday: day.holiday.into(),
            })
            .collect();
        if changes.is_empty() {
            return Err(CalendarError::NoEffect);
        }
        let notice = Notice {
            title: new.title,
            number: new.number,
            date: new.issued,
            kind: new.kind,
            changes,
            layer: match new.region {
                Some(region) => Layer::Region(region.into()),
                None => Layer::Entered,
            },
        };
        Ok(Arrangement {
            year: new.year,
            first: None,
            notices: vec![Arc::new(notice)],
        })
    }
}
