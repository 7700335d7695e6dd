//! An institution publishes on the column of the office above it.

use super::office::whole;
use crate::browser::{TestSite, now};
use axum::http::StatusCode;
use gongkai_domain::access::Actor;
use gongkai_office::{Context, settings_mark};
use gongkai_web::export;

/// The office, and the institution of the demonstration under it.
const ABOVE: &str = "sizhang";
const UNIT: &str = "sizhang-wenhua";

/// Sets whether the institution publishes on the column above it.
async fn set(site: &TestSite, above: bool) {
    let tree = site.office.agencies().await.unwrap();
    let agency = tree.at(UNIT).unwrap();
    let cx = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    let mut settings = agency.settings.clone();
    settings.on_column_above = above;
    let seen = settings_mark(&agency.settings);
    let saved = site.office.set_up(&cx, &agency.id, &seen, settings);
    saved.await.unwrap();
}

/// The addresses of items in a page.
fn items(page: &str) -> Vec<String> {
    let links = super::office::links(page).into_iter();
    links.filter(|link| link.contains("/item/")).collect()
}

#[tokio::test]
async fn its_items_stand_on_the_column_above_with_its_name_and_can_be_asked_for_alone() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let list = anybody.get(&format!("/{ABOVE}/content?unit={UNIT}")).await;
    let page = list.text();
    assert!(
        page.contains("泗张镇综合文化站"),
        "the name beside the title"
    );
    let own = items(&page);
    assert_eq!(own.len(), 6);
    assert!(
        own.iter()
            .all(|link| link.starts_with(&format!("/{ABOVE}/item/")))
    );
    let item = anybody.get(&own[0]).await;
    assert_eq!(item.status, StatusCode::OK);
    assert!(item.text().contains(&format!("unit={UNIT}")));
    let json = anybody.get(&format!("{}.json", own[0])).await.text();
    assert!(json.contains("泗张镇综合文化站"));
    let whole = anybody.get(&format!("/{ABOVE}/content")).await.text();
    assert!(whole.contains("按发布单位查看"));
    let feed = anybody.get(&format!("/{ABOVE}/feed.xml")).await;
    assert_eq!(feed.status, StatusCode::OK);
    let kiosk = anybody.get(&format!("/{ABOVE}/kiosk/content")).await;
    assert_eq!(kiosk.status, StatusCode::OK);
}

#[tokio::test]
async fn its_own_addresses_lead_to_the_same_pages_of_the_column_above() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let list = format!("/{ABOVE}/content?unit={UNIT}");
    for (asked, to) in [
        (format!("/{UNIT}"), list.clone()),
        (format!("/{UNIT}/content"), list.clone()),
        (format!("/{UNIT}/guide"), format!("/{ABOVE}/guide")),
        (format!("/{UNIT}/feed.xml"), format!("/{ABOVE}/feed.xml")),
        (
            format!("/{UNIT}/search?q=a"),
            format!("/{ABOVE}/search?q=a"),
        ),
        (format!("/{UNIT}/kiosk"), format!("/{ABOVE}/kiosk")),
    ] {
        let answer = anybody.get(&asked).await;
        assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT, "{asked}");
        assert_eq!(answer.location(), to);
    }
    let map = anybody.get("/sitemap.xml").await.text();
    assert!(!map.contains(&format!("/{UNIT}")));
}

#[tokio::test]
async fn with_a_column_of_its_own_again_its_items_are_there_and_old_addresses_lead_to_them() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let page = anybody.get(&format!("/{ABOVE}/content?unit={UNIT}")).await;
    let own = items(&page.text());
    let total = async |slug: &str| site.office.holdings(slug).await.unwrap().counts.total;
    let before = total(ABOVE).await;
    set(&site, false).await;
    assert_eq!(total(ABOVE).await, before - 6);
    assert_eq!(total(UNIT).await, 6);
    let moved = anybody.get(&own[0]).await;
    assert_eq!(moved.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(moved.location(), own[0].replace(ABOVE, UNIT));
    assert_eq!(anybody.get(moved.location()).await.status, StatusCode::OK);
    set(&site, true).await;
    assert_eq!(total(ABOVE).await, before);
    assert_eq!(anybody.get(&own[0]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn it_is_exported_with_the_column_above_and_not_alone() {
    let site = TestSite::demo().await;
    let out = tempfile::tempdir().unwrap();
    let alone = export::site(&whole(&site), out.path(), Some(UNIT)).await;
    assert!(alone.unwrap_err().to_string().contains(ABOVE));
    export::site(&whole(&site), out.path(), Some(ABOVE))
        .await
        .unwrap();
    let list = out.path().join(format!("{ABOVE}/content-unit-{UNIT}.html"));
    assert!(
        std::fs::read_to_string(list)
            .unwrap()
            .contains("泗张镇综合文化站")
    );
}

#[tokio::test]
async fn the_administrator_sets_it_and_only_for_an_institution() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let tree = site.office.agencies().await.unwrap();
    let form = |slug: &str| format!("/admin/agencies/{}/settings", tree.at(slug).unwrap().id);
    let asked = "在上级机关的专栏上公开";
    assert!(system.get(&form(UNIT)).await.text().contains(asked));
    assert!(!system.get(&form(ABOVE)).await.text().contains(asked));
    let fields = [
        ("region_code", "990004"),
        ("organ_code", "12990004000000006A"),
        ("index_template", "{机构代码}-{年}-{流水号5}"),
        ("before", "0"),
    ];
    let saved = system.post(&form(UNIT), &form(UNIT), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(site.office.holdings(UNIT).await.unwrap().counts.total, 6);
}
