//! Letters at the desk: written from the step, nothing typed twice or lost, fetched by who may.

use super::acting::*;
use super::requests::{NAME, page, registered, reviewed, submitted, taken};
use crate::browser::TestSite;
use axum::http::StatusCode;

#[tokio::test]
async fn a_correction_is_asked_for_its_letter_issued_and_downloaded_without_typing_a_word_twice() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let unclear = [("unclear", "是哪一条路"), ("workdays", "15")];
    taken(&mut clerk, &request, "ask-correction", &unclear).await;
    let folder = page(&mut clerk, &request).await;
    let letter = format!("{request}/letter/correction-notice");
    assert!(folder.contains(&format!("href=\"{letter}\"")), "{folder}");
    let before = page(&mut clerk, &letter).await;
    assert!(before.contains("是哪一条路") && before.contains("（制发时编号）"));
    assert!(!before.contains(NAME), "masked");
    let refused = press(&mut clerk, &letter, &letter, &[("补正内容", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = refused.text();
    assert!(refused.contains("缺少“补正内容”"), "{refused}");
    let look = [("do", "look"), ("补正内容", "请写明是环镇北路还是环镇南路")];
    let look = press(&mut clerk, &letter, &letter, &look).await;
    assert_eq!(look.status, StatusCode::OK);
    assert_eq!(
        look.text().matches("环镇南路").count(),
        2,
        "letter and field"
    );
    let draft = press(&mut clerk, &letter, &letter, &[("do", "draft")]).await;
    assert!(draft.bytes.starts_with(b"PK"));
    let issued = press(&mut clerk, &letter, &letter, &[]).await;
    assert_eq!(issued.status, 303, "{}", issued.text());
    let folder = page(&mut clerk, &request).await;
    assert!(folder.contains("公告〔2026〕1号") && folder.contains("申请人可以下载"));
    let file = folder.split("<ul class=\"file-list\">").nth(1).unwrap();
    let file = file.split("href=\"").nth(1).unwrap();
    let file = file.split('"').next().unwrap();
    assert!(clerk.get(file).await.bytes.starts_with(b"PK"));
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    let refused = reviewer.get(&letter).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut elsewhere = site.signed_in("haibin.clerk").await;
    assert_eq!(elsewhere.get(&letter).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_reply_is_issued_from_its_draft_with_the_wording_that_the_office_chooses() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let found = [("where", "档案室"), ("keywords", "环镇北路"), ("hits", "0")];
    taken(&mut clerk, &request, "search", &found).await;
    submitted(&mut clerk, &request, "not-existing", &[]).await;
    let letter = format!("{request}/letter/reply-not-existing");
    let early = press(
        &mut clerk,
        &letter,
        &letter,
        &[("remedy", "disputed-first")],
    )
    .await;
    assert!(early.text().contains("全部同意以后才能制发"));
    for login in ["xiangzhi.reviewer", "xiangzhi.approver"] {
        let answer = reviewed(&site, login, &request, "agree", "").await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let shown = page(&mut clerk, &letter).await;
    assert!(shown.contains("救济途径怎样写") && shown.contains("在档案室"));
    let none = press(&mut clerk, &letter, &letter, &[("理由", "找过两遍")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("请选择") && none.text().contains("找过两遍"));
    let issued = press(
        &mut clerk,
        &letter,
        &letter,
        &[("remedy", "disputed-first")],
    )
    .await;
    assert_eq!(issued.status, 303, "{}", issued.text());
    let folder = page(&mut clerk, &request).await;
    assert!(folder.contains("公复〔2026〕1号") && folder.contains("/act/serve"));
}

#[tokio::test]
async fn an_administrator_fetches_a_template_and_is_told_what_is_wrong_with_an_own_one() {
    let site = TestSite::demo().await;
    let mut system = site.signed_in("system").await;
    let list = format!("/admin/agencies/{}/letters", agency(&site, "wucheng").await);
    assert!(page(&mut system, &list).await.contains("系统的版式"));
    let one = format!("{list}/correction-notice");
    let ours = system.get(&one).await;
    assert!(ours.bytes.starts_with(b"PK"));
    let form = format!("{list}?letter=correction-notice");
    let token = system.get(&form).await.token();
    let fields = [("_token", token.as_str())];
    let wrong = upload(&mut system, &one, &fields, &[("a.docx", b"no document")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("这不是DOCX文档"));
    let kept = upload(&mut system, &one, &fields, &[("a.docx", &ours.bytes)]).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    assert!(page(&mut system, &list).await.contains("本机关的模板"));
    let back = press(&mut system, &list, &format!("{one}/remove"), &[]).await;
    assert_eq!(back.status, 303);
    assert!(!page(&mut system, &list).await.contains("本机关的模板"));
}
