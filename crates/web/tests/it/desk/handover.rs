//! Handing over to archive and library, from the button to the receipts.

use super::acting::*;
use crate::browser::{Browser, TestSite, now};
use crate::page::{assert_pdf, assert_well_made};
use axum::http::StatusCode;
use gongkai_domain::access::Actor;
use gongkai_domain::handover::{MonthDay, Rhythm};
use gongkai_office::Context;

const LIST: &str = "/desk/handover";

/// Publishes what lies approved on the clerk's desk.
async fn publish(clerk: &mut Browser) {
    let item = first(clerk, "stage=approved").await;
    let publish = format!("{item}/publish");
    let fields = filled(&clerk.get(&publish).await.text(), &publish);
    let answer = send(clerk, &publish, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Presses the button of the list page; gives the address of the batch.
async fn prepare(clerk: &mut Browser, button: &str) -> String {
    let answer = press(clerk, LIST, &format!("{LIST}/{button}"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().replace("?done=handover_made", "")
}

async fn page(browser: &mut Browser, address: &str) -> String {
    let answer = browser.get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    assert_well_made(&answer.text(), address);
    answer.text()
}

#[tokio::test]
async fn a_clerk_makes_delivers_and_closes_a_batch_without_a_script() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    assert!(page(&mut clerk, LIST).await.contains("还有 6 个工作日"));
    publish(&mut clerk).await;
    assert!(page(&mut clerk, LIST).await.contains("有 1 件信息等待移交"));
    let batch = prepare(&mut clerk, "list").await;
    let text = page(&mut clerk, &batch).await;
    for name in [
        "list.docx",
        "list.xlsx",
        "note.docx",
        "note.xlsx",
        "package.zip",
    ] {
        let address = format!("{batch}/file/{name}");
        assert!(text.contains(&address), "{name}");
        let file = clerk.get(&address).await;
        assert!(file.bytes.starts_with(b"PK"), "{name}");
    }
    for name in ["list.pdf", "note.pdf"] {
        let file = clerk.get(&format!("{batch}/file/{name}")).await;
        assert_pdf(file.status, &file.bytes);
    }
    assert!(
        page(&mut clerk, "/desk")
            .await
            .contains("送交移交清单：2026年第1期")
    );
    let deliver = format!("{batch}/deliver");
    let nobody = press(&mut clerk, &batch, &deliver, &[("by", " ")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text().contains("请填写经手人姓名"));
    assert_well_made(&nobody.text(), &deliver);
    let sent = press(&mut clerk, &batch, &deliver, &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    sign(&mut clerk, &batch).await;
    let text = page(&mut clerk, &batch).await;
    assert!(text.contains("已签收") && text.contains("签收单扫描件"));
    assert!(page(&mut clerk, LIST).await.contains("没有等待移交的信息"));
}

/// Both houses sign, with a scan.
async fn sign(clerk: &mut Browser, batch: &str) {
    for house in ["演示市档案馆", "演示市图书馆"] {
        let receipt = format!("{batch}/receipt");
        let mut fields = filled(&clerk.get(batch).await.text(), &receipt);
        put(&mut fields, "receiver", house);
        put(&mut fields, "by", "收件人");
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let scan: &[u8] = "已签收\n".as_bytes();
        let answer = upload(clerk, &receipt, &pairs, &[("签收单.txt", scan)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
}

#[tokio::test]
async fn a_period_without_publications_stands_on_the_home_page_until_it_is_reported() {
    let site = TestSite::demo().await;
    let agency = agency(&site, "xiangzhi").await;
    let mut settings = site.office.agency(&agency).await.unwrap().settings;
    let seen = gongkai_office::settings_mark(&settings);
    if let Some(handover) = &mut settings.handover {
        handover.rhythm = Rhythm::Monthly {
            days: vec![MonthDay::Day(20)],
            roll: true,
        };
    }
    let cx = Context {
        actor: Actor::Program,
        now: now(),
        origin: String::new(),
    };
    let saved = site.office.set_up(&cx, &agency, &seen, settings);
    saved.await.unwrap();
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let home = page(&mut clerk, "/desk").await;
    assert!(home.contains("向档案馆、图书馆交零报告"));
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    assert!(!page(&mut reviewer, "/desk").await.contains("零报告"));
    let batch = prepare(&mut clerk, "zero").await;
    assert!(page(&mut clerk, &batch).await.contains("零报告"));
    assert!(!page(&mut clerk, "/desk").await.contains("交零报告"));
}

#[tokio::test]
async fn what_is_withdrawn_after_its_hand_over_is_replaced_from_the_same_page() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = first(&mut clerk, "stage=published").await;
    let withdraw = format!("{item}/withdraw");
    let answer = press(&mut clerk, &item, &withdraw, &[("ground", "内容有误")]).await;
    assert_eq!(answer.status, 303);
    let home = page(&mut clerk, "/desk").await;
    assert!(home.contains("撤换已移交的 1 件信息"));
    assert!(
        page(&mut clerk, LIST)
            .await
            .contains("已撤回，要请接收单位撤下")
    );
    let replace = format!("{LIST}/replace");
    let bare = press(&mut clerk, LIST, &replace, &[("reason", "内容有误")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_well_made(&bare.text(), &replace);
    let why = [("reason", "内容有误"), ("approval", "市政府办公室")];
    let made = press(&mut clerk, LIST, &replace, &why).await;
    assert_eq!(made.status, 303, "{}", made.text());
    let batch = made.location().replace("?done=handover_made", "");
    assert!(
        page(&mut clerk, &batch)
            .await
            .contains("已撤回，请接收单位撤下")
    );
    assert!(!page(&mut clerk, LIST).await.contains("需要撤换"));
}

#[tokio::test]
async fn who_looks_has_no_buttons_and_who_is_from_elsewhere_finds_nothing() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    publish(&mut clerk).await;
    let batch = prepare(&mut clerk, "list").await;
    let mut auditor = site.signed_in("xiangzhi.auditor").await;
    assert!(
        !page(&mut auditor, &batch)
            .await
            .contains("登记送交</button>")
    );
    let deliver = format!("{batch}/deliver");
    let fields = [("revision", "0"), ("on", "今天"), ("by", "甲")];
    let refused = auditor.post("/account", &deliver, &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut stranger = site.signed_in("haibin.clerk").await;
    for address in [batch.clone(), format!("{batch}/file/package.zip")] {
        let answer = stranger.get(&address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    for step in ["deliver", "receipt", "discard"] {
        let to = format!("{batch}/{step}");
        let more = [&fields[..], &[("reason", "甲")]].concat();
        let answer = stranger.post("/account", &to, &more).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{step}");
    }
    let own = agency(&site, "xiangzhi").await;
    let list = format!("{LIST}?agency={own}");
    assert_eq!(stranger.get(&list).await.status, StatusCode::NOT_FOUND);
    assert!(page(&mut clerk, &batch).await.contains("待送交"));
}

#[tokio::test]
async fn an_administrator_sets_the_days_and_the_houses() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let id = agency(&site, "wucheng").await;
    let form = format!("/admin/agencies/{id}/handover");
    let set_up = [
        ("days", "5、20"),
        ("roll", "1"),
        ("source", "省政府办公厅文件"),
        ("house.0", "县档案馆"),
        ("house.1", "县图书馆"),
    ];
    let wrong = [("days", "五号"), ("house.0", ""), ("house.1", "")];
    let answer = press(&mut system, &form, &form, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(text.contains("请写每月的哪几天移交") && text.contains("请至少填写一个接收单位"));
    assert_well_made(&text, &form);
    let answer = press(&mut system, &form, &form, &set_up).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = page(&mut system, &format!("/admin/agencies/{id}")).await;
    assert!(page.contains("每月5日、20日移交，遇节假日顺延"));
    let settings = site.office.agency(&id).await.unwrap().settings;
    assert_eq!(settings.handover.unwrap().receivers.len(), 2);
}
