//! Reports of several years against each other: through a merger, and for a unit's own desk.

use crate::reports::{of, program};
use crate::world::World;
use gongkai_domain::access::{Refusal, Role};
use gongkai_domain::agency::{Agency, Succession};
use gongkai_domain::reconcile::Why;
use gongkai_office::OfficeError;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

async fn filled() -> World {
    World::demo("2026-11-20T02:00:00Z".parse().unwrap()).await
}

async fn agency(world: &World, slug: &str) -> Agency {
    let tree = world.office.agencies().await.unwrap();
    tree.at(slug).unwrap().clone()
}

async fn merge(world: &World, from: &str, into: &str, on: Date) {
    let (from, into) = (agency(world, from).await, agency(world, into).await);
    let end = Succession {
        by: into.id,
        on,
        reason: "区划调整".to_owned(),
    };
    let cx = program();
    let merged = world.office.merge_agency(&cx, &from.id, end);
    merged.await.unwrap();
}

/// Completes and locks a report; whatever is asked for is none.
async fn lock(world: &World, slug: &str, year: i16) {
    let (office, agency) = (&world.office, agency(world, slug).await);
    let (clerk, head) = (of(&agency, Role::Clerk), of(&agency, Role::Approver));
    let view = office.annual_report(&clerk, &agency, year, None).await;
    let view = view.unwrap();
    let asked = view.compiled.asked();
    let none: BTreeMap<String, String> = asked
        .map(|cell| (cell.id.clone(), "0".to_owned()))
        .collect();
    let seen = (year, view.work.revision);
    office
        .type_cells(&clerk, &agency, seen, &none)
        .await
        .unwrap();
    let view = office.annual_report(&clerk, &agency, year, None).await;
    let seen = (year, view.unwrap().work.revision);
    office
        .lock_report(&head, &agency, seen, true)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_reports_of_the_demonstration_reconcile_across_the_change_of_form() {
    let world = filled().await;
    let supervisor = of(&agency(&world, "county").await, Role::Supervisor);
    let found = world.office.reconciliation(&supervisor, 2021).await;
    let found = found.unwrap();
    assert_eq!(found.differences, []);
    let why: Vec<Why> = found.undecided.iter().map(|one| one.why).collect();
    assert_eq!(
        why,
        [Why::OtherForm, Why::OtherForm],
        "{:?}",
        found.undecided
    );
    assert_eq!(found.undecided[0].who.len(), 5);
}

#[tokio::test]
async fn who_takes_over_an_agency_takes_over_its_documents_and_what_is_lost_is_listed_with_both_sides()
 {
    let world = filled().await;
    lock(&world, "haibin", 2022).await;
    merge(&world, "sizhang", "haibin", date(2022, 3, 1)).await;
    let supervisor = of(&agency(&world, "county").await, Role::Supervisor);
    let found = world.office.reconciliation(&supervisor, 2022).await;
    let found = found.unwrap();
    let lost = &found.differences;
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert_eq!(lost[0].cell, "proactive.normative_documents.in_force");
    let names: Vec<_> = lost[0]
        .right
        .parts
        .iter()
        .map(|part| &part.who.agency)
        .collect();
    let (own, merged) = (
        agency(&world, "haibin").await,
        agency(&world, "sizhang").await,
    );
    assert!(names.contains(&&own.id) && names.contains(&&merged.id));
    assert!(lost[0].message.zh.contains("于2022年3月1日并入"));
    // Of the three others there is no report of 2022, and that is no zero.
    let missing = found
        .undecided
        .iter()
        .filter(|one| one.why == Why::NoReport);
    assert_eq!(missing.count(), 3, "{:?}", found.undecided);
}

#[tokio::test]
async fn a_unit_sees_in_its_own_report_what_it_does_not_take_over() {
    let world = filled().await;
    merge(&world, "sizhang", "haibin", date(2022, 3, 1)).await;
    let own = agency(&world, "haibin").await;
    let clerk = of(&own, Role::Clerk);
    let office = &world.office;
    let view = office
        .annual_report(&clerk, &own, 2022, None)
        .await
        .unwrap();
    let found = view.findings.iter();
    let said: Vec<&str> = found.map(|one| one.message.zh.as_str()).collect();
    assert!(said.iter().any(|words| words.contains("并入")), "{said:?}");
    let refused = office.reconciliation(&clerk, 2022).await;
    assert!(matches!(refused, Err(OfficeError::Refusal(Refusal::Role))));
}
