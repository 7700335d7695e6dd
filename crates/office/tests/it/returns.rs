//! Quarterly returns over the demonstration: filled, completed, handed in, opened again, added up.

use crate::requests::{Town, by};
use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Refusal, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::duty::DutyStanding;
use gongkai_domain::identity::AccountId;
use gongkai_domain::returns::{Behind, Line, Quarter, Value};
use gongkai_office::{BelowState, Context, NewHandIn, OfficeError, ReturnFile, ReturnView, Typed};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

fn now() -> Timestamp {
    "2026-11-20T02:00:00Z".parse().unwrap()
}

struct Haibin {
    world: World,
    agency: Agency,
    account: AccountId,
}

impl Haibin {
    async fn new() -> Self {
        let world = World::demo(now()).await;
        let tree = world.office.agencies().await.unwrap();
        let agency = tree.at("haibin").unwrap().clone();
        let program = Context {
            actor: Actor::Program,
            now: now(),
            origin: "test".to_owned(),
        };
        let events = world.office.events(&program, Some(&agency.id), None, 1);
        let account = events.await.unwrap()[0].event.account.clone().unwrap();
        Self {
            world,
            agency,
            account,
        }
    }

    fn acting(&self, agency: &Agency, role: Role) -> Context {
        Context {
            actor: Actor::Person(Person {
                account: self.account.clone(),
                name: "甲".to_owned(),
                grants: vec![Grant {
                    role,
                    agency: agency.id.clone(),
                }],
            }),
            now: now(),
            origin: "test".to_owned(),
        }
    }

    fn clerk(&self) -> Context {
        self.acting(&self.agency, Role::Clerk)
    }

    async fn view(&self, quarter: &str) -> ReturnView {
        let office = &self.world.office;
        let cx = self.clerk();
        let view = office.quarterly_return(&cx, &self.agency, of(quarter));
        view.await.unwrap()
    }

    async fn hand_in(&self, quarter: &str, on: Date) -> Result<(), OfficeError> {
        let revision = self.view(quarter).await.kept.map(|kept| kept.revision);
        let new = NewHandIn {
            revision,
            on,
            compiled_by: "甲".to_owned(),
            checked_by: "乙".to_owned(),
        };
        let office = &self.world.office;
        office
            .hand_in_return(&self.clerk(), &self.agency, of(quarter), new)
            .await
    }

    async fn log_enquiry(&self, on: &str) {
        let typed = [
            ("on", on),
            ("way", "on_site"),
            ("persons", "3"),
            ("content", "问事"),
        ];
        let typed = typed.map(|(key, text)| (key.to_owned(), text.to_owned()));
        let typed: Typed = typed.into_iter().collect();
        let office = &self.world.office;
        let cx = self.clerk();
        let added = office.add_record(&cx, &self.agency.id, "enquiry", &typed);
        added.await.unwrap();
    }
}

fn of(quarter: &str) -> Quarter {
    quarter.parse().unwrap()
}

fn line<'l>(lines: &'l [Line], id: &str) -> &'l Line {
    lines.iter().find(|line| line.id == id).unwrap()
}

fn number(value: &Value) -> Option<String> {
    value.number().map(|number| number.to_string())
}

fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pair = |(id, text): &(&str, &str)| ((*id).to_owned(), (*text).to_owned());
    pairs.iter().map(pair).collect()
}

#[tokio::test]
async fn the_quarters_of_a_year_add_up_to_what_the_register_counts_for_it() {
    let haibin = Haibin::new().await;
    let mut items = 0;
    for quarter in Quarter::all_of(2020) {
        let view = haibin.view(&quarter.to_string()).await;
        let published = line(&view.lines, "published");
        items += number(&published.quarter).unwrap().parse::<u32>().unwrap();
        assert_eq!(number(&published.year).unwrap(), items.to_string());
        assert!(view.handed_in().is_some() && view.changes.is_empty());
        assert_eq!(view.missing(), 0);
    }
    assert_eq!(items, 25);
    let fourth = haibin.view("2020-Q4").await;
    assert_eq!(number(&line(&fourth.lines, "visits").year).unwrap(), "4121");
    // One leader's office, and the number of the year is that of the last quarter.
    assert_eq!(number(&line(&fourth.lines, "offices").year).unwrap(), "1");
}

#[tokio::test]
async fn a_return_handed_in_fulfils_the_duty_and_keeps_its_figures() {
    let haibin = Haibin::new().await;
    let view = haibin.view("2026-Q3").await;
    assert!(view.missing() > 5 && view.may_keep);
    let turn = view.turn.unwrap();
    assert!(matches!(turn.standing, DutyStanding::Late { .. }));
    haibin.log_enquiry("2026-08-03").await;
    haibin.hand_in("2026-Q3", date(2026, 11, 20)).await.unwrap();
    let view = haibin.view("2026-Q3").await;
    let turn = view.turn.as_ref().unwrap();
    assert!(matches!(turn.standing, DutyStanding::Done { late: 36, .. }));
    assert!(view.changes.is_empty());
    let again = haibin.hand_in("2026-Q3", date(2026, 11, 20)).await;
    assert!(matches!(again, Err(OfficeError::Conflict)));

    haibin.log_enquiry("2026-09-30").await;
    let view = haibin.view("2026-Q3").await;
    assert_eq!(view.changes.len(), 1);
    let change = &view.changes[0];
    assert_eq!(change.id, "enquiries.site");
    let told = (number(&change.then.0), number(&change.now.0));
    assert_eq!(told, (Some("3".to_owned()), Some("6".to_owned())));
    assert_eq!(
        number(&line(view.shown(), "enquiries.site").quarter).unwrap(),
        "3"
    );
}

#[tokio::test]
async fn taking_the_duty_back_opens_the_return_again_and_the_log_says_both() {
    let haibin = Haibin::new().await;
    let office = &haibin.world.office;
    let period = of("2020-Q2").period();
    let duty = "quarterly-return";
    office
        .unmark_duty(&haibin.clerk(), &haibin.agency.id, duty, period)
        .await
        .unwrap();
    let view = haibin.view("2020-Q2").await;
    assert!(view.handed_in().is_none());
    // What was typed stays.
    assert_eq!(
        number(&line(&view.lines, "visits").quarter).unwrap(),
        "1046"
    );
    let auditor = haibin.acting(&haibin.agency, Role::Auditor);
    let events = office.events(&auditor, Some(&haibin.agency.id), None, 2);
    let events = events.await.unwrap();
    let actions: Vec<&str> = events.iter().map(|one| one.event.action.as_str()).collect();
    assert_eq!(actions, ["return.reopened", "duty.undone"]);
    assert!(events[0].event.before.contains("compiled_by"));
    haibin.hand_in("2020-Q2", date(2026, 11, 20)).await.unwrap();
}

#[tokio::test]
async fn what_is_typed_says_who_and_when_and_what_is_counted_is_not_taken() {
    let haibin = Haibin::new().await;
    let (cx, office) = (haibin.clerk(), &haibin.world.office);
    let quarter = of("2026-Q3");
    let numbers = typed(&[("visits", "９００"), ("published", "999"), ("requests", "")]);
    office
        .type_return(&cx, &haibin.agency, (quarter, None), &numbers)
        .await
        .unwrap();
    let view = haibin.view("2026-Q3").await;
    let kept = view.kept.as_ref().unwrap();
    assert_eq!(kept.typed.len(), 1);
    let visits = &kept.typed["visits"];
    assert_eq!((visits.by.as_str(), visits.on), ("甲", date(2026, 11, 20)));
    assert_ne!(
        number(&line(&view.lines, "published").quarter).unwrap(),
        "999"
    );
    // The page was open twice: the second does not overwrite what the first saved.
    let late = office.type_return(&cx, &haibin.agency, (quarter, None), &numbers);
    assert!(matches!(late.await, Err(OfficeError::Conflict)));
    let wrong = typed(&[("visits", "很多"), ("offices", "-3")]);
    let wrong = office.type_return(&cx, &haibin.agency, (quarter, Some(0)), &wrong);
    let fields: Vec<&str> = wrong
        .await
        .unwrap_err()
        .gaps()
        .iter()
        .map(|gap| gap.field)
        .collect();
    assert_eq!(fields, ["visits", "offices"]);
}

#[tokio::test]
async fn a_quarter_is_handed_in_after_its_end_and_not_before_it() {
    let haibin = Haibin::new().await;
    let refused = |result: Result<(), OfficeError>| result.unwrap_err().gaps()[0].field;
    let running = haibin.hand_in("2026-Q4", date(2026, 11, 20)).await;
    assert_eq!(refused(running), "on");
    let ahead = haibin.hand_in("2026-Q3", date(2026, 11, 21)).await;
    assert_eq!(refused(ahead), "on");
    let early = haibin.hand_in("2026-Q3", date(2026, 9, 29)).await;
    assert_eq!(refused(early), "on");
}

#[tokio::test]
async fn behind_a_number_stand_the_records_that_were_counted() {
    let haibin = Haibin::new().await;
    let view = haibin.view("2020-Q4").await;
    let office = &haibin.world.office;
    let cx = haibin.clerk();
    for id in [
        "published",
        "published.finance",
        "channel.site",
        "interpretations",
    ] {
        for (of_year, value) in [
            (false, &line(&view.lines, id).quarter),
            (true, &line(&view.lines, id).year),
        ] {
            let span = (view.quarter, of_year);
            let found = office
                .behind_return(&cx, &haibin.agency, span, id)
                .await
                .unwrap();
            assert_eq!(Some(found.len().to_string()), number(value), "{id}");
            let items = |one: &Behind| matches!(one, Behind::Item(..) | Behind::Posting(..));
            assert!(found.iter().all(items));
        }
    }
    let unknown = office.behind_return(&cx, &haibin.agency, (view.quarter, false), "nothing");
    assert!(matches!(
        unknown.await,
        Err(OfficeError::Refusal(Refusal::Unknown))
    ));
}

#[tokio::test]
async fn only_the_clerk_of_the_agency_hands_in_and_no_stranger_sees_the_return() {
    let haibin = Haibin::new().await;
    let office = &haibin.world.office;
    let quarter = of("2026-Q3");
    let new = NewHandIn {
        revision: None,
        on: date(2026, 11, 20),
        compiled_by: "甲".to_owned(),
        checked_by: "乙".to_owned(),
    };
    let tree = office.agencies().await.unwrap();
    let other = tree.at("wucheng").unwrap();
    for (cx, refusal) in [
        (haibin.acting(&haibin.agency, Role::Reviewer), Refusal::Role),
        (haibin.acting(other, Role::Clerk), Refusal::Unknown),
    ] {
        let handed = office
            .hand_in_return(&cx, &haibin.agency, quarter, new.clone())
            .await;
        assert!(matches!(handed, Err(OfficeError::Refusal(found)) if found == refusal));
        let nothing = BTreeMap::new();
        let typing = office.type_return(&cx, &haibin.agency, (quarter, None), &nothing);
        assert!(matches!(typing.await, Err(OfficeError::Refusal(found)) if found == refusal));
    }
    let stranger = haibin.acting(other, Role::Clerk);
    let view = office
        .quarterly_return(&stranger, &haibin.agency, quarter)
        .await;
    assert!(matches!(view, Err(OfficeError::Refusal(Refusal::Unknown))));
}

#[tokio::test]
async fn the_office_above_adds_up_what_was_handed_in_and_names_who_did_not() {
    let haibin = Haibin::new().await;
    let office = &haibin.world.office;
    let tree = office.agencies().await.unwrap();
    let county = tree.at("county").unwrap();
    let supervisor = haibin.acting(county, Role::Supervisor);
    let summary = office
        .return_summary(&supervisor, of("2026-Q3"))
        .await
        .unwrap();
    assert_eq!(summary.below.len(), 5);
    let missing: Vec<&str> = summary
        .missing()
        .map(|below| below.agency.slug.as_str())
        .collect();
    assert!(missing.contains(&"haibin"), "{missing:?}");
    let handed_in = summary.below.len() - missing.len();
    assert!(handed_in >= 2);
    let published = summary.lines.iter().find(|line| line.id == "published");
    assert_eq!(published.unwrap().quarter.of, handed_in);
    // Nothing of a return that was not handed in is in the sum.
    haibin.hand_in("2026-Q3", date(2026, 11, 20)).await.unwrap();
    let after = office
        .return_summary(&supervisor, of("2026-Q3"))
        .await
        .unwrap();
    let visits = after.lines.iter().find(|line| line.id == "visits").unwrap();
    assert_eq!(visits.quarter.missing, ["海滨街道"]);
    assert!(matches!(
        after
            .below
            .iter()
            .find(|one| one.agency.slug == "haibin")
            .unwrap()
            .state,
        BelowState::HandedIn(_)
    ));
    let clerk = office.return_summary(&haibin.clerk(), of("2026-Q3")).await;
    assert!(clerk.is_err());
}

#[tokio::test]
async fn the_table_is_written_as_a_document_and_as_a_worksheet() {
    let haibin = Haibin::new().await;
    let office = &haibin.world.office;
    for file in [ReturnFile::Docx, ReturnFile::Xlsx] {
        let cx = haibin.clerk();
        let paper = office.return_paper(&cx, &haibin.agency, of("2020-Q1"), file);
        let (name, bytes) = paper.await.unwrap();
        assert!(
            name.contains("2020年第一季度政府信息公开情况统计表"),
            "{name}"
        );
        assert!(bytes.starts_with(b"PK"));
    }
}

#[tokio::test]
async fn a_message_that_waits_is_a_task_until_it_is_answered() {
    let haibin = Haibin::new().await;
    let (office, cx) = (&haibin.world.office, haibin.clerk());
    let tasks = async || office.message_tasks(&cx).await.unwrap();
    let before = tasks().await.len();
    let write = [
        ("on", "2026-08-01"),
        ("way", "mailbox"),
        ("persons", "1"),
        ("content", "路灯不亮"),
    ];
    let typed = write.map(|(key, text)| (key.to_owned(), text.to_owned()));
    let mut typed: Typed = typed.into_iter().collect();
    let added = office
        .add_record(&cx, &haibin.agency.id, "enquiry", &typed)
        .await
        .unwrap();
    let found = tasks().await;
    assert_eq!(found.len(), before + 1);
    let task = found
        .iter()
        .find(|task| task.waiting.ledger.key == "enquiry")
        .unwrap();
    assert_eq!(task.due_on, date(2026, 10, 30));
    assert!(task.waiting.messages[0].late);
    let reviewer = haibin.acting(&haibin.agency, Role::Reviewer);
    assert!(office.message_tasks(&reviewer).await.unwrap().is_empty());
    typed.insert("reply".to_owned(), "已经修好".to_owned());
    office
        .change_record(&cx, &added.id, 0, &typed)
        .await
        .unwrap();
    assert_eq!(tasks().await.len(), before);
}

#[tokio::test]
async fn a_quarter_counts_the_requests_of_the_agency_and_names_them_by_number_only() {
    let town = Town::new().await;
    let filed = town.file("2026-03-02", "one").await;
    // Due on 30 March.
    town.reply(&filed.id, "2026-04-09").await;
    let office = &town.world.office;
    let clerk = by(&town.clerk, "2026-07-01");
    let agency = office.agency(&town.agency).await.unwrap();
    let cells = async |quarter: &str, id: &str| {
        let view = office.quarterly_return(&clerk, &agency, of(quarter)).await;
        let view = view.unwrap();
        let line = line(&view.lines, id);
        (number(&line.quarter), number(&line.year))
    };
    let numbers = |quarter: u8, year: u8| (Some(quarter.to_string()), Some(year.to_string()));
    assert_eq!(cells("2026-Q1", "requests.internet").await, numbers(1, 1));
    assert_eq!(cells("2026-Q1", "answered").await, numbers(0, 0));
    assert_eq!(cells("2026-Q2", "requests").await, numbers(0, 1));
    for id in ["answered", "answered.late", "answered.disclosed"] {
        assert_eq!(cells("2026-Q2", id).await, numbers(1, 1), "{id}");
    }
    assert_eq!(cells("2025-Q4", "requests").await, (None, None));
    let behind = office
        .behind_return(&clerk, &agency, (of("2026-Q2"), false), "answered")
        .await;
    let expected = Behind::Request(filed.id, filed.number, date(2026, 4, 9));
    assert_eq!(behind.unwrap(), [expected]);
}
