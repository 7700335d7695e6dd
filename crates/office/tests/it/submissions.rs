//! Reports between an agency and its supervising office: handed in, looked through, sent back, filed, added
//! up, published.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Refusal, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AccountId;
use gongkai_domain::report::Number;
use gongkai_domain::submission::{Anchor, Progress, Remark, Source};
use gongkai_domain::sum::Total;
use gongkai_office::{Context, Office, OfficeError, SaidCell};
use gongkai_reader::{Apart, Document, SourceError};
use std::collections::BTreeMap;
use std::sync::Arc;

const NEW: &str = "requests.new.total";
const HANDLED: &str = "proactive.permits.decisions";

fn by(role: Role, agency: &Agency, now: &str) -> Context {
    Context {
        actor: Actor::Person(Person {
            account: AccountId::from_random(7),
            name: "某人".to_owned(),
            grants: vec![Grant {
                role,
                agency: agency.id.clone(),
            }],
        }),
        now: now.parse().unwrap(),
        origin: "测试".to_owned(),
    }
}

/// The demonstration a week after the season's last day.
async fn season() -> (World, BTreeMap<String, Agency>) {
    let world = World::demo("2026-02-06T02:00:00Z".parse().unwrap()).await;
    let tree = world.office.agencies().await.unwrap();
    let all = tree.0.into_iter();
    let all = all.map(|agency| (agency.slug.clone(), agency)).collect();
    (world, all)
}

const NOW: &str = "2026-02-06T02:00:00Z";

async fn at(office: &Office, agency: &Agency) -> (u64, Progress) {
    let clerk = by(Role::Clerk, agency, NOW);
    let (submission, progress, _) = office
        .submission_of(&clerk, &agency.id, 2025)
        .await
        .unwrap();
    (submission.revision, progress)
}

#[tokio::test]
async fn the_county_sees_every_unit_at_its_step_and_who_is_late() {
    let (world, all) = season().await;
    let above = by(Role::Supervisor, &all["county"], NOW);
    let grid = world.office.report_grid(&above, 2025).await.unwrap();
    let steps: BTreeMap<&str, Progress> = grid
        .rows
        .iter()
        .map(|row| (row.agency.slug.as_str(), row.progress))
        .collect();
    assert_eq!(
        steps,
        BTreeMap::from([
            ("xiangzhi", Progress::Published),
            ("wucheng", Progress::Submitted),
            ("haibin", Progress::Returned),
            ("sizhang", Progress::InProgress),
            ("beibaixiang", Progress::NotBegun),
        ])
    );
    let today = above.today();
    let late = grid
        .rows
        .iter()
        .map(|row| row.days_late(grid.due_on, today));
    assert_eq!(late.filter(|days| *days == 6).count(), 3);
    let clerk = by(Role::Clerk, &all["xiangzhi"], NOW);
    let refused = world.office.report_grid(&clerk, 2025).await;
    assert!(matches!(refused, Err(OfficeError::Refusal(Refusal::Role))));
}

#[tokio::test]
async fn a_report_goes_back_with_a_remark_on_a_cell_and_comes_again_corrected() {
    let (world, all) = season().await;
    let (office, agency) = (&world.office, &all["wucheng"]);
    let above = by(Role::Supervisor, &all["county"], NOW);
    let remark = |text: &str| {
        vec![Remark {
            anchor: Anchor::Cell(HANDLED.to_owned()),
            text: text.to_owned(),
        }]
    };
    let (revision, _) = at(office, agency).await;
    let bare = office
        .send_report_back(&above, agency, (2025, revision), remark(" "))
        .await;
    assert!(matches!(bare, Err(OfficeError::Invalid(_))));
    office
        .send_report_back(&above, agency, (2025, revision), remark("请核对。"))
        .await
        .unwrap();
    let clerk = by(Role::Clerk, agency, NOW);
    let (kept, progress, _) = office
        .submission_of(&clerk, &agency.id, 2025)
        .await
        .unwrap();
    assert_eq!(progress, Progress::Returned);
    assert_eq!(kept.remarks(), remark("请核对。"));
    // The clerk types another number, the leader amends, the clerk hands in again.
    let view = office
        .annual_report(&clerk, agency, 2025, None)
        .await
        .unwrap();
    let asked = view.compiled.asked().next().unwrap().id.clone();
    let typed = BTreeMap::from([(asked.clone(), "3".to_owned())]);
    let seen = (2025, view.work.revision);
    office
        .type_cells(&clerk, agency, seen, &typed)
        .await
        .unwrap();
    let head = by(Role::Approver, agency, NOW);
    let seen = (2025, seen.1 + 1);
    office
        .amend_report(&head, agency, seen, "按退回意见核对")
        .await
        .unwrap();
    office
        .hand_in_report(&clerk, agency, (2025, kept.revision))
        .await
        .unwrap();
    let view = office.submitted_report(&above, agency, 2025).await.unwrap();
    assert_eq!(
        (view.progress, view.submission.rounds.len()),
        (Progress::Submitted, 2)
    );
    let report = view.report.unwrap();
    let cell = report.tables.as_ref().unwrap().cell(&asked).unwrap();
    assert_eq!(cell.number().unwrap().to_string(), "3");
    office
        .file_report(&above, agency, (2025, view.submission.revision))
        .await
        .unwrap();
    assert_eq!(at(office, agency).await.1, Progress::Filed);
}

#[tokio::test]
async fn a_unit_that_is_missing_is_named_and_never_counted_as_zero() {
    let (world, all) = season().await;
    let above = by(Role::Supervisor, &all["county"], NOW);
    let sum = world.office.report_sum(&above, 2025).await.unwrap();
    let mut missing: Vec<&str> = sum
        .missing
        .iter()
        .map(|one| one.agency.slug.as_str())
        .collect();
    missing.sort_unstable();
    assert_eq!(missing, ["beibaixiang", "haibin", "sizhang"]);
    assert_eq!(sum.units.len(), 2);
    let behind = sum.behind(NEW);
    let stated = |one: &gongkai_office::BehindSum<'_>| one.cell.count().unwrap();
    let each: i64 = behind.iter().map(stated).sum();
    let total = sum.total.as_ref().unwrap().total(NEW);
    assert_eq!(total, Some(&Total::Known(Number::Count(each))));
    let sum = world.office.report_sum(&above, 2020).await.unwrap();
    assert_eq!((sum.units.len(), sum.missing.len()), (5, 0));
    let four = sum.total.as_ref().unwrap().total(NEW);
    assert_eq!(four, Some(&Total::Known(Number::Count(4))));
}

#[tokio::test]
async fn whoever_is_late_is_reminded_once_and_who_has_handed_in_is_not() {
    let (world, all) = season().await;
    let office = &world.office;
    let above = by(Role::Supervisor, &all["county"], NOW);
    let ids: Vec<_> = all
        .values()
        .filter(|agency| agency.slug != "county")
        .map(|agency| agency.id.clone())
        .collect();
    let only: Vec<_> = ["wucheng", "haibin", "beibaixiang"]
        .map(|slug| all[slug].id.clone())
        .to_vec();
    assert!(ids.len() > only.len());
    let reminded = office.remind_of_reports(&above, 2025, &only).await.unwrap();
    assert_eq!(reminded, 2);
    let clerk = by(Role::Clerk, &all["haibin"], NOW);
    let (kept, ..) = office
        .submission_of(&clerk, &all["haibin"].id, 2025)
        .await
        .unwrap();
    let said = &kept.reminders.first().unwrap().text;
    assert!(
        said.contains("退回") && said.contains("已经过了6天"),
        "{said}"
    );
    let refused = office.remind_of_reports(&clerk, 2025, &only).await;
    assert!(matches!(refused, Err(OfficeError::Refusal(_))));
}

/// A document of another office, written by the program in another name, with a line lost.
async fn document(world: &World, all: &BTreeMap<String, Agency>) -> Vec<u8> {
    let agency = &all["wucheng"];
    let clerk = by(Role::Clerk, agency, NOW);
    let format = gongkai_office::report_format("md").unwrap();
    let file = world
        .office
        .report_file(&clerk, agency, 2025, format)
        .await
        .unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    let lines = text.lines().filter(|line| !line.contains("行政强制"));
    lines.collect::<Vec<_>>().join("\n").into_bytes()
}

#[tokio::test]
async fn a_document_counts_when_a_person_has_looked_at_its_doubtful_cells() {
    let (world, all) = season().await;
    let office = &world.office;
    let above = by(Role::Supervisor, &all["county"], NOW);
    let agency = &all["beibaixiang"];
    let bytes = document(&world, &all).await;
    let other = office
        .take_report_document(&above, agency, (2024, 0), "年报.md", bytes.clone())
        .await;
    assert!(
        matches!(other, Err(OfficeError::Invalid(_))),
        "another year"
    );
    office
        .take_report_document(&above, agency, (2025, 0), "年报.md", bytes.clone())
        .await
        .unwrap();
    let view = office.submitted_report(&above, agency, 2025).await.unwrap();
    let doubts: Vec<String> = view
        .submission
        .open_doubts()
        .map(|doubt| doubt.cell.clone())
        .collect();
    assert!(
        doubts.iter().any(|cell| cell.contains("coercive")),
        "{doubts:?}"
    );
    let seen = (2025, view.submission.revision);
    let early = office.file_report(&above, agency, seen).await;
    assert!(matches!(early, Err(OfficeError::Invalid(_))));
    let said: Vec<SaidCell> = doubts
        .iter()
        .map(|cell| SaidCell {
            cell: cell.clone(),
            text: "7".to_owned(),
        })
        .collect();
    office
        .settle_doubts(&above, agency, seen, &said)
        .await
        .unwrap();
    office
        .file_report(&above, agency, (2025, seen.1 + 1))
        .await
        .unwrap();
    let sum = office.report_sum(&above, 2025).await.unwrap();
    let behind = sum.behind(&doubts[0]);
    let own = behind
        .iter()
        .find(|one| one.agency.id == agency.id)
        .unwrap();
    assert_eq!(own.cell.number().unwrap().to_string(), "7");
    let (name, kept) = office
        .report_document(&above, agency, 2025, 1)
        .await
        .unwrap();
    assert_eq!((name.as_str(), kept), ("年报.txt", bytes));
}

/// Takes everything for a scan.
#[derive(Debug)]
struct Scanner;

impl Apart for Scanner {
    fn document(&self, bytes: &[u8], _name: &str) -> Result<Document<'static>, SourceError> {
        assert!(bytes.starts_with(b"%PDF"));
        Err(SourceError::NoText { pages: 3 })
    }
}

#[tokio::test]
async fn a_file_that_may_be_hostile_is_read_elsewhere_and_a_scan_is_refused_in_plain_words() {
    let (world, all) = season().await;
    let office = world.office.clone().with_isolation(Arc::new(Scanner));
    let above = by(Role::Supervisor, &all["county"], NOW);
    let agency = &all["beibaixiang"];
    let scan = b"%PDF-1.7\n".to_vec();
    let refused = office
        .take_report_document(&above, agency, (2025, 0), "年报.pdf", scan)
        .await;
    let Err(OfficeError::File(why)) = refused else {
        panic!("{refused:?}");
    };
    assert!(why.contains("扫描件") && why.contains("3 页"), "{why}");
    assert!(!why.contains("--"), "no option of the command line: {why}");
}

#[tokio::test]
async fn two_offices_with_the_same_words_are_named_to_each_other() {
    let (world, all) = season().await;
    let office = &world.office;
    let above = by(Role::Supervisor, &all["county"], NOW);
    let bytes = document(&world, &all).await;
    for slug in ["beibaixiang", "sizhang"] {
        office
            .take_report_document(&above, &all[slug], (2025, 0), "年报.md", bytes.clone())
            .await
            .unwrap();
    }
    let view = office
        .submitted_report(&above, &all["sizhang"], 2025)
        .await
        .unwrap();
    let others: Vec<_> = view
        .checked
        .neighbours
        .iter()
        .map(|one| (&one.agency, one.section.as_str()))
        .collect();
    assert_eq!(others, [(&all["beibaixiang"].id, "one")]);
    let source = &view.submission.last().unwrap().source;
    assert!(matches!(source, Source::Document { .. }));
}

#[tokio::test]
async fn a_published_report_is_read_by_anybody_with_the_numbers_that_were_locked() {
    let (world, all) = season().await;
    let office = &world.office;
    let agency = &all["haibin"];
    let published = office.published_reports(&agency.id).await.unwrap();
    let years: Vec<i16> = published.iter().map(|one| one.year).collect();
    assert_eq!(years, [2021, 2020]);
    let report = office.published_report(&published[1]).await.unwrap();
    let tables = report.tables.unwrap();
    let said = tables.cell("proactive.normative_documents.total").unwrap();
    assert_eq!(said.number().unwrap().to_string(), "4");
    let kinds: Vec<&str> = published[1]
        .item
        .facts
        .attachments
        .iter()
        .map(|file| file.kind.as_str())
        .filter(|kind| *kind != "pdf")
        .collect();
    assert_eq!(kinds, ["docx", "xlsx", "html", "csv", "json"]);
    let item = published[1].item.first_published_on;
    assert!(item <= jiff::civil::date(2021, 1, 31), "{item}");
}
