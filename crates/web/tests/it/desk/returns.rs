//! The quarterly return in the browser: from the task to the table, completed, downloaded, handed in.

use super::acting::*;
use crate::browser::TestSite;
use crate::page::assert_pdf;

const RETURN: &str = "/desk/returns/2026-Q3";

fn of_haibin() -> String {
    format!("{RETURN}?agency=haibin")
}

#[tokio::test]
async fn a_return_goes_from_the_task_of_today_to_what_was_handed_in() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    let home = clerk.get("/desk").await.text();
    assert!(home.contains(&of_haibin()));
    let page = clerk.get(&of_haibin()).await.text();
    assert!(page.contains("项没有数：表里空着，不按 0 报。"));
    assert!(page.contains("/behind/requests?agency=haibin") && !page.contains("typing-requests"));

    let mut fields = filled(&page, RETURN);
    put(&mut fields, "visits", "很多");
    let answer = send(&mut clerk, RETURN, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.text().contains("“很多”不是数。")
            && answer.text().contains("href=\"#typing-visits\"")
    );
    put(&mut fields, "visits", "１２０");
    let answer = send(&mut clerk, RETURN, &fields).await;
    let page = clerk.get(answer.location()).await.text();
    assert!(page.contains("已保存补填的数") && page.contains(" 补填</td>"));

    let handed = format!("{RETURN}/handed");
    let mut fields = filled(&page, &handed);
    put(&mut fields, "checked_by", "");
    let answer = send(&mut clerk, &handed, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("请填写审核人。"));
    put(&mut fields, "checked_by", "<b>乙</b>");
    let answer = send(&mut clerk, &handed, &fields).await;
    let page = clerk.get(answer.location()).await.text();
    assert!(page.contains("已经报送") && page.contains("&#60;b&#62;乙"));
    assert!(!page.contains(&format!("action=\"{handed}\"")));
    assert!(!clerk.get("/desk").await.text().contains("第三季度"));
    // Sent again, it changes nothing.
    assert_eq!(send(&mut clerk, &handed, &fields).await.status, 409);
    let reopen = format!("{RETURN}/reopen");
    send(&mut clerk, &reopen, &filled(&page, &reopen)).await;
    assert!(clerk.get("/desk").await.text().contains("第三季度"));
}

#[tokio::test]
async fn the_table_is_downloaded_as_a_document_and_as_a_worksheet() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    for ending in ["docx", "xlsx"] {
        let path = format!("/desk/returns/2020-Q1/file/table.{ending}?agency=haibin");
        let answer = clerk.get(&path).await;
        assert_eq!(answer.status, 200);
        assert!(answer.bytes.starts_with(b"PK"));
    }
    let answer = clerk
        .get("/desk/returns/2020-Q1/file/table.pdf?agency=haibin")
        .await;
    assert_pdf(answer.status, &answer.bytes);
    let other = "/desk/returns/2020-Q1/file/table.ofd?agency=haibin";
    assert_eq!(clerk.get(other).await.status, 404);
}

#[tokio::test]
async fn each_number_opens_the_records_that_it_counts() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    let page = clerk
        .get("/desk/returns/2020-Q4?agency=haibin")
        .await
        .text();
    let link = "/desk/returns/2020-Q4/behind/published?agency=haibin&#38;span=year";
    assert!(page.contains(&format!("href=\"{link}\">25<")), "{page}");
    let behind = clerk.get(&link.replace("&#38;", "&")).await.text();
    assert!(behind.contains("这个数来自 25 条记录"));
    let items = behind.matches("<a href=\"/desk/information/").count();
    let forms = behind.matches("<a href=\"/desk/information/new\"").count();
    assert_eq!(items - forms, 25);
}

#[tokio::test]
async fn nobody_sees_or_hands_in_the_return_of_another_office() {
    let site = TestSite::demo().await;
    let mut stranger = site.signed_in("wucheng.clerk").await;
    for path in [
        "/desk/returns?agency=haibin",
        "/desk/returns/2020-Q1?agency=haibin",
        "/desk/returns/2020-Q1/file/table.xlsx?agency=haibin",
        "/desk/returns/2020-Q1/behind/published?agency=haibin",
        "/desk/returns/2020-Q7?agency=wucheng",
        "/desk/returns/2020-Q1/behind/nothing?agency=wucheng",
    ] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    let token = stranger.get("/desk").await.token();
    let fields = [
        ("_token", token.as_str()),
        ("agency", "haibin"),
        ("visits", "1"),
        ("on", "2026-11-20"),
    ];
    for step in ["", "/handed", "/reopen"] {
        let answer = stranger.post_raw(&format!("{RETURN}{step}"), &fields).await;
        assert_eq!(answer.status, 404, "{step}");
    }
    let mut reviewer = site.signed_in("haibin.reviewer").await;
    let page = reviewer.get(&of_haibin()).await.text();
    assert!(!page.contains(&format!("action=\"{RETURN}")));
}

#[tokio::test]
async fn the_office_above_sees_the_sum_and_who_did_not_hand_in() {
    let site = TestSite::demo().await;
    let mut supervisor = site.signed_in("supervisor").await;
    let path = "/desk/supervision/returns?quarter=2026-Q3";
    let page = supervisor.get(path).await.text();
    assert!(page.contains("应报 5 家，已报 2 家"), "{page}");
    assert!(page.contains("不在汇总里：") && page.contains("海滨街道"));
    let sheet = "/desk/supervision/returns/file/table.xlsx?quarter=2026-Q3";
    assert!(supervisor.get(sheet).await.bytes.starts_with(b"PK"));
    let mut clerk = site.signed_in("haibin.clerk").await;
    assert_eq!(clerk.get(path).await.status, 403);
}

#[tokio::test]
async fn the_administrator_chooses_the_table_of_an_office() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let path = format!("/admin/agencies/{}/duties", agency(&site, "sizhang").await);
    let mut fields = filled(&system.get(&path).await.text(), &path);
    put(&mut fields, "return_table", "city");
    assert_eq!(send(&mut system, &path, &fields).await.status, 303);
    let mut clerk = site.signed_in("sizhang.clerk").await;
    let page = clerk.get("/desk/returns/2020-Q1").await.text();
    assert!(page.contains("全文电子化的主动公开信息数") && !page.contains("政务微信公开"));
    let mut supervisor = site.signed_in("supervisor").await;
    let page = supervisor.get("/desk/supervision/returns").await.text();
    assert!(page.contains("填的是《政府信息公开工作情况统计表》，没有汇总"));
}
