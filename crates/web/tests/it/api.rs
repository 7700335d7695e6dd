//! The interface for programs: by token only, within its scopes, and no more than its owner may do.

use crate::browser::{Answer, Browser, TestSite, now};
use axum::body::Body;
use axum::http::{Method, Request, header};
use gongkai_domain::access::{Actor, Person, Scope};
use gongkai_domain::identity::AccountId;
use gongkai_office::{Context, NewToken};
use gongkai_web::routes::{self, Policy, Route, Verb};
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(crate) const TOWN: &str = "xiangzhi";

/// A token of somebody of the demonstration.
pub(crate) async fn token(site: &TestSite, login: &str, scopes: &[Scope]) -> String {
    let account = account(site, login).await;
    let cx = Context {
        actor: Actor::Person(Person {
            account,
            name: login.to_owned(),
            grants: Vec::new(),
        }),
        now: now(),
        origin: "test".to_owned(),
    };
    let new = NewToken {
        name: "测试".to_owned(),
        scopes: scopes.iter().copied().collect(),
        expires_on: Some(date(2027, 1, 1)),
    };
    site.office.make_token(&cx, new).await.unwrap()
}

pub(crate) async fn account(site: &TestSite, login: &str) -> AccountId {
    let cx = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    let accounts = site.office.accounts(&cx).await.unwrap();
    let found = accounts.into_iter().find(|one| one.login == login);
    found.unwrap().id
}

pub(crate) async fn send(
    browser: &mut Browser,
    method: Method,
    path: &str,
    token: &str,
    body: Option<Value>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    if !token.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    browser.send(request.body(body).unwrap()).await
}

pub(crate) fn value(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.bytes).unwrap()
}

fn of_programs() -> impl Iterator<Item = (&'static Route, Scope)> {
    routes::all().filter_map(|route| match route.policy {
        Policy::Token(scope) => Some((route, scope)),
        Policy::Anybody | Policy::SignedIn | Policy::May(_) => None,
    })
}

fn address(route: &Route) -> String {
    route
        .path
        .replace("{slug}", TOWN)
        .replace("{key}", "enquiry")
        .replace("{year}", "2026")
        .replace("{id}", "00000000000000000000000000000000")
}

fn method(route: &Route) -> Method {
    match route.verb {
        Verb::Get => Method::GET,
        Verb::Post => Method::POST,
        Verb::Put => Method::PUT,
        Verb::Delete => Method::DELETE,
    }
}

fn is_problem(answer: &Answer) -> bool {
    let kind = answer.headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind == "application/problem+json")
}

#[tokio::test]
async fn neither_nobody_nor_a_cookie_nor_a_wrong_token_opens_the_interface() {
    let site = TestSite::demo().await;
    let mut nobody = site.anybody();
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    for (route, _) in of_programs() {
        assert!(route.path.starts_with("/api/v1/"), "{}", route.path);
        let wrong = "0".repeat(64);
        for (browser, token) in [
            (&mut nobody, ""),
            (&mut clerk, ""),
            (&mut site.anybody(), &wrong),
        ] {
            let body = (route.verb != Verb::Get).then(|| json!({}));
            let answer = send(browser, method(route), &address(route), token, body).await;
            assert_eq!(answer.status, 401, "{}", route.path);
            assert!(is_problem(&answer));
            assert!(answer.headers.get(header::SET_COOKIE).is_none());
        }
    }
}

#[tokio::test]
async fn a_token_without_the_scope_is_refused_and_with_it_let_through() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    for (route, scope) in of_programs() {
        let others: Vec<Scope> = Scope::ALL.into_iter().filter(|one| *one != scope).collect();
        let (with, without) = (
            token(&site, "xiangzhi.clerk", &[scope]).await,
            token(&site, "haibin.clerk", &others).await,
        );
        let body = (route.verb != Verb::Get).then(|| json!({}));
        let path = address(route);
        let refused = send(&mut program, method(route), &path, &without, body.clone()).await;
        assert_eq!(refused.status, 403, "{}", route.path);
        let passed = send(&mut program, method(route), &path, &with, body).await;
        let status = passed.status.as_u16();
        assert!([200, 404, 422].contains(&status), "{} {status}", route.path);
    }
}

#[tokio::test]
async fn a_token_does_nothing_that_its_owner_may_not_do() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    let record = json!({ "values": { "content": "问办事时间" } });
    let path = format!("/api/v1/agencies/{TOWN}/ledgers/enquiry");
    for (login, read, write) in [
        ("xiangzhi.clerk", 200, 201),
        ("xiangzhi.auditor", 200, 403),
        ("wucheng.clerk", 404, 404),
        ("supervisor", 404, 404),
        ("system", 404, 404),
    ] {
        let token = token(&site, login, &Scope::ALL).await;
        let got = send(&mut program, Method::GET, &path, &token, None).await;
        assert_eq!(got.status, read, "{login}");
        let made = send(
            &mut program,
            Method::POST,
            &path,
            &token,
            Some(record.clone()),
        )
        .await;
        assert_eq!(made.status, write, "{login} {}", made.text());
    }
}

#[tokio::test]
async fn a_token_works_until_it_is_revoked_or_its_owner_may_not_sign_in() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    let secret = token(&site, "xiangzhi.clerk", &[Scope::ReadRegister]).await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let page = clerk.get("/account/tokens").await.text();
    assert!(page.contains("测试") && !page.contains(&secret));
    let path = "/api/v1/information";
    assert_eq!(
        send(&mut program, Method::GET, path, &secret, None)
            .await
            .status,
        200
    );
    let id = page.split("name=\"token\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let fields = [("token", id)];
    let done = clerk.post("/account/tokens", "/account/tokens/revoke", &fields);
    assert_eq!(done.await.status, 303);
    assert_eq!(
        send(&mut program, Method::GET, path, &secret, None)
            .await
            .status,
        401
    );
    let second = token(&site, "xiangzhi.clerk", &[Scope::ReadRegister]).await;
    let account = account(&site, "xiangzhi.clerk").await;
    let cx = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    site.office.set_active(&cx, &account, false).await.unwrap();
    assert_eq!(
        send(&mut program, Method::GET, path, &second, None)
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn a_token_is_made_on_a_page_for_at_most_a_year_and_shown_once() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut fields = vec![
        ("name", "县网站"),
        ("ledgers:read", "1"),
        ("expires_on", "2028-01-01"),
    ];
    let page = clerk
        .post("/account/tokens", "/account/tokens", &fields)
        .await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("最长一年"));
    fields[2].1 = "2027-11-20";
    let page = clerk
        .post("/account/tokens", "/account/tokens", &fields)
        .await
        .text();
    let secret = page.split("class=\"once\">").nth(1).unwrap();
    let secret = secret.split('<').next().unwrap();
    assert_eq!(secret.len(), 64);
    let got = send(
        &mut site.anybody(),
        Method::GET,
        "/api/v1/ledgers",
        secret,
        None,
    )
    .await;
    assert_eq!(got.status, 200);
    assert!(!clerk.get("/account/tokens").await.text().contains(secret));
}

#[tokio::test]
async fn a_record_is_written_read_changed_and_struck_with_values_of_their_kinds() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    let token = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let path = format!("/api/v1/agencies/{TOWN}/ledgers/enquiry");
    let values = json!({ "content": "问办事时间", "persons": "两人", "way": "电话", "x": 1 });
    let wrong = json!({ "values": values });
    let refused = send(&mut program, Method::POST, &path, &token, Some(wrong)).await;
    assert_eq!(refused.status, 422);
    let errors = value(&refused)["errors"].as_array().unwrap().clone();
    let fields: BTreeSet<&str> = errors
        .iter()
        .map(|one| one["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["values.persons", "values.way", "values.x"].into());
    let right = json!({ "values": { "content": "问办事时间", "persons": 0, "way": "on_site" } });
    let made = send(&mut program, Method::POST, &path, &token, Some(right)).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let at = made.location().to_owned();
    let record = value(&send(&mut program, Method::GET, &at, &token, None).await);
    assert_eq!(record["values"]["persons"], 0);
    assert_eq!(record["values"]["on"], "2026-11-20");
    assert!(record["values"].get("reply").is_none());
    let change = json!({ "revision": 0, "values": { "reply": "八点半到五点" } });
    let changed = send(&mut program, Method::PUT, &at, &token, Some(change.clone())).await;
    assert_eq!(value(&changed)["values"]["reply"], "八点半到五点");
    assert_eq!(value(&changed)["values"]["way"], "on_site");
    let late = send(&mut program, Method::PUT, &at, &token, Some(change)).await;
    assert_eq!(late.status, 409);
    let strike = format!("{at}?revision=1&reason=%E9%87%8D%E5%A4%8D");
    let struck = send(&mut program, Method::DELETE, &strike, &token, None).await;
    assert_eq!(value(&struck)["struck"]["reason"], "重复");
}

#[tokio::test]
async fn a_posting_made_elsewhere_and_told_twice_is_noted_once() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    let token = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let list = "/api/v1/information?agency=xiangzhi&stage=published";
    let rows = value(&send(&mut program, Method::GET, list, &token, None).await);
    let item = rows["rows"][0]["id"].as_str().unwrap().to_owned();
    let tree = site.office.agencies().await.unwrap();
    let channels = site
        .office
        .channels(&tree.at(TOWN).unwrap().id)
        .await
        .unwrap();
    let channel = channels.last().unwrap().name.clone();
    let body = json!({ "item": item, "channel": channel, "posted_on": "2026-11-19",
        "place": "https://example.org/1" });
    let path = format!("/api/v1/agencies/{TOWN}/postings");
    let first = send(
        &mut program,
        Method::POST,
        &path,
        &token,
        Some(body.clone()),
    )
    .await;
    assert_eq!(first.status, 201, "{}", first.text());
    let second = send(&mut program, Method::POST, &path, &token, Some(body)).await;
    assert_eq!(second.status, 200);
    assert_eq!(value(&first), value(&second));
    let public = format!("/api/v1/items/{item}");
    let shown = value(&send(&mut program, Method::GET, &public, "", None).await);
    let postings = shown["postings"].as_array().unwrap();
    let there = postings
        .iter()
        .filter(|one| one["place"] == "https://example.org/1");
    assert_eq!(there.count(), 1);
}

#[tokio::test]
async fn an_item_is_registered_and_submitted_by_a_program_and_says_what_is_missing() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    let token = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let body = json!({ "agency": TOWN, "facts": { "title": "通知", "dated_on": "2026-02-30" } });
    let path = "/api/v1/information";
    let wrong = send(&mut program, Method::POST, path, &token, Some(body)).await;
    assert_eq!(value(&wrong)["errors"][0]["field"], "facts.dated_on");
    let body = json!({ "agency": TOWN, "facts": { "title": "通知" } });
    let made = send(&mut program, Method::POST, path, &token, Some(body)).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let at = made.location().to_owned();
    let submit = format!("{at}/submit");
    let revision = Some(json!({ "revision": 0 }));
    let gaps = send(&mut program, Method::POST, &submit, &token, revision).await;
    assert_eq!(gaps.status, 422);
    assert!(gaps.text().contains("formed_on"));
    let facts = json!({ "formed_on": "2026-11-18", "issuing_organ": "镇政府", "summary": "通知",
        "topic": 15, "body": "正文" });
    let change = json!({ "revision": 0, "facts": facts });
    let changed = send(&mut program, Method::PUT, &at, &token, Some(change)).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(value(&changed)["facts"]["title"], "通知");
    let revision = Some(json!({ "revision": 1 }));
    let sent = send(&mut program, Method::POST, &submit, &token, revision).await;
    assert_eq!(value(&sent)["stage"], "in_review", "{}", sent.text());
}
