//! What an agency settles for itself: which local duties it has, by when, and its own limits.

use super::{Duty, Fulfilment, Limit, Rhythm};
use crate::identity::CategoryId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An agency's own choices, by the identifiers of `statutes/duties/` and `statutes/freshness/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnDuties {
    /// What it chose about duties.
    pub choices: BTreeMap<String, DutyChoice>,
    /// Its own limits of freshness.
    pub limits: BTreeMap<String, Limit>,
}

/// What an agency chose about one duty. What is absent is as the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DutyChoice {
    /// Whether it has the duty.
    pub has: Option<bool>,
    /// From when on: turns that were over before do not count.
    pub since: Option<Date>,
    /// The month, of a yearly one.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// Words of the titles that fulfil it; none: those of the file.
    pub words: Vec<String>,
    /// Categories in which it is fulfilled; none: any.
    pub categories: Vec<CategoryId>,
}

impl DutyChoice {
    /// The duty as this agency has it. What the file does not leave to agencies stays as it is.
    pub(super) fn apply(&self, duty: &Duty) -> Duty {
        let mut own = duty.clone();
        if !duty.adjustable {
            return own;
        }
        own.rhythm = self.rhythm(duty.rhythm);
        if let Fulfilment::Posting(asked) = &mut own.fulfilled {
            if !self.words.is_empty() {
                asked.words.clone_from(&self.words);
            }
            asked.categories.clone_from(&self.categories);
        }
        own
    }

    fn rhythm(&self, rhythm: Rhythm) -> Rhythm {
        let set = |day: i8| self.day.unwrap_or(day);
        match rhythm {
            Rhythm::Monthly { day, after } => Rhythm::Monthly {
                day: set(day),
                after,
            },
            Rhythm::Quarterly { day, after } => Rhythm::Quarterly {
                day: set(day),
                after,
            },
            Rhythm::Yearly { on, after } => Rhythm::Yearly {
                on: self.month.zip(self.day).or(on),
                after,
            },
            Rhythm::DaysSince(_) | Rhythm::MonthsSince(_) => rhythm,
        }
    }
}
