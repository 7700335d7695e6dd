//! On which days an agency hands over, and by when an item is due.

use crate::calendar::WorkdayCalendar;
use crate::calendar::count::next;
use crate::clock::{self, Citation, Deadline, Due, Step, StepKind, day_zh};
use crate::rules::Message;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The rhythm of an agency's hand-over. The law says 及时 (art. 25); local rules name the days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rhythm {
    /// On fixed days of each month, what was published up to that day: 每月15日和最后一天.
    Monthly {
        /// The days, at least one.
        days: Vec<MonthDay>,
        /// Whether a day that is not worked moves to the next working day.
        roll: bool,
    },
    /// What was published in a month by a day of the next: 次月10日前.
    NextMonth {
        /// The day.
        day: MonthDay,
        /// Whether a day that is not worked moves to the next working day.
        roll: bool,
    },
    /// Each item within working days: 自形成或者变更之日起20个工作日内.
    Each {
        /// Working days.
        workdays: u16,
        /// The day from which they run, itself not counted.
        from: Start,
    },
}

/// A day of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthDay {
    /// This day; in a shorter month its last.
    Day(u8),
    /// The last day.
    Last,
}

/// The day from which the working days of an item run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// 形成或者变更之日.
    Formed,
    /// 公开之日.
    Published,
}

/// Days in a row, the first and the last counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day, by which the period is named (期次).
    pub to: Date,
}

/// The days of an item that matter to its hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// 形成或者变更之日, where registered.
    pub formed_on: Option<Date>,
    /// The day of first publication.
    pub published_on: Date,
}

/// What was typed is no rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoRhythm {
    /// A day that no month has, or none at all.
    #[error("请写每月的哪几天移交，例如“15、最后一天”或者“5、20”。")]
    Days,
    /// No working days, or more than a year of them.
    #[error("请写多少个工作日以内移交，例如 20。")]
    Workdays,
}

impl Rhythm {
    /// Whether it can be kept.
    pub fn check(&self) -> Result<(), NoRhythm> {
        let real = |day: &MonthDay| match day {
            MonthDay::Day(number) => (1..=31).contains(number),
            MonthDay::Last => true,
        };
        match self {
            Self::Monthly { days, .. } if days.is_empty() || !days.iter().all(real) => {
                Err(NoRhythm::Days)
            }
            Self::NextMonth { day, .. } if !real(day) => Err(NoRhythm::Days),
            Self::Each { workdays, .. } if !(1..=250).contains(workdays) => Err(NoRhythm::Workdays),
            Self::Monthly { .. } | Self::NextMonth { .. } | Self::Each { .. } => Ok(()),
        }
    }

    /// The rhythm in words: 每月15日、最后一天.
    pub fn zh(&self) -> String {
        let rolled = |roll: &bool| if *roll { "，遇节假日顺延" } else { "" };
        match self {
            Self::Monthly { days, roll } => {
                let days: Vec<String> = days.iter().map(|day| day.zh()).collect();
                format!("每月{}移交{}", days.join("、"), rolled(roll))
            }
            Self::NextMonth { day, roll } => {
                format!("每月{}前移交上个月公开的信息{}", day.zh(), rolled(roll))
            }
            Self::Each { workdays, from } => {
                format!("自{}起{workdays}个工作日内逐条移交", from.zh())
            }
        }
    }

    /// The period in which a day lies; none where each item has a time of its own.
    pub fn period(&self, day: Date) -> Option<Period> {
        match self {
            Self::Monthly { days, .. } => {
                let ends = around(day).flat_map(|month| days.iter().map(move |end| end.of(month)));
                let mut ends: Vec<Date> = ends.collect();
                ends.sort_unstable();
                let to = ends.iter().copied().find(|end| *end >= day)?;
                let before = ends.iter().copied().rfind(|end| *end < day)?;
                let from = before.tomorrow().ok()?;
                Some(Period { from, to })
            }
            Self::NextMonth { .. } => Some(Period {
                from: day.first_of_month(),
                to: day.last_of_month(),
            }),
            Self::Each { .. } => None,
        }
    }

    /// By when the list of a period must be handed over, with the reasoning; none where each item
    /// has a time of its own.
    pub fn due_of(&self, period: Period, calendar: &WorkdayCalendar) -> Option<Deadline> {
        let (named, roll) = match self {
            Self::Monthly { roll, .. } => (period.to, *roll),
            Self::NextMonth { day, roll } => {
                let next = period.to.tomorrow().ok()?;
                (day.of(next), *roll)
            }
            Self::Each { .. } => return None,
        };
        let mut steps = vec![self.named_day(named)];
        let due = if roll {
            rolled(named, calendar, &mut steps)
        } else {
            Due::On(named)
        };
        Some(Deadline { due, steps })
    }

    /// By when an item must be handed over, with the reasoning. `None` if the day from which its
    /// time runs is not registered.
    pub fn due(&self, dates: Dates, calendar: &WorkdayCalendar) -> Option<Deadline> {
        let Self::Each { workdays, from } = self else {
            return self.due_of(self.period(dates.published_on)?, calendar);
        };
        let start = match from {
            Start::Formed => dates.formed_on?,
            Start::Published => dates.published_on,
        };
        Some(clock::count(start, *workdays, calendar))
    }

    fn named_day(&self, day: Date) -> Step {
        step(
            (day, day),
            StepKind::Remark,
            format!("{}，本期为{}", self.zh(), day_zh(day)),
            format!("the day of this period is {day}"),
        )
    }
}

impl MonthDay {
    /// The day in the month of another.
    pub fn of(self, month: Date) -> Date {
        let last = month.last_of_month();
        match self {
            Self::Last => last,
            Self::Day(number) => {
                let number = i8::try_from(number).unwrap_or(i8::MAX);
                Date::new(month.year(), month.month(), number).unwrap_or(last)
            }
        }
    }

    /// In words.
    pub fn zh(self) -> String {
        match self {
            Self::Day(number) => format!("{number}日"),
            Self::Last => "最后一天".to_owned(),
        }
    }

    /// Days as people type them: `15、最后一天`, `5,20`, `15日 月底`.
    pub fn list(text: &str) -> Result<Vec<Self>, NoRhythm> {
        let mut days = Vec::new();
        for word in text.split([',', '，', '、', ' ', '和', '\u{3000}']) {
            let word = word.trim().trim_end_matches(['日', '号']);
            let day = match word {
                "" => continue,
                "最后一天" | "最后一" | "月底" | "月末" | "末" => Self::Last,
                number => Self::Day(number.parse().map_err(|_word| NoRhythm::Days)?),
            };
            days.push(day);
        }
        days.sort_unstable();
        days.dedup();
        let rhythm = Rhythm::Monthly { days, roll: false };
        rhythm.check()?;
        match rhythm {
            Rhythm::Monthly { days, .. } => Ok(days),
            Rhythm::NextMonth { .. } | Rhythm::Each { .. } => Err(NoRhythm::Days),
        }
    }
}

impl Start {
    /// Its mark in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Formed => "formed",
            Self::Published => "published",
        }
    }

    /// In words.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Formed => "形成或者变更之日",
            Self::Published => "公开之日",
        }
    }
}

/// The month before a day, its own, and the one after.
fn around(day: Date) -> impl Iterator<Item = Date> {
    let first = day.first_of_month();
    let months = [-1_i32, 0, 1].into_iter();
    months.filter_map(move |months| first.checked_add(months.months()).ok())
}

/// The day itself if it is worked, or the next that is.
fn rolled(day: Date, calendar: &WorkdayCalendar, steps: &mut Vec<Step>) -> Due {
    let mut due = day;
    let mut off = None;
    loop {
        match calendar.is_workday(due) {
            Err(unknown) => return Due::NotAnnounced { year: unknown.year },
            Ok(true) => break,
            Ok(false) => off = Some(due),
        }
        due = match next(due) {
            Ok(day) => day,
            Err(unknown) => return Due::NotAnnounced { year: unknown.year },
        };
    }
    if let Some(last) = off {
        let mut moved = step(
            (day, last),
            StepKind::DaysOff,
            format!("{}不上班，顺延到{}", day_zh(day), day_zh(due)),
            format!("{day} is not worked, moved to {due}"),
        );
        let notice = calendar.notice(day).cloned();
        moved
            .cites
            .push(notice.map_or(Citation::WorkingTime, Citation::Notice));
        steps.push(moved);
    }
    Due::On(due)
}

fn step((from, to): (Date, Date), kind: StepKind, zh: String, en: String) -> Step {
    Step {
        from,
        to,
        kind,
        counted: 0,
        words: Message::new(zh, en),
        cites: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
