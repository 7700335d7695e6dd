//! A generated installation is one: whole, of the size that was asked for, and its sums are sums.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Role};
use gongkai_domain::identity::AccountId;
use gongkai_domain::report::Number;
use gongkai_domain::submission::Progress;
use gongkai_domain::sum::Total;
use gongkai_office::Context;
use gongkai_office::generate::{Plan, fill};

const PLAN: Plan = Plan {
    units: 20,
    years: (2023, 2024),
    items: 6,
    requests: 4,
    seed: 7,
};

/// A generated installation and who supervises it.
async fn generated(plan: &Plan) -> (World, Context) {
    let world = World::new().await;
    Box::pin(fill(&world.office, plan, "演示口令清风徐来", |_, _| ()))
        .await
        .unwrap();
    let tree = world.office.agencies().await.unwrap();
    let above = Context {
        actor: Actor::Person(Person {
            account: AccountId::from_random(7),
            name: "某人".to_owned(),
            grants: vec![Grant {
                role: Role::Supervisor,
                agency: tree.at("county").unwrap().id.clone(),
            }],
        }),
        now: "2025-03-01T02:00:00Z".parse().unwrap(),
        origin: "测试".to_owned(),
    };
    (world, above)
}

#[tokio::test]
async fn what_is_generated_verifies_and_its_sums_are_those_of_its_units() {
    let (world, above) = generated(&PLAN).await;
    let office = &world.office;
    assert!(office.verify().await.unwrap().is_whole());
    let grid = office.report_grid(&above, 2023).await.unwrap();
    assert_eq!(grid.rows.len(), 20);
    assert!(grid.rows.iter().all(|row| row.progress.is_here()));
    let open = office.report_grid(&above, 2024).await.unwrap();
    let begun = open.count(Progress::InProgress);
    assert_eq!(begun + open.count(Progress::NotBegun), 20);
    assert!(begun > 0 && begun < 20);
    let sum = office.report_sum(&above, 2023).await.unwrap();
    assert!(sum.missing.is_empty());
    let total = sum.total.as_ref().unwrap();
    for (spec, total) in total.form.cells().iter().zip(&total.totals) {
        let Total::Known(Number::Count(known)) = total else {
            continue;
        };
        let behind = sum.behind(&spec.id);
        let counts = behind.iter().map(|one| match one.cell.number() {
            Some(Number::Count(count)) => count,
            Some(Number::Amount(_)) | None => 0,
        });
        assert_eq!(*known, counts.sum::<i64>(), "{}", spec.id);
    }
    let asked = "requests.new.total";
    let asked = total.form.cell_index(asked).map(|at| &total.totals[at]);
    assert!(matches!(asked, Some(Total::Known(Number::Count(1..)))));
}

#[tokio::test]
async fn the_same_seed_gives_the_same_figures_and_another_one_others() {
    let small = Plan { units: 3, ..PLAN };
    let mut totals = Vec::new();
    for seed in [1, 1, 2] {
        let (world, above) = generated(&Plan { seed, ..small }).await;
        let sum = world.office.report_sum(&above, 2023).await.unwrap();
        totals.push(sum.total.unwrap().totals);
    }
    assert_eq!(totals[0], totals[1]);
    assert_ne!(totals[0], totals[2]);
}
