//! Every case of `cases/deadlines/` comes out as it is written there.

use crate::clocks::Case;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{Deadline, Due, Suspension, count, publish_by, reply_by};
use jiff::civil::Date;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::Path;
use toml::value::Datetime;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    count: Vec<Count>,
    #[serde(default)]
    reply: Vec<Reply>,
    #[serde(default)]
    publish: Vec<Publish>,
    #[serde(default)]
    deadline: Vec<Case>,
    #[serde(default)]
    months: Vec<Months>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    #[serde(default)]
    about: String,
    from: Datetime,
    workdays: u16,
    due: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    about: String,
    received: Datetime,
    #[serde(default)]
    extended_by: u16,
    #[serde(default)]
    suspended: Vec<Asked>,
    due: Option<Datetime>,
    not_announced: Option<i16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    sent: Datetime,
    answered: Datetime,
}

impl Asked {
    pub(crate) fn suspension(&self) -> Suspension {
        Suspension {
            sent: date(self.sent),
            answered: date(self.answered),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Publish {
    about: String,
    formed: Datetime,
    workdays: Option<u16>,
    due: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Months {
    year: i16,
    workdays: [u32; 12],
}

pub(crate) fn date(value: Datetime) -> Date {
    value.to_string().parse().unwrap()
}

pub(crate) fn calendar() -> &'static WorkdayCalendar {
    WorkdayCalendar::statutory().unwrap()
}

/// What a case says, what it expects, and what came out.
type Outcome = (String, Due, Deadline);

impl Count {
    fn outcome(self) -> Outcome {
        let deadline = count(date(self.from), self.workdays, calendar());
        let name = format!("{} {} {}", self.from, self.workdays, self.about);
        (name, Due::On(date(self.due)), deadline)
    }
}

impl Reply {
    fn outcome(self) -> Outcome {
        let suspended: Vec<Suspension> = self.suspended.iter().map(Asked::suspension).collect();
        let received = date(self.received);
        let deadline = reply_by(received, self.extended_by, &suspended, calendar()).unwrap();
        let due = match (self.due, self.not_announced) {
            (Some(day), None) => Due::On(date(day)),
            (None, Some(year)) => Due::NotAnnounced { year },
            _ => panic!("{}: either due or not_announced", self.about),
        };
        (self.about, due, deadline)
    }
}

impl Publish {
    fn outcome(self) -> Outcome {
        let deadline = publish_by(date(self.formed), self.workdays, calendar()).unwrap();
        (self.about, Due::On(date(self.due)), deadline)
    }
}

fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/deadlines");
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
        .collect()
}

#[test]
fn every_deadline_falls_on_the_day_its_case_names() {
    let (mut wrong, mut seen) = (String::new(), 0);
    for file in files() {
        let counts = file.count.into_iter().map(Count::outcome);
        let replies = file.reply.into_iter().map(Reply::outcome);
        let publications = file.publish.into_iter().map(Publish::outcome);
        for (name, due, deadline) in counts.chain(replies).chain(publications) {
            seen += 1;
            if deadline.due != due {
                let _ = writeln!(wrong, "{name}: {:?} instead of {due:?}", deadline.due);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(seen > 30, "only {seen} cases");
}

#[test]
fn every_clock_ends_on_the_day_its_case_names_or_is_refused_as_it_says() {
    let cases: Vec<Case> = files().into_iter().flat_map(|file| file.deadline).collect();
    let mut wrong = String::new();
    for case in &cases {
        if let Some(fault) = case.fault() {
            let _ = writeln!(wrong, "{}: {fault}", case.about);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(cases.len() >= 50, "only {} cases", cases.len());
    for row in 1..=17 {
        let row = format!("D{row}");
        let has = |case: &Case| case.row.as_ref() == Some(&row);
        assert!(cases.iter().any(has), "no case of {row}");
    }
}

#[test]
fn every_month_has_the_working_days_its_notice_leaves_it() {
    let months: Vec<Months> = files().into_iter().flat_map(|file| file.months).collect();
    let years: Vec<i16> = months.iter().map(|months| months.year).collect();
    assert_eq!(years, calendar().years().collect::<Vec<_>>());
    for Months { year, workdays } in months {
        for (month, expected) in (1..).zip(workdays) {
            let first = Date::new(year, month, 1).unwrap();
            let (before, last) = (first.yesterday().unwrap(), first.last_of_month());
            let found = calendar().workdays_between(before, last);
            assert_eq!(found, Ok(expected), "{year}-{month}");
        }
    }
}
