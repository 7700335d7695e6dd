//! The demonstration tells the facts of five published reports.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Role};
use gongkai_domain::handover::Batch;
use gongkai_domain::identity::AccountId;
use gongkai_office::{Context, HandoverView};
use gongkai_store::YearFigures;

async fn figures(world: &World, slug: &str) -> YearFigures {
    let tree = world.office.agencies().await.unwrap();
    let agency = tree.at(slug).unwrap();
    world.office.figures(&agency.id, 2020).await.unwrap()
}

/// The hand-over of an office as its clerk sees it.
async fn handovers(world: &World, slug: &str) -> HandoverView {
    let tree = world.office.agencies().await.unwrap();
    let agency = tree.at(slug).unwrap().id.clone();
    let grants = vec![Grant {
        role: Role::Clerk,
        agency: agency.clone(),
    }];
    let cx = Context {
        actor: Actor::Person(Person {
            account: AccountId::from_random(1),
            name: "甲".to_owned(),
            grants,
        }),
        now: "2026-11-20T02:00:00Z".parse().unwrap(),
        origin: String::new(),
    };
    world.office.handovers(&cx, &agency).await.unwrap()
}

/// The titles of what was delivered past its last day.
fn late_lines(batches: &[Batch]) -> Vec<&str> {
    let lines = batches.iter().flat_map(|batch| {
        let on = batch.delivered_on().unwrap();
        let late = batch
            .items
            .iter()
            .filter(move |line| line.days_late(on).is_some());
        late.map(|line| line.title.as_str())
    });
    lines.collect()
}

/// Twenty-four items went to both houses by the days of the rhythm, none of them late; so did those of
/// the office that has twenty working days for each.
async fn assert_handed_over(world: &World) {
    assert_eq!(figures(world, "xiangzhi").await.handed_over, 24);
    let done = handovers(world, "xiangzhi").await;
    assert_eq!(done.batches.len(), 24);
    assert!(done.batches.iter().all(Batch::is_receipted));
    assert!(done.late.is_empty() && done.waiting.is_empty());
    assert!(late_lines(&done.batches).is_empty());

    assert_eq!(figures(world, "haibin").await.handed_over, 25);
    let done = handovers(world, "haibin").await;
    assert!(done.batches.iter().all(Batch::is_receipted));
    assert!(late_lines(&done.batches).is_empty());
}

#[tokio::test]
async fn the_demonstration_has_the_counts_of_five_published_reports() {
    let world = World::demo("2026-11-20T02:00:00Z".parse().unwrap()).await;

    let xiangzhi = figures(&world, "xiangzhi").await;
    assert_eq!(
        (xiangzhi.published, xiangzhi.in_time, xiangzhi.late),
        (24, 24, 0)
    );
    let counts: Vec<u64> = xiangzhi
        .by_category
        .iter()
        .map(|(_, count)| *count)
        .collect();
    assert_eq!(counts.iter().sum::<u64>(), 24);
    assert!(
        xiangzhi
            .by_category
            .contains(&("安全生产、应急管理".to_owned(), 9))
    );

    assert_handed_over(&world).await;

    assert_eq!(figures(&world, "wucheng").await.published, 133);

    let haibin = figures(&world, "haibin").await;
    assert_eq!(haibin.published, 25);
    let site: u64 = haibin
        .by_channel
        .iter()
        .filter(|(name, _)| name.starts_with("区政府网站"))
        .map(|(_, n)| n)
        .sum();
    assert_eq!(site, 158);
    assert!(
        haibin
            .by_channel
            .contains(&("区政府网站·工作动态".to_owned(), 96))
    );
    assert_eq!(haibin.published_ever, 25);

    let sizhang = figures(&world, "sizhang").await;
    assert!(sizhang.by_channel.contains(&("微信公众号".to_owned(), 88)));
    assert!(
        sizhang
            .by_channel
            .contains(&("政府信息公开专栏".to_owned(), 40))
    );

    let beibaixiang = figures(&world, "beibaixiang").await;
    assert_eq!(beibaixiang.published, 58);
    assert!(
        beibaixiang
            .by_category
            .contains(&("政策文件".to_owned(), 17))
    );
    assert!(
        beibaixiang
            .by_category
            .contains(&("信息公开".to_owned(), 41))
    );

    let report = world.office.verify().await.unwrap();
    assert!(report.is_whole(), "{report:?}");
}
