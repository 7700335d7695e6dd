//! A request from the first page to the receipt and after, as somebody without account and script makes it.

use super::office::{SLUG, agency, at_work, facts, links, publish, whole};
use crate::browser::{Answer, Browser, TestSite, now};
use crate::page::{assert_well_made, hidden};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use gongkai_domain::access::Actor;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, Words};
use gongkai_office::{Advance, Context, RequestQuery, RequestRow};
use gongkai_web::export;

const NAME: &str = "诸葛莘莘";
const ID_NUMBER: &str = "11010519491231002X";
const PHONE: &str = "13912345678";
const HOME: &str = "某县砚汀路18号302室";
const PLANTED: [&str; 4] = [NAME, ID_NUMBER, PHONE, HOME];
const WANTED: &str = "2025年环镇北路改造工程的决算";

const WHO: [(&str, &str); 6] = [
    ("name", NAME),
    ("id_kind", "居民身份证"),
    ("id_number", ID_NUMBER),
    ("phone", PHONE),
    ("address", HOME),
    ("email", ""),
];
const HOW: [(&str, &str); 3] = [("medium", "纸面"), ("delivery", "邮寄"), ("assistance", "")];

fn at(page: &str) -> String {
    format!("/{SLUG}/requests/{page}")
}

async fn step(browser: &mut Browser, page: &str, fields: &[(&str, &str)]) -> Answer {
    browser.post(&at(page), &at(page), fields).await
}

/// Fills the three steps in.
async fn fill(browser: &mut Browser) {
    let what = [("description", WANTED)];
    for (page, fields, next) in [
        ("apply/person", WHO.as_slice(), "apply/what"),
        ("apply/what", &what, "apply/how"),
        ("apply/how", &HOW, "apply/check"),
    ] {
        let answer = step(browser, page, fields).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{page}: {}",
            answer.text()
        );
        assert_eq!(answer.location(), at(next));
    }
}

/// Files a request and gives the code of its receipt.
async fn file(browser: &mut Browser) -> String {
    fill(browser).await;
    let form = browser
        .get(&at("apply/check"))
        .await
        .hidden("form")
        .unwrap();
    let answer = step(browser, "apply/check", &[("form", form.as_str())]).await;
    assert_eq!(answer.location(), at("receipt"), "{}", answer.text());
    code_of(&browser.get(&at("receipt")).await)
}

fn code_of(receipt: &Answer) -> String {
    let text = receipt.text();
    let behind = text.split("<p class=\"number\">").nth(1).unwrap();
    behind.split('<').next().unwrap().to_owned()
}

async fn enter(browser: &mut Browser, code: &str, last_four: &str) -> Answer {
    let fields = [("act", "enter"), ("code", code), ("last_four", last_four)];
    step(browser, "follow", &fields).await
}

/// The requests that came by these pages today.
async fn filed(site: &TestSite) -> Vec<RequestRow> {
    let clerk = at_work(site, "wucheng.clerk").await;
    let query = RequestQuery {
        limit: 1000,
        ..RequestQuery::default()
    };
    let mut rows = site.office.requests(&clerk, query).await.unwrap().rows;
    rows.retain(|row| row.arrived.date() == clerk.today() && row.arrived.hour() == 10);
    rows
}

async fn advance(site: &TestSite, id: &RequestId, act: Act, words: Words) {
    let clerk = at_work(site, "wucheng.clerk").await;
    let view = site.office.request(&clerk, id).await.unwrap();
    let step = Advance::of(view.row.revision, clerk.today(), act).with(words);
    site.office.advance_request(&clerk, id, step).await.unwrap();
}

fn holds_none(text: &str, place: &str) {
    for planted in PLANTED {
        assert!(!text.contains(planted), "{planted} in {place}");
    }
}

#[tokio::test]
async fn four_steps_lead_to_a_receipt_and_the_receipt_to_the_page_of_the_request() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let code = file(&mut anybody).await;
    assert_eq!(code.replace(' ', "").len(), 16);
    let receipt = anybody.get(&at("receipt")).await.text();
    for told in [
        "2026年12月18日",
        "第三十三条",
        "2026年11月20日 10:00",
        "最后4位",
    ] {
        assert!(receipt.contains(told), "{told}: {receipt}");
    }
    let text = anybody.get(&at("receipt/file")).await;
    assert!(text.text().contains(&code) && text.text().contains("/requests/follow"));
    let page = anybody.get(&at("follow")).await.text();
    assert!(
        page.contains("收到申请") && page.contains("还剩20个工作日"),
        "{page}"
    );
    assert!(page.contains("条例第三十一条"));
    holds_none(&receipt, "the receipt");
    holds_none(&text.text(), "the file");
    holds_none(&page, "the page of the request");
    let mut elsewhere = site.anybody();
    let answer = enter(&mut elsewhere, &code, "002x").await;
    assert_eq!(answer.location(), at("follow"));
    assert!(
        elsewhere
            .get(&at("follow"))
            .await
            .text()
            .contains("收到申请")
    );
}

#[tokio::test]
async fn the_same_form_sent_again_shows_the_same_receipt_whatever_was_filled_in_since() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    fill(&mut anybody).await;
    let form = anybody
        .get(&at("apply/check"))
        .await
        .hidden("form")
        .unwrap();
    let mut codes = Vec::new();
    for again in 0..30 {
        let token = anybody.get(&at("apply/person")).await.token();
        let fields = [("_token", token.as_str()), ("form", form.as_str())];
        let answer = anybody.post_raw(&at("apply/check"), &fields).await;
        assert_eq!(answer.location(), at("receipt"), "{again}");
        codes.push(code_of(&anybody.get(&at("receipt")).await));
        if again == 3 {
            step(&mut anybody, "apply/person", &WHO).await;
        }
    }
    codes.dedup();
    assert_eq!((codes.len(), filed(&site).await.len()), (1, 1));
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_on_top_and_nothing_typed_is_lost() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let wrong = [
        ("name", NAME),
        ("id_kind", "居民身份证"),
        ("id_number", "1101051949123100"),
    ];
    let answer = step(&mut anybody, "apply/person", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("<title>错误：申请人") && page.contains("您填写了16位"));
    assert!(page.contains("href=\"#id_number\"") && page.contains("id=\"id_number-error\""));
    assert!(page.contains(&format!("value=\"{NAME}\"")));
    assert_well_made(&page, "apply/person");
    let checked = [
        ("name", NAME),
        ("id_kind", "居民身份证"),
        ("id_number", "110105194912310021"),
    ];
    let page = step(&mut anybody, "apply/person", &checked).await.text();
    assert!(page.contains("有一位不对"));
    step(&mut anybody, "apply/person", &WHO).await;
    let empty = step(&mut anybody, "apply/what", &[("description", " ")]).await;
    assert!(empty.text().contains("请写明需要什么信息"));
    step(&mut anybody, "apply/what", &[("description", WANTED)]).await;
    let mail = [("medium", "电子文件"), ("delivery", "电子邮件")];
    let page = step(&mut anybody, "apply/how", &mail).await.text();
    assert!(page.contains("还没有填邮箱"));
    let again = anybody.get(&at("apply/person")).await.text();
    assert!(
        again.contains(PHONE),
        "a draft is shown to the browser that holds it"
    );
    holds_none(
        &site.anybody().get(&at("apply/person")).await.text(),
        "another browser",
    );
}

#[tokio::test]
async fn a_number_of_a_person_in_the_description_is_pointed_at_and_may_stay() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    step(&mut anybody, "apply/person", &WHO).await;
    let text = format!("本人{ID_NUMBER}的宅基地审批材料");
    let fields = [("description", text.as_str())];
    let answer = step(&mut anybody, "apply/what", &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "it is no mistake");
    let page = answer.text();
    assert!(page.contains("110105********002X") && page.contains("保留并继续"));
    assert!(page.contains(&text), "nothing typed is lost");
    let keep = [("description", text.as_str()), ("then", "keep")];
    let answer = step(&mut anybody, "apply/what", &keep).await;
    assert_eq!(answer.location(), at("apply/how"));
}

#[tokio::test]
async fn a_wrong_code_and_a_wrong_ending_get_the_same_answer_and_then_waiting_is_asked_for() {
    let site = TestSite::demo().await;
    let code = file(&mut site.anybody()).await;
    let mut guesser = site.anybody();
    let main = |answer: &Answer| {
        let text = answer.text();
        let main = text.split("<main").nth(1).unwrap();
        main.split("_token").next().unwrap().to_owned()
    };
    let first = enter(&mut guesser, &code, "0000").await;
    let second = enter(&mut guesser, "1234567812345678", "5678").await;
    assert_eq!(first.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((first.status, main(&first)), (second.status, main(&second)));
    for guess in 0..8 {
        let code = format!("{guess:016}");
        assert_eq!(
            enter(&mut guesser, &code, "5678").await.status,
            first.status
        );
    }
    let slowed = enter(&mut guesser, &code, "5678").await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slowed.text().contains("分钟后再试"));
}

#[tokio::test]
async fn looking_again_uses_up_no_tries_and_signing_out_ends_it() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    file(&mut anybody).await;
    for _ in 0..30 {
        assert!(anybody.get(&at("follow")).await.text().contains("办理经过"));
    }
    let out = step(&mut anybody, "follow", &[("act", "leave")]).await;
    assert_eq!(out.location(), format!("/{SLUG}/requests"));
    assert!(!anybody.get(&at("follow")).await.text().contains("办理经过"));
    assert_eq!(anybody.get(&at("receipt")).await.location(), at("follow"));
}

#[tokio::test]
async fn the_requester_reads_what_to_correct_corrects_it_and_takes_the_request_back() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    file(&mut anybody).await;
    let id = filed(&site).await.remove(0).id;
    let pairs = [("unclear", "请写明是哪一条路"), ("note", "内部备注")];
    let words = pairs.map(|(key, text)| (key.to_owned(), text.to_owned()));
    advance(
        &site,
        &id,
        Act::AskCorrection { workdays: 10 },
        Words::from(words),
    )
    .await;
    let search = Words::from([("where".to_owned(), "内部检索".to_owned())]);
    advance(&site, &id, Act::Search { hits: 2 }, search).await;
    let page = anybody.get(&at("follow")).await.text();
    assert!(page.contains("等待您补正") && page.contains("请写明是哪一条路"));
    assert!(!page.contains("内部"), "{page}");
    let nothing = step(&mut anybody, "follow", &[("act", "correct")]).await;
    assert!(nothing.text().contains("请写明补正的内容"));
    let mut stranger = site.anybody();
    let kept = [("act", "correct"), ("description", "环镇北路一标段")];
    let late = step(&mut stranger, "follow", &kept).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    assert!(
        late.text().contains("环镇北路一标段"),
        "what was written is not lost"
    );
    let done = step(&mut anybody, "follow", &kept).await;
    assert_eq!(done.location(), format!("{}?done=correct", at("follow")));
    let page = anybody.get(done.location()).await.text();
    assert!(page.contains("收到补正") && page.contains("正在办理"));
    let unsure = step(&mut anybody, "follow", &[("act", "withdraw")]).await;
    assert!(unsure.text().contains("请勾选这里"));
    assert_well_made(&unsure.text(), "follow");
    step(
        &mut anybody,
        "follow",
        &[("act", "withdraw"), ("sure", "1")],
    )
    .await;
    assert!(
        anybody
            .get(&at("follow"))
            .await
            .text()
            .contains("您撤回了申请")
    );
}

#[tokio::test]
async fn a_copy_of_ones_data_is_for_who_knows_the_whole_number_and_a_wish_goes_to_the_office() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    file(&mut anybody).await;
    let wrong = step(
        &mut anybody,
        "follow",
        &[("act", "own"), ("id_number", "002X")],
    )
    .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    holds_none(&wrong.text(), "a refusal");
    for format in ["json", "html"] {
        let fields = [("act", "own"), ("id_number", ID_NUMBER), ("format", format)];
        let own = step(&mut anybody, "follow", &fields).await;
        let how = own.headers.get(header::CONTENT_DISPOSITION).unwrap();
        assert!(how.to_str().unwrap().starts_with("attachment"));
        assert_eq!(own.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
        assert!(PLANTED.iter().all(|planted| own.text().contains(planted)));
    }
    let ask = [("act", "ask"), ("ask", "correct"), ("text", "电话号码换了")];
    let asked = step(&mut anybody, "follow", &ask).await;
    assert_eq!(asked.location(), format!("{}?done=ask", at("follow")));
    let clerk = at_work(&site, "wucheng.clerk").await;
    let id = filed(&site).await.remove(0).id;
    let files = site.office.request(&clerk, &id).await.unwrap().files;
    assert!(files.iter().any(|file| file.name.contains("更正个人信息")));
}

#[tokio::test]
async fn where_requests_are_not_taken_online_the_pages_do_not_exist_and_the_ways_are_told() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let page = anybody.get("/county/requests").await.text();
    assert!(page.contains("现在不受理网上申请") && page.contains("邮寄书面申请"));
    assert!(!page.contains("/apply/"));
    let form = anybody.get("/county/requests/apply/person").await;
    assert_eq!(form.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_search_on_the_first_page_can_end_the_need() {
    let site = TestSite::demo().await;
    publish(&site, facts("关于夏季防汛物资储备的公告")).await;
    let mut anybody = site.anybody();
    let query = super::lists::escaped("防汛物资");
    let found = anybody
        .get(&format!("/{SLUG}/requests?q={query}"))
        .await
        .text();
    assert!(found.contains("/item/") && found.contains("都不是您要的"));
    assert_well_made(&found, "requests");
    let start = anybody.get(&format!("/{SLUG}/requests")).await.text();
    let first = anybody.get(&at("apply/person")).await.text();
    let privacy = first.find("您的个人信息怎样处理").unwrap();
    assert!(privacy < first.find("id=\"name\"").unwrap());
    assert!(start.contains("一份申请只写一件事") && start.contains("信访"));
}

#[tokio::test]
async fn nothing_of_a_person_is_in_an_address_a_public_page_an_event_or_the_exported_site() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    fill(&mut anybody).await;
    let check = anybody.get(&at("apply/check")).await;
    assert_eq!(
        check.headers.get(header::CACHE_CONTROL).unwrap(),
        "no-store"
    );
    for link in links(&check.text()) {
        holds_none(&link, "a link");
    }
    file(&mut site.anybody()).await;
    for page in [
        "",
        "/requests",
        "/search?q=1391234",
        "/feed.xml",
        "/content",
        "/figures",
    ] {
        let text = site.anybody().get(&format!("/{SLUG}{page}")).await.text();
        holds_none(&text, page);
    }
    let program = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    let agency = agency(&site).await.id;
    let events = site
        .office
        .events(&program, Some(&agency), None, 500)
        .await
        .unwrap();
    let mut own = events
        .iter()
        .filter(|entry| entry.event.action == "request.registered");
    assert!(own.any(|entry| entry.event.origin == "公开专栏"));
    holds_none(&format!("{events:?}"), "the events");
    let out = tempfile::tempdir().unwrap();
    export::site(&whole(&site), out.path(), Some(SLUG))
        .await
        .unwrap();
    let page = std::fs::read_to_string(out.path().join(format!("{SLUG}/requests.html"))).unwrap();
    assert!(page.contains("可以在本机关的政府信息公开专栏上申请"));
    holds_none(&page, "the exported page");
    assert!(!out.path().join(format!("{SLUG}/requests")).exists());
}

#[tokio::test]
async fn a_picture_of_the_paper_is_asked_for_where_the_agency_wants_it_and_nothing_else_is_taken() {
    let site = TestSite::demo().await;
    let program = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    let agency = agency(&site).await;
    let mut settings = agency.settings.clone();
    settings.requests.identity_scan = true;
    let seen = gongkai_office::settings_mark(&agency.settings);
    site.office
        .set_up(&program, &agency.id, &seen, settings)
        .await
        .unwrap();
    let mut anybody = site.anybody();
    fill(&mut anybody).await;
    let page = anybody.get(&at("apply/check")).await;
    assert_well_made(&page.text(), "apply/check");
    let (token, form) = (page.token(), page.hidden("form").unwrap());
    assert!(hidden(&page.text()).iter().any(|(name, _)| name == "form"));
    for (bytes, status) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY),
        ("只是文字", StatusCode::UNPROCESSABLE_ENTITY),
        ("%PDF-1.4\n%%EOF\n", StatusCode::SEE_OTHER),
    ] {
        let name = if bytes.is_empty() { "" } else { "a.pdf" };
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n\
             --x\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n{form}\r\n\
             --x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n{bytes}\r\n--x--\r\n"
        );
        let request = Request::post(at("apply/check"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        let answer = anybody.send(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.status, status, "{bytes}");
    }
    assert_eq!(filed(&site).await.len(), 1);
}

#[tokio::test]
async fn six_requests_an_hour_to_one_agency_are_one_too_many_and_what_was_typed_stays() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    for _ in 0..5 {
        file(&mut anybody).await;
    }
    fill(&mut anybody).await;
    let form = anybody
        .get(&at("apply/check"))
        .await
        .hidden("form")
        .unwrap();
    let slowed = step(&mut anybody, "apply/check", &[("form", form.as_str())]).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slowed.text().contains(WANTED) && slowed.text().contains("后再试"));
}
