//! The law behind a step.

use super::Period;
use crate::calendar::{Notice, WorkdayCalendar};
use jiff::civil::{Date, date};
use std::sync::Arc;

/// The law behind a step of a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Citation {
    /// The day that starts a period does not count.
    CivilCode,
    /// The same, before the Civil Code was in force.
    GeneralProvisions,
    /// A period of months ends on the day of the same number, or with the month.
    SameDay(CivilLaw),
    /// A last day that is off moves to the day after the days off.
    DayOffMoves(CivilLaw),
    /// Saturday and Sunday are the weekly days of rest of agencies.
    WorkingTime,
    /// The time for asking others does not count.
    Consultation,
    /// A later day set by the office with reasons.
    Delay,
    /// The law that sets a period.
    Period {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// A notice on holidays.
    Notice(Arc<Notice>),
    /// A notice on holidays that another has overruled for some days.
    Overruled(Arc<Notice>),
}

/// Which law holds how periods are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CivilLaw {
    /// 民法总则.
    GeneralProvisions,
    /// 民法典.
    Code,
}

impl CivilLaw {
    /// The law that holds on a day.
    pub(super) fn on(day: Date) -> Self {
        if day < CIVIL_CODE_FROM {
            Self::GeneralProvisions
        } else {
            Self::Code
        }
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::GeneralProvisions => ("民法总则", "General Provisions of the Civil Law"),
            Self::Code => ("民法典", "Civil Code"),
        }
    }
}

/// Since when the Civil Code is in force.
const CIVIL_CODE_FROM: Date = date(2021, 1, 1);

impl Citation {
    /// The law by which a day that starts a period does not count.
    pub(super) fn of_start(day: Date) -> Self {
        match CivilLaw::on(day) {
            CivilLaw::GeneralProvisions => Self::GeneralProvisions,
            CivilLaw::Code => Self::CivilCode,
        }
    }

    pub(super) fn of(period: &Period) -> Self {
        Self::Period {
            zh: period.cite.clone(),
            en: period.cite_en.clone(),
        }
    }

    /// Why a day is worked or off: the notice that holds, and one of another reach that it overrules.
    pub(super) fn of_day(day: Date, calendar: &WorkdayCalendar) -> Vec<Self> {
        let Some(notice) = calendar.notice(day) else {
            return vec![Self::WorkingTime];
        };
        let mut cites = vec![Self::Notice(notice.clone())];
        let overruled = calendar.overruled(day);
        let overruled = overruled.filter(|other| other.layer != notice.layer);
        cites.extend(overruled.cloned().map(Self::Overruled));
        cites
    }

    /// The citation in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::CivilCode => "民法典第二百零一条第一款".to_owned(),
            Self::GeneralProvisions => "民法总则第二百零一条第一款".to_owned(),
            Self::WorkingTime => "国务院关于职工工作时间的规定第七条".to_owned(),
            Self::Consultation => "条例第三十三条第三款".to_owned(),
            Self::Delay => "条例第三十五条".to_owned(),
            Self::Period { zh, .. } => zh.clone(),
            Self::SameDay(law) => format!("{}第二百零二条", law.names().0),
            Self::DayOffMoves(law) => format!("{}第二百零三条第一款", law.names().0),
            Self::Notice(notice) => notice.cited(),
            Self::Overruled(notice) => format!("其中有的日期不再按{}", notice.cited()),
        }
    }

    /// The citation in English; notices keep their number or title.
    pub fn en(&self) -> String {
        match self {
            Self::CivilCode => "Civil Code, article 201, paragraph 1".to_owned(),
            Self::GeneralProvisions => {
                "General Provisions of the Civil Law, article 201, paragraph 1".to_owned()
            }
            Self::WorkingTime => "State Council rules on working time, article 7".to_owned(),
            Self::Consultation => "Regulations, article 33, paragraph 3".to_owned(),
            Self::Delay => "Regulations, article 35".to_owned(),
            Self::Period { en, .. } => en.clone(),
            Self::SameDay(law) => format!("{}, article 202", law.names().1),
            Self::DayOffMoves(law) => format!("{}, article 203, paragraph 1", law.names().1),
            Self::Overruled(notice) => {
                let name = notice.number.as_ref().unwrap_or(&notice.title);
                format!("overrules holiday notice {name} for some days")
            }
            Self::Notice(notice) => {
                let name = notice.number.as_ref().unwrap_or(&notice.title);
                format!("holiday notice {name} of {}", notice.date)
            }
        }
    }
}
