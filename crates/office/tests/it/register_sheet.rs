//! The register in and out of spreadsheets: what goes out comes back the same, drafts can be changed,
//! what is past a draft cannot, and nothing is published by a sheet.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::information::Stage;
use gongkai_office::{
    Context, DeskQuery, Outcome, Plan, REGISTER, Summary, Told, read_pasted, read_sheet,
    register_columns,
};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

fn now() -> jiff::Timestamp {
    "2026-11-20T02:00:00Z".parse().unwrap()
}

/// An office of the demonstration and its clerk.
struct Desk {
    world: World,
    agency: Agency,
    clerk: Context,
}

impl Desk {
    async fn open() -> Self {
        let world = World::demo(now()).await;
        let tree = world.office.agencies().await.unwrap();
        let agency = tree.at("sizhang").unwrap().clone();
        let program = Context {
            actor: Actor::Program,
            now: now(),
            origin: String::new(),
        };
        let accounts = world.office.accounts(&program).await.unwrap();
        let account = accounts
            .iter()
            .find(|account| account.login == "sizhang.clerk")
            .unwrap();
        let person = Person {
            account: account.id.clone(),
            name: account.name.clone(),
            grants: vec![Grant {
                role: Role::Clerk,
                agency: agency.id.clone(),
            }],
        };
        let clerk = Context {
            actor: Actor::Person(person),
            ..program
        };
        Self {
            world,
            agency,
            clerk,
        }
    }

    async fn told(&self, text: &str, mapping: &[(usize, &str)]) -> Plan {
        let grid = read_pasted(text);
        let mapping = mapping.iter().map(|(at, key)| (*at, (*key).to_owned()));
        let told = Told {
            mapping: mapping.collect(),
            ..Told::default()
        };
        let (cx, id) = (&self.clerk, &self.agency.id);
        let plan = self
            .world
            .office
            .plan_import(cx, id, REGISTER, &grid, &told);
        plan.await.unwrap()
    }

    async fn plan(&self, text: &str) -> Plan {
        self.told(text, &[]).await
    }

    async fn import(&self, plan: Plan) -> Result<(usize, usize), String> {
        let done = self.world.office.import(&self.clerk, &self.agency.id, plan);
        done.await.map_err(|error| error.to_string())
    }

    async fn all(&self) -> Vec<Summary> {
        let query = DeskQuery {
            limit: 100_000,
            ..DeskQuery::default()
        };
        let found = self.world.office.register_of(&self.clerk, query);
        found.await.unwrap().rows
    }

    /// The register as it goes out, as text.
    async fn out(&self, query: DeskQuery) -> String {
        let book = self.world.office.register_workbook(&self.clerk, query);
        read_sheet(register_columns().unwrap(), &book.await.unwrap()).unwrap()
    }
}

/// What the first wrong row says.
fn wrong(plan: &Plan) -> String {
    let rows = plan.rows.iter();
    let mut gaps = rows.flat_map(gongkai_office::PlannedRow::gaps);
    gaps.next()
        .map_or_else(String::new, |gap| gap.message.clone())
}

#[tokio::test]
async fn the_register_that_goes_out_comes_back_without_a_change() {
    let desk = Desk::open().await;
    let text = desk.out(DeskQuery::default()).await;
    let plan = desk.plan(&text).await;
    let all = desk.all().await.len();
    assert_eq!(plan.tally(), [0, 0, all, 0], "{}", wrong(&plan));
    let year = DeskQuery {
        year: Some(2020),
        ..DeskQuery::default()
    };
    let of_year = desk.plan(&desk.out(year).await).await;
    let [_, _, same, _] = of_year.tally();
    assert!(
        same >= 128 && same < all,
        "the filter holds: {same} of {all}"
    );
    assert_eq!(desk.import(plan).await, Ok((0, 0)));
}

#[tokio::test]
async fn new_rows_are_drafts_with_index_numbers_of_the_system_and_nothing_is_published() {
    let desk = Desk::open().await;
    let before = desk.all().await;
    let public = |all: &[Summary]| {
        let published = all.iter();
        published
            .filter(|one| one.stage == Stage::Published)
            .count()
    };
    let text = "名称\t文号\t栏目\t公开方式\t发文日期\t状态\n\
                防汛值班安排\t演〔2025〕1号\t政策文件\t主动公开\t2025年5月6日\t已发布\n";
    let plan = desk.plan(text).await;
    assert_eq!(plan.tally(), [1, 0, 0, 0], "{}", wrong(&plan));
    let filled: Vec<&str> = plan.filled.iter().map(|one| one.zh.as_str()).collect();
    assert_eq!(
        filled,
        ["来源", "载体形式", "行政规范性文件", "有效性", "需要解读"]
    );
    assert_eq!(desk.import(plan).await, Ok((1, 0)));
    let after = desk.all().await;
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(public(&after), public(&before));
    let new = after
        .iter()
        .find(|one| one.title == "防汛值班安排")
        .unwrap();
    assert_eq!(new.stage, Stage::Draft);
    assert!(!new.index_number.is_empty());
    let view = desk.world.office.view(&desk.clerk, &new.id).await.unwrap();
    let facts = &view.item.facts;
    assert_eq!(facts.topic.unwrap().number(), 1, "that of the category");
    assert_eq!(facts.formed_on, None, "what is not said stays open");
    let again = desk.plan(text).await;
    assert_eq!(again.tally(), [0, 0, 1, 0], "{}", wrong(&again));
}

#[tokio::test]
async fn a_row_of_a_draft_changes_it_and_one_past_a_draft_is_refused_with_all_the_others() {
    let desk = Desk::open().await;
    let text = "信息名称\t公开属性\t内容概述\n防汛值班安排\t主动公开\t值班表\n";
    desk.import(desk.plan(text).await).await.unwrap();
    let all = desk.all().await;
    let draft = all.iter().find(|one| one.title == "防汛值班安排").unwrap();
    let public = all
        .iter()
        .find(|one| one.stage == Stage::Published)
        .unwrap();
    let rows = |title: &str| {
        format!(
            "信息名称\t索引号\n防汛值班安排（修订）\t{}\n{title}\t{}\n",
            draft.index_number, public.index_number
        )
    };
    let refused = desk.plan(&rows("改了名称的")).await;
    assert_eq!(refused.tally(), [0, 1, 0, 1]);
    assert!(wrong(&refused).contains("已公开") || wrong(&refused).contains("发布"));
    assert!(desk.import(refused).await.is_err());
    assert_eq!(desk.all().await.len(), all.len());
    let allowed = desk.plan(&rows(&public.title)).await;
    assert_eq!(allowed.tally(), [0, 1, 1, 0], "{}", wrong(&allowed));
    assert_eq!(desk.import(allowed).await, Ok((0, 1)));
    let view = desk
        .world
        .office
        .view(&desk.clerk, &draft.id)
        .await
        .unwrap();
    let facts = &view.item.facts;
    assert_eq!(facts.title, "防汛值班安排（修订）");
    assert_eq!(
        facts.summary, "值班表",
        "a column that is not there changes nothing"
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_of_each_cell() {
    let desk = Desk::open().await;
    let cases = [
        ("甲\t\t\t\t", "请选择公开属性"),
        ("甲\t半公开\t\t\t", "不在可选范围内"),
        ("甲\t不予公开\t\t\t", "情形"),
        ("甲\t主动公开\t没有的类\t\t", "没有“没有的类”这个类别"),
        ("甲\t主动公开\t\t2025-5-6\t2025-5-5", "不能早于"),
        ("\t主动公开\t\t\t", "请填写信息名称"),
    ];
    for (row, said) in cases {
        let text = format!("信息名称\t公开属性\t类别\t成文日期\t形成日期\n{row}\n");
        let plan = desk.plan(&text).await;
        assert!(wrong(&plan).contains(said), "{row}: {}", wrong(&plan));
    }
    let unknown = desk
        .plan("信息名称\t公开属性\t索引号\n甲\t主动公开\t旧-1\n")
        .await;
    assert!(wrong(&unknown).contains("旧-1"), "{}", wrong(&unknown));
}

#[tokio::test]
async fn the_list_of_another_office_is_taken_over_with_columns_told_by_hand() {
    let desk = Desk::open().await;
    let text = "索引号\t标题\t怎么公开\n旧-1\t植树通知\t主动公开\n";
    let mapping = [(0, ""), (2, "attribute")];
    let plan = desk.told(text, &mapping).await;
    assert_eq!(plan.tally(), [1, 0, 0, 0], "{}", wrong(&plan));
    assert!(matches!(plan.rows[0].outcome, Outcome::New(_)));
}

#[tokio::test]
async fn ten_thousand_items_come_in_together_or_not_at_all() {
    let desk = Desk::open().await;
    let mut text = "标题\t文号\t类别\t公开属性\t形成日期\t发布机构\n".to_owned();
    for row in 0..10_000 {
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        let _ = writeln!(
            text,
            "关于第{row}件事的通知\t演〔2025〕{row}号\t政策文件\t主动公开\t2025/{month}/{day}\t演示镇"
        );
    }
    let before = desk.all().await.len();
    let broken = desk.plan(&format!("{text}坏的\t\t\t猜\t\t\n")).await;
    assert_eq!(broken.tally(), [10_000, 0, 0, 1]);
    assert!(desk.import(broken).await.is_err());
    assert_eq!(desk.all().await.len(), before);
    let begun = Instant::now();
    let plan = desk.plan(&text).await;
    assert_eq!(desk.import(plan).await, Ok((10_000, 0)));
    let took = begun.elapsed();
    assert_eq!(desk.all().await.len(), before + 10_000);
    // Twice and not ten times the promise on a machine that is busy with other tests.
    let most = if cfg!(debug_assertions) { 120 } else { 10 };
    assert!(took < Duration::from_secs(most), "{took:?}");
}
