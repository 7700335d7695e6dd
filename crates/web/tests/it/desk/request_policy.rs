//! Letters of requests, disputes and quarterly figures of them: who may open, issue and note, and that to
//! strangers they do not exist.

use super::acting::*;
use super::everybody::people;
use super::requests::{page, registered, taken};
use crate::browser::{Answer, Browser, TestSite};
use axum::http::StatusCode;
use gongkai_domain::access::{Action, Actor, Object, Refusal, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_web::routes::{Policy, Route, Verb, all};

const REQUEST: &str = "/desk/requests/{request}";
const DISPUTE: &str = "/desk/disputes/{dispute}";
const COURT: &str = "演示县人民法院";

struct Place {
    request: String,
    dispute: String,
}

/// A request with a letter that can be issued, and a dispute about it.
async fn place(clerk: &mut Browser) -> Place {
    let request = registered(clerk).await;
    let unclear = [("unclear", "是哪一条路"), ("workdays", "15")];
    taken(clerk, &request, "ask-correction", &unclear).await;
    let id = request.rsplit('/').next().unwrap();
    let fields = [
        ("road", "reconsideration"),
        ("before", COURT),
        ("contested", "refused"),
        ("acted_on", "2026-11-16"),
        ("on", "2026-11-17"),
    ];
    let new = "/desk/disputes/new";
    let filed = press(clerk, &format!("{new}?request={id}"), new, &fields).await;
    assert_eq!(filed.status, 303, "{}", filed.text());
    Place {
        dispute: filed.location().split('?').next().unwrap().to_owned(),
        request,
    }
}

impl Place {
    /// The address of a route, with what it is about.
    fn address(&self, path: &str) -> String {
        path.replace(REQUEST, &self.request)
            .replace(DISPUTE, &self.dispute)
            .replace("{letter}", "correction-notice")
            .replace("{step}", "accept")
    }
}

fn routes(verb: Verb) -> Vec<(&'static Route, Action)> {
    let paths = [
        REQUEST.to_owned(),
        format!("{REQUEST}/letter/{{letter}}"),
        DISPUTE.to_owned(),
        format!("{DISPUTE}/{{step}}"),
    ];
    let own =
        all().filter(|route| route.verb == verb && paths.iter().any(|path| path == route.path));
    own.map(|route| match route.policy {
        Policy::May(action) => (route, action),
        Policy::Anybody | Policy::SignedIn | Policy::Token(_) => panic!("{}", route.path),
    })
    .collect()
}

/// What the guard of the route and the one function say together; elsewhere means that there is nothing.
fn expected(actor: &Actor, action: Action, lineage: &[AgencyId]) -> Result<(), u16> {
    let at_door = decide(actor, action, Object::Installation);
    at_door.map_err(|refusal| match refusal {
        Refusal::SignIn => 303_u16,
        Refusal::Unknown => 404,
        Refusal::Role | Refusal::Elsewhere | Refusal::Stage => 403,
    })?;
    let Actor::Person(person) = actor else {
        return Err(303);
    };
    let here = person.grants.iter().any(|grant| grant.agency == lineage[0]);
    let inside = decide(actor, action, Object::Agency(lineage));
    inside.map_err(|_refusal| if here { 403 } else { 404 })
}

fn tells(answer: &Answer) -> bool {
    let text = answer.text();
    ["环镇北路", "是哪一条路", COURT]
        .iter()
        .any(|words| text.contains(words))
}

#[tokio::test]
async fn letters_and_disputes_answer_everybody_as_the_policy_decides() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let place = place(&mut clerk).await;
    let lineage = [
        agency(&site, "xiangzhi").await,
        agency(&site, "county").await,
    ];
    let mut people = people(&site).await;
    let gets = routes(Verb::Get);
    assert_eq!(gets.len(), 3);
    for (route, action) in gets {
        let path = place.address(route.path);
        for (actor, browser) in &mut people {
            let answer = browser.get(&path).await;
            let expected = expected(actor, action, &lineage).err().unwrap_or(200);
            assert_eq!(answer.status, expected, "{path} {actor:?}");
            assert_eq!(tells(&answer), expected == 200, "{path} {actor:?}");
        }
    }
}

#[tokio::test]
async fn nobody_issues_a_letter_or_notes_a_dispute_who_may_not_and_nothing_changes() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let place = place(&mut clerk).await;
    let lineage = [
        agency(&site, "xiangzhi").await,
        agency(&site, "county").await,
    ];
    let before = [
        page(&mut clerk, &place.request).await,
        page(&mut clerk, &place.dispute).await,
    ];
    let posts = routes(Verb::Post);
    assert_eq!(posts.len(), 2);
    let mut refused = 0;
    for (route, action) in posts {
        let path = place.address(route.path);
        for (actor, browser) in &mut people(&site).await {
            let Err(status) = expected(actor, action, &lineage) else {
                continue;
            };
            // Who is not signed in has no form to send.
            let (at, status) = match actor {
                Actor::Public => ("/login", 403),
                Actor::Person(_) | Actor::Program => ("/account", status),
            };
            let fields = [("revision", "1"), ("on", "2026-11-18")];
            let answer = browser.post(at, &path, &fields).await;
            assert_eq!(answer.status, status, "{path} {actor:?}");
            refused += 1;
        }
    }
    assert_eq!(refused, 2 * (1 + 12 + 4 - 1));
    assert_eq!(page(&mut clerk, &place.request).await, before[0]);
    assert_eq!(page(&mut clerk, &place.dispute).await, before[1]);
}

#[tokio::test]
async fn a_dispute_is_opened_about_requests_of_ones_own_office_only() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let place = place(&mut clerk).await;
    let id = place.request.rsplit('/').next().unwrap();
    let mut stranger = site.signed_in("wucheng.clerk").await;
    let new = "/desk/disputes/new";
    let asked = stranger.get(&format!("{new}?request={id}")).await;
    assert_eq!(asked.status, StatusCode::NOT_FOUND);
    let mut fields = filled(&stranger.get(new).await.text(), new);
    for (name, value) in [
        ("request", id),
        ("road", "reconsideration"),
        ("before", COURT),
        ("contested", "refused"),
        ("acted_on", "2026-11-16"),
        ("on", "2026-11-17"),
    ] {
        put(&mut fields, name, value);
    }
    let filed = send(&mut stranger, new, &fields).await;
    assert_eq!(filed.status, StatusCode::NOT_FOUND, "{}", filed.text());
    let list = page(&mut stranger, "/desk/disputes").await;
    assert!(!list.contains(&place.dispute));
}

#[tokio::test]
async fn behind_a_figure_of_the_quarter_stand_numbers_of_requests_and_no_name() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let path = "/desk/returns/2026-Q4/behind/requests.person?agency=xiangzhi";
    let behind = page(&mut clerk, path).await;
    assert!(behind.contains(&request) && behind.contains("收到申请"));
    assert!(!behind.contains(super::requests::NAME) && !behind.contains("环镇北路"));
    let table = page(&mut clerk, "/desk/returns/2026-Q4?agency=xiangzhi").await;
    assert!(table.contains("/behind/requests.person?agency=xiangzhi"));
}
