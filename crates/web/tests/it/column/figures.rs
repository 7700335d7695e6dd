//! The pictures of the public column.

use crate::browser::TestSite;

#[tokio::test]
async fn the_public_sees_a_years_pictures_and_no_days_of_lateness() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let home = anybody.get("/haibin").await.text();
    assert!(home.contains("href=\"/haibin/figures?year=2020\""));
    let page = anybody.get("/haibin/figures").await.text();
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
