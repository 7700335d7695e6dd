//! Each file of `cases/requests/` is a request as a jurist would tell it: what happened, and what the law
//! makes of it.

use gongkai_domain::access::Role;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{Deadline, Due};
use gongkai_domain::identity::{AccountId, RequestId};
use gongkai_domain::request::{
    Act, Arrival, Case, Entry, Illegal, OutcomeBook, OutcomeId, ReceiptChannel, RequesterKind,
    Running, WaitKind, Words,
};
use gongkai_domain::review::{Checklist, Opinion, ReviewChain, Taken};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    title: String,
    source: String,
    received: Received,
    #[serde(default, rename = "then")]
    steps: Vec<Told>,
    expect: Expected,
}

/// How the request came.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Received {
    channel: ReceiptChannel,
    arrived: String,
    #[serde(default = "natural")]
    kind: RequesterKind,
    /// The request of which it is a part.
    split_from: Option<RequestId>,
}

fn natural() -> RequesterKind {
    RequesterKind::NaturalPerson
}

/// What happened next: an act, or one of the short forms `submit`, `approved`, `sent_back`.
#[derive(Debug, Deserialize)]
struct Told {
    on: Date,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    submit: Option<String>,
    #[serde(default)]
    approved: bool,
    #[serde(default)]
    sent_back: bool,
    #[serde(flatten)]
    rest: toml::Table,
}

/// What holds in the end, looked at on a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    on: Date,
    /// The stage.
    stage: Option<String>,
    /// When the reply is due; `none` where no clock runs, a year where it is not announced.
    due: Option<String>,
    /// Working days left.
    left: Option<i64>,
    /// `counting`, `stopped`, `over`, `late`.
    running: Option<String>,
    /// The kind of thing waited for, with its last day.
    #[serde(default)]
    waits: BTreeMap<String, String>,
    /// The day of receipt; `none` before it is confirmed.
    received: Option<String>,
    /// The outcome, and its row by the form's first year.
    outcome: Option<String>,
    #[serde(default)]
    rows: BTreeMap<String, String>,
    /// The words with which the last step is refused.
    refused: Option<String>,
}

fn account(n: u128) -> AccountId {
    AccountId::from_random(n)
}

fn step(name: &str, by: u128, opinion: Opinion, role: Role) -> Act {
    Act::Review {
        taken: Taken {
            step: name.to_owned(),
            by: account(by),
            name: format!("第{by}人"),
            at: Timestamp::UNIX_EPOCH,
            opinion,
            checklist: Some(Checklist::clear()),
            remarks: Vec::new(),
        },
        role,
    }
}

/// The acts of a step, with the default chain of three steps where it goes into review.
fn acts(told: &Told) -> Vec<Act> {
    let chain = ReviewChain::default();
    let names: Vec<_> = chain.steps.iter().map(|step| step.name.clone()).collect();
    if let Some(outcome) = &told.submit {
        return vec![Act::Submit {
            outcome: OutcomeId::from(outcome.as_str()),
            chain,
            by: account(1),
            name: "第1人".to_owned(),
        }];
    }
    if told.sent_back {
        return vec![step(&names[1], 2, Opinion::SendBack, Role::Reviewer)];
    }
    if told.approved {
        return vec![
            step(&names[1], 2, Opinion::Agree, Role::Reviewer),
            step(&names[2], 3, Opinion::Agree, Role::Approver),
        ];
    }
    let mut table = told.rest.clone();
    if table.get("act").and_then(|act| act.as_str()) == Some("extend") {
        table.insert("by".to_owned(), account(3).as_str().into());
    }
    let act = toml::Value::Table(table).try_into();
    vec![act.unwrap_or_else(|error| panic!("{told:?}: {error}"))]
}

fn play(file: &CaseFile, calendar: &WorkdayCalendar) -> Result<Case, Illegal> {
    let arrived: jiff::civil::DateTime = file.received.arrived.parse().unwrap();
    let mut case = Case::open(Entry {
        on: arrived.date(),
        act: Act::Register {
            arrival: Arrival {
                channel: file.received.channel,
                arrived,
                submitted: None,
            },
            kind: file.received.kind,
            split_from: file.received.split_from.clone(),
        },
    })?;
    for told in &file.steps {
        for act in acts(told) {
            let words: &Words = &told.words;
            let entry = Entry { on: told.on, act };
            case = case.then(entry, words, told.on, calendar)?;
        }
    }
    Ok(case)
}

fn shown(day: Option<Date>) -> String {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string())
}

fn wait_name(kind: WaitKind) -> &'static str {
    match kind {
        WaitKind::Confirmation => "confirmation",
        WaitKind::CorrectionNotice => "correction_notice",
        WaitKind::Correction => "correction",
        WaitKind::Opinion(..) => "opinion",
        WaitKind::Reasons => "reasons",
        WaitKind::Payment => "payment",
    }
}

fn check(name: &str, file: &CaseFile, calendar: &WorkdayCalendar) {
    let expect = &file.expect;
    let case = match (play(file, calendar), &expect.refused) {
        (Err(refused), Some(words)) => {
            assert!(refused.to_string().contains(words), "{name}: {refused}");
            return;
        }
        (Err(refused), None) => panic!("{name}: {refused}"),
        (Ok(_), Some(words)) => panic!("{name}: was not refused ({words})"),
        (Ok(case), None) => case,
    };
    assert_eq!(
        Case::replay(case.entries().to_vec()),
        Ok(case.clone()),
        "{name}"
    );
    if let Some(received) = &expect.received {
        assert_eq!(
            &shown(case.received_on()),
            received,
            "{name}: day of receipt"
        );
    }
    if let Some(stage) = &expect.stage {
        assert_eq!(case.stage().code(), stage, "{name}: stage");
    }
    check_clocks(name, &case, expect, calendar);
    check_outcome(name, &case, expect);
}

fn check_clocks(name: &str, case: &Case, expect: &Expected, calendar: &WorkdayCalendar) {
    let clocks = case.clocks(expect.on, calendar).unwrap();
    let due = clocks.reply.as_ref().map(|reply| match reply.deadline.due {
        Due::On(day) => day.to_string(),
        Due::NotAnnounced { year } => year.to_string(),
    });
    if let Some(expected) = &expect.due {
        let due = due.unwrap_or_else(|| "none".to_owned());
        assert_eq!(&due, expected, "{name}: due");
    }
    if let Some(left) = expect.left {
        let found = clocks.reply.as_ref().and_then(|reply| reply.left);
        assert_eq!(found, Some(left), "{name}: days left");
    }
    if let Some(running) = &expect.running {
        let found = match clocks.reply.as_ref().map(|reply| reply.running) {
            Some(Running::Counting) => "counting",
            Some(Running::Stopped(_)) => "stopped",
            Some(Running::Over {
                late: Some(true), ..
            }) => "late",
            Some(Running::Over { .. }) => "over",
            None => "none",
        };
        assert_eq!(found, running, "{name}: running");
    }
    for (kind, until) in &expect.waits {
        let mut waits = clocks.waits.iter();
        let wait = waits.find(|wait| wait_name(wait.kind) == kind);
        let wait = wait.unwrap_or_else(|| panic!("{name}: nothing waits for {kind}"));
        let due = wait.deadline.as_ref().and_then(Deadline::on);
        assert_eq!(&shown(due), until, "{name}: {kind}");
    }
}

fn check_outcome(name: &str, case: &Case, expect: &Expected) {
    let found = case.outcome().map(|(outcome, _)| outcome.as_str());
    assert_eq!(found, expect.outcome.as_deref(), "{name}: outcome");
    let book = OutcomeBook::statutory().unwrap();
    for (form, row) in &expect.rows {
        let (outcome, _) = case.outcome().unwrap();
        let outcome = book.get(outcome).unwrap();
        assert_eq!(
            outcome.row(form.parse().unwrap()),
            Some(row.as_str()),
            "{name}"
        );
    }
}

/// The files of a folder of cases.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let cases = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let folder = cases.join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn every_case_ends_as_the_law_it_names_says() {
    let calendar = WorkdayCalendar::statutory().unwrap();
    let mut count = 0;
    for path in files("requests") {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file: CaseFile =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!file.title.is_empty() && !file.source.is_empty(), "{name}");
        check(&name, &file, calendar);
        count += 1;
    }
    assert!(count >= 80, "{count} cases");
}
