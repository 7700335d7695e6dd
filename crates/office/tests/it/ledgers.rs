//! Ledgers in and out of spreadsheets: what goes out comes back the same, and what comes in comes
//! in wholly or not at all.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Role};
use gongkai_domain::identity::{AccountId, AgencyId};
use gongkai_office::{Context, Outcome, Plan, RecordQuery, Told, ledgers, read_pasted, read_sheet};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The clerk of an agency, at the end of 2020.
pub(crate) fn clerk(agency: &AgencyId) -> Context {
    Context {
        actor: Actor::Person(Person {
            account: AccountId::from_random(1),
            name: "甲".to_owned(),
            grants: vec![Grant {
                role: Role::Clerk,
                agency: agency.clone(),
            }],
        }),
        now: now(),
        origin: String::new(),
    }
}

fn now() -> jiff::Timestamp {
    "2021-12-31T02:00:00Z".parse().unwrap()
}

async fn agency(world: &World, slug: &str) -> AgencyId {
    let tree = world.office.agencies().await.unwrap();
    tree.at(slug).unwrap().id.clone()
}

async fn plan(world: &World, agency: &AgencyId, key: &str, text: &str) -> Plan {
    told(world, agency, key, text, BTreeMap::new()).await
}

/// A plan where somebody said which columns are which.
async fn told(
    world: &World,
    agency: &AgencyId,
    key: &str,
    text: &str,
    mapping: BTreeMap<usize, String>,
) -> Plan {
    let (cx, grid) = (clerk(agency), read_pasted(text));
    let said = Told {
        mapping,
        ..Told::default()
    };
    let plan = world.office.plan_import(&cx, agency, key, &grid, &said);
    plan.await.unwrap()
}

async fn kept(world: &World, agency: &AgencyId, key: &str) -> u64 {
    let query = RecordQuery {
        agencies: vec![agency.clone()],
        ledger: key.to_owned(),
        ..RecordQuery::default()
    };
    let cx = clerk(agency);
    let found = world.office.ledger_records(&cx, query);
    found.await.unwrap().total
}

#[tokio::test]
async fn every_ledger_that_goes_out_as_a_workbook_comes_back_without_a_change() {
    let world = World::demo(now()).await;
    let mut seen = 0;
    for slug in ["xiangzhi", "wucheng", "haibin", "sizhang", "beibaixiang"] {
        let agency = agency(&world, slug).await;
        for ledger in ledgers().unwrap().all() {
            let cx = clerk(&agency);
            let book = world
                .office
                .ledger_workbook(&cx, &agency, &ledger.key, None);
            let text = read_sheet(ledger, &book.await.unwrap()).unwrap();
            let plan = plan(&world, &agency, &ledger.key, &text).await;
            let all = kept(&world, &agency, &ledger.key).await;
            assert_eq!(
                u64::try_from(plan.rows.len()).unwrap(),
                all,
                "{}",
                ledger.key
            );
            let changes = plan
                .rows
                .iter()
                .find(|row| !matches!(row.outcome, Outcome::Same));
            assert!(changes.is_none(), "{slug} {}: {changes:?}", ledger.key);
            seen += all;
        }
    }
    assert!(seen > 500, "{seen} records went out and back");
}

#[tokio::test]
async fn ten_thousand_rows_come_in_together_or_not_at_all() {
    let world = World::demo(now()).await;
    let agency = agency(&world, "sizhang").await;
    let mut text = "日期\t来源\t人数\t问题\t答复内容\r\n".to_owned();
    for row in 0..10_000 {
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        let _ = write!(text, "2020/{month}/{day}\t来电\t１\t第{row}问\t已答复\r\n");
    }
    let before = kept(&world, &agency, "enquiry").await;
    let broken = format!("{text}2020-13-1\t来电\t1\t坏的一行\t\r\n");
    let wrong = plan(&world, &agency, "enquiry", &broken).await;
    assert_eq!(wrong.tally(), [10_000, 0, 0, 1]);
    let marked = read_sheet(wrong.ledger, &wrong.marked_workbook().unwrap()).unwrap();
    assert!(marked.contains("坏的一行"));
    let refused = world.office.import(&clerk(&agency), &agency, wrong).await;
    assert!(refused.is_err());
    assert_eq!(kept(&world, &agency, "enquiry").await, before);
    let right = plan(&world, &agency, "enquiry", &text).await;
    let done = world.office.import(&clerk(&agency), &agency, right).await;
    assert_eq!(done.unwrap(), (10_000, 0));
    assert_eq!(kept(&world, &agency, "enquiry").await, before + 10_000);
    let again = plan(&world, &agency, "enquiry", &text).await;
    assert_eq!(again.tally(), [0, 0, 10_000, 0]);
}

#[tokio::test]
async fn columns_that_the_office_called_otherwise_are_told_by_hand() {
    let world = World::demo(now()).await;
    let agency = agency(&world, "sizhang").await;
    let text = "日期\t方式\t他们问了啥\n2020-5-6\t现场\t低保怎么办\n";
    let unknown = plan(&world, &agency, "enquiry", text).await;
    assert_eq!(unknown.tally(), [0, 0, 0, 1]);
    let mapping = BTreeMap::from([(2, "content".to_owned())]);
    let told = told(&world, &agency, "enquiry", text, mapping).await;
    assert_eq!(told.tally(), [1, 0, 0, 0]);
    // The number of persons stands in no column: it is filled in, and said.
    let filled: Vec<&str> = told
        .filled
        .iter()
        .map(|column| column.key.as_str())
        .collect();
    assert_eq!(filled, ["persons"]);
}
