//! Ledgers at the desk: the quick log, forms, striking out, workbooks, tables pasted in.

use super::acting::*;
use crate::browser::TestSite;

const LEDGER: &str = "/desk/ledgers/enquiry";
const TABLE: &str = "咨询日期\t咨询方式\t人次\t咨询内容\n2026-3-2\t现场\t2\t养老金怎么领\n";

#[tokio::test]
async fn a_call_is_logged_with_two_fields_and_counted_at_once() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("sizhang.clerk").await;
    let index = clerk.get("/desk/ledgers").await.text();
    let before = index.matches("2026 年 1 条").count();
    let mut fields = filled(&clerk.get(LEDGER).await.text(), LEDGER);
    put(&mut fields, "content", "<b>医保</b>怎么缴");
    put(&mut fields, "reply", "告知缴费渠道");
    let answer = send(&mut clerk, LEDGER, &fields).await;
    let list = clerk.get(answer.location()).await.text();
    assert!(list.contains("已记下。") && list.contains("&#60;b&#62;医保"));
    let index = clerk.get("/desk/ledgers").await.text();
    assert_eq!(index.matches("2026 年 1 条").count(), before + 1);
}

#[tokio::test]
async fn what_is_missing_is_asked_for_beside_its_field_and_nothing_typed_is_lost() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("sizhang.clerk").await;
    let mut fields = filled(&clerk.get(LEDGER).await.text(), LEDGER);
    put(&mut fields, "reply", "已经答复了的话");
    let answer = send(&mut clerk, LEDGER, &fields).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(page.contains("请填写咨询内容。") && page.contains("已经答复了的话"));
}

#[tokio::test]
async fn a_record_is_changed_and_struck_out_with_a_reason_and_counts_no_more() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let list = clerk.get(&format!("{LEDGER}?year=2020")).await.text();
    let record = first_record(&list);
    let page = clerk.get(&record).await.text();
    let mut fields = filled(&page, &record);
    put(&mut fields, "minutes", "十五");
    assert_eq!(send(&mut clerk, &record, &fields).await.status, 422);
    put(&mut fields, "minutes", "15");
    assert_eq!(send(&mut clerk, &record, &fields).await.status, 303);
    // Who had the page open before saves over nothing.
    assert_eq!(send(&mut clerk, &record, &fields).await.status, 409);
    let strike = format!("{record}/strike");
    let mut fields = filled(&clerk.get(&record).await.text(), &strike);
    let asked = send(&mut clerk, &strike, &fields).await;
    assert_eq!(asked.status, 422);
    put(&mut fields, "reason", "重复登记");
    assert_eq!(send(&mut clerk, &strike, &fields).await.status, 303);
    let page = clerk.get(&record).await.text();
    assert!(page.contains("重复登记") && !page.contains("作废这条记录"));
    let list = clerk.get(&format!("{LEDGER}?year=2020")).await.text();
    assert!(!list.contains(&record));
}

#[tokio::test]
async fn a_pasted_table_is_shown_before_anything_is_written() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("sizhang.clerk").await;
    let import = format!("{LEDGER}/import");
    let mut fields = filled(&clerk.get(&import).await.text(), &import);
    put(
        &mut fields,
        "table",
        &format!("{TABLE}2026-2-30\t托梦\t一\t问\n"),
    );
    let answer = send(&mut clerk, &import, &fields).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(page.contains("“2026-2-30”不是日期") && page.contains("“托梦”不在可选范围内"));
    assert!(!page.contains("确认导入"));
    put(&mut fields, "table", TABLE);
    let page = send(&mut clerk, &import, &fields).await.text();
    assert!(page.contains("新增 <strong>1</strong> 条"));
    assert!(!clerk.get(LEDGER).await.text().contains("养老金怎么领"));
    let mut fields = filled(&page, &import);
    put(&mut fields, "do", "confirm");
    let done = send(&mut clerk, &import, &fields).await;
    let list = clerk.get(done.location()).await.text();
    assert!(list.contains("已导入。") && list.contains("养老金怎么领"));
}

#[tokio::test]
async fn a_ledger_of_another_agency_is_not_there() {
    let site = TestSite::demo().await;
    let mut owner = site.signed_in("xiangzhi.clerk").await;
    let list = owner.get(&format!("{LEDGER}?year=2020")).await.text();
    let record = first_record(&list);
    let mut other = site.signed_in("sizhang.clerk").await;
    assert_eq!(other.get(&record).await.status, 404);
    for page in ["", "/workbook", "/import", "/new"] {
        let elsewhere = format!("{LEDGER}{page}?agency=xiangzhi");
        assert_eq!(other.get(&elsewhere).await.status, 404, "{page}");
    }
    // Who reads and does not keep is shown no form.
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    let page = reviewer.get(LEDGER).await.text();
    assert!(!page.contains("name=\"content\"") && page.contains("导出 Excel"));
    assert_eq!(reviewer.get(&format!("{LEDGER}/new")).await.status, 403);
}

#[tokio::test]
async fn every_ledger_has_its_list_its_form_and_its_workbook() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    for ledger in gongkai_office::ledgers().unwrap().all() {
        let list = format!("/desk/ledgers/{}", ledger.key);
        for page in ["", "/new", "/import", "/workbook"] {
            let answer = clerk.get(&format!("{list}{page}")).await;
            assert_eq!(answer.status, 200, "{list}{page}");
        }
    }
    assert_eq!(clerk.get("/desk/ledgers/nothing").await.status, 404);
}

/// The address of the first record of a list.
fn first_record(list: &str) -> String {
    let behind = list.split("href=\"/desk/record/").nth(1).unwrap();
    let id = behind.split('"').next().unwrap();
    format!("/desk/record/{id}")
}
