//! What is not public is in no representation; what is withdrawn leaves all of them at once.

use super::office::{SLUG, at_work, carry, facts, file, publish, withdraw};
use crate::browser::TestSite;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use gongkai_domain::information::{Information, Stage};
use gongkai_store::DeskQuery;

/// Every address under which something of an item could stand.
fn addresses(item: &Information) -> Vec<String> {
    let at = format!("/{SLUG}/item/{}", item.id);
    let mut all = vec![at.clone(), format!("{at}.json"), format!("{at}.txt")];
    all.extend(
        item.facts
            .attachments
            .iter()
            .map(|file| format!("{at}/file/{}", file.digest)),
    );
    all
}

/// Every address that lists items.
fn lists(word: &str) -> Vec<String> {
    let word = super::lists::escaped(word);
    let own = [
        "",
        "/content",
        "/content?topic=12",
        "/content?year=2026",
        "/feed.xml",
    ];
    let mut all: Vec<String> = own.iter().map(|path| format!("/{SLUG}{path}")).collect();
    all.push(format!("/{SLUG}/search?q={word}"));
    all.push(format!("/{SLUG}/content?word={word}"));
    all.push(format!("/search?q={word}"));
    all.push("/sitemap.xml".to_owned());
    all
}

#[tokio::test]
async fn what_is_in_draft_in_review_or_withheld_is_in_no_public_representation() {
    let site = TestSite::demo().await;
    let clerk = at_work(&site, "wucheng.clerk").await;
    let stages = [
        Stage::Draft,
        Stage::InReview,
        Stage::Returned,
        Stage::Approved,
        Stage::Kept,
    ];
    let query = DeskQuery {
        stages: stages.to_vec(),
        limit: 100,
        ..DeskQuery::default()
    };
    let hidden = site.office.register_of(&clerk, query).await.unwrap().rows;
    assert_eq!(hidden.len(), 5);
    for item in hidden {
        let at = format!("/{SLUG}/item/{}", item.id);
        for path in [
            at.clone(),
            format!("{at}.json"),
            format!("{at}.txt"),
            format!("{at}/file/0"),
        ] {
            let answer = site.anybody().get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            let head = Request::head(&path).body(Body::empty()).unwrap();
            let answer = site.anybody().send(head).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in lists(&item.title) {
            let text = site.anybody().get(&path).await.text();
            assert!(
                !text.contains(item.id.as_str()) && !text.contains(&item.index_number),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_draft_of_a_correction_changes_nothing_for_the_public_until_it_is_published() {
    let site = TestSite::demo().await;
    let item = publish(&site, facts("更正以前的标题")).await;
    let clerk = at_work(&site, "wucheng.clerk").await;
    let draft = site
        .office
        .correct(&clerk, &item.id, item.revision)
        .await
        .unwrap();
    let mut new = facts("更正以后的标题");
    new.body = "更正以后的正文。".to_owned();
    let draft = site
        .office
        .revise(&clerk, &draft.id, draft.revision, new)
        .await
        .unwrap();
    let site = &site;
    let page = |path: String| async move { site.anybody().get(&path).await.text() };
    for path in addresses(&item).into_iter().chain(lists("更正")) {
        let text = page(path.clone()).await;
        assert!(!text.contains("更正以后"), "{path}");
    }
    carry(site, draft).await;
    let text = page(format!("/{SLUG}/item/{}", item.id)).await;
    assert!(text.contains("更正以后的标题") && !text.contains("没有修改过"));
}

#[tokio::test]
async fn a_withdrawn_item_leaves_every_representation_at_once_and_a_tombstone_behind() {
    let site = TestSite::demo().await;
    let mut facts = facts("要撤回的公告");
    facts.attachments = vec![file(&site, "名单.txt", "附件里的字样".as_bytes()).await];
    let item = publish(&site, facts).await;
    let number = item.index_number.clone();
    for path in addresses(&item) {
        assert_eq!(
            site.anybody().get(&path).await.status,
            StatusCode::OK,
            "{path}"
        );
    }
    let found = site.anybody().get(&lists("附件里的字样")[5]).await.text();
    assert!(
        found.contains("要撤回的公告"),
        "the text of files is searched"
    );
    withdraw(&site, &item, "附件有误").await;
    for path in addresses(&item) {
        let answer = site.anybody().get(&path).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
        let text = answer.text();
        assert!(
            text.contains("附件有误") && text.contains("2026-11-20"),
            "{path}"
        );
        assert!(
            !text.contains("要撤回的公告") && !text.contains(&number),
            "{path}"
        );
    }
    for path in lists("要撤回的公告") {
        let text = site.anybody().get(&path).await.text();
        assert!(
            !text.contains(item.id.as_str()) && !text.contains(&number),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_item_is_not_found_in_the_column_of_another_agency() {
    let site = TestSite::demo().await;
    let item = publish(&site, facts("吴城镇的公告")).await;
    for path in addresses(&item) {
        let other = path.replace(SLUG, "haibin");
        assert_eq!(
            site.anybody().get(&other).await.status,
            StatusCode::NOT_FOUND,
            "{other}"
        );
    }
    withdraw(&site, &item, "附件有误").await;
    for path in addresses(&item) {
        let other = path.replace(SLUG, "haibin");
        assert_eq!(
            site.anybody().get(&other).await.status,
            StatusCode::NOT_FOUND,
            "{other}"
        );
    }
}
