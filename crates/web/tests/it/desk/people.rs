//! What each person finds on opening the desk.

use super::acting::*;
use crate::browser::TestSite;
use gongkai_domain::access::Role;

#[tokio::test]
async fn the_most_pressing_stands_first_and_each_task_has_one_button() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let page = clerk.get("/desk").await.text();
    let tasks: Vec<&str> = page.split("<li class=\"task ").skip(1).collect();
    assert!(tasks.len() >= 4);
    assert!(
        tasks
            .iter()
            .all(|task| task.matches("class=\"button\"").count() == 1)
    );
    assert!(tasks[0].contains("已逾期"));
    let rank = |task: &&str| {
        ["is-overdue", "is-today", "is-soon", "\""]
            .iter()
            .position(|class| task.starts_with(class))
    };
    let ranks: Vec<_> = tasks.iter().map(rank).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    assert!(
        page.contains("标题请与文件一致，并补充文号。"),
        "why it came back"
    );
}

#[tokio::test]
async fn a_period_beyond_the_announced_calendar_has_no_invented_end() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于年底安排的公告", "正文一段。").await;
    let edit = format!("{item}/edit");
    press(
        &mut clerk,
        &edit,
        &edit,
        &[("formed_on", "2026-12-20"), ("do", "draft")],
    )
    .await;
    let words = "期限算不出，2027年节假日安排尚未公布";
    assert!(clerk.get("/desk").await.text().contains(words));
    assert!(clerk.get(&item).await.text().contains(words));
}

#[tokio::test]
async fn who_has_nothing_to_do_is_told_so() {
    let site = TestSite::demo().await;
    let mut archivist = site.signed_in("xiangzhi.archivist").await;
    assert!(
        archivist
            .get("/desk")
            .await
            .text()
            .contains("今天没有要办的")
    );
}

#[tokio::test]
async fn who_does_not_work_with_information_is_sent_to_their_own_first_page() {
    let site = TestSite::demo().await;
    for (login, first) in [
        ("supervisor", "/desk/supervision"),
        ("system", "/admin/agencies"),
        ("security", "/admin/accounts"),
        ("audit", "/admin/events"),
    ] {
        let answer = site.signed_in(login).await.get("/desk").await;
        assert_eq!(answer.location(), first, "{login}");
    }
    let answer = site.anybody().get("/desk").await;
    assert!(answer.location().starts_with("/login?next="));
}

#[tokio::test]
async fn a_supervisor_counts_what_is_public_and_sees_no_draft() {
    let site = TestSite::demo().await;
    let mut supervisor = site.signed_in("supervisor").await;
    let page = supervisor.get("/desk/supervision?year=2020").await.text();
    assert!(page.contains("祥芝镇人民政府（演示）"));
    let row = page.split("祥芝镇人民政府（演示）").nth(1).unwrap();
    assert!(
        row.starts_with("</a></th><td class=\"num\">24</td>"),
        "{}",
        &row[..80]
    );
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    register(&mut clerk, "一份不能外传的草稿", "正文一段。").await;
    assert_eq!(
        supervisor
            .get("/desk/supervision?year=2020")
            .await
            .text()
            .matches("草稿")
            .count(),
        page.matches("草稿").count()
    );
    assert_eq!(supervisor.get("/desk/information").await.status, 403);
    assert_eq!(clerk.get("/desk/supervision").await.status, 403);
}

#[tokio::test]
async fn the_register_is_filtered_by_its_address_and_has_twenty_rows_a_page() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let page = clerk.get("/desk/information?stage=published").await.text();
    assert!(page.contains("共 135 条，第 1 页，共 7 页"));
    assert_eq!(
        page.matches("<th scope=\"row\" class=\"title\">").count(),
        20
    );
    assert!(page.contains("href=\"/desk/information?page=2&#38;stage=published\""));
    let last = clerk
        .get("/desk/information?stage=published&page=7")
        .await
        .text();
    assert_eq!(
        last.matches("<th scope=\"row\" class=\"title\">").count(),
        15
    );
    let none = clerk
        .get("/desk/information?words=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA")
        .await
        .text();
    assert!(none.contains("没有找到"));
}

#[tokio::test]
async fn who_works_in_two_agencies_chooses_in_which_to_register() {
    let site = TestSite::demo().await;
    let (one, two) = (
        agency(&site, "xiangzhi").await,
        agency(&site, "wucheng").await,
    );
    let mut both = hire(&site, "both", &[(Role::Clerk, &one), (Role::Clerk, &two)]).await;
    let page = both.get("/desk/information/new?form=1").await.text();
    assert!(page.contains("登记到哪个单位"));
    let mut fields = filled(&page, "/desk/information/new");
    put(&mut fields, "title", "吴城镇的公告");
    put(&mut fields, "agency", two.as_str());
    put(&mut fields, "do", "draft");
    let answer = send(&mut both, "/desk/information/new", &fields).await;
    let item = answer.location().replace("/edit?done=saved", "");
    assert_eq!(
        site.signed_in("wucheng.reviewer")
            .await
            .get(&item)
            .await
            .status,
        200
    );
    assert_eq!(
        site.signed_in("xiangzhi.reviewer")
            .await
            .get(&item)
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn no_page_of_the_desk_has_a_script_or_a_style_of_its_own() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let draft = first(&mut clerk, "stage=draft").await;
    let approved = first(&mut clerk, "stage=approved").await;
    for page in [
        "/desk".to_owned(),
        "/desk/information".to_owned(),
        "/desk/information/new".to_owned(),
        "/desk/information/new?form=1".to_owned(),
        draft.clone(),
        format!("{draft}/edit"),
        format!("{draft}/check"),
        format!("{draft}/form"),
        format!("{approved}/publish"),
    ] {
        let text = clerk.get(&page).await.text();
        assert!(
            !text.contains(" style=") && !text.contains("<style"),
            "{page}"
        );
        assert!(
            !text.contains(" onclick=") && text.matches("<script").count() == 1,
            "{page}"
        );
        assert_eq!(text.matches("<h1").count(), 1, "{page}");
    }
}
