//! From where people may sign in and work.

use crate::browser::{Answer, Browser, PASSWORD, TestSite, now};
use crate::desk::acting::{filled, put};
use axum::body::Body;
use axum::http::{Request, header};
use gongkai_domain::access::Actor;
use gongkai_office::Context;

const INSIDE: &str = "10.20.3.4";
const OUTSIDE: &str = "203.0.113.5";

async fn get(browser: &mut Browser, path: &str, from: &str) -> Answer {
    let request = Request::get(path).header("x-forwarded-for", from);
    browser.send(request.body(Body::empty()).unwrap()).await
}

async fn post(browser: &mut Browser, to: &str, fields: &[(String, String)], from: &str) -> Answer {
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let request = Request::post(to)
        .header("x-forwarded-for", from)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = Body::from(crate::browser::encoded(&pairs));
    browser.send(request.body(body).unwrap()).await
}

/// The security administrator sets ranges for roles of an agency, from an address.
async fn set(site: &TestSite, slug: &str, roles: &[(&str, &str)], from: &str) -> Answer {
    let tree = site.office.agencies().await.unwrap();
    let page = format!("/admin/networks/{}", tree.at(slug).unwrap().id);
    let mut security = site.signed_in("security").await;
    let mut fields = filled(&get(&mut security, &page, from).await.text(), &page);
    for (role, ranges) in roles {
        put(&mut fields, role, ranges);
    }
    post(&mut security, &page, &fields, from).await
}

async fn sign_in(site: &TestSite, login: &str, from: &str) -> Answer {
    let mut browser = site.anybody();
    let token = get(&mut browser, "/login", from).await.token();
    let fields = [
        ("_token", token.as_str()),
        ("user", login),
        ("pass", PASSWORD),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    post(&mut browser, "/login", &fields, from).await
}

#[tokio::test]
async fn a_role_signs_in_and_works_from_its_networks_only_and_a_refusal_is_an_event() {
    let site = TestSite::demo().await.behind_proxy();
    let saved = set(
        &site,
        "haibin",
        &[("clerk", "10.20.0.0/16\r\n192.0.2.7")],
        INSIDE,
    )
    .await;
    assert_eq!(saved.location(), "/admin/accounts");
    assert_eq!(sign_in(&site, "haibin.clerk", INSIDE).await.status, 303);
    let refused = sign_in(&site, "haibin.clerk", OUTSIDE).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("不能从这个网络地址登录"));
    for free in ["haibin.reviewer", "xiangzhi.clerk"] {
        assert_eq!(sign_in(&site, free, OUTSIDE).await.status, 303, "{free}");
    }
    let mut clerk = site.signed_in("haibin.clerk").await;
    assert_eq!(get(&mut clerk, "/desk", INSIDE).await.status, 200);
    assert_eq!(get(&mut clerk, "/desk", OUTSIDE).await.status, 403);
    let after = get(&mut clerk, "/desk", INSIDE).await;
    assert!(
        after.location().starts_with("/login"),
        "the session has ended"
    );
    let program = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    let events = site.office.events(&program, None, None, 50).await.unwrap();
    let elsewhere = events
        .iter()
        .filter(|entry| entry.event.action == "session.elsewhere");
    let origins: Vec<&str> = elsewhere.map(|entry| entry.event.origin.as_str()).collect();
    assert_eq!(origins, [OUTSIDE, OUTSIDE]);
}

#[tokio::test]
async fn nobody_shuts_themselves_out_and_the_machine_itself_always_gets_in() {
    let site = TestSite::demo().await.behind_proxy();
    let county = [("security_administrator", "10.20.0.0/16")];
    let refused = set(&site, "county", &county, OUTSIDE).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains(OUTSIDE) && refused.text().contains("保存后您就不能登录了"));
    assert_eq!(set(&site, "county", &county, INSIDE).await.status, 303);
    assert_eq!(sign_in(&site, "security", OUTSIDE).await.status, 403);
    assert_eq!(sign_in(&site, "security", "127.0.0.1").await.status, 303);
    let free = [("security_administrator", "")];
    assert_eq!(set(&site, "county", &free, "127.0.0.1").await.status, 303);
    assert_eq!(sign_in(&site, "security", OUTSIDE).await.status, 303);
}

#[tokio::test]
async fn what_is_no_network_is_said_beside_its_role_and_another_administrator_changes_none() {
    let site = TestSite::demo().await.behind_proxy();
    let wrong = set(&site, "haibin", &[("clerk", "内网")], INSIDE).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("“内网”不是网络地址"));
    let saved = set(&site, "haibin", &[("clerk", "10.0.0.0/8")], INSIDE).await;
    assert_eq!(saved.status, 303);
    let tree = site.office.agencies().await.unwrap();
    let own = tree.at("haibin").unwrap();
    let mut system = site.signed_in("system").await;
    let page = format!("/admin/agencies/{}/guide", own.id);
    system.post(&page, &page, &[("office", "办公室")]).await;
    let after = site.office.agencies().await.unwrap();
    let after = &after.at("haibin").unwrap().settings;
    assert_eq!(after.guide.office, "办公室");
    assert_eq!(after.networks, own.settings.networks);
}
