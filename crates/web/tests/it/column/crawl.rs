//! The column is walked through from its first page.

use super::office::{SLUG, links};
use crate::browser::{Answer, TestSite};
use axum::http::{StatusCode, header};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Every page that can be reached from the column's home, with the clicks it takes.
async fn walk(site: &TestSite) -> BTreeMap<String, (u32, Answer)> {
    let home = format!("/{SLUG}");
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::from([home.clone()]);
    let mut next = VecDeque::from([(home, 0)]);
    while let Some((path, depth)) = next.pop_front() {
        let answer = site.anybody().get(&path).await;
        let is_page = is_html(&answer);
        for link in links(&answer.text()).into_iter().filter(|_| is_page) {
            let link = absolute(&path, &link);
            let looks = ["size=", "contrast=", "care="];
            let own = link.starts_with('/') && !looks.iter().any(|name| link.contains(name));
            if own && seen.insert(link.clone()) {
                next.push_back((link, depth + 1));
            }
        }
        found.insert(path, (depth, answer));
    }
    found
}

fn absolute(page: &str, link: &str) -> String {
    let link = link.split('#').next().unwrap();
    if link.starts_with('?') {
        return format!("{}{link}", page.split('?').next().unwrap());
    }
    link.to_owned()
}

fn is_html(answer: &Answer) -> bool {
    // A file of an item is no page of the column, whatever it is.
    let kept = answer.headers.contains_key(header::CONTENT_DISPOSITION);
    let kind = answer.headers.get(header::CONTENT_TYPE);
    !kept && kind.is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"))
}

fn check_page(path: &str, answer: &Answer) {
    let text = answer.text();
    assert_eq!(text.matches("<h1").count(), 1, "{path}");
    assert!(text.contains("<html lang=\"zh-CN\""), "{path}");
    let mut labels = vec!["SiteName", "SiteIDCode", "ColumnName", "ColumnType"];
    if path.contains("/item/") {
        labels.extend(["ArticleTitle", "PubDate", "ContentSource", "Keywords"]);
    }
    // The first page of all belongs to the county, which has no code in the demonstration.
    labels.retain(|label| path != "/" || *label != "SiteIDCode");
    for label in labels {
        assert!(
            text.contains(&format!("<meta name=\"{label}\" content=\"")),
            "{path} {label}"
        );
    }
    assert!(
        !text.contains(" style=") && !text.contains("<script>"),
        "{path}"
    );
    assert!(
        text.len() < 60 * 1024,
        "{path}: {} bytes before compression",
        text.len()
    );
    let requests = links(&text)
        .iter()
        .filter(|link| link.starts_with("/assets/"))
        .count();
    assert!(requests <= 5, "{path}");
}

#[tokio::test]
async fn every_item_is_at_most_three_clicks_from_the_columns_home_and_no_link_is_dead() {
    let site = TestSite::demo().await;
    let pages = walk(&site).await;
    let mut items = 0;
    for (path, (depth, answer)) in &pages {
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        // What caches may keep sets no cookie; a page with a form is kept by none.
        let is_kept = answer.headers.get(header::CACHE_CONTROL).unwrap() != "no-store";
        assert!(
            !is_kept || answer.headers.get(header::SET_COOKIE).is_none(),
            "{path}"
        );
        assert!(is_kept || path.contains("/requests/"), "{path}");
        if is_html(answer) {
            check_page(path, answer);
        }
        let is_item = path.contains("/item/") && !path.contains("/file/");
        if is_item && !path.contains('.') && !path.contains('?') {
            items += 1;
            assert!(*depth <= 3, "{path}: {depth}");
        }
    }
    assert_eq!(items, 135);
}

#[tokio::test]
async fn what_is_no_agency_is_not_found() {
    let site = TestSite::demo().await;
    for path in [
        "/nowhere",
        "/nowhere/guide",
        "/nowhere/feed.xml",
        "/desk.php",
        "/haibin/nothing",
    ] {
        assert_eq!(
            site.anybody().get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
