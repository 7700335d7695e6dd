//! The touch screen and the public appraisal: what anybody may say, and what comes of it.

use crate::browser::{Answer, Browser, TestSite, now};
use crate::column::office::{SLUG, agency, at_work, facts, links, publish};
use axum::http::StatusCode;
use gongkai_domain::access::Actor;
use gongkai_domain::agency::KioskSection;
use gongkai_office::{Context, RecordQuery, Typed};

fn at(page: &str) -> String {
    format!("/{SLUG}/kiosk{page}")
}

async fn rate(browser: &mut Browser, score: &str, remark: &str) -> Answer {
    let fields = [("service", "综合"), ("score", score), ("remark", remark)];
    browser.post(&at("/rate"), &at("/rate"), &fields).await
}

/// What stands in a ledger.
async fn kept(site: &TestSite, ledger: &str) -> Vec<Vec<(String, String)>> {
    let clerk = at_work(site, "wucheng.clerk").await;
    let query = RecordQuery {
        agencies: vec![agency(site).await.id],
        ledger: ledger.to_owned(),
        limit: 1000,
        ..RecordQuery::default()
    };
    let found = site.office.ledger_records(&clerk, query).await.unwrap();
    let texts = |record: &gongkai_domain::ledger::Record| {
        let pairs = record.values.iter();
        pairs
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .collect()
    };
    found.rows.iter().map(texts).collect()
}

async fn add(site: &TestSite, ledger: &str, pairs: &[(&str, &str)]) -> String {
    let clerk = at_work(site, "wucheng.clerk").await;
    let typed: Typed = pairs
        .iter()
        .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
        .collect();
    let id = agency(site).await.id;
    let added = site.office.add_record(&clerk, &id, ledger, &typed);
    added.await.unwrap().id.to_string()
}

async fn map(site: &TestSite, section: KioskSection, category: usize) {
    let cx = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    let agency = agency(site).await;
    let categories = site.office.categories(&agency.id).await.unwrap();
    let mut settings = agency.settings.clone();
    settings
        .kiosk
        .set(section, Some(categories[category].id.clone()));
    let seen = gongkai_office::settings_mark(&agency.settings);
    let saved = site.office.set_up(&cx, &agency.id, &seen, settings);
    saved.await.unwrap();
}

#[tokio::test]
async fn no_page_of_the_screen_leads_out_of_it_and_all_but_the_first_go_back_by_themselves() {
    let site = TestSite::demo().await;
    publish(&site, facts("关于夏季防汛的公告")).await;
    map(&site, KioskSection::Services, 0).await;
    let mut anybody = site.anybody();
    let (mut waiting, mut seen) = (vec![at("")], Vec::<String>::new());
    while let Some(path) = waiting.pop() {
        if seen.contains(&path) || seen.len() > 60 {
            continue;
        }
        let answer = anybody.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let page = answer.text();
        let back = format!(";url={}\"", at(""));
        assert_eq!(page.contains(&back), path != at(""), "{path}");
        assert_eq!(page.contains("返回首页"), path != at(""), "{path}");
        assert!(!page.contains("<script"), "{path}");
        for link in links(&page) {
            let inside =
                link.starts_with(&at("")) || link.starts_with("/assets/") || link.starts_with('#');
            assert!(inside, "{path} leads to {link}");
            if link.starts_with(&at("")) {
                waiting.push(link);
            }
        }
        seen.push(path);
    }
    let items = seen.iter().filter(|path| path.contains("/item/"));
    assert!(items.count() > 3, "{seen:?}");
}

#[tokio::test]
async fn an_entry_behind_which_there_is_nothing_is_shown_to_nobody() {
    let site = TestSite::demo().await;
    let first = site.anybody().get(&at("")).await.text();
    assert!(first.contains("办事指南") && !first.contains("办事流程"));
    assert!(first.contains("公开内容") && first.contains("办事满意率测评"));
    let empty = site.anybody().get(&at("/steps")).await;
    assert_eq!(empty.status, StatusCode::NOT_FOUND);
    assert!(empty.text().contains("返回首页"));
    let service = [
        ("name", "老年证办理"),
        ("flow", "窗口交材料"),
        ("from", "2026-1-1"),
    ];
    add(&site, "service", &service).await;
    let first = site.anybody().get(&at("")).await.text();
    assert!(first.contains("办事流程"));
    assert!(
        site.anybody()
            .get(&at("/steps"))
            .await
            .text()
            .contains("窗口交材料")
    );
}

#[tokio::test]
async fn the_administrator_is_told_which_entries_show_nothing_and_chooses_what_they_show() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let agency = agency(&site).await;
    let page = format!("/admin/agencies/{}/kiosk", agency.id);
    let told = system.get(&page).await.text();
    assert!(told.contains("还没有选类别的：服务项目、办事指南、办事流程"));
    let categories = site.office.categories(&agency.id).await.unwrap();
    let fields = [("services", categories[0].id.as_str()), ("guides", "f00d")];
    let saved = system.post(&page, &page, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let told = system.get(&page).await.text();
    assert!(told.contains("还没有选类别的：办事指南、办事流程"));
    assert!(
        site.anybody()
            .get(&at(""))
            .await
            .text()
            .contains("服务项目")
    );
}

#[tokio::test]
async fn anybody_rates_without_a_name_and_the_event_says_neither_who_nor_from_where() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let answer = rate(&mut anybody, "very_satisfied", "").await;
    assert_eq!(answer.location(), at("/thanks"));
    let cx = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    let events = site.office.events(&cx, None, None, 1).await.unwrap();
    let event = &events[0].event;
    assert_eq!(
        (event.action.as_str(), &event.account),
        ("ledger.added", &None)
    );
    assert_eq!(
        (event.name.as_str(), event.origin.as_str()),
        ("公众", "公开专栏")
    );
}

#[tokio::test]
async fn what_tells_who_somebody_is_is_refused_and_not_kept() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let answer = rate(&mut anybody, "satisfied", "请回电 13812345678").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("像是手机号") && page.contains("138****5678"));
    let none = rate(&mut anybody, "", "").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = [("service", "没有这件事"), ("score", "satisfied")];
    let other = anybody.post(&at("/rate"), &at("/rate"), &other).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept(&site, "rating").await.is_empty());
}

#[tokio::test]
async fn a_form_that_lay_too_long_is_shown_again_within_the_screen() {
    let site = TestSite::demo().await;
    let answer = site
        .anybody()
        .post_raw(&at("/rate"), &[("score", "satisfied"), ("_token", "old")])
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text().contains("请再点一次") && answer.text().contains("返回首页"));
    assert!(kept(&site, "rating").await.is_empty());
}

#[tokio::test]
async fn a_screen_gives_twenty_ratings_at_once_and_then_waits() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    for _ in 0..20 {
        assert_eq!(
            rate(&mut anybody, "satisfied", "").await.status,
            StatusCode::SEE_OTHER
        );
    }
    let answer = rate(&mut anybody, "satisfied", "").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(kept(&site, "rating").await.len(), 20);
}

#[tokio::test]
async fn the_share_of_the_satisfied_is_published_with_how_it_is_computed_and_that_few_have_rated() {
    let site = TestSite::demo().await;
    let home = format!("/{SLUG}");
    assert!(!site.anybody().get(&home).await.text().contains("社会评议"));
    let mut anybody = site.anybody();
    for score in ["very_satisfied", "satisfied", "fair", "dissatisfied"] {
        rate(&mut anybody, score, "灯光太暗").await;
    }
    assert!(site.anybody().get(&home).await.text().contains("社会评议"));
    let page = anybody.get(&format!("{home}/appraisal")).await.text();
    assert!(page.contains("收到评价4人次，满意率<strong>50.0%</strong>"));
    assert!(page.contains("评价不到10人次"));
    assert!(page.contains("÷全部评价人次"));
    assert!(!page.contains("灯光太暗"), "a remark is for the office");
}

#[tokio::test]
async fn a_bad_result_becomes_a_problem_with_one_button_and_only_once() {
    let site = TestSite::demo().await;
    rate(&mut site.anybody(), "very_dissatisfied", "").await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let page = "/desk/appraisal";
    let id = agency(&site).await.id.to_string();
    let fields = [
        ("agency", id.as_str()),
        ("year", "2026"),
        ("service", "综合"),
    ];
    let noted = clerk.post(page, page, &fields).await;
    assert_eq!(noted.location(), "/desk/appraisal?year=2026&done=problem");
    let problems = kept(&site, "problem").await;
    let text = problems[0]
        .iter()
        .find(|(key, _)| key == "problem")
        .unwrap();
    assert!(text.1.starts_with("2026年“综合”办事满意率0.0%：评价1人次"));
    assert_eq!(
        clerk.post(page, page, &fields).await.status,
        StatusCode::CONFLICT
    );
    let mut other = site.signed_in("haibin.clerk").await;
    let refused = other.post("/account", page, &fields).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

async fn survey(site: &TestSite, until: &str) -> String {
    let asked = [
        ("title", "公开工作评议"),
        ("questions", "看得懂吗：看得懂/看不懂\n还缺什么"),
        ("from", "2026-11-1"),
        ("until", until),
    ];
    format!(
        "/{SLUG}/survey/{}",
        add(site, "questionnaire", &asked).await
    )
}

#[tokio::test]
async fn a_questionnaire_takes_answers_while_it_is_open_and_shows_no_results_before_its_end() {
    let site = TestSite::demo().await;
    let at = survey(&site, "2026-11-20").await;
    let mut anybody = site.anybody();
    let list = format!("/{SLUG}/appraisal");
    assert!(anybody.get(&list).await.text().contains(&at));
    let wrong = anybody.post(&at, &at, &[("q0", "别的")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let blank = anybody.post(&at, &at, &[]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    let person = anybody.post(&at, &at, &[("q1", "电话13812345678")]).await;
    assert_eq!(person.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = anybody
        .post(&at, &at, &[("q0", "看得懂"), ("q1", "地图")])
        .await;
    assert_eq!(taken.location(), format!("{at}?done=1"));
    let answers = kept(&site, "answer").await;
    assert_eq!(answers.len(), 2);
    let sheets: Vec<_> = answers
        .iter()
        .flatten()
        .filter(|one| one.0 == "sheet")
        .collect();
    assert_eq!(sheets[0], sheets[1]);
    assert!(!anybody.get(&at).await.text().contains("占比"));
}

#[tokio::test]
async fn after_its_last_day_a_questionnaire_takes_nothing_and_shows_what_was_chosen() {
    let site = TestSite::demo().await;
    let at = survey(&site, "2026-11-19").await;
    let answer = [
        ("on", "2026-11-10"),
        ("questionnaire", "公开工作评议"),
        ("question", "看得懂吗"),
        ("choice", "看得懂"),
        ("way", "paper"),
    ];
    add(&site, "answer", &answer).await;
    let mut anybody = site.anybody();
    let page = anybody.get(&at).await.text();
    assert!(page.contains("100.0%") && !page.contains("name=\"q0\""));
    let token = anybody.get("/login").await.token();
    let late = [("_token", token.as_str()), ("q0", "看得懂")];
    let late = anybody.post_raw(&at, &late).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(kept(&site, "answer").await.len(), 1);
}
