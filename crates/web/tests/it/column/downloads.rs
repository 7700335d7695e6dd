//! Files, text and data of items, caches, and what markup in a field does: nothing.

use super::office::{SLUG, facts, file, publish, whole};
use crate::browser::TestSite;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use gongkai_domain::information::Validity;

/// Opens an element, an attribute and a comment, in HTML and XML.
const ATTACK: &str = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>]]>&{{7*7}}";

#[tokio::test]
async fn a_file_is_a_download_in_a_sandbox_with_its_own_name() {
    let site = TestSite::demo().await;
    let mut facts = facts("带附件的公告");
    facts.attachments = vec![file(&site, "名单 一.txt", "甲、乙、丙".as_bytes()).await];
    let item = publish(&site, facts).await;
    let digest = &item.facts.attachments[0].digest;
    let answer = site
        .anybody()
        .get(&format!("/{SLUG}/item/{}/file/{digest}?inline=1", item.id))
        .await;
    assert_eq!(answer.bytes, "甲、乙、丙".as_bytes());
    let text = |name: header::HeaderName| answer.headers[name].to_str().unwrap();
    let disposition = "attachment; filename=\"file.txt\"; \
                       filename*=UTF-8''%E5%90%8D%E5%8D%95%20%E4%B8%80.txt";
    assert_eq!(text(header::CONTENT_DISPOSITION), disposition);
    assert_eq!(text(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert!(text(header::CONTENT_SECURITY_POLICY).starts_with("sandbox;"));
    let page = site
        .anybody()
        .get(&format!("/{SLUG}/item/{}", item.id))
        .await
        .text();
    assert!(page.contains("TXT，1 KB"));
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again_and_no_cookie_keeps_it_from_caches() {
    let site = TestSite::demo().await;
    let first = site.anybody().get(&format!("/{SLUG}")).await;
    assert!(
        first.headers[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .starts_with("public")
    );
    assert!(first.headers.get(header::SET_COOKIE).is_none());
    let tag = first.headers[header::ETAG].clone();
    let again = Request::get(format!("/{SLUG}")).header(header::IF_NONE_MATCH, tag);
    let again = site
        .anybody()
        .send(again.body(Body::empty()).unwrap())
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.bytes.is_empty());
    publish(&site, facts("新的公告")).await;
    let tag = first.headers[header::ETAG].clone();
    let changed = Request::get(format!("/{SLUG}")).header(header::IF_NONE_MATCH, tag);
    let changed = site
        .anybody()
        .send(changed.body(Body::empty()).unwrap())
        .await;
    assert_eq!(changed.status, StatusCode::OK);
}

#[tokio::test]
async fn data_and_text_say_what_the_page_says_and_not_where_the_paper_lies() {
    let site = TestSite::demo().await;
    let mut facts = facts("防汛预案");
    facts.shelf = "二楼三号柜".to_owned();
    facts.section = "值班室".to_owned();
    let item = publish(&site, facts).await;
    let at = format!("/{SLUG}/item/{}", item.id);
    let json = site.anybody().get(&format!("{at}.json")).await.text();
    let data: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(data["title"], "防汛预案");
    assert_eq!(data["index_number"], item.index_number.as_str());
    assert_eq!(data["topic"]["number"], 12);
    assert_eq!(data["published_on"], "2026-11-20");
    let text = site.anybody().get(&format!("{at}.txt")).await.text();
    assert!(text.contains("正文第二段。") && text.contains("发布日期：2026年11月20日"));
    let page = site.anybody().get(&at).await.text();
    for text in [json, text, page] {
        assert!(!text.contains("二楼三号柜") && !text.contains("值班室"));
    }
}

#[tokio::test]
async fn markup_in_any_field_comes_out_as_text_everywhere() {
    let site = TestSite::demo().await;
    let mut facts = facts(&format!("标题{ATTACK}"));
    for field in [
        &mut facts.document_number,
        &mut facts.issuing_organ,
        &mut facts.keywords,
    ] {
        ATTACK.clone_into(field);
    }
    facts.summary = ATTACK.to_owned();
    facts.body = ATTACK.to_owned();
    facts.validity = Validity::Repealed {
        on: jiff::civil::date(2026, 1, 1),
        by: ATTACK.to_owned(),
    };
    facts.attachments = vec![file(&site, &format!("{ATTACK}.txt"), b"x").await];
    let item = publish(&site, facts).await;
    let at = format!("/{SLUG}/item/{}", item.id);
    let search = format!("/{SLUG}/search?q=%22%3E%3Cscript%3E&page=1");
    let filter = format!("/{SLUG}/content?word=%22%3E%3Cscript%3E&from=%22%3E%3Cscript%3E");
    for path in [
        at.as_str(),
        &search,
        &filter,
        &format!("/{SLUG}"),
        &format!("/{SLUG}/feed.xml"),
    ] {
        let text = site.anybody().get(path).await.text();
        assert!(
            !text.contains("<script>alert") && !text.contains("\"><script>"),
            "{path}"
        );
        assert!(!text.contains("<img src=x"), "{path}");
    }
    let json = site.anybody().get(&format!("{at}.json")).await;
    assert_eq!(
        json.headers[header::CONTENT_TYPE],
        "application/json; charset=utf-8"
    );
    assert!(serde_json::from_slice::<serde_json::Value>(&json.bytes).is_ok());
    let out = tempfile::tempdir().unwrap();
    gongkai_web::export::site(&whole(&site), out.path(), Some(SLUG))
        .await
        .unwrap();
    let page = out.path().join(format!("{SLUG}/item/{}.html", item.id));
    let page = std::fs::read_to_string(page).unwrap();
    assert!(
        page.contains("标题") && !page.contains("<script>alert") && !page.contains("<img src=x")
    );
}

#[tokio::test]
async fn a_host_that_is_none_is_not_repeated_in_feeds() {
    let site = TestSite::demo().await;
    let feed = |host: &'static str| {
        let request = Request::get(format!("/{SLUG}/feed.xml")).header(header::HOST, host);
        request.body(Body::empty()).unwrap()
    };
    let own = site.anybody().send(feed("gk.example.cn:8080")).await.text();
    assert!(own.contains("<link>http://gk.example.cn:8080/wucheng/item/"));
    let odd = site.anybody().send(feed("evil\"<x>")).await.text();
    assert!(!odd.contains("evil"));
}
