//! What holds for every route of the table, now and later: generated, so that a new route is in.

use crate::browser::{Answer, Browser, TestSite};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use gongkai_domain::access::{Action, Actor};
use gongkai_office::Context;
use gongkai_web::routes::{self, Policy, Route, Verb};
use std::collections::BTreeMap;

/// Somebody of the demonstration whom the policy lets through; nobody, where anybody may.
fn who(route: &Route) -> Option<&'static str> {
    let Policy::May(action) = route.policy else {
        return (route.policy == Policy::SignedIn).then_some("haibin.clerk");
    };
    let special = [
        (Action::ManageAgencies, "system"),
        (Action::ManageAccounts, "security"),
        (Action::ReadEvents, "audit"),
        (Action::Supervise, "supervisor"),
        (Action::OverrideLeak, "haibin.approver"),
    ];
    let found = special.into_iter().find(|(special, _)| *special == action);
    Some(found.map_or("haibin.clerk", |(_, login)| login))
}

/// The routes that are no program's: those have their own tests.
fn for_people() -> impl Iterator<Item = &'static Route> {
    routes::all().filter(|route| !matches!(route.policy, Policy::Token(_)))
}

/// The route's path with something in place of each name.
fn address(route: &Route) -> String {
    let parts = route.path.split('/').map(|part| {
        if part.starts_with('{') {
            "00000000000000000000000000000000"
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A browser for each person, with the token of their forms.
struct People<'s> {
    site: &'s TestSite,
    known: BTreeMap<&'static str, (Browser, String)>,
}

impl People<'_> {
    async fn get(&mut self, login: Option<&'static str>) -> &mut (Browser, String) {
        let key = login.unwrap_or("");
        if !self.known.contains_key(key) {
            let (mut browser, page) = match login {
                Some(login) => (self.site.signed_in(login).await, "/account"),
                None => (self.site.anybody(), "/login"),
            };
            let token = browser.get(page).await.token();
            assert_eq!(token.len(), 64, "{key}");
            self.known.insert(key, (browser, token));
        }
        self.known.get_mut(key).unwrap()
    }
}

async fn last_event(site: &TestSite) -> u64 {
    let cx = Context {
        actor: Actor::Program,
        now: crate::browser::now(),
        origin: "test".to_owned(),
    };
    let events = site.office.events(&cx, None, None, 1).await.unwrap();
    events.first().map_or(0, |entry| entry.sequence)
}

#[tokio::test]
async fn nothing_is_changed_by_a_form_that_is_not_from_our_own_page() {
    let site = TestSite::demo().await;
    let mut people = People {
        site: &site,
        known: BTreeMap::new(),
    };
    let foreign = site.anybody().get("/login").await.token();
    let posts = for_people().filter(|route| route.verb == Verb::Post);
    for route in posts {
        let (browser, token) = people.get(who(route)).await;
        let before = last_event(&site).await;
        let own = format!("_token={token}");
        let forged = [
            (String::new(), None),
            (format!("_token={foreign}"), None),
            (
                own.clone(),
                Some((header::ORIGIN.as_str(), "https://elsewhere.example")),
            ),
            (own, Some(("sec-fetch-site", "cross-site"))),
        ];
        for (body, mark) in forged {
            let mut request = Request::post(address(route))
                .header(header::HOST, "localhost")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            if let Some((name, value)) = mark {
                request = request.header(name, value);
            }
            let answer = browser.send(request.body(Body::from(body)).unwrap()).await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{} {mark:?}",
                route.path
            );
        }
        assert_eq!(last_event(&site).await, before, "{}", route.path);
    }
}

#[tokio::test]
async fn nothing_is_done_for_nobody_behind_a_door_that_asks_for_a_name() {
    let site = TestSite::demo().await;
    let before = last_event(&site).await;
    for route in for_people().filter(|route| route.policy != Policy::Anybody) {
        let mut nobody = site.anybody();
        if route.verb == Verb::Get {
            let answer = nobody.get(&address(route)).await;
            assert!(
                answer.location().starts_with("/login?next="),
                "{}",
                route.path
            );
        } else {
            let answer = nobody.post_raw(&address(route), &[("title", "x")]).await;
            let kept = answer.status == StatusCode::FORBIDDEN && answer.text().contains("_to");
            assert!(kept || answer.location() == "/login", "{}", route.path);
        }
    }
    assert_eq!(last_event(&site).await, before);
}

fn assert_guarded(answer: &Answer, path: &str) {
    let text = |name: &str| {
        answer
            .headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    };
    let policy = text("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{path}");
    assert!(!policy.contains("unsafe"), "{path}");
    assert_eq!(text("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(text("x-frame-options"), "DENY", "{path}");
    assert_eq!(text("referrer-policy"), "same-origin", "{path}");
    assert_eq!(text("cross-origin-opener-policy"), "same-origin", "{path}");
    let page = answer.text();
    assert!(
        !page.contains(" style=") && !page.contains("<script>"),
        "{path}"
    );
}

#[tokio::test]
async fn every_answer_and_every_error_says_what_a_browser_may_do_with_it() {
    let site = TestSite::demo().await;
    let mut people = People {
        site: &site,
        known: BTreeMap::new(),
    };
    for route in routes::all() {
        let (browser, token) = people.get(who(route)).await;
        let token = token.clone();
        let answer = if route.path == "/logout" {
            browser.post_raw(route.path, &[]).await
        } else if route.verb == Verb::Get {
            browser.get(&address(route)).await
        } else {
            browser
                .post_raw(&address(route), &[("_token", token.as_str())])
                .await
        };
        assert!(!answer.status.is_server_error(), "{}", route.path);
        assert_guarded(&answer, route.path);
        let kept = answer.headers.get(header::CACHE_CONTROL).unwrap();
        if route.policy != Policy::Anybody {
            assert_eq!(kept.to_str().unwrap(), "no-store", "{}", route.path);
        }
    }
    let mut nobody = site.anybody();
    for path in [
        "/",
        "/nothing/here",
        "/assets/nothing",
        "/assets/gongkai.css",
        "/admin/agencies",
    ] {
        assert_guarded(&nobody.get(path).await, path);
    }
    assert_guarded(
        &nobody.post_raw("/healthz", &[]).await,
        "a verb that is not taken",
    );
    assert_guarded(
        &nobody.get("/account?%ff=%").await,
        "an address that is no text",
    );
}
