//! The annual report of an agency: compiled, completed, locked, amended.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Refusal, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AccountId;
use gongkai_domain::report::{Number, StatementKind};
use gongkai_office::{Context, OfficeError, ReportView};
use std::collections::BTreeMap;
use std::path::Path;

/// The cells of the five reports of 2020 that are not zero; amounts in yuan, or as printed where no
/// unit is.
const CELLS: [(&str, &[(&str, &str)]); 5] = [
    (
        "xiangzhi",
        &[
            ("proactive.permits.change", "12"),
            ("proactive.other_services.change", "220"),
            ("proactive.penalties.change", "44"),
            ("proactive.coercive_measures.change", "5"),
            ("proactive.fees.change", "1"),
        ],
    ),
    (
        "wucheng",
        &[
            ("proactive.procurement.items", "1"),
            ("proactive.procurement.amount", "600000元"),
        ],
    ),
    (
        "haibin",
        &[
            ("proactive.normative_documents.made", "1"),
            ("proactive.normative_documents.published", "1"),
            ("proactive.normative_documents.total", "4"),
            ("proactive.permits.change", "2"),
            ("proactive.permits.decisions", "236"),
            ("proactive.other_services.change", "142"),
            ("proactive.other_services.decisions", "2913"),
            ("proactive.procurement.items", "8"),
            ("proactive.procurement.amount", "24220"),
        ],
    ),
    ("sizhang", &[("proactive.normative_documents.made", "20")]),
    (
        "beibaixiang",
        &[
            ("proactive.procurement.items", "8"),
            ("proactive.procurement.amount", "763000元"),
            ("requests.new.natural_person", "4"),
            ("requests.new.total", "4"),
            ("requests.unavailable.needs_creation.natural_person", "1"),
            ("requests.unavailable.needs_creation.total", "1"),
            ("requests.unavailable.still_unclear.natural_person", "1"),
            ("requests.unavailable.still_unclear.total", "1"),
            ("requests.not_processed.petition.natural_person", "1"),
            ("requests.not_processed.petition.total", "1"),
            ("requests.not_processed.publication.natural_person", "1"),
            ("requests.not_processed.publication.total", "1"),
            ("requests.total.natural_person", "4"),
            ("requests.total.total", "4"),
        ],
    ),
];

async fn filled() -> World {
    World::demo("2026-11-20T02:00:00Z".parse().unwrap()).await
}

pub(crate) fn program() -> Context {
    Context {
        actor: Actor::Program,
        now: "2026-11-20T02:00:00Z".parse().unwrap(),
        origin: "测试".to_owned(),
    }
}

/// Somebody of an agency in a role.
pub(crate) fn of(agency: &Agency, role: Role) -> Context {
    Context {
        actor: Actor::Person(Person {
            account: AccountId::from_random(7),
            name: "某人".to_owned(),
            grants: vec![Grant {
                role,
                agency: agency.id.clone(),
            }],
        }),
        ..program()
    }
}

async fn viewed(world: &World, agency: &Agency, year: i16) -> ReportView {
    let (office, cx) = (&world.office, program());
    let view = office.annual_report(&cx, agency, year, None);
    view.await.unwrap()
}

/// What the cells of a year say, those that say 0 left out, and those that say nothing as such.
async fn cells(world: &World, agency: &Agency, year: i16) -> BTreeMap<String, String> {
    let report = viewed(world, agency, year).await.report();
    let tables = report.tables.unwrap();
    let said = tables.iter().map(|(spec, cell)| {
        let said = cell
            .number()
            .map_or_else(String::new, |number| match number {
                Number::Amount(amount) if amount.printed().is_zero() => "0".to_owned(),
                number @ (Number::Amount(_) | Number::Count(_)) => number.to_string(),
            });
        (spec.id.clone(), said)
    });
    said.filter(|(_, said)| said != "0").collect()
}

#[tokio::test]
async fn the_reports_of_2020_have_the_numbers_of_the_five_and_those_of_2021_check_clean() {
    let world = filled().await;
    let tree = world.office.agencies().await.unwrap();
    for (slug, expected) in CELLS {
        let agency = tree.at(slug).unwrap();
        let expected = expected.iter();
        let expected: BTreeMap<String, String> = expected
            .map(|(cell, said)| ((*cell).to_owned(), (*said).to_owned()))
            .collect();
        assert_eq!(cells(&world, agency, 2020).await, expected, "{slug}");
        let next = viewed(&world, agency, 2021).await;
        assert_eq!(next.compiled.form().id, "2021");
        assert_eq!(next.unanswered(), 0, "{slug}");
        let found: Vec<_> = next.findings.iter().map(|one| &one.message.zh).collect();
        assert!(found.is_empty(), "{slug}: {found:?}");
    }
    compare_with_the_originals(&world).await;
}

/// The same against the true values of the five documents, where they are at hand.
async fn compare_with_the_originals(world: &World) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds/truth.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        return;
    };
    let truth: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    let tree = world.office.agencies().await.unwrap();
    for ((slug, _), (file, one)) in CELLS.iter().zip(truth) {
        let said = cells(world, tree.at(slug).unwrap(), 2020).await;
        for (cell, value) in one["cells"].as_object().unwrap() {
            let value = value.get("value").unwrap_or(value);
            let ours = said
                .get(cell)
                .map_or("0", |said| said.trim_end_matches('元'));
            assert_eq!(ours, value.to_string(), "{file}: {cell}");
        }
    }
}

#[tokio::test]
async fn the_text_states_what_the_register_counts() {
    let world = filled().await;
    let tree = world.office.agencies().await.unwrap();
    let agency = tree.at("xiangzhi").unwrap();
    let report = viewed(&world, agency, 2020).await.report();
    let stated = |kind| report.stated(kind).map(|one| one.value).collect::<Vec<_>>();
    assert_eq!(stated(StatementKind::ProactiveTotal), [24]);
    assert_eq!(stated(StatementKind::HandedOver), [24]);
    assert_eq!(stated(StatementKind::Consultations), [14]);
    assert_eq!(stated(StatementKind::CatalogueItems), [19, 64, 140]);
    assert_eq!(
        stated(StatementKind::ProactiveByCategory)
            .iter()
            .sum::<i64>(),
        24
    );
}

#[tokio::test]
async fn a_locked_report_stands_and_a_later_record_is_seen_beside_it() {
    let world = filled().await;
    let tree = world.office.agencies().await.unwrap();
    let agency = tree.at("wucheng").unwrap();
    let clerk = of(agency, Role::Clerk);
    let head = of(agency, Role::Approver);
    let office = &world.office;
    let record = BTreeMap::from([
        ("on".to_owned(), "2020-10-08".to_owned()),
        ("project".to_owned(), "补登的采购".to_owned()),
        ("projects".to_owned(), "1".to_owned()),
        ("amount".to_owned(), "2 万元".to_owned()),
    ]);
    office
        .add_record(&clerk, &agency.id, "procurement", &record)
        .await
        .unwrap();
    let view = office
        .annual_report(&clerk, agency, 2020, None)
        .await
        .unwrap();
    let said = cells(&world, agency, 2020).await;
    assert_eq!(said["proactive.procurement.items"], "1");
    let (changed, _) = view.changes();
    let now: BTreeMap<&str, &str> = changed
        .iter()
        .map(|(cell, _, now)| (cell.as_str(), now.as_str()))
        .collect();
    let expected = [
        ("proactive.procurement.amount", "620000元"),
        ("proactive.procurement.items", "2"),
    ];
    assert_eq!(now, BTreeMap::from(expected));
    let seen = (2020, view.work.revision);
    let by_clerk = office.amend_report(&clerk, agency, seen, "补登").await;
    assert!(matches!(by_clerk, Err(OfficeError::Refusal(Refusal::Role))));
    let bare = office.amend_report(&head, agency, seen, " ").await;
    assert!(matches!(bare, Err(OfficeError::Invalid(_))));
    office
        .amend_report(&head, agency, seen, "补登一项采购")
        .await
        .unwrap();
    let view = office
        .annual_report(&clerk, agency, 2020, None)
        .await
        .unwrap();
    assert_eq!(
        cells(&world, agency, 2020).await["proactive.procurement.items"],
        "2"
    );
    assert_eq!(view.work.amendments.len(), 1);
    assert_eq!(view.changes(), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_number_typed_after_the_lock_waits_for_the_leaders_amendment() {
    let world = filled().await;
    let tree = world.office.agencies().await.unwrap();
    let agency = tree.at("wucheng").unwrap();
    let clerk = of(agency, Role::Clerk);
    let view = viewed(&world, agency, 2020).await;
    let asked = view.compiled.asked().next().unwrap().id.clone();
    let typed = BTreeMap::from([(asked.clone(), "3".to_owned())]);
    let seen = (2020, view.work.revision);
    let office = &world.office;
    let saved = office.type_cells(&clerk, agency, seen, &typed).await;
    saved.unwrap();
    assert!(!cells(&world, agency, 2020).await.contains_key(&asked));
    let (changed, _) = viewed(&world, agency, 2020).await.changes();
    let ids: Vec<&String> = changed.iter().map(|(cell, ..)| cell).collect();
    assert_eq!(ids, [&asked]);
}

#[tokio::test]
async fn last_years_paragraph_is_offered_and_stays_marked_until_it_is_changed() {
    let world = filled().await;
    let tree = world.office.agencies().await.unwrap();
    let agency = tree.at("beibaixiang").unwrap();
    let clerk = of(agency, Role::Clerk);
    let office = &world.office;
    let key = "one.requests";
    let write = async |year, text: &str| {
        let view = office
            .annual_report(&clerk, agency, year, None)
            .await
            .unwrap();
        let seen = (year, view.work.revision);
        office
            .write_paragraph(&clerk, agency, seen, key, text)
            .await
    };
    write(2024, "共收到{收到申请}件。").await.unwrap();
    let wrong = write(2024, "共收到{申请数}件。").await;
    assert!(matches!(wrong, Err(OfficeError::Invalid(_))));
    let view = office
        .annual_report(&clerk, agency, 2025, None)
        .await
        .unwrap();
    assert_eq!(
        view.offered,
        [(key.to_owned(), "共收到{收到申请}件。".to_owned())]
    );
    let seen = (2025, view.work.revision);
    office
        .take_last_years(&clerk, agency, seen, key)
        .await
        .unwrap();
    let from = async || {
        let view = office
            .annual_report(&clerk, agency, 2025, None)
            .await
            .unwrap();
        let paragraph = view.paragraphs.iter().find(|one| one.key == key).unwrap();
        (
            paragraph.text.clone(),
            paragraph.written.clone().unwrap().from_year,
        )
    };
    assert_eq!(from().await, ("共收到0件。".to_owned(), Some(2024)));
    write(2025, "今年共收到{收到申请}件。").await.unwrap();
    assert_eq!(from().await, ("今年共收到0件。".to_owned(), None));
}
