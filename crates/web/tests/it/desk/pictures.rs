//! Pictures of requests and reports, at the desk and at the supervising office.

use crate::browser::TestSite;

#[tokio::test]
async fn the_desk_sees_its_draft_marked_as_one_and_no_other_office_sees_it() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("beibaixiang.clerk").await;
    let page = clerk.get("/desk/pictures?year=2026").await.text();
    assert!(page.contains("2026年（草稿）") && page.contains("报告还没有锁定，数字还会变"));
    assert!(page.contains("2026年收到申请3件，受理3件"));
    let page = clerk.get("/desk/pictures?year=2020").await.text();
    assert!(page.contains("2020年收到申请4件，受理4件，其中要求补正1件；答复4件"));
    assert!(!page.contains("草稿"));
    let csv = clerk.get("/desk/pictures/reply-days-2020.csv").await.text();
    assert!(csv.contains("6至10个,3,0,3\r\n") && csv.ends_with("合计,4,0,4\r\n"));
    let mut stranger = site.signed_in("wucheng.clerk").await;
    let elsewhere = "/desk/pictures/flow-2020.csv?agency=beibaixiang";
    assert_eq!(stranger.get(elsewhere).await.status, 404);
}

#[tokio::test]
async fn the_supervisor_sees_all_agencies_together_and_who_has_no_report() {
    let site = TestSite::demo().await;
    let mut supervisor = site.signed_in("supervisor").await;
    let page = supervisor
        .get("/desk/pictures/below?year=2020")
        .await
        .text();
    assert!(page.contains("2020年收到申请4件，受理4件"));
    assert!(page.contains("没有填全年度报告的不画：泗张镇文化站"));
    assert!(page.contains("href=\"/desk/pictures/below/outcomes-2020.csv\""));
    let csv = supervisor
        .get("/desk/pictures/below/outcomes-2020.csv")
        .await;
    assert!(csv.text().contains("泗张镇文化站,—,—,—,—,—,—,—\r\n"));
    let mut clerk = site.signed_in("beibaixiang.clerk").await;
    assert_eq!(clerk.get("/desk/pictures/below").await.status, 403);
}
