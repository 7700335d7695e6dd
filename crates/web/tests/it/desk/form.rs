//! The registration form: nothing typed is lost, nothing that is not a field has an effect.

use super::acting::*;
use crate::browser::TestSite;
use gongkai_domain::access::Role;
use gongkai_domain::information::Stage;

#[tokio::test]
async fn what_is_wrong_stands_on_top_and_beside_the_field_and_what_was_typed_stays() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut fields = filled(
        &clerk.get("/desk/information/new?form=1").await.text(),
        "/desk/information/new",
    );
    put(&mut fields, "title", "关于“春耕”<补贴>的公示");
    put(&mut fields, "dated_on", "2026-2-30");
    put(&mut fields, "publish_within", "３０");
    put(&mut fields, "do", "draft");
    let answer = send(&mut clerk, "/desk/information/new", &fields).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(page.contains("<title>错误："));
    let (title, day) = (
        page.find("href=\"#title\""),
        page.find("href=\"#dated_on\""),
    );
    assert!(title.is_none() && day.is_some());
    let words = "请填写真实的日期，例如 2026-1-5、20260105 或者 2026年1月5日。";
    assert!(page.contains(&format!("<a href=\"#dated_on\">{words}</a>")));
    assert_eq!(page.matches(words).count(), 2);
    assert!(page.contains("条例第二十六条规定为20个工作日"));
    let kept = filled(&page, "/desk/information/new");
    assert!(kept.contains(&("dated_on".to_owned(), "2026-2-30".to_owned())));
    assert!(page.contains("关于“春耕”&#60;补贴&#62;的公示"));
}

#[tokio::test]
async fn dates_and_numbers_are_read_in_full_width() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于换证的公告", "正文一段。").await;
    let edit = format!("{item}/edit");
    let more = [
        ("formed_on", "２０２６年１１月３日"),
        ("publish_within", "１０"),
        ("do", "draft"),
    ];
    assert_eq!(press(&mut clerk, &edit, &edit, &more).await.status, 303);
    let page = clerk.get(&item).await.text();
    assert!(
        page.contains("2026年11月17日（星期二）以前公开"),
        "ten working days after 3 November"
    );
    assert!(page.contains("已逾期 3 个工作日"));
}

#[tokio::test]
async fn fields_that_are_not_in_the_form_change_nothing() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut fields = filled(
        &clerk.get("/desk/information/new?form=1").await.text(),
        "/desk/information/new",
    );
    put(&mut fields, "title", "想直接公开的");
    put(&mut fields, "do", "draft");
    for (name, value) in [
        ("stage", "published"),
        ("state", "published"),
        ("index_number", "1"),
        ("author", "00000000000000000000000000000000"),
        ("published_at", "2020-01-01"),
        ("first_published_on", "2020-01-01"),
        ("version", "9"),
        ("leak_override", "x"),
    ] {
        put(&mut fields, name, value);
    }
    let answer = send(&mut clerk, "/desk/information/new", &fields).await;
    let item = answer.location().replace("/edit?done=saved", "");
    let page = clerk.get(&item).await.text();
    assert!(page.contains(Stage::Draft.zh()) && !page.contains("第 9 版"));
    assert!(page.contains("还没有发布") && !page.contains("放行，理由"));
    let other = agency(&site, "wucheng").await;
    put(&mut fields, "agency", other.as_str());
    assert_eq!(
        send(&mut clerk, "/desk/information/new", &fields)
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn of_two_who_change_an_item_the_second_sees_both_texts_and_loses_nothing() {
    let site = TestSite::demo().await;
    let town = agency(&site, "xiangzhi").await;
    let mut second = hire(&site, "second", &[(Role::Clerk, &town)]).await;
    let mut first = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut first, "关于集市的公告", "正文一段。").await;
    let edit = format!("{item}/edit");
    let mut late = filled(&second.get(&edit).await.text(), &edit);
    put(&mut late, "summary", "第二个人写的概述");
    put(&mut late, "do", "draft");
    let more = [("summary", "第一个人写的概述"), ("do", "draft")];
    assert_eq!(press(&mut first, &edit, &edit, &more).await.status, 303);
    let answer = send(&mut second, &edit, &late).await;
    assert_eq!(answer.status, 409);
    let page = answer.text();
    let table = page
        .split("已经存的")
        .nth(1)
        .unwrap()
        .split("</table>")
        .next()
        .unwrap();
    assert!(table.contains("第一个人写的概述") && table.contains("第二个人写的概述"));
    let mut fields = filled(&page, &edit);
    assert!(fields.contains(&("summary".to_owned(), "第二个人写的概述".to_owned())));
    put(&mut fields, "do", "draft");
    assert_eq!(send(&mut second, &edit, &fields).await.status, 303);
    assert!(second.get(&item).await.text().contains("第二个人写的概述"));
}

#[tokio::test]
async fn what_was_typed_is_not_lost_when_the_item_was_sent_into_review_meanwhile() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于清淤的公告", "正文一段。").await;
    let edit = format!("{item}/edit");
    let mut typed = filled(&clerk.get(&edit).await.text(), &edit);
    put(&mut typed, "summary", "改了一半的概述");
    put(&mut typed, "do", "draft");
    assert_eq!(submit(&mut clerk, &item).await.status, 303);
    let answer = send(&mut clerk, &edit, &typed).await;
    assert_eq!(answer.status, 409);
    let page = answer.text();
    assert!(page.contains("没有保存：这条信息已经送审") && page.contains("退回修改"));
    assert!(!page.contains("data-autosave"));
    let mut kept = filled(&page, &edit);
    assert!(kept.contains(&("summary".to_owned(), "改了一半的概述".to_owned())));

    let review = format!("{item}/review");
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    let back = [("opinion", "send_back"), ("remark.", "请改概述")];
    assert_eq!(
        press(&mut reviewer, &review, &review, &back).await.status,
        303
    );
    put(&mut kept, "do", "draft");
    let compared = send(&mut clerk, &edit, &kept).await;
    assert_eq!(
        compared.status, 409,
        "the state is another one; both texts are shown"
    );
    let mut kept = filled(&compared.text(), &edit);
    put(&mut kept, "do", "draft");
    assert_eq!(send(&mut clerk, &edit, &kept).await.status, 303);
    assert!(clerk.get(&item).await.text().contains("改了一半的概述"));
}

#[tokio::test]
async fn a_draft_saves_itself_and_the_next_save_is_no_conflict() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于停电的公告", "正文一段。").await;
    let edit = format!("{item}/edit");
    let mut fields = filled(&clerk.get(&edit).await.text(), &edit);
    put(&mut fields, "summary", "自动存下的概述");
    // Half a date is no reason to lose the rest.
    put(&mut fields, "dated_on", "2026-1");
    let answer = send(&mut clerk, &format!("{item}/autosave"), &fields).await;
    assert_eq!(answer.status, 204);
    let revision = answer
        .headers
        .get("x-revision")
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    assert!(clerk.get(&item).await.text().contains("自动存下的概述"));
    put(&mut fields, "revision", &revision);
    put(&mut fields, "dated_on", "2026-11-1");
    put(&mut fields, "do", "check");
    let saved = send(&mut clerk, &edit, &fields).await;
    assert!(saved.location().ends_with("/check"), "{}", saved.text());
}

#[tokio::test]
async fn a_draft_with_gaps_is_kept_and_cannot_be_submitted() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut fields = filled(
        &clerk.get("/desk/information/new?form=1").await.text(),
        "/desk/information/new",
    );
    put(&mut fields, "title", "只有标题的");
    put(&mut fields, "do", "check");
    let answer = send(&mut clerk, "/desk/information/new", &fields).await;
    let item = answer.location().replace("/check", "");
    let page = clerk.get(answer.location()).await.text();
    assert!(page.contains(&format!("<a href=\"{item}/edit#summary\">请填写内容概述")));
    assert!(!page.contains("确认送审"));
    assert_eq!(submit(&mut clerk, &item).await.status, 422);
    assert!(clerk.get("/desk").await.text().contains("草稿，还差 4 项"));
}

#[tokio::test]
async fn a_document_and_its_interpretation_point_at_each_other() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let document = register(&mut clerk, "关于宅基地管理的办法", "正文一段。").await;
    let edit = format!("{document}/edit");
    press(
        &mut clerk,
        &edit,
        &edit,
        &[("needs_interpretation", "1"), ("do", "draft")],
    )
    .await;
    let page = clerk.get(&document).await.text();
    let link = page
        .split("/desk/information/new?interprets=")
        .nth(1)
        .unwrap();
    let link = link.split('"').next().unwrap();
    let page = clerk
        .get(&format!("/desk/information/new?interprets={link}"))
        .await
        .text();
    let mut fields = filled(&page, "/desk/information/new");
    put(&mut fields, "title", "一图读懂宅基地管理办法");
    put(&mut fields, "elements", "background");
    put(&mut fields, "do", "check");
    let answer = send(&mut clerk, "/desk/information/new", &fields).await;
    let check = clerk.get(answer.location()).await.text();
    assert!(
        check.contains("解读稿缺少：目标任务"),
        "all eight elements are asked for"
    );
    let interpretation = answer.location().replace("/check", "");
    assert!(clerk.get(&document).await.text().contains(&interpretation));
    assert!(clerk.get(&interpretation).await.text().contains(&document));
}
