//! The pictures of the public column.

use crate::browser::TestSite;

#[tokio::test]
async fn the_public_sees_a_years_pictures_and_no_days_of_lateness() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let home = anybody.get("/haibin").await.text();
    // The report of 2021 was published in the year after it.
    assert!(home.contains("href=\"/haibin/figures?year=2022\""));
    let page = anybody.get("/haibin/figures?year=2020").await.text();
    assert_eq!(page.matches("<svg").count(), 4);
    assert!(page.contains("2020年主动公开25条，本系统没有2019年的记录，不能比较"));
    assert!(!page.contains("多久没有更新") && !page.contains("超期"));
    let csv = anybody.get("/haibin/figures/months-2020.csv").await;
    assert!(csv.text().ends_with("合计,25,—\r\n"));
    for path in [
        "/haibin/figures/freshness-2020.csv",
        "/haibin/figures/months-2019.csv",
        "/haibin/figures/months.csv",
        "/nowhere/figures",
    ] {
        assert_eq!(anybody.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_public_sees_what_locked_reports_say_and_nothing_of_a_draft() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let page = anybody.get("/beibaixiang/figures?year=2020").await.text();
    assert!(page.contains("2020年答复4件，20个工作日以内4件，占100.0%"));
    let page = anybody.get("/beibaixiang/figures?year=2021").await.text();
    assert!(page.contains("有办结申请的年度1个，共办结4件，不予处理最多，2件，占50.0%"));
    assert!(page.contains("▼ 减少4（100.0%）") && page.contains("2020年4，2021年0"));
    assert!(!page.contains("草稿") && !page.contains("办到哪一步"));
    let csv = anybody.get("/beibaixiang/figures/changes-2021.csv").await;
    assert!(csv.text().starts_with("\u{feff}项目,2020年,2021年\r\n"));
    // The report of this year is no report yet.
    for path in [
        "/beibaixiang/figures/changes-2026.csv",
        "/beibaixiang/figures/outcomes-2026.csv",
        "/beibaixiang/figures/flow-2020.csv",
    ] {
        assert_eq!(anybody.get(path).await.status, 404, "{path}");
    }
}
