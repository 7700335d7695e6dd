//! Every route of an item, for everybody, at every stage: the pages do what the one function decides.

use super::acting::*;
use super::everybody::{ROLES, actor, people};
use crate::browser::TestSite;
use gongkai_domain::access::{Action, Actor, Object, Refusal, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::Stage;
use gongkai_web::routes::{Policy, Route, Verb, all};

/// An item at each stage of its life, one with a file.
async fn items(site: &TestSite) -> Vec<(Stage, String)> {
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut items = Vec::new();
    let published = first(&mut clerk, "stage=published").await;
    let withdraw = format!("{published}/withdraw");
    let page = clerk.get(&published).await.text();
    let mut fields = filled(&page, &withdraw);
    put(&mut fields, "ground", "内容有误，核实后重新公开");
    assert_eq!(send(&mut clerk, &withdraw, &fields).await.status, 303);
    for stage in Stage::ALL {
        items.push((
            stage,
            first(&mut clerk, &format!("stage={}", stage.code())).await,
        ));
    }
    items
}

fn of_items(verb: Verb) -> impl Iterator<Item = (&'static Route, Action)> {
    let own = all().filter(move |route| {
        route.verb == verb && route.path.starts_with("/desk/information/{id}")
    });
    own.map(|route| {
        let Policy::May(action) = route.policy else {
            panic!("{}: {:?}", route.path, route.policy);
        };
        (route, action)
    })
}

/// What the guard of the route and the one function say together.
fn expected(actor: &Actor, action: Action, lineage: &[AgencyId], stage: Stage) -> u16 {
    let at_door = decide(actor, action, Object::Installation);
    let inside = decide(actor, action, Object::Information(lineage, stage));
    match at_door.and(inside) {
        Ok(()) => 200,
        Err(Refusal::SignIn) => 303,
        Err(Refusal::Unknown) => 404,
        Err(Refusal::Role | Refusal::Elsewhere) => 403,
        Err(Refusal::Stage) => 409,
    }
}

#[tokio::test]
async fn every_page_of_an_item_answers_everybody_as_the_policy_decides() {
    let site = TestSite::demo().await;
    let items = items(&site).await;
    let county = agency(&site, "county").await;
    let own = agency(&site, "xiangzhi").await;
    let lineage = [own, county];
    let mut people = people(&site).await;
    let mut asked = 0;
    for (route, action) in of_items(Verb::Get) {
        // No item of the demonstration has a file: that route is asked below.
        if route.path.contains("{digest}") {
            continue;
        }
        for (stage, item) in &items {
            let path = route.path.replace("/desk/information/{id}", item);
            for (actor, browser) in &mut people {
                let answer = browser.get(&path).await;
                let expected = expected(actor, action, &lineage, *stage);
                assert_eq!(answer.status, expected, "{path} {stage:?} {actor:?}");
                let stranger = *actor == Actor::Public || expected >= 400;
                assert!(!stranger || !answer.text().contains("索引号"));
                asked += 1;
            }
        }
    }
    assert!(asked >= 17 * 7 * 6, "{asked}");
}

#[tokio::test]
async fn a_file_is_handed_to_those_who_may_read_its_item_and_as_a_download_only() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let token = clerk.get("/desk/information/new").await.token();
    let fields = [
        ("_token", token.as_str()),
        ("title", "带附件的"),
        ("attribute", "proactive"),
        ("do", "draft"),
    ];
    let files: [(&str, &[u8]); 1] = [("名单.txt", "没有个人信息的名单".as_bytes())];
    let answer = upload(&mut clerk, "/desk/information/new", &fields, &files).await;
    let item = answer.location().replace("/edit?done=saved", "");
    let page = clerk.get(&item).await.text();
    let file = page.split(&format!("{item}/file/")).nth(1).unwrap();
    let file = format!("{item}/file/{}", file.split('"').next().unwrap());
    let got = clerk.get(&file).await;
    assert_eq!(got.bytes, "没有个人信息的名单".as_bytes());
    let header = |name: &str| got.headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert!(header("content-disposition").starts_with("attachment;"));
    assert!(header("content-disposition").contains("filename*=UTF-8''%E5%90%8D%E5%8D%95.txt"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").starts_with("sandbox"));
    for (login, status) in [
        ("xiangzhi.auditor", 200),
        ("wucheng.clerk", 404),
        ("supervisor", 403),
    ] {
        assert_eq!(
            site.signed_in(login).await.get(&file).await.status,
            status,
            "{login}"
        );
    }
    assert_eq!(site.anybody().get(&file).await.status, 303);
    // A stranger who knows the digest cannot hang the file on an item of their own.
    let mut stranger = site.signed_in("wucheng.clerk").await;
    let mut fields = filled(
        &stranger.get("/desk/information/new?form=1").await.text(),
        "/desk/information/new",
    );
    put(&mut fields, "title", "别人的附件");
    put(&mut fields, "attachment", file.rsplit('/').next().unwrap());
    assert_eq!(
        send(&mut stranger, "/desk/information/new", &fields)
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_stage_that_does_not_allow_a_step_refuses_it_and_nothing_changes() {
    let site = TestSite::demo().await;
    let items = items(&site).await;
    let mut people = Vec::new();
    for (role, login) in [ROLES[0], ROLES[2]] {
        people.push((role, site.signed_in(&format!("xiangzhi.{login}")).await));
    }
    let own = agency(&site, "xiangzhi").await;
    let mut refused = 0;
    for (route, action) in of_items(Verb::Post) {
        for (stage, item) in items.iter().filter(|(stage, _)| !stage.allows(action)) {
            for (role, browser) in &mut people {
                let path = route.path.replace("/desk/information/{id}", item);
                let before = browser.get(item).await.text();
                let token = browser.get("/desk").await.token();
                let fields = [
                    ("_token", token.as_str()),
                    ("revision", "1"),
                    ("title", "改了的标题"),
                    ("attribute", "proactive"),
                    ("ground", "理由理由理由"),
                    ("opinion", "agree"),
                ];
                let answer = browser.post_raw(&path, &fields).await;
                let expected = expected(
                    &actor(*role, &own),
                    action,
                    std::slice::from_ref(&own),
                    *stage,
                );
                assert_eq!(answer.status, expected, "{path} {stage:?} {role:?}");
                assert!(answer.status.is_client_error());
                assert_eq!(browser.get(item).await.text(), before, "{path} {stage:?}");
                refused += 1;
            }
        }
    }
    assert!(refused > 60, "{refused}");
}
