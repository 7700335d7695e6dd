//! The standard catalogue: the sheet that offices publish in and out, editions, what is published under
//! an entry and by when.

use crate::handover::Town;
use crate::world::World;
use gongkai_domain::access::Action;
use gongkai_domain::clock::StepKind;
use gongkai_domain::identity::RecordId;
use gongkai_domain::information::{Facts, Listing, Topic};
use gongkai_domain::ledger::{Ledger, Record};
use gongkai_office::{
    CATALOGUE, Limit, Outcome, Plan, RecordQuery, Told, ledger, read_pasted, read_sheet,
};
use jiff::civil::{Date, date};

/// A sheet as it is pasted from the official form: two rows of heads, joined cells named once.
const PASTED: &str = "砚汀镇就业领域基层政务公开标准目录\n\
    序号\t公开事项\t\t公开内容（要素）\t公开依据\t公开时限\t公开主体\t公开渠道和载体\t公开对象\t\t公开方式\t\t公开层级\t\n\
    \t一级事项\t二级事项\t\t\t\t\t\t全社会\t特定群众\t主动\t依申请公开\t区级\t镇级\n\
    1\t补贴\t标准\t标准和条件\t某办法第八条\t3个工作日内\t砚汀镇\t\"■政府网站\n□公开栏\"\t√\t\t√\t\t\t√\n\
    2\t\t名单\t姓名、金额\t某办法\t每季度公开\t砚汀镇\t☑公开查阅点 ☐其他\t\t申请人\t√\t\t\t√\n\
    注：演示\n";

fn catalogue() -> &'static Ledger {
    ledger(CATALOGUE).unwrap()
}

async fn plan(town: &Town, text: &str, told: Told) -> Plan {
    let (cx, grid) = (town.clerk_on("2026-03-02"), read_pasted(text));
    let office = &town.world.office;
    let plan = office.plan_import(&cx, &town.agency, CATALOGUE, &grid, &told);
    plan.await.unwrap()
}

async fn bring_in(town: &Town, text: &str, told: Told) -> (usize, usize) {
    let cx = town.clerk_on("2026-03-02");
    let plan = plan(town, text, told).await;
    town.world
        .office
        .import(&cx, &town.agency, plan)
        .await
        .unwrap()
}

async fn records(town: &Town, key: &str) -> Vec<Record> {
    let query = RecordQuery {
        agencies: vec![town.agency.clone()],
        ledger: key.to_owned(),
        limit: 100,
        ..RecordQuery::default()
    };
    let cx = town.clerk_on("2026-03-02");
    town.world
        .office
        .ledger_records(&cx, query)
        .await
        .unwrap()
        .rows
}

async fn entry(town: &Town, item: &str) -> Record {
    let all = records(town, CATALOGUE).await;
    let named = |record: &&Record| record.values.get("level2") == Some(item);
    all.iter().find(named).unwrap().clone()
}

#[tokio::test]
async fn the_official_sheet_as_it_is_pasted_is_split_into_the_columns_of_the_ledger() {
    let town = Town::new().await;
    let told = || Told {
        from: Some(date(2025, 1, 1)),
        ..Told::default()
    };
    let planned = plan(&town, PASTED, told()).await;
    assert_eq!(planned.tally(), [2, 0, 0, 0], "{:?}", planned.rows);
    let notes = planned.notes.join("");
    for said in [
        "1行是说明",
        "空着的1格都按上面一行",
        "有1行的公开时限看不出",
    ] {
        assert!(notes.contains(said), "{said} in {notes}");
    }
    bring_in(&town, PASTED, told()).await;
    let record = entry(&town, "标准").await;
    let values = [
        ("field", "employment"),
        ("level1", "补贴"),
        ("limit_kind", "within_workdays"),
        ("limit_days", "3"),
        ("channels", "website"),
        ("channels_optional", "notice_board"),
        ("audience_all", "yes"),
        ("way_proactive", "yes"),
        ("level_township", "yes"),
        ("from", "2025-01-01"),
    ];
    for (key, value) in values {
        assert_eq!(record.values.get(key), Some(value), "{key}");
    }
    let second = entry(&town, "名单").await;
    assert_eq!(second.values.get("level1"), Some("补贴"));
    assert_eq!(second.values.get("audience_group"), Some("申请人"));
    assert_eq!(second.values.get("audience_all"), None, "blank is not no");
    assert_eq!(
        second.values.get("limit_kind"),
        None,
        "a quarter is no number of working days"
    );
    assert_eq!(plan(&town, PASTED, told()).await.tally(), [0, 0, 2, 0]);
}

#[tokio::test]
async fn a_channel_without_its_mark_is_wrong_in_its_cell_and_nothing_comes_in() {
    let town = Town::new().await;
    let text = PASTED.replace("☑公开查阅点 ☐其他", "公开查阅点");
    let plan = plan(&town, &text, Told::default()).await;
    assert_eq!(plan.tally(), [1, 0, 0, 1]);
    let gap = &plan.rows[1].gaps()[0];
    assert_eq!(gap.field, "channels");
    assert!(
        gap.message.contains("分不清是必选还是可选"),
        "{}",
        gap.message
    );
}

#[tokio::test]
async fn the_official_workbook_of_every_demonstration_office_comes_back_without_a_change() {
    let world = World::demo("2021-12-31T02:00:00Z".parse().unwrap()).await;
    let tree = world.office.agencies().await.unwrap();
    for slug in ["xiangzhi", "wucheng"] {
        let agency = tree.at(slug).unwrap().id.clone();
        let cx = crate::ledgers::clerk(&agency);
        let book = world
            .office
            .printed_workbook(&cx, &agency, CATALOGUE, date(2020, 12, 31));
        let book = book.await.unwrap();
        let grids = gongkai_sheet::read(&book).unwrap();
        assert_eq!(grids.len(), if slug == "xiangzhi" { 19 } else { 15 });
        let grid = read_pasted(&read_sheet(catalogue(), &book).unwrap());
        let told = Told {
            replaces: true,
            ..Told::default()
        };
        let plan = world
            .office
            .plan_import(&cx, &agency, CATALOGUE, &grid, &told);
        let plan = plan.await.unwrap();
        let changes = plan
            .rows
            .iter()
            .find(|row| !matches!(row.outcome, Outcome::Same));
        assert!(
            changes.is_none() && plan.ends.is_empty(),
            "{slug}: {changes:?}"
        );
        assert_eq!(plan.rows.len(), if slug == "xiangzhi" { 140 } else { 206 });
    }
}

#[tokio::test]
async fn a_new_edition_ends_what_is_not_in_it_and_is_counted() {
    let town = Town::new().await;
    let told = |day: Date, replaces| Told {
        from: Some(day),
        replaces,
        ..Told::default()
    };
    bring_in(&town, PASTED, told(date(2025, 1, 1), false)).await;
    let next = PASTED.replace("\t\t名单\t", "\t\t办理结果\t");
    let plan = plan(&town, &next, told(date(2026, 3, 1), true)).await;
    assert_eq!((plan.tally(), plan.ends.len()), ([1, 0, 1, 0], 1));
    bring_in(&town, &next, told(date(2026, 3, 1), true)).await;
    let ended = entry(&town, "名单").await;
    assert_eq!(ended.values.day("until"), Some(date(2026, 2, 28)));
    let editions = records(&town, "catalogue_edition").await;
    let numbers = ["fields", "level1", "level2", "completed_on"];
    let numbers = numbers.map(|key| editions[0].values.get(key).unwrap());
    assert_eq!(
        (editions.len(), numbers),
        (1, ["1", "1", "2", "2026-03-01"])
    );
    let on = async |day: Date| {
        let cx = town.clerk_on("2026-03-02");
        let fields = town
            .world
            .office
            .catalogue(&cx, &town.agency, day)
            .await
            .unwrap();
        fields[0]
            .entries
            .iter()
            .map(gongkai_office::Entry::item)
            .collect::<Vec<_>>()
    };
    assert_eq!(on(date(2026, 2, 28)).await, ["补贴，标准", "补贴，名单"]);
    assert_eq!(on(date(2026, 3, 1)).await, ["补贴，标准", "补贴，办理结果"]);
}

#[tokio::test]
async fn what_began_on_the_day_of_an_edition_cannot_have_ended_before_it() {
    let town = Town::new().await;
    let told = |replaces| Told {
        from: Some(date(2026, 3, 1)),
        replaces,
        ..Told::default()
    };
    bring_in(&town, PASTED, told(false)).await;
    let next = PASTED.replace("\t\t名单\t", "\t\t办理结果\t");
    let plan = plan(&town, &next, told(true)).await;
    assert!(!plan.is_sound() && plan.hindrances[0].contains("名单"));
    let cx = town.clerk_on("2026-03-02");
    assert!(
        town.world
            .office
            .import(&cx, &town.agency, plan)
            .await
            .is_err()
    );
    assert_eq!(records(&town, CATALOGUE).await.len(), 2);
}

/// Facts of an item under an entry; what the entry says, the office adds.
fn facts(title: &str, formed_on: Date, entry: &RecordId) -> Facts {
    Facts {
        formed_on: Some(formed_on),
        issuing_organ: "砚汀镇".to_owned(),
        summary: "概述".to_owned(),
        body: "正文".to_owned(),
        topic: Topic::try_from(15).ok(),
        listing: Some(Listing {
            record: entry.clone(),
            shown: String::new(),
            workdays: None,
            basis: String::new(),
        }),
        ..Facts::titled(title)
    }
}

#[tokio::test]
async fn an_item_under_an_entry_is_due_by_the_entrys_days_and_then_counts_for_it() {
    let town = Town::new().await;
    let from = Told {
        from: Some(date(2025, 1, 1)),
        ..Told::default()
    };
    bring_in(&town, PASTED, from).await;
    let (office, clerk) = (&town.world.office, town.clerk_on("2026-03-02"));
    let standard = entry(&town, "标准").await;
    let registered = facts("补贴标准", date(2026, 3, 2), &standard.id);
    let item = office
        .register(&clerk, &town.agency, registered)
        .await
        .unwrap();
    let listing = item.facts.listing.clone().unwrap();
    assert_eq!(
        (listing.shown.as_str(), listing.workdays),
        ("就业：补贴，标准", Some(3))
    );
    let view = office.view(&clerk, &item.id).await.unwrap();
    assert_eq!(view.limit.due_on(), Some(date(2026, 3, 5)));
    let Limit::Until(deadline) = &view.limit else {
        panic!("no limit");
    };
    let remark = deadline
        .steps
        .iter()
        .find(|step| step.kind == StepKind::Remark)
        .unwrap();
    assert!(
        remark.words.zh.contains("某办法第八条"),
        "{}",
        remark.words.zh
    );

    let empty = async |day: &str| {
        let fields = office
            .catalogue_check(&town.clerk_on(day), &town.agency)
            .await
            .unwrap();
        (
            fields[0].entries,
            fields[0].empty.len(),
            fields[0].stale.len(),
        )
    };
    assert_eq!(empty("2026-03-02").await, (2, 2, 0));
    town.carry("2026-03-03", item).await;
    assert_eq!(empty("2026-03-03").await, (2, 1, 0));
    assert_eq!(empty("2027-03-04").await, (2, 1, 1));
    let under = office
        .public_under(&town.agency, &standard.id, 0, 10)
        .await
        .unwrap();
    assert_eq!(under.rows[0].title, "补贴标准");
    assert!(
        !office
            .check_workbook(&clerk, &town.agency)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn an_entry_that_has_ended_is_kept_by_its_items_and_cannot_be_chosen() {
    let town = Town::new().await;
    let told = |day: Date, replaces| Told {
        from: Some(day),
        replaces,
        ..Told::default()
    };
    bring_in(&town, PASTED, told(date(2025, 1, 1), false)).await;
    let (office, clerk) = (&town.world.office, town.clerk_on("2026-03-02"));
    let list = entry(&town, "名单").await;
    let registered = facts("名单", date(2026, 3, 2), &list.id);
    let item = office
        .register(&clerk, &town.agency, registered.clone())
        .await
        .unwrap();
    let next = PASTED.replace("\t\t名单\t", "\t\t办理结果\t");
    bring_in(&town, &next, told(date(2026, 3, 1), true)).await;
    let changed = Facts {
        summary: "改过的概述".to_owned(),
        ..item.facts.clone()
    };
    let kept = office
        .revise(&clerk, &item.id, item.revision, changed)
        .await
        .unwrap();
    assert_eq!(kept.facts.listing, item.facts.listing);
    let refused = office
        .register(&clerk, &town.agency, registered)
        .await
        .unwrap_err();
    assert_eq!(refused.gaps()[0].field, "listing");
    let seen = office
        .ledger_record(&clerk, &list.id, Action::ReadLedgers)
        .await
        .unwrap();
    assert_eq!(seen.values.get("level2"), Some("名单"));
}
