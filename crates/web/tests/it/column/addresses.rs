//! Whole addresses where the public's address is known, and what is sent compressed.

use super::office::{SLUG, links, whole};
use crate::browser::{Answer, Browser, TestSite};
use axum::body::Body;
use axum::http::{Request, header};
use flate2::read::GzDecoder;
use gongkai_web::{Site, SiteSettings, export};
use std::io::Read as _;

const BASE: &str = "https://www.example.gov.cn";

async fn item(browser: &mut Browser) -> String {
    let list = browser.get(&format!("/{SLUG}/content")).await.text();
    let mut items = links(&list).into_iter();
    items.find(|link| link.contains("/item/")).unwrap()
}

#[tokio::test]
async fn with_a_known_address_feeds_maps_and_labels_have_whole_addresses_whatever_the_host_says() {
    let site = TestSite::demo().await.under(BASE);
    let mut anybody = site.anybody();
    let item = item(&mut anybody).await;
    let page = anybody.get(&format!("{item}?size=large")).await.text();
    let canonical = format!("<link rel=\"canonical\" href=\"{BASE}{item}\">");
    assert!(page.contains(&canonical), "looks are no other page");
    assert!(page.contains("<meta name=\"SiteDomain\" content=\"www.example.gov.cn\">"));
    let list = anybody.get(&format!("/{SLUG}/content?page=2")).await.text();
    assert!(list.contains(&format!("href=\"{BASE}/{SLUG}/content?page=2\"")));
    for (path, mark) in [
        (format!("/{SLUG}/feed.xml"), "<link>"),
        ("/sitemap.xml".to_owned(), "<loc>"),
        ("/robots.txt".to_owned(), "Sitemap: "),
    ] {
        let request = Request::get(&path).header(header::HOST, "10.1.1.1:8642");
        let text = anybody
            .send(request.body(Body::empty()).unwrap())
            .await
            .text();
        let all = text.matches(mark).count();
        assert!(
            all > 0 && text.matches(&format!("{mark}{BASE}")).count() == all,
            "{path}"
        );
    }
}

#[tokio::test]
async fn without_a_known_address_no_page_claims_one() {
    let site = TestSite::demo().await;
    let page = site.anybody().get(&format!("/{SLUG}")).await.text();
    assert!(!page.contains("rel=\"canonical\"") && !page.contains("SiteDomain"));
}

#[tokio::test]
async fn files_for_another_site_are_told_where_they_will_stand() {
    let site = TestSite::demo().await;
    let settings = SiteSettings {
        base: Some(format!("{BASE}/zwgk").parse().unwrap()),
        ..SiteSettings::default()
    };
    let based = Site {
        settings,
        ..whole(&site)
    };
    let out = tempfile::tempdir().unwrap();
    export::site(&based, out.path(), Some(SLUG)).await.unwrap();
    let read = |path: &str| std::fs::read_to_string(out.path().join(path)).unwrap();
    let home = read(&format!("{SLUG}/index.html"));
    assert!(home.contains(&format!("href=\"{BASE}/zwgk/{SLUG}/index.html\"")));
    let feed = read(&format!("{SLUG}/feed.xml"));
    assert!(feed.contains(&format!("<link>{BASE}/zwgk/{SLUG}/item/")));
    assert!(!read("sitemap.xml").contains("<loc>wucheng"));
}

async fn packed(browser: &mut Browser, path: &str, accepts: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, accepts);
    browser.send(request.body(Body::empty()).unwrap()).await
}

fn is_packed(answer: &Answer) -> bool {
    answer
        .headers
        .get(header::CONTENT_ENCODING)
        .is_some_and(|how| how == "gzip")
}

#[tokio::test]
async fn pages_of_the_column_are_sent_packed_to_who_takes_it_and_unpack_to_the_same() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let list = format!("/{SLUG}/content");
    for path in [
        list.as_str(),
        "/assets/gongkai.css",
        "/assets/gongkai.js",
        "/sitemap.xml",
    ] {
        let plain = anybody.get(path).await;
        let answer = packed(&mut anybody, path, "br, gzip;q=0.8").await;
        assert!(is_packed(&answer) && !is_packed(&plain), "{path}");
        let mut text = Vec::new();
        GzDecoder::new(answer.bytes.as_slice())
            .read_to_end(&mut text)
            .unwrap();
        assert_eq!(text, plain.bytes);
        assert!(
            answer.bytes.len() * 2 < text.len(),
            "{path}: {}",
            answer.bytes.len()
        );
        let vary = plain.headers.get_all(header::VARY).iter();
        assert!(vary.into_iter().any(|name| name == "accept-encoding"));
    }
    assert!(!is_packed(&packed(&mut anybody, &list, "gzip;q=0").await));
    let tag = packed(&mut anybody, &list, "gzip").await.headers[header::ETAG].clone();
    let again = Request::get(&list)
        .header(header::ACCEPT_ENCODING, "gzip")
        .header(header::IF_NONE_MATCH, tag);
    let again = anybody.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn a_page_with_the_secret_of_a_form_is_never_packed() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    for path in [
        "/desk",
        "/desk/information?q=a",
        "/desk/information/new?form=1",
        "/account",
    ] {
        let answer = packed(&mut clerk, path, "gzip").await;
        assert_eq!(answer.status, 200);
        assert!(!is_packed(&answer), "{path}");
    }
    let login = packed(&mut site.anybody(), "/login?next=/desk", "gzip").await;
    assert!(!login.token().is_empty() && !is_packed(&login));
}
