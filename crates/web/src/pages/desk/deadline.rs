//! By when an item must be published, in words, with the reasoning day by day.

use crate::words::long_date;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{self, Due, Step, StepKind};
use gongkai_office::Limit;
use jiff::civil::Date;

/// How far off a last day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Distance {
    /// The class that colours it.
    pub(super) class: &'static str,
    /// 还有 6 个工作日.
    pub(super) words: String,
}

/// How far off a last day is from today.
pub(super) fn distance(due: Date, today: Date, calendar: &WorkdayCalendar) -> Distance {
    let between = |from, to| calendar.workdays_between(from, to).ok();
    let of = |class, words: String| Distance { class, words };
    if due == today {
        return of("is-today", "今天到期".to_owned());
    }
    if due < today {
        let words = match between(due, today) {
            Some(0) | None => "已逾期".to_owned(),
            Some(days) => format!("已逾期 {days} 个工作日"),
        };
        return of("is-overdue", words);
    }
    match between(today, due) {
        Some(0) => of("is-soon", "不到 1 个工作日".to_owned()),
        Some(days @ 1..=3) => of("is-soon", format!("{days} 个工作日内到期")),
        Some(days) => of("", format!("还有 {days} 个工作日")),
        None => of("", "还没有到期".to_owned()),
    }
}

/// That the calendar of a year is not out.
pub(super) fn unannounced(year: i16) -> String {
    format!("期限算不出，{year}年节假日安排尚未公布")
}

/// A line of the reasoning.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub(super) class: &'static str,
    pub(super) date: String,
    pub(super) words: String,
}

/// The box on a page.
#[derive(Debug, Clone)]
pub(super) struct Deadline {
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) state: String,
    pub(super) note: String,
    pub(super) days: Vec<Day>,
    pub(super) cites: String,
}

impl Deadline {
    /// The box of a limit; `published` is the day of the first posting that was made.
    pub(super) fn of(
        limit: &Limit,
        published: Option<Date>,
        today: Date,
        calendar: &WorkdayCalendar,
    ) -> Self {
        match limit {
            Limit::None => bare("没有公开期限", "不主动公开的信息没有公开期限。"),
            Limit::NoDate => bare(
                "期限还算不出来",
                "请先填写形成或者变更日期，公开期限从这一天起算。",
            ),
            Limit::Unclear(error) => bare("期限算不出来", &error.zh()),
            Limit::Until(deadline) => {
                let mut shown = match deadline.due {
                    Due::NotAnnounced { year } => bare(
                        "期限还算不出来",
                        &format!("{}，公布以后本系统会自动算出。", unannounced(year)),
                    ),
                    Due::On(due) => on(due, published, today, calendar),
                };
                shown.days = deadline.steps.iter().map(|step| day(step, today)).collect();
                shown.cites = cites(&deadline.steps);
                shown
            }
        }
    }
}

impl Deadline {
    /// The box of any clock.
    pub(super) fn of_clock(
        deadline: &clock::Deadline,
        today: Date,
        calendar: &WorkdayCalendar,
    ) -> Self {
        let mut shown = match deadline.due {
            Due::NotAnnounced { year } => {
                bare("期限还算不出来", &format!("{}。", unannounced(year)))
            }
            Due::On(due) => {
                let left = distance(due, today, calendar);
                Self {
                    class: left.class,
                    state: format!("{}。", left.words),
                    ..bare(&format!("最后一天是{}", long_date(&due)), "")
                }
            }
        };
        shown.days = deadline.steps.iter().map(|step| day(step, today)).collect();
        shown.cites = cites(&deadline.steps);
        shown
    }
}

fn bare(title: &str, note: &str) -> Deadline {
    Deadline {
        class: "",
        title: title.to_owned(),
        state: String::new(),
        note: note.to_owned(),
        days: Vec::new(),
        cites: String::new(),
    }
}

fn on(due: Date, published: Option<Date>, today: Date, calendar: &WorkdayCalendar) -> Deadline {
    let title = format!("{}以前公开", long_date(&due));
    let (class, state) = match published {
        Some(day) if day <= due => ("", format!("{}公开，在期限以内。", long_date(&day))),
        Some(day) => {
            let late = distance(due, day, calendar).words;
            ("is-overdue", format!("{}公开，{late}。", long_date(&day)))
        }
        None => {
            let left = distance(due, today, calendar);
            (left.class, format!("{}。", left.words))
        }
    };
    Deadline {
        class,
        state,
        ..bare(&title, "")
    }
}

/// A line of the reasoning as it stands on a page.
pub(super) fn day(step: &Step, today: Date) -> Day {
    let (date, words) = step
        .words
        .zh
        .split_once('：')
        .unwrap_or((&step.words.zh, ""));
    let class = match step.kind {
        StepKind::DaysOff | StepKind::Suspended => "is-off",
        _ if step.from <= today && today <= step.to && step.kind != StepKind::Remark => "is-now",
        StepKind::Start
        | StepKind::Workdays
        | StepKind::MakeUpWorkdays
        | StepKind::CalendarDays
        | StepKind::Moved
        | StepKind::Extended
        | StepKind::Remark => "",
    };
    Day {
        class,
        date: date.to_owned(),
        words: words.to_owned(),
    }
}

/// The law behind the steps, each named once.
pub(super) fn cites(steps: &[Step]) -> String {
    let mut named: Vec<String> = Vec::new();
    for cite in steps.iter().flat_map(|step| &step.cites) {
        let name = cite.zh();
        if !named.contains(&name) {
            named.push(name);
        }
    }
    named.join("；")
}
