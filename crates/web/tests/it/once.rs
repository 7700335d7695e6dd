//! The interface for programs under stress: calls that are sent twice, tokens that leak, readers that never
//! stop; and what the log says of it.

use crate::api::{TOWN, account, send, token, value};
use crate::browser::{Answer, Browser, TestSite, now};
use axum::body::Body;
use axum::http::{Method, Request, header};
use gongkai_domain::access::{Actor, Scope};
use gongkai_office::Context;
use serde_json::{Value, json};

fn path() -> String {
    format!("/api/v1/agencies/{TOWN}/ledgers/enquiry")
}

fn record(content: &str) -> Value {
    json!({ "values": { "content": content } })
}

/// Posts with a key.
async fn post(browser: &mut Browser, to: &str, token: &str, key: &str, body: &Value) -> Answer {
    let request = Request::post(to)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key);
    browser
        .send(request.body(Body::from(body.to_string())).unwrap())
        .await
}

async fn count(site: &TestSite, token: &str, content: &str) -> u64 {
    let path = format!("{}?q={content}", path());
    let list = send(&mut site.anybody(), Method::GET, &path, token, None).await;
    value(&list)["total"].as_u64().unwrap()
}

fn program() -> Context {
    Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    }
}

#[tokio::test]
async fn a_call_sent_again_under_its_key_is_answered_the_same_and_done_once() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    let mine = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let refused = post(
        &mut program,
        &path(),
        &mine,
        "k-1",
        &json!({ "values": {} }),
    )
    .await;
    assert_eq!(refused.status, 422);
    let first = post(&mut program, &path(), &mine, "k-1", &record("once")).await;
    assert_eq!(first.status, 201, "{}", first.text());
    let again = post(&mut program, &path(), &mine, "k-1", &record("once")).await;
    assert_eq!((again.status, &again.bytes), (first.status, &first.bytes));
    assert_eq!(again.location(), first.location());
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(count(&site, &mine, "once").await, 1);
    let other = post(&mut program, &path(), &mine, "k-1", &record("twice")).await;
    assert_eq!(other.status, 422);
    assert_eq!(count(&site, &mine, "twice").await, 0);
    let elsewhere = "/api/v1/information";
    let moved = post(&mut program, elsewhere, &mine, "k-1", &record("once")).await;
    assert_eq!(moved.status, 422);
    // The key of another token is another key.
    let theirs = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let made = post(&mut program, &path(), &theirs, "k-1", &record("once")).await;
    assert_eq!(made.status, 201);
    assert_ne!(made.location(), first.location());
    for wrong in ["", "a b", &"x".repeat(101)] {
        let answer = post(&mut program, &path(), &mine, wrong, &record("once")).await;
        assert_eq!(answer.status, 422, "{wrong:?}");
    }
}

#[tokio::test]
async fn of_twenty_equal_calls_at_once_one_is_done_and_the_others_are_told_to_wait() {
    let site = TestSite::demo().await;
    let mine = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (mut program, mine) = (site.anybody(), mine.clone());
        calls.spawn(async move {
            let answer = post(&mut program, &path(), &mine, "race", &record("once")).await;
            answer.status.as_u16()
        });
    }
    let statuses = calls.join_all().await;
    assert!(
        statuses.iter().all(|status| [201, 409].contains(status)),
        "{statuses:?}"
    );
    assert!(statuses.contains(&201));
    assert_eq!(count(&site, &mine, "once").await, 1);
    let after = post(&mut site.anybody(), &path(), &mine, "race", &record("once")).await;
    assert_eq!(after.status, 201);
}

#[tokio::test]
async fn the_log_says_with_which_token_something_was_done() {
    let site = TestSite::demo().await;
    let mine = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let body = Some(record("once"));
    let made = send(&mut site.anybody(), Method::POST, &path(), &mine, body).await;
    assert_eq!(made.status, 201);
    let events = site.office.events(&program(), None, None, 1).await.unwrap();
    let event = &events[0].event;
    assert_eq!(event.action, "ledger.added");
    assert!(event.origin.ends_with("，令牌“测试”"), "{}", event.origin);
}

#[tokio::test]
async fn a_password_set_anew_and_a_locked_account_revoke_the_tokens_for_good() {
    let site = TestSite::demo().await;
    let account = account(&site, "xiangzhi.clerk").await;
    let office = &site.office;
    let status = async |token: &str| {
        let list = send(&mut site.anybody(), Method::GET, &path(), token, None).await;
        list.status.as_u16()
    };
    let first = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    assert_eq!(status(&first).await, 200);
    office
        .set_active(&program(), &account, false)
        .await
        .unwrap();
    office.set_active(&program(), &account, true).await.unwrap();
    assert_eq!(status(&first).await, 401);
    let second = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    assert_eq!(status(&second).await, 200);
    let password = "山高水长林深草密";
    office
        .reset_password(&program(), &account, password, false)
        .await
        .unwrap();
    let events = office.events(&program(), None, None, 2).await.unwrap();
    assert_eq!(events[0].event.action, "token.revoked");
    assert_eq!(events[1].event.action, "account.password_reset");
    assert_eq!(status(&second).await, 401);
}

#[tokio::test]
async fn who_reads_without_a_token_and_without_end_is_asked_to_wait() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    let wrong = "0".repeat(64);
    let mut statuses = Vec::new();
    for turn in 0..301 {
        // A token that opens nothing counts as none.
        let with = if turn % 2 == 0 { "" } else { wrong.as_str() };
        let answer = send(&mut program, Method::GET, "/api/v1/agencies", with, None).await;
        statuses.push(answer.status.as_u16());
    }
    assert_eq!(
        statuses.iter().filter(|status| **status == 200).count(),
        150
    );
    assert_eq!(statuses[300], 429);
    let slow = send(&mut program, Method::GET, "/api/v1/agencies", "", None).await;
    assert_eq!(slow.headers[header::RETRY_AFTER], "1");
    let mine = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let open = send(&mut program, Method::GET, &path(), &mine, None).await;
    assert_eq!(open.status, 200);
}

#[tokio::test]
async fn an_administrator_of_one_town_learns_nothing_of_the_addresses_of_another() {
    use crate::desk::acting::{agency, hire};
    use gongkai_domain::access::Role;
    let site = TestSite::demo().await;
    let (own, other) = (agency(&site, TOWN).await, agency(&site, "haibin").await);
    let role = Role::SystemAdministrator;
    let mut theirs = hire(&site, "own.system", &[(role, &own)]).await;
    let mut system = site.signed_in("system").await;
    let of = |agency: &str| {
        vec![
            ("name", "县网站".to_owned()),
            ("address", "https://cms.example.cn/x".to_owned()),
            ("agency", agency.to_owned()),
            ("kinds", "item.published".to_owned()),
        ]
    };
    let add = async |browser: &mut Browser, agency: &str| {
        let fields = of(agency);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let page = browser
            .post("/admin/webhooks/new", "/admin/webhooks", &fields)
            .await;
        page.status.as_u16()
    };
    assert_eq!(add(&mut theirs, other.as_str()).await, 404);
    assert_eq!(add(&mut system, other.as_str()).await, 200);
    assert_eq!(add(&mut theirs, own.as_str()).await, 200);
    let list = theirs.get("/admin/webhooks").await.text();
    let all = system.get("/admin/webhooks").await.text();
    let ids = |page: &str| {
        let parts = page.split("href=\"/admin/webhooks/").skip(1);
        let ids = parts.map(|part| part.split('"').next().unwrap().to_owned());
        ids.filter(|id| id.len() == 32).collect::<Vec<_>>()
    };
    let (seen, every) = (ids(&list), ids(&all));
    assert_eq!((seen.len(), every.len()), (1, 2));
    let hidden = every.iter().find(|id| !seen.contains(id)).unwrap();
    let at = format!("/admin/webhooks/{hidden}");
    assert_eq!(theirs.get(&at).await.status, 404);
    for verb in ["again", "remove"] {
        let fields = [("delivery", "00000000000000000000000000000000")];
        let to = format!("{at}/{verb}");
        let answer = theirs.post("/admin/webhooks/new", &to, &fields).await;
        assert_eq!(answer.status, 404, "{verb}");
    }
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    assert_eq!(clerk.get("/admin/webhooks").await.status, 403);
}

#[tokio::test]
async fn every_example_of_a_record_in_the_description_is_taken_as_it_stands() {
    let site = TestSite::demo().await;
    let mut program = site.anybody();
    let mine = token(&site, "xiangzhi.clerk", &Scope::ALL).await;
    let document = send(&mut program, Method::GET, "/api/v1/openapi.json", "", None).await;
    let document = value(&document);
    let mut taken = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        let example = &operations["post"]["requestBody"]["content"]["application/json"]["example"];
        if !example["values"].is_object() && path != "/api/v1/information" {
            continue;
        }
        let at = path.replace("{slug}", TOWN);
        let made = send(
            &mut program,
            Method::POST,
            &at,
            &mine,
            Some(example.clone()),
        )
        .await;
        assert_eq!(made.status, 201, "{path} {example} {}", made.text());
        taken += 1;
    }
    assert!(taken > 20, "{taken}");
    let webhooks = document["webhooks"].as_object().unwrap();
    assert_eq!(webhooks.len(), 5);
}
