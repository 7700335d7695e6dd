//! Administration: agencies, accounts, events.

use crate::browser::{TestSite, now};
use crate::desk::acting::{filled, put, send};
use crate::page::assert_well_made;
use axum::http::StatusCode;
use gongkai_domain::access::Actor;
use gongkai_domain::agency::Agency;
use gongkai_office::Context;

fn program() -> Context {
    Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    }
}

async fn haibin(site: &TestSite) -> Agency {
    let tree = site.office.agencies().await.unwrap();
    tree.at("haibin").unwrap().clone()
}

async fn account_of(site: &TestSite, login: &str) -> String {
    let accounts = site.office.accounts(&program()).await.unwrap();
    let found = accounts.into_iter().find(|account| account.login == login);
    found.unwrap().id.to_string()
}

#[tokio::test]
async fn the_three_administrators_are_separated() {
    let site = TestSite::demo().await;
    let doors = [
        ("system", "/admin/agencies"),
        ("security", "/admin/accounts"),
        ("audit", "/admin/events"),
    ];
    for (login, _) in doors {
        let mut browser = site.signed_in(login).await;
        for (owner, door) in doors {
            let allowed = browser.get(door).await.status == StatusCode::OK;
            assert_eq!(allowed, login == owner, "{login} {door}");
        }
    }
    let mut security = site.signed_in("security").await;
    let agency = haibin(&site).await.id.to_string();
    let id = account_of(&site, "haibin.clerk").await;
    let page = format!("/admin/accounts/{id}");
    let both = [
        ("rows", "2"),
        ("role.0", "system_administrator"),
        ("agency.0", &agency),
        ("role.1", "clerk"),
        ("agency.1", &agency),
    ];
    let refused = security.post(&page, &format!("{page}/grants"), &both).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("三员分立") && refused.text().contains("<title>错误："));
    assert_well_made(&refused.text(), &page);
    let own = format!("/admin/accounts/{}", account_of(&site, "security").await);
    let closed = security
        .post(&own, &format!("{own}/active"), &[("to", "disabled")])
        .await;
    assert!(closed.text().contains("不能停用自己的账号"));
}

#[tokio::test]
async fn fields_that_a_form_does_not_have_change_nothing() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let before = haibin(&site).await;
    let mut fields: Vec<(String, String)> = [
        "id",
        "kind",
        "slug",
        "parent",
        "name",
        "names",
        "since",
        "organ_code",
        "region_code",
        "index_template",
        "review",
        "role",
        "grants",
        "published_before",
        "settings",
        "successor",
    ]
    .map(|name| (name.to_owned(), "clerk".to_owned()))
    .to_vec();
    fields.extend((0..50).map(|at| (format!("role.{at}"), "system_administrator".to_owned())));
    fields.push(("office".to_owned(), "办公室".to_owned()));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let page = format!("/admin/agencies/{}/guide", before.id);
    let saved = system.post(&page, &page, &pairs).await;
    assert!(saved.location().ends_with("?done=guide"));
    let mut after = haibin(&site).await;
    assert_eq!(after.settings.guide.office, "办公室");
    after.settings.guide = before.settings.guide.clone();
    after.settings.rules = before.settings.rules.clone();
    assert_eq!(after, before);
}

#[tokio::test]
async fn settings_that_somebody_changed_meanwhile_are_not_written_over_unseen() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let agency = haibin(&site).await;
    for (page, field) in [("guide", "office"), ("settings", "icp")] {
        let page = format!("/admin/agencies/{}/{page}", agency.id);
        let opened = system.get(&page).await;
        let (token, seen) = (opened.token(), opened.hidden("seen").unwrap());
        let mut fields = filled(&opened.text(), &page);
        let mut other = fields.clone();
        put(&mut other, field, "别人改的");
        assert_eq!(send(&mut system, &page, &other).await.status, 303);
        put(&mut fields, field, "我改的");
        put(&mut fields, "_token", &token);
        put(&mut fields, "seen", &seen);
        let answer = send(&mut system, &page, &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("别人也改了这个单位的设置"));
        let again = filled(&answer.text(), &page);
        assert!(again.contains(&(field.to_owned(), "我改的".to_owned())));
        assert_eq!(send(&mut system, &page, &again).await.status, 303);
    }
    let settings = haibin(&site).await.settings;
    assert_eq!(
        (settings.guide.office.as_str(), settings.footer.icp.as_str()),
        ("我改的", "我改的")
    );
}

#[tokio::test]
async fn a_step_of_review_comes_and_goes_without_a_script_and_is_saved_when_asked() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let before = haibin(&site).await;
    let page = format!("/admin/agencies/{}/review", before.id);
    let steps = [
        ("rows", "2"),
        ("name.0", "经办人填报"),
        ("role.0", "clerk"),
        ("name.1", "分管领导审签"),
        ("role.1", "approver"),
        ("secrecy.1", "1"),
    ];
    let mut fields = steps.to_vec();
    fields.push(("act", "add.0"));
    let more = system.post(&page, &page, &fields).await.text();
    assert!(more.contains("第3步") && more.contains("还没有保存"));
    assert_eq!(haibin(&site).await, before);
    let own = [
        ("rows", "2"),
        ("name.0", "填报"),
        ("role.0", "clerk"),
        ("secrecy.0", "1"),
        ("name.1", "审签"),
        ("role.1", "approver"),
    ];
    let refused = system.post(&page, &page, &own).await;
    assert!(refused.text().contains("保密审查不能由填报人自己做"));
    assert_well_made(&refused.text(), &page);
    let saved = system.post(&page, &page, &steps).await;
    assert!(saved.location().ends_with("?done=review"));
    assert_eq!(haibin(&site).await.settings.review.steps.len(), 2);
}

#[tokio::test]
async fn a_template_of_index_numbers_is_tried_before_it_is_saved() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let agency = haibin(&site).await;
    let page = format!("/admin/agencies/{}/settings", agency.id);
    let mut fields = vec![
        ("organ_code", "A1"),
        ("before", "0"),
        ("index_template", "{机构代码}-{年}-{流水号3}"),
        ("act", "try"),
    ];
    let tried = system.post(&page, &page, &fields).await.text();
    assert!(tried.contains("A1-2026-001") && tried.contains("还没有保存"));
    fields[2].1 = "{机构代码}-{年}";
    fields[3].1 = "";
    let refused = system.post(&page, &page, &fields).await.text();
    assert!(refused.contains("没有流水号") && refused.contains("value=\"{机构代码}-{年}\""));
    assert_well_made(&refused, &page);
    assert_eq!(haibin(&site).await, agency);
}

#[tokio::test]
async fn an_auditor_reads_the_log_of_the_own_agency_and_the_audit_administrator_all() {
    let site = TestSite::demo().await;
    let tree = site.office.agencies().await.unwrap();
    let other = tree.at("xiangzhi").unwrap().id.to_string();
    let mut auditor = site.signed_in("haibin.auditor").await;
    let own = auditor.get("/admin/events").await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(own.text().contains("海滨街道") && !own.text().contains("祥芝镇"));
    let foreign = auditor.get(&format!("/admin/events?agency={other}")).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    let mut audit = site.signed_in("audit").await;
    let first = audit.get("/admin/events").await.text();
    let next = first
        .split("&amp;before=")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let older = audit
        .get(&format!("/admin/events?agency=&before={next}"))
        .await
        .text();
    assert!(older.contains("回到最新"));
    assert!(!older.contains(&format!(">{next}</td>")) && first.contains(&format!(">{next}</td>")));
}

#[tokio::test]
async fn an_agency_is_set_up_renamed_and_given_channels_by_forms_that_keep_what_was_typed() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let fields = [
        ("kind", "street"),
        ("name", "青屿街道办事处"),
        ("slug", "Not A Slug"),
        ("since", "2月30日"),
    ];
    let refused = system
        .post("/admin/agencies/new", "/admin/agencies", &fields)
        .await;
    assert!(
        refused.text().contains("value=\"青屿街道办事处\"")
            && refused.text().contains("value=\"2月30日\"")
    );
    assert_well_made(&refused.text(), "/admin/agencies");
    let page = format!("/admin/agencies/{}", haibin(&site).await.id);
    let early = [
        ("name", "海滨新区管委会"),
        ("short", "海滨"),
        ("since", "1999-1-1"),
        ("reason", "某政〔1999〕1号"),
    ];
    let refused = system.post(&page, &format!("{page}/rename"), &early).await;
    assert!(refused.text().contains("要晚于现有名称") && refused.text().contains("海滨新区管委会"));
    assert_well_made(&refused.text(), &page);
    let nameless = system
        .post(
            &page,
            &format!("{page}/channels"),
            &[("channel_kind", "weibo")],
        )
        .await;
    assert!(nameless.text().contains("href=\"#channel-channel\""));
    let saved = system
        .post(
            &page,
            &format!("{page}/categories"),
            &[("category", "机构职能"), ("topic", "2")],
        )
        .await;
    let after = system.get(saved.location()).await.text();
    assert!(after.contains("类别已经增加") && after.contains("第二十条第（二）项"));
    assert!(
        !system
            .get(&format!("{page}?done=%3Cb%3E"))
            .await
            .text()
            .contains("<b>")
    );
}

#[tokio::test]
async fn every_page_has_one_heading_and_every_field_its_label() {
    let site = TestSite::demo().await;
    let agency = format!("/admin/agencies/{}", haibin(&site).await.id);
    let account = format!(
        "/admin/accounts/{}",
        account_of(&site, "haibin.clerk").await
    );
    let pages = [
        ("system", "/account".to_owned()),
        ("system", "/account/password".to_owned()),
        ("system", "/account/second-factor".to_owned()),
        ("system", "/admin/agencies".to_owned()),
        ("system", "/admin/agencies/new".to_owned()),
        ("system", agency.clone()),
        ("system", format!("{agency}/review")),
        ("system", format!("{agency}/settings")),
        ("system", format!("{agency}/guide")),
        ("security", "/admin/accounts".to_owned()),
        ("security", "/admin/accounts/new".to_owned()),
        ("security", account),
        ("audit", "/admin/events".to_owned()),
    ];
    for (login, path) in &pages {
        let answer = site.signed_in(login).await.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_well_made(&answer.text(), path);
    }
    let door = TestSite::empty().await.anybody().get("/setup").await;
    assert_well_made(&door.text(), "/setup");
    assert_well_made(&site.anybody().get("/login").await.text(), "/login");
}

#[tokio::test]
async fn everything_wrong_with_a_form_is_said_at_once() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let to = "/admin/agencies";
    let fields = [("slug", "desk"), ("since", "2月30日")];
    let refused = system.post("/admin/agencies/new", to, &fields).await.text();
    for field in ["kind", "name", "short", "slug", "since", "organ_code"] {
        assert!(
            refused.contains(&format!("href=\"#agency-{field}\"")),
            "{field}"
        );
    }
    assert!(refused.contains("有 6 处要改"));
}
