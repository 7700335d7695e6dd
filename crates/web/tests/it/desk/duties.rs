//! Recurring duties, freshness and pictures, as the clerk sees them.

use super::acting::*;
use crate::browser::TestSite;

const RETURN: &str = "/desk/duties/quarterly-return?agency=haibin&period=2026-Q3";

#[tokio::test]
async fn a_late_duty_is_among_the_tasks_of_today_with_its_date_and_one_button() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    let page = clerk.get("/desk").await.text();
    let task = page
        .split("<li class=\"task ")
        .find(|task| task.contains("季度"))
        .unwrap();
    assert!(task.starts_with("is-overdue"));
    assert!(task.contains("10月15日") && task.contains("2026年第三季度"));
    assert_eq!(task.matches("class=\"button\"").count(), 1);
    assert!(
        task.contains("/desk/returns/2026-Q3?agency=haibin"),
        "{task}"
    );
    let reviewer = site.signed_in("haibin.reviewer").await.get("/desk").await;
    assert!(!reviewer.text().contains("定期任务："));
}

#[tokio::test]
async fn what_was_done_elsewhere_is_noted_and_the_note_taken_back() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    let done = "/desk/duties/quarterly-return/done";
    let mut fields = filled(&clerk.get(RETURN).await.text(), done);
    put(&mut fields, "done_on", "2026-12-1");
    let answer = send(&mut clerk, done, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("办理日期不能晚于今天"));
    put(&mut fields, "done_on", "昨天");
    put(&mut fields, "note", "<b>电话补报</b>");
    let answer = send(&mut clerk, done, &fields).await;
    let page = clerk.get(answer.location()).await.text();
    assert!(page.contains("已登记办结。") && page.contains("11月19日办结，晚35天"));
    assert!(page.contains("&#60;b&#62;电话补报"));
    assert!(!clerk.get("/desk").await.text().contains("第三季度"));
    // Noted is noted: the same form sent again changes nothing.
    assert_eq!(send(&mut clerk, done, &fields).await.status, 409);
    let undone = "/desk/duties/quarterly-return/undone";
    let all = page.matches(&format!("action=\"{undone}\"")).count();
    let last = page.rsplit_once("<form class=\"inline\"").unwrap().1;
    let fields = filled(&format!("<form {last}"), undone);
    assert!(all >= 3 && fields.iter().any(|(_, value)| value == "2026-Q3"));
    send(&mut clerk, undone, &fields).await;
    assert!(clerk.get("/desk").await.text().contains("第三季度"));
}

#[tokio::test]
async fn the_year_of_27_postings_is_shown_as_kept_month_by_month() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    let page = clerk.get("/desk/duties?year=2020").await.text();
    let row = page
        .split("<tr>")
        .find(|row| row.contains("“三公”经费月度公开</a>"));
    let row = row.unwrap();
    assert_eq!(row.matches("duty-mark is-done").count(), 12, "{row}");
    assert!(row.contains("2020年2月：2020年3月20日办结"));
    let one = clerk
        .get("/desk/duties/three-publics?agency=haibin&year=2020")
        .await;
    assert_eq!(
        one.text().matches("2020年“三公”经费支出月报</a>").count(),
        12
    );
}

#[tokio::test]
async fn nobody_sees_or_marks_the_duties_of_another_office() {
    let site = TestSite::demo().await;
    let mut stranger = site.signed_in("wucheng.clerk").await;
    for path in [
        RETURN,
        "/desk/duties?agency=haibin",
        "/desk/freshness?agency=haibin",
        "/desk/pictures?agency=haibin",
        "/desk/pictures/freshness-2026.csv?agency=haibin",
    ] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    let token = stranger.get("/desk").await.token();
    let fields = [
        ("_token", token.as_str()),
        ("agency", "haibin"),
        ("period", "2026-Q3"),
        ("done_on", "今天"),
    ];
    let answer = stranger
        .post_raw("/desk/duties/quarterly-return/done", &fields)
        .await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn every_picture_has_its_sentence_its_table_and_the_same_figures_as_csv() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let page = clerk.get("/desk/pictures?year=2020").await.text();
    let pictures: Vec<&str> = page.split("<section class=\"picture\"").skip(1).collect();
    assert_eq!(pictures.len(), 9);
    let drawn = pictures
        .iter()
        .filter(|one| one.contains("<svg class=\"pic\""));
    // No request came in 2020, and there is no report of 2019.
    assert_eq!(drawn.clone().count(), 5);
    for picture in drawn {
        let svg = picture.split("<svg").nth(1).unwrap();
        let svg = svg.split("</svg>").next().unwrap();
        assert!(svg.len() < 30_000);
        assert!(svg.contains("<title") && svg.contains("<desc"));
        assert!(picture.contains("<table") && picture.contains(".csv?agency=xiangzhi"));
    }
    assert!(page.contains(
        "共24条，分布在7个类别，另有4个类别没有；“安全生产、应急管理”最多，9条，占37.5%。"
    ));
    assert!(page.contains("按期公开率100.0%；没有逾期的。"));
    let csv = clerk.get("/desk/pictures/categories-2020.csv").await;
    let text = csv.text();
    assert!(text.starts_with("\u{feff}类别,数量（条）,占比\r\n安全生产、应急管理,9,37.5%\r\n"));
    assert!(text.ends_with("合计,24,100.0%\r\n"));
}

#[tokio::test]
async fn the_strip_names_what_is_stale_and_what_was_never_posted() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    let page = clerk.get("/desk/freshness").await.text();
    assert!(page.contains("国办秘函〔2019〕19号"));
    assert!(page.contains("2天 正常"), "news of two days ago");
    assert!(page.contains("超期"));
    let mut other = site.signed_in("xiangzhi.clerk").await;
    let page = other.get("/desk/freshness").await.text();
    assert!(page.contains("从未发布"));
}

#[tokio::test]
async fn the_administrator_takes_a_local_duty_on_and_the_clerk_finds_it() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let agency = agency(&site, "sizhang").await;
    let path = format!("/admin/agencies/{agency}/duties");
    let mut fields = filled(&system.get(&path).await.text(), &path);
    put(&mut fields, "has.secrecy-summary", "1");
    put(&mut fields, "day.secrecy-summary", "32");
    put(&mut fields, "limit.new-media", "很久");
    let answer = send(&mut system, &path, &fields).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(page.contains("“32”不是1到31的数字。") && page.contains("例如 14天、6个月。"));
    put(&mut fields, "day.secrecy-summary", "10");
    put(&mut fields, "since.secrecy-summary", "2026-11-1");
    put(&mut fields, "limit.new-media", "30天");
    assert_eq!(send(&mut system, &path, &fields).await.status, 303);
    let mut clerk = site.signed_in("sizhang.clerk").await;
    let page = clerk.get("/desk").await.text();
    assert!(page.contains("保密审查情况汇总表") && page.contains("11月10日"));
    let page = clerk.get("/desk/freshness").await.text();
    assert!(page.contains("30天"));
}
