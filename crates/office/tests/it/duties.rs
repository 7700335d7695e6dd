//! Duties of the demonstration: kept by postings, by a person's word, and late.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Refusal, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::duty::{DutyPeriod, DutyStanding, Kept};
use gongkai_domain::identity::AccountId;
use gongkai_office::{Context, DutyProof, DutyView, NewMark, OfficeError};
use jiff::Timestamp;
use jiff::civil::{Date, date};

fn now() -> Timestamp {
    "2026-11-20T02:00:00Z".parse().unwrap()
}

fn of_2020() -> (Date, Date) {
    (date(2020, 1, 1), date(2020, 12, 31))
}

async fn haibin() -> (World, Agency, Context) {
    let world = World::demo(now()).await;
    let tree = world.office.agencies().await.unwrap();
    let agency = tree.at("haibin").unwrap().clone();
    let account = clerk(&world, &agency).await;
    let cx = acting(account, &agency, Role::Clerk);
    (world, agency, cx)
}

/// The account that registered an item of the agency.
async fn clerk(world: &World, agency: &Agency) -> AccountId {
    let program = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    let events = world
        .office
        .events(&program, Some(&agency.id), None, 1)
        .await;
    events.unwrap()[0].event.account.clone().unwrap()
}

fn acting(account: AccountId, agency: &Agency, role: Role) -> Context {
    Context {
        actor: Actor::Person(Person {
            account,
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

fn of<'v>(views: &'v [DutyView], id: &str) -> &'v DutyView {
    views.iter().find(|view| view.duty.id == id).unwrap()
}

#[tokio::test]
async fn twelve_months_of_two_statements_budget_and_accounts_are_kept_by_27_postings() {
    let (world, agency, cx) = haibin().await;
    let views = world.office.duties(&cx, &agency, of_2020()).await.unwrap();
    for (id, turns) in [
        ("three-publics", 12),
        ("finance", 12),
        ("budget", 1),
        ("final-accounts", 1),
    ] {
        let view = of(&views, id);
        assert_eq!(view.turns.len(), turns, "{id}");
        for turn in &view.turns {
            let in_time = matches!(turn.standing, DutyStanding::Done { late: 0, .. });
            assert!(in_time, "{id} {:?}", turn.standing);
            assert!(matches!(turn.proof, Some(DutyProof::Posting(_))), "{id}");
        }
    }
    let figures = world.office.figures(&agency.id, 2020).await.unwrap();
    let name = "区政府网站·预决算及三公".to_owned();
    assert!(figures.by_channel.contains(&(name, 27)));
}

#[tokio::test]
async fn a_forgotten_return_is_a_task_until_a_person_says_it_was_done_and_again_if_not() {
    let (world, agency, cx) = haibin().await;
    let office = &world.office;
    let forgotten = || async {
        let tasks = office.duty_tasks(&cx).await.unwrap();
        let task = tasks
            .into_iter()
            .find(|task| task.duty.id == "quarterly-return");
        task.map(|task| (task.turn.period, task.due_on, task.missed))
    };
    let period: DutyPeriod = "2026-Q3".parse().unwrap();
    let task = Some((period, Some(date(2026, 10, 15)), 0));
    assert_eq!(forgotten().await, task);
    let mark = |done_on| NewMark {
        duty: "quarterly-return".to_owned(),
        period,
        done_on,
        note: "电话补报".to_owned(),
    };
    let ahead = office
        .mark_duty(&cx, &agency, mark(date(2026, 11, 21)))
        .await;
    assert_eq!(ahead.unwrap_err().gaps()[0].field, "done_on");
    office
        .mark_duty(&cx, &agency, mark(date(2026, 11, 20)))
        .await
        .unwrap();
    assert_eq!(forgotten().await, None);
    let year = (date(2026, 1, 1), date(2026, 12, 31));
    let views = office.duties(&cx, &agency, year).await.unwrap();
    let turns = &of(&views, "quarterly-return").turns;
    assert!(matches!(
        turns[3].standing,
        DutyStanding::Done { late: 36, .. }
    ));
    office
        .unmark_duty(&cx, &agency.id, "quarterly-return", period)
        .await
        .unwrap();
    assert_eq!(forgotten().await, task);
}

#[tokio::test]
async fn only_the_clerk_of_the_agency_keeps_its_duties_and_only_those_it_has() {
    let (world, agency, cx) = haibin().await;
    let office = &world.office;
    let mark = |duty: &str, period: &str| NewMark {
        duty: duty.to_owned(),
        period: period.parse().unwrap(),
        done_on: date(2026, 11, 20),
        note: String::new(),
    };
    let account = cx.actor.person().unwrap().account.clone();
    let reviewer = acting(account.clone(), &agency, Role::Reviewer);
    let refused = office
        .mark_duty(&reviewer, &agency, mark("quarterly-return", "2026-Q3"))
        .await;
    assert!(matches!(refused, Err(OfficeError::Refusal(Refusal::Role))));
    let other = office
        .agencies()
        .await
        .unwrap()
        .at("wucheng")
        .unwrap()
        .clone();
    let stranger = acting(account, &other, Role::Clerk);
    let refused = office
        .mark_duty(&stranger, &agency, mark("quarterly-return", "2026-Q3"))
        .await;
    assert!(matches!(
        refused,
        Err(OfficeError::Refusal(Refusal::Unknown))
    ));
    for (duty, period) in [
        ("secrecy-summary", "2026-10"),
        ("quarterly-return", "2026-10"),
        ("quarterly-return", "first"),
        ("nothing", "2026"),
    ] {
        let refused = office.mark_duty(&cx, &agency, mark(duty, period)).await;
        assert!(refused.is_err(), "{duty} {period}");
    }
    let guide = office.mark_duty(&cx, &agency, mark("guide", "first")).await;
    assert!(matches!(guide, Err(OfficeError::Invalid(_))));
}

#[tokio::test]
async fn every_channel_and_column_is_watched_and_an_empty_one_is_named_as_empty() {
    let (world, agency, cx) = haibin().await;
    let watched = world.office.freshness(&cx, &agency).await.unwrap();
    assert_eq!(watched.len(), 1 + 11 + 7);
    let of = |name: &str| watched.iter().find(|one| one.name == name).unwrap();
    let news = of("工作动态");
    assert_eq!(
        (news.freshness.days, news.freshness.kept),
        (Some(2), Kept::Fresh)
    );
    // The column stands still for years; the site that shows it does not.
    assert_eq!(of("网站首页").freshness.kept, Kept::Fresh);
    assert_eq!(of("村（居）务公开栏").freshness.kept, Kept::Stale);
    let limit = |name: &str| of(name).rule.as_ref().map(|rule| rule.limit.zh());
    assert_eq!(limit("区政府网站·公示公告").as_deref(), Some("6个月"));
    assert_eq!(limit("区政府网站·预决算及三公"), None);
    // No rule of the indicators watches touch screens.
    assert!(of("大厅触控一体机").rule.is_none());
    let tree = world.office.agencies().await.unwrap();
    let xiangzhi = tree.at("xiangzhi").unwrap();
    let today = cx.today();
    let watched = world.office.watched(xiangzhi, today).await.unwrap();
    let permits = watched.iter().find(|one| one.name == "行政许可").unwrap();
    assert_eq!(permits.freshness.kept, Kept::Never);
}
