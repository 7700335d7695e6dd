//! Disclosure requests at the desk: from the paper to the archive, each step as a form, and what is known of
//! a person only where it was asked for with a ground.

use super::acting::*;
use crate::browser::{Answer, Browser, TestSite};
use crate::page::assert_well_made;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

const LIST: &str = "/desk/requests";
const NEW: &str = "/desk/requests/new";
pub(super) const NAME: &str = "诸葛莘莘";
const ID_NUMBER: &str = "11010519491231002X";
const PHONE: &str = "13912345678";
const ADDRESS: &str = "砚汀路18号302室";

pub(super) async fn page(browser: &mut Browser, address: &str) -> String {
    let answer = browser.get(address).await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{address}: {}",
        answer.text()
    );
    assert_well_made(&answer.text(), address);
    answer.text()
}

/// Fills in the registration of a paper that was handed in.
async fn filled_in(clerk: &mut Browser) -> Vec<(String, String)> {
    let mut fields = filled(&page(clerk, NEW).await, NEW);
    put(&mut fields, "channel", "in_person");
    put(&mut fields, "kind", "natural_person");
    put(&mut fields, "name", NAME);
    put(&mut fields, "id_number", ID_NUMBER);
    put(&mut fields, "phone", PHONE);
    put(&mut fields, "address", ADDRESS);
    put(&mut fields, "description", "环镇北路改造工程的决算");
    fields
}

/// Registers a paper; gives the address of the request.
pub(super) async fn registered(clerk: &mut Browser) -> String {
    let fields = filled_in(clerk).await;
    let answer = send(clerk, NEW, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().replace("/receipt?done=registered", "")
}

/// Takes a step as a browser would; gives the answer.
async fn step(browser: &mut Browser, request: &str, act: &str, more: &[(&str, &str)]) -> Answer {
    let form = format!("{request}/act/{act}");
    press(browser, &form, &form, more).await
}

pub(super) async fn taken(browser: &mut Browser, request: &str, act: &str, more: &[(&str, &str)]) {
    let answer = step(browser, request, act, more).await;
    assert_eq!(answer.status, 303, "{act}: {}", answer.text());
    let shown = answer.location().to_owned();
    assert!(shown.ends_with(&format!("?done={act}")), "{shown}");
    page(browser, &shown).await;
}

pub(super) async fn submitted(
    clerk: &mut Browser,
    request: &str,
    outcome: &str,
    more: &[(&str, &str)],
) {
    let draft = format!("{request}/reply?outcome={outcome}");
    let answer = press(clerk, &draft, &format!("{request}/reply"), more).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

pub(super) async fn reviewed(
    site: &TestSite,
    login: &str,
    request: &str,
    opinion: &str,
    remark: &str,
) -> Answer {
    let mut browser = site.signed_in(login).await;
    let review = format!("{request}/review");
    let mut fields = filled(&page(&mut browser, &review).await, &review);
    answer_no(&mut fields);
    put(&mut fields, "opinion", opinion);
    put(&mut fields, "remark.withheld", remark);
    send(&mut browser, &review, &fields).await
}

#[tokio::test]
async fn a_paper_is_registered_answered_in_part_served_and_archived_without_a_script() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let receipt = page(&mut clerk, &format!("{request}/receipt")).await;
    assert!(receipt.contains("2026年12月18日") && receipt.contains("查询码"));
    assert!(
        page(&mut clerk, &request)
            .await
            .contains("还有 20 个工作日")
    );
    let choose = page(&mut clerk, &format!("{request}/reply")).await;
    assert!(choose.contains("无法提供") && choose.contains("条例第三十七条"));
    let more = [
        ("supplied", "决算表1份"),
        ("withheld", "附表里的姓名和账号"),
        ("ground", "条例第十五条"),
    ];
    submitted(&mut clerk, &request, "partially-granted", &more).await;
    let back = reviewed(
        &site,
        "xiangzhi.reviewer",
        &request,
        "send_back",
        "账号以外的可以公开",
    )
    .await;
    assert_eq!(back.status, 303, "{}", back.text());
    let again = page(
        &mut clerk,
        &format!("{request}/reply?outcome=partially-granted"),
    )
    .await;
    assert!(again.contains("账号以外的可以公开") && again.contains("附表里的姓名和账号"));
    submitted(&mut clerk, &request, "partially-granted", &more).await;
    for login in ["xiangzhi.reviewer", "xiangzhi.approver"] {
        let answer = reviewed(&site, login, &request, "agree", "").await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    taken(&mut clerk, &request, "reply", &[]).await;
    taken(
        &mut clerk,
        &request,
        "serve",
        &[("way", "post"), ("tracking", "演示邮件0001")],
    )
    .await;
    taken(&mut clerk, &request, "archive", &[]).await;
    let folder = page(&mut clerk, &request).await;
    assert!(folder.contains("部分公开") && folder.contains("演示邮件0001"));
    assert!(folder.contains("已经归档，不再变动"));
}

#[tokio::test]
async fn a_double_click_makes_one_request_and_another_form_another() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let fields = filled_in(&mut clerk).await;
    let first = send(&mut clerk, NEW, &fields).await;
    let second = send(&mut clerk, NEW, &fields).await;
    assert_eq!(first.location(), second.location());
    assert_ne!(
        registered(&mut clerk).await,
        first.location().replace("/receipt?done=registered", "")
    );
}

#[tokio::test]
async fn what_is_refused_says_why_and_keeps_what_was_typed() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut fields = filled_in(&mut clerk).await;
    put(&mut fields, "description", "");
    put(&mut fields, "arrived", "2026-11-21");
    let refused = send(&mut clerk, NEW, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains(NAME) && text.contains(ID_NUMBER));
    assert!(text.contains("请写明需要什么信息") && text.contains("收到日期在今天以后"));
    assert_well_made(&text, NEW);
    let request = registered(&mut clerk).await;
    let wrong = [("unclear", "是哪一条路"), ("workdays", "99")];
    let refused = step(&mut clerk, &request, "ask-correction", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("期限要在1到60个工作日之间"));
    assert!(refused.text().contains("是哪一条路"));
    let early = [("unclear", "是哪一条路"), ("on", "2026-11-19")];
    let refused = step(&mut clerk, &request, "ask-correction", &early).await;
    assert!(refused.text().contains("日期早于前一步的日期"));
    let empty = press(
        &mut clerk,
        &format!("{request}/reply?outcome=not-existing"),
        &format!("{request}/reply"),
        &[("note", "找过了")],
    )
    .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("缺少检索记录") && empty.text().contains("找过了"));
}

#[tokio::test]
async fn somebody_elses_entry_in_between_is_told_and_nothing_is_overwritten() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let form = format!("{request}/act/search");
    let mut fields = filled(&page(&mut clerk, &form).await, &form);
    for (name, text) in [("where", "档案室"), ("keywords", "环镇北路"), ("hits", "0")] {
        put(&mut fields, name, text);
    }
    taken(
        &mut clerk,
        &request,
        "propose-extension",
        &[("reason", "量大")],
    )
    .await;
    let late = send(&mut clerk, &form, &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("有了新的办理记录") && late.text().contains("环镇北路"));
    let again = filled(&late.text(), &form);
    assert_eq!(send(&mut clerk, &form, &again).await.status, 303);
}

#[tokio::test]
async fn only_the_head_of_the_office_extends_and_only_what_was_proposed() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut head = site.signed_in("xiangzhi.approver").await;
    let request = registered(&mut clerk).await;
    let extend = format!("{request}/act/extend");
    assert_eq!(head.get(&extend).await.status, StatusCode::CONFLICT);
    taken(
        &mut clerk,
        &request,
        "propose-extension",
        &[("workdays", "10"), ("reason", "量大")],
    )
    .await;
    assert_eq!(clerk.get(&extend).await.status, StatusCode::FORBIDDEN);
    assert!(page(&mut head, "/desk").await.contains("批准延期"));
    let more = step(&mut head, &request, "extend", &[("workdays", "15")]).await;
    assert!(more.text().contains("批准的天数不能多于拟延长的天数"));
    taken(&mut head, &request, "extend", &[]).await;
    let folder = page(&mut head, &request).await;
    assert!(folder.contains("批准延长10个工作日") && folder.contains("尚未公布"));
}

#[tokio::test]
async fn a_third_party_is_asked_the_clock_stands_still_and_the_answer_starts_it_again() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let whom = [
        ("whom", "third_party"),
        ("name", "演示建筑公司"),
        ("question", "是否同意公开"),
    ];
    taken(&mut clerk, &request, "consult", &whom).await;
    let folder = page(&mut clerk, &request).await;
    assert!(folder.contains("期限停止计算") && folder.contains("act/consult-served?id=1"));
    taken(&mut clerk, &request, "consult-served", &[]).await;
    taken(
        &mut clerk,
        &request,
        "consult-answered",
        &[("stance", "agrees")],
    )
    .await;
    let folder = page(&mut clerk, &request).await;
    assert!(folder.contains("收到第1份意见：同意公开") && !folder.contains("期限停止计算"));
}

#[tokio::test]
async fn a_request_is_split_and_made_public_for_all() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let split = format!("{request}/split");
    let part = press(
        &mut clerk,
        &split,
        &split,
        &[("description", "北路的设计图纸")],
    )
    .await;
    assert_eq!(part.status, 303, "{}", part.text());
    let shown = page(&mut clerk, part.location()).await;
    assert!(shown.contains("拆分出来的") && shown.contains("同一申请人向本机关共提出2件"));
    let publish = format!("{request}/publish");
    let made = press(
        &mut clerk,
        &publish,
        &publish,
        &[("title", "环镇北路改造工程决算")],
    )
    .await;
    assert!(
        made.location().starts_with("/desk/information/"),
        "{}",
        made.text()
    );
    assert!(
        page(&mut clerk, &request)
            .await
            .contains("已经转为主动公开")
    );
    assert_eq!(clerk.get(&publish).await.status, StatusCode::OK);
}

/// Registers a paper request with the scan of an identity card, and says where its answer leads.
async fn registered_with_a_scan(clerk: &mut Browser) -> Answer {
    let mut body = Vec::new();
    for (name, value) in &filled_in(clerk).await {
        let part =
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.bytes());
    }
    let scan = format!(
        "--b\r\nContent-Disposition: form-data; name=\"identity\"; filename=\"{NAME}身份证.jpg\"\r\n\r\n{NAME}{ID_NUMBER}\r\n--b--\r\n"
    );
    body.extend(scan.bytes());
    let post = Request::post(NEW).header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    clerk.send(post.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_person_is_shown_on_one_page_with_a_ground_and_on_no_other() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let answer = registered_with_a_scan(&mut clerk).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let request = answer.location().replace("/receipt?done=registered", "");
    let reveal = format!("{request}/reveal");
    let bare = press(&mut clerk, &request, &reveal, &[]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut pages = vec![bare.text()];
    for path in [
        "",
        "/receipt",
        "/reply",
        "/split",
        "/publish",
        "/act/search",
        "/act/withdraw",
    ] {
        pages.push(page(&mut clerk, &format!("{request}{path}")).await);
    }
    for path in ["/desk", LIST, "/desk/requests/workbook"] {
        pages.push(clerk.get(path).await.text());
    }
    for (login, path) in [
        ("xiangzhi.reviewer", request.as_str()),
        ("xiangzhi.approver", request.as_str()),
        ("supervisor", "/desk/supervision"),
        ("audit", "/admin/events"),
    ] {
        pages.push(page(&mut site.signed_in(login).await, path).await);
    }
    for text in pages {
        for planted in [NAME, ID_NUMBER, PHONE, ADDRESS] {
            assert!(!text.contains(planted), "{planted}: {text}");
        }
    }
    let full = press(&mut clerk, &request, &reveal, &[("ground", "电话确认")]).await;
    assert_eq!(full.status, StatusCode::OK);
    for planted in [NAME, ID_NUMBER, PHONE, ADDRESS] {
        assert!(full.text().contains(planted), "{planted}");
    }
    assert_well_made(&full.text(), &reveal);
    let file = clerk.get(&format!("{request}/file/0")).await;
    assert_eq!(file.bytes, format!("{NAME}{ID_NUMBER}").into_bytes());
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    let refused = reviewer.get(&format!("{request}/file/0")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_page_of_a_request_answers_everybody_as_the_policy_decides() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let reads = [
        "",
        "/receipt",
        "/reply",
        "/split",
        "/publish",
        "/act/search",
        "/file/0",
    ];
    // Whom it answers 200, whom 403; 404 for people of other offices and above.
    for (login, expected) in [
        ("xiangzhi.reviewer", [200, 403, 403, 403, 403, 403, 403]),
        ("xiangzhi.approver", [200, 403, 403, 403, 403, 403, 404]),
        ("xiangzhi.archivist", [200, 403, 403, 403, 403, 403, 403]),
        ("xiangzhi.auditor", [403; 7]),
        ("wucheng.clerk", [404; 7]),
        ("supervisor", [403; 7]),
        ("system", [403; 7]),
        ("audit", [403; 7]),
    ] {
        let mut browser = site.signed_in(login).await;
        for (path, status) in reads.iter().zip(expected) {
            let answer = browser.get(&format!("{request}{path}")).await;
            assert_eq!(answer.status, status, "{login} {path}");
            assert!(status == 200 || !answer.text().contains("环镇北路"));
        }
    }
    let mut stranger = site.signed_in("wucheng.clerk").await;
    for path in [
        "/act/search",
        "/reply",
        "/review",
        "/split",
        "/publish",
        "/reveal",
    ] {
        let to = format!("{request}{path}");
        let fields = [
            ("revision", "1"),
            ("ground", "想看"),
            ("opinion", "agree"),
            ("outcome", "other"),
        ];
        let answer = stranger.post("/account", &to, &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let before = page(&mut clerk, &request).await;
    assert!(!before.contains("想看"));
}

#[tokio::test]
async fn the_list_puts_what_nobody_opened_first_and_is_filtered_by_stage_and_year() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let home = page(&mut clerk, "/desk").await;
    assert!(home.contains("新收到的申请，还没有人打开"));
    let list = page(&mut clerk, LIST).await;
    let first = list.split("<tbody>").nth(1).unwrap();
    assert!(first.split("</tr>").next().unwrap().contains("还没打开"));
    assert!(list.contains("<svg") && list.contains("2 个工作日内到期"));
    let of_stage = page(&mut clerk, &format!("{LIST}?stage=in_review")).await;
    assert!(of_stage.contains("正在办理 1 件"));
    let old = page(&mut clerk, &format!("{LIST}?year=2019")).await;
    assert!(old.contains("没有正在办理的申请"));
    let book = clerk.get("/desk/requests/workbook").await;
    assert!(book.bytes.starts_with(b"PK"));
    let mut head = site.signed_in("beibaixiang.approver").await;
    assert!(
        page(&mut head, "/desk")
            .await
            .contains("请督促经办人尽快答复")
    );
    let mut above = site.signed_in("supervisor").await;
    let seen = page(&mut above, "/desk/supervision").await;
    assert!(seen.contains("还没打开 1") && seen.contains("逾期 1"));
}

#[tokio::test]
async fn a_calendar_is_had_with_a_token_until_it_is_revoked_and_names_nobody() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let at = "/account/tokens";
    let fields = [
        ("name", "手机日历"),
        ("due-dates:read", "1"),
        ("expires_on", "2027-01-31"),
    ];
    let made = press(&mut clerk, at, at, &fields).await.text();
    let address = made.split("<code class=\"once\">/desk").nth(1).unwrap();
    let address = format!("/desk{}", address.split('<').next().unwrap());
    let feed = site.anybody().get(&address).await;
    assert_eq!(feed.status, StatusCode::OK);
    let text = feed.text();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("VALUE=DATE"));
    assert!(text.contains("SUMMARY:申请2026-"));
    assert!(!text.contains("水渠") && !text.contains("钱小满"));
    let list = clerk.get(at).await.text();
    let token = list.split("name=\"token\" value=\"").nth(1).unwrap();
    let token = token.split('"').next().unwrap().to_owned();
    let revoked = press(
        &mut clerk,
        at,
        "/account/tokens/revoke",
        &[("token", &token)],
    )
    .await;
    assert_eq!(revoked.status, 303);
    assert_eq!(
        site.anybody().get(&address).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_administrator_sets_how_requests_are_dealt_with() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let form = format!(
        "/admin/agencies/{}/requests",
        agency(&site, "wucheng").await
    );
    let wrong = press(&mut system, &form, &form, &[("correction_days", "0")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = press(&mut system, &form, &form, &[("shared", "政务大厅")]).await;
    assert!(wrong.text().contains("“政务大厅”不是网络地址"));
    let set = [
        ("correction_days", "10"),
        ("organ", "砚政"),
        ("shared", "203.0.113.8\n10.20.0.0/16"),
    ];
    assert_eq!(press(&mut system, &form, &form, &set).await.status, 303);
    let again = page(&mut system, &form).await;
    assert!(again.contains("203.0.113.8/32\n10.20.0.0/16"), "{again}");
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let request = registered(&mut clerk).await;
    let asked = page(&mut clerk, &format!("{request}/act/ask-correction")).await;
    assert!(asked.contains("value=\"10\""));
}
