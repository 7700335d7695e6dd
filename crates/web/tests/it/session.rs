//! Signing in and out, the first start, one's own account.

use crate::browser::{Answer, Browser, PASSWORD, TestSite, now};
use crate::page::{assert_well_made, hidden};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use gongkai_domain::access::{Actor, Role};
use gongkai_office::Context;

fn program() -> Context {
    Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    }
}

async fn account_of(site: &TestSite, login: &str) -> String {
    let accounts = site.office.accounts(&program()).await.unwrap();
    let found = accounts.into_iter().find(|account| account.login == login);
    found.unwrap().id.to_string()
}

async fn sign_in(browser: &mut Browser, login: &str, password: &str) -> Answer {
    let fields = [("user", login), ("pass", password)];
    browser.post("/login", "/login", &fields).await
}

const SETUP: [(&str, &str); 11] = [
    ("kind", "township"),
    ("name", "砚汀镇人民政府"),
    ("short", "砚汀镇"),
    ("slug", "yanting"),
    ("organ_code", "11990009000000009A"),
    ("system_login", "gu.wen"),
    ("system_name", "顾问溪"),
    ("system_password", "竹外桃花三两枝头"),
    ("security_login", "shi.yan"),
    ("security_name", "石砚秋"),
    ("security_password", "春江水暖鸭先知晓"),
];

#[tokio::test]
async fn there_is_no_account_before_the_first_start_and_its_token_works_once() {
    let site = TestSite::empty().await;
    let mut browser = site.anybody();
    for door in ["/", "/login"] {
        assert_eq!(browser.get(door).await.location(), "/setup");
    }
    assert!(site.office.accounts(&program()).await.unwrap().is_empty());
    let guessed = browser.post("/setup", "/setup", &[("token", "00")]).await;
    assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let token = site.office.setup_token(&program()).await.unwrap().unwrap();
    let mut fields = SETUP.to_vec();
    fields.push(("token", "00"));
    let wrong = browser.post("/setup", "/setup", &fields).await;
    assert!(wrong.text().contains("<title>错误：初始设置"));
    assert!(site.office.agencies().await.unwrap().0.is_empty());
    // A weak password does not use the token up.
    fields.pop();
    fields.push(("token", &token));
    fields.retain(|(name, _)| *name != "system_password");
    assert_eq!(
        browser.post("/setup", "/setup", &fields).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    fields.push(("system_password", "竹外桃花三两枝头"));
    let done = browser.post("/setup", "/setup", &fields).await;
    assert_eq!(done.location(), "/login?done=setup");
    assert_eq!(browser.get("/setup").await.status, StatusCode::NOT_FOUND);
    let again = browser.post("/login", "/setup", &fields).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let accounts = site.office.accounts(&program()).await.unwrap();
    let roles: Vec<Role> = accounts
        .iter()
        .map(|account| account.grants[0].role)
        .collect();
    assert_eq!(roles.len(), 2);
    assert!(
        roles.contains(&Role::SystemAdministrator) && roles.contains(&Role::SecurityAdministrator)
    );
}

#[tokio::test]
async fn wrong_name_wrong_password_and_closed_account_get_the_same_answer() {
    let without = |answer: Answer| answer.text().replace(&answer.token(), "");
    let site = TestSite::demo().await;
    let wrong = sign_in(&mut site.anybody(), "haibin.clerk", "春江水暖鸭先知晓").await;
    let clerk = account_of(&site, "haibin.clerk").await.parse().unwrap();
    site.office
        .set_active(&program(), &clerk, false)
        .await
        .unwrap();
    let closed = sign_in(&mut site.anybody(), "haibin.clerk", PASSWORD).await;
    let unknown = sign_in(&mut site.anybody(), "haibin.nobody", PASSWORD).await;
    assert_eq!(
        [wrong.status, closed.status, unknown.status],
        [StatusCode::FORBIDDEN; 3]
    );
    let (wrong, closed, unknown) = (without(wrong), without(closed), without(unknown));
    assert_eq!(wrong, closed);
    assert_eq!(wrong, unknown.replace("haibin.nobody", "haibin.clerk"));
    assert!(wrong.contains("<title>错误：登录"));
    assert_well_made(&wrong, "/login");
    assert!(!wrong.contains("春江"));
}

#[tokio::test]
async fn who_guesses_is_told_how_many_seconds_to_wait() {
    let site = TestSite::demo().await;
    let mut browser = site.anybody();
    for _ in 0..3 {
        sign_in(&mut browser, "haibin.clerk", "春江水暖鸭先知晓").await;
    }
    let slow = sign_in(&mut browser, "haibin.clerk", PASSWORD).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slow.text().contains("秒后再试"));
}

#[tokio::test]
async fn after_signing_in_a_person_comes_to_the_page_they_asked_for_and_to_no_other_site() {
    let site = TestSite::demo().await;
    let mut browser = site.anybody();
    let door = browser.get("/admin/agencies").await.location().to_owned();
    let page = browser.get(&door).await;
    assert!(hidden(&page.text()).contains(&("next".to_owned(), "/admin/agencies".to_owned())));
    let fields = [
        ("user", "system"),
        ("pass", PASSWORD),
        ("next", "/admin/agencies"),
    ];
    assert_eq!(
        browser.post(&door, "/login", &fields).await.location(),
        "/admin/agencies"
    );
    let fields = [
        ("user", "system"),
        ("pass", PASSWORD),
        ("next", "//elsewhere.example"),
    ];
    let mut other = site.anybody();
    assert_eq!(
        other.post("/login", "/login", &fields).await.location(),
        "/admin/agencies"
    );
    let out = browser.post("/account", "/logout", &[]).await;
    assert!(out.headers.contains_key("clear-site-data"));
    assert!(
        browser
            .get("/account")
            .await
            .location()
            .starts_with("/login")
    );
}

#[tokio::test]
async fn a_first_password_opens_nothing_but_its_own_change() {
    let site = TestSite::demo().await;
    let mut security = site.signed_in("security").await;
    let clerk = account_of(&site, "haibin.clerk").await;
    let page = format!("/admin/accounts/{clerk}");
    let shown = security
        .post(&page, &format!("{page}/password"), &[])
        .await
        .text();
    let first = shown
        .split("class=\"once\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    assert!(!security.get(&page).await.text().contains(first));
    let log = site
        .office
        .events(&program(), None, None, 50)
        .await
        .unwrap();
    assert!(log.iter().all(|entry| !entry.event.after.contains(first)));
    let mut browser = site.anybody();
    assert_eq!(
        sign_in(&mut browser, "haibin.clerk", first)
            .await
            .location(),
        "/account/password"
    );
    assert_eq!(
        browser.get("/account").await.location(),
        "/account/password"
    );
    let new = "春江水暖鸭先知晓";
    let different = [("old", first), ("new", new), ("again", "x")];
    let answer = browser
        .post("/account/password", "/account/password", &different)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.text().contains(first) && !answer.text().contains(new));
    let same = [("old", first), ("new", new), ("again", new)];
    let answer = browser
        .post("/account/password", "/account/password", &same)
        .await;
    assert_eq!(answer.location(), "/login?done=password");
    assert!(
        browser
            .get("/account")
            .await
            .location()
            .starts_with("/login")
    );
    assert_eq!(
        sign_in(&mut browser, "haibin.clerk", new).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_offered_again_after_signing_in() {
    let site = TestSite::demo().await;
    let mut writer = site.signed_in("system").await;
    let form = writer.get("/admin/agencies/new").await.token();
    let mut elsewhere = site.signed_in("system").await;
    let sessions = hidden(&elsewhere.get("/account").await.text());
    let (_, digest) = sessions.iter().find(|(name, _)| name == "session").unwrap();
    let ended = elsewhere
        .post("/account", "/account/sessions", &[("session", digest)])
        .await;
    assert_eq!(ended.location(), "/account?done=session");
    let typed = [
        ("_token", form.as_str()),
        ("kind", "township"),
        ("name", "砚汀镇<人民>政府"),
        ("short", "砚汀镇"),
        ("slug", "yanting"),
        ("since", "2026年1月5日"),
        ("organ_code", "1199"),
    ];
    let door = writer.post_raw("/admin/agencies", &typed).await;
    assert_eq!(door.status, StatusCode::FORBIDDEN);
    let mut fields = hidden(&door.text());
    fields.push(("user".to_owned(), "system".to_owned()));
    fields.push(("pass".to_owned(), PASSWORD.to_owned()));
    for field in &mut fields {
        field.1 = field.1.replace("&#60;", "<").replace("&#62;", ">");
    }
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let offered = writer.post_raw("/login", &pairs).await;
    assert_eq!(offered.status, StatusCode::OK);
    let text = offered.text();
    assert!(text.contains("您刚才填写的内容") && text.contains("action=\"/admin/agencies\""));
    let fields = hidden(&text);
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let made = writer.post_raw("/admin/agencies", &pairs).await;
    assert!(made.location().contains("done=agency"), "{}", made.text());
    assert!(
        site.office
            .agencies()
            .await
            .unwrap()
            .at("yanting")
            .is_some()
    );
}

#[tokio::test]
async fn a_second_factor_is_kept_only_with_a_right_code() {
    let site = TestSite::demo().await;
    let mut browser = site.signed_in("haibin.clerk").await;
    let page = "/account/second-factor";
    let offered = browser.get(page).await.text();
    let fields = hidden(&offered);
    let (_, secret) = fields.iter().find(|(name, _)| name == "secret").unwrap();
    let with = |password| {
        [
            ("secret", secret.as_str()),
            ("code", "12"),
            ("password", password),
        ]
    };
    let stranger = browser.post(page, page, &with("不知道")).await;
    assert!(stranger.text().contains("现在的密码不对"));
    let wrong = browser.post(page, page, &with(PASSWORD)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("动态口令不对") && !wrong.text().contains(PASSWORD));
    assert!(
        wrong.text().contains(secret.as_str()),
        "the telephone keeps its secret"
    );
    assert!(browser.get("/account").await.text().contains("没有开通"));
}

#[tokio::test]
async fn neither_a_password_nor_what_another_site_sends_is_kept_on_the_sign_in_page() {
    let site = TestSite::demo().await;
    let mut nobody = site.anybody();
    let fields = [("old", PASSWORD), ("new", "春江水暖鸭先知晓")];
    let answer = nobody.post_raw("/account/password", &fields).await;
    assert_eq!(answer.location(), "/login");
    let request = Request::post("/admin/agencies")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site");
    let answer = nobody
        .send(request.body(Body::from("name=x")).unwrap())
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!answer.text().contains("_kept."));
}

#[tokio::test]
async fn signing_in_gives_a_new_session_each_time_and_ends_with_the_page() {
    let site = TestSite::demo().await;
    let cookie = |answer: &Answer| {
        let all = answer.headers.get_all(header::SET_COOKIE).iter();
        let mut texts = all.map(|value| value.to_str().unwrap().to_owned());
        texts
            .find(|text| text.starts_with("gongkai-session="))
            .unwrap()
    };
    let mut browser = site.anybody();
    let first = cookie(&sign_in(&mut browser, "system", PASSWORD).await);
    assert!(first.contains("HttpOnly") && first.contains("SameSite=Lax"));
    let out = browser.post("/account", "/logout", &[]).await;
    assert!(cookie(&out).starts_with("gongkai-session=;") && cookie(&out).contains("Max-Age=0"));
    let second = cookie(&sign_in(&mut browser, "system", PASSWORD).await);
    assert_ne!(first, second);
}
