//! The calendar of the installation: entering a year, seeing what moves, taking it back.

use crate::browser::TestSite;
use crate::desk::acting::{filled, put, send};
use crate::page::assert_well_made;
use axum::http::StatusCode;

const NEW: &str = "/admin/calendar/new";
const AT: &str = "/admin/calendar";

fn typed(form: &str) -> Vec<(String, String)> {
    let mut fields = filled(form, AT);
    for (name, value) in [
        ("year", "2027"),
        ("kind", "announces"),
        ("title", "关于2027年部分节假日安排的通知"),
        ("number", "甲发〔2026〕7号"),
        ("issued", "2026-11-9"),
        (
            "off",
            "元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月9日（周六）上班。",
        ),
    ] {
        put(&mut fields, name, value);
    }
    fields
}

#[tokio::test]
async fn a_year_is_entered_after_its_months_and_what_moves_were_shown() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let form = system.get(NEW).await.text();
    assert_well_made(&form, NEW);
    let plan = send(&mut system, AT, &typed(&form)).await;
    assert_eq!(plan.status, StatusCode::OK);
    let plan = plan.text();
    assert_well_made(&plan, AT);
    assert!(plan.contains("核对后录入") && plan.contains("2027年1月"));
    assert!(plan.contains("元旦调休上班") && plan.contains("到期日会变的未办事项"));
    let list = system.get("/admin/calendar?year=2027").await.text();
    assert!(!list.contains("甲发〔2026〕7号"), "a plan changes nothing");
    let confirm = filled(&plan, AT);
    let done = send(&mut system, AT, &confirm).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let list = system.get(done.location()).await.text();
    assert_well_made(&list, AT);
    assert!(list.contains("甲发〔2026〕7号") && list.contains("已经录入"));
    let removal = list.split("href=\"").find(|rest| rest.contains("/removal"));
    let removal = removal.unwrap().split('"').next().unwrap().to_owned();
    let page = system.get(&removal).await.text();
    assert_well_made(&page, &removal);
    let gone = send(&mut system, &removal, &filled(&page, &removal)).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let list = system.get(AT).await.text();
    assert!(!list.contains("甲发〔2026〕7号"));
}

#[tokio::test]
async fn a_slip_in_the_pasted_notice_is_said_beside_its_box_and_nothing_is_lost() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let mut fields = typed(&system.get(NEW).await.text());
    put(&mut fields, "off", "元旦：1月1日（周四）放假，共1天。");
    put(&mut fields, "worked", "元旦：1月8日");
    let answer = send(&mut system, AT, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(
        text.contains("第1行写的是2027-01-01周四，但这一天不是周四"),
        "{text}"
    );
    assert!(text.contains("甲发〔2026〕7号"));
    put(&mut fields, "off", "元旦：1月1日（周五）放假，共1天。");
    let worked = send(&mut system, AT, &fields).await.text();
    assert!(worked.contains("本来就上班"), "{worked}");
    put(&mut fields, "back", "1");
    let back = send(&mut system, AT, &fields).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(back.text().contains("甲发〔2026〕7号"));
}

#[tokio::test]
async fn an_agency_chooses_a_region_of_which_there_are_notices() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let mut fields = typed(&system.get(NEW).await.text());
    for (name, value) in [
        ("year", "2026"),
        ("kind", "amends"),
        ("region", "甲自治州"),
        ("off", "地方节日：11月27日放假"),
    ] {
        put(&mut fields, name, value);
    }
    let plan = send(&mut system, AT, &fields).await.text();
    send(&mut system, AT, &filled(&plan, AT)).await;
    let tree = site.office.agencies().await.unwrap();
    let id = tree.at("haibin").unwrap().id.clone();
    let page = format!("/admin/agencies/{id}/calendar");
    let form = system.get(&page).await.text();
    assert_well_made(&form, &page);
    let mut choice = filled(&form, &page);
    put(&mut choice, "region", "甲自治州");
    let plan = send(&mut system, &page, &choice).await.text();
    assert_well_made(&plan, &page);
    assert!(plan.contains("还没有保存"));
    let done = send(&mut system, &page, &filled(&plan, &page)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let agency = site.office.agency(&id).await.unwrap();
    assert_eq!(agency.settings.calendar_region, "甲自治州");
}

#[tokio::test]
async fn any_statutory_period_is_reckoned_with_its_reasoning_or_says_what_is_missing() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    let at = |asked: &str| format!("/desk/deadlines?{asked}");
    let bare = clerk.get(&at("")).await.text();
    assert_well_made(&bare, "/desk/deadlines");
    let found = clerk.get(&at("clock=reconsideration&start=2026-3-2")).await;
    let found = found.text();
    assert_well_made(&found, "/desk/deadlines");
    assert!(found.contains("最后一天是2026年5月6日"), "{found}");
    assert!(found.contains("民法典第二百零三条第一款"));
    let delayed = clerk.get(&at("clock=delayed-reply&start=2026-3-2")).await;
    assert!(delayed.text().contains("请写明告知的工作日数"));
    let own = clerk
        .get(&at("clock=delayed-reply&start=2026-3-2&days=40"))
        .await;
    assert!(own.text().contains("最后一天是2026年4月28日"));
    let wrong = clerk.get(&at("clock=reply&start=2026-2-30")).await.text();
    assert!(wrong.contains("<title>错误：") && wrong.contains("请填写真实的日期"));
}
