//! Lists as workbooks, and the register in from one, in the browser.

use crate::browser::TestSite;
use axum::http::StatusCode;
use gongkai_office::{read_sheet, register_columns};

/// The first sheet as text.
fn text(bytes: &[u8]) -> String {
    read_sheet(register_columns().unwrap(), bytes).unwrap()
}

#[tokio::test]
async fn every_list_of_the_desk_goes_out_as_a_workbook() {
    let site = TestSite::demo().await;
    for (login, address, head) in [
        ("xiangzhi.clerk", "/desk?as=xlsx", "最后一天"),
        ("haibin.clerk", "/desk/duties?as=xlsx", "办结日期"),
        ("xiangzhi.clerk", "/desk/handover?as=xlsx", "清单编号"),
        ("wucheng.clerk", "/desk/appraisal?as=xlsx", "满意率"),
        ("wucheng.clerk", "/desk/information/workbook", "信息名称"),
        ("security", "/admin/accounts?as=xlsx", "用户名"),
        ("audit", "/admin/events?as=xlsx", "序号"),
    ] {
        let answer = site.signed_in(login).await.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        let text = text(&answer.bytes);
        assert!(text.contains(head), "{address}: {text}");
    }
}

#[tokio::test]
async fn the_workbook_of_the_register_is_narrowed_as_the_page_is() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let page = clerk.get("/desk/information?words=便民").await.text();
    assert!(page.contains("/desk/information/workbook?form=xlsx"));
    let all = clerk.get("/desk/information/workbook").await;
    let some = clerk.get("/desk/information/workbook?words=便民").await;
    let lines = |bytes: &[u8]| text(bytes).lines().count();
    assert!(lines(&some.bytes) > 1 && lines(&some.bytes) < lines(&all.bytes));
}

#[tokio::test]
async fn a_pasted_list_is_looked_at_before_it_becomes_drafts() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let at = "/desk/information/import";
    let table = "标题\t公开方式\n植树造林通知\t主动公开\n";
    let look = clerk
        .post(at, at, &[("table", table), ("do", "preview")])
        .await;
    assert_eq!(look.status, StatusCode::OK);
    assert!(look.text().contains("确认导入") && look.text().contains("植树造林通知"));
    let list = "/desk/information?words=植树造林通知";
    assert!(!clerk.get(list).await.text().contains("/desk/information/0"));
    let done = clerk
        .post(at, at, &[("table", table), ("do", "confirm")])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(done.location(), "/desk/information?done=imported");
    let page = clerk.get(list).await.text();
    assert!(page.contains("植树造林通知</a>") && page.contains("草稿"));
    let wrong = "标题\t公开方式\n植树造林通知二\t大概公开\n";
    let refused = clerk
        .post(at, at, &[("table", wrong), ("do", "confirm")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("不在可选范围内"));
}
