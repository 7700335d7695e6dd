//! The law behind a step.

use super::Period;
use crate::calendar::Notice;
use jiff::civil::{Date, date};
use std::sync::Arc;

/// The law behind a step of a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Citation {
    /// The day that starts a period does not count.
    CivilCode,
    /// The same, before the Civil Code was in force.
    GeneralProvisions,
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
}

/// Since when the Civil Code is in force.
const CIVIL_CODE_FROM: Date = date(2021, 1, 1);

impl Citation {
    /// The law by which a day that starts a period does not count.
    pub(super) fn of_start(day: Date) -> Self {
        if day < CIVIL_CODE_FROM {
            Self::GeneralProvisions
        } else {
            Self::CivilCode
        }
    }

    pub(super) fn of(period: &Period) -> Self {
        Self::Period {
            zh: period.cite.clone(),
            en: period.cite_en.clone(),
        }
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
            Self::Notice(notice) => match &notice.number {
                Some(number) => format!("{}（{number}）", notice.title),
                None => format!("{}（{}）", notice.title, notice.date),
            },
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
            Self::Notice(notice) => {
                let name = notice.number.as_ref().unwrap_or(&notice.title);
                format!("holiday notice {name} of {}", notice.date)
            }
        }
    }
}
