//! The way of a document: registered, reviewed by one person a step, sent back or published.

use super::acting::*;
use crate::browser::{Answer, Browser, TestSite};
use gongkai_domain::access::Role;
use gongkai_store::Public;

const DOCUMENT: &str = "演示镇人民政府文件\n演政〔2026〕31号\n\
    关于做好今冬森林防火工作的通知\n\n各村：\n现将今冬森林防火工作安排如下，请遵照执行。\n\n\
    演示镇人民政府\n2026年11月18日\n";

async fn upload_document(clerk: &mut Browser) -> String {
    let page = clerk.get("/desk/information/new").await;
    let fields = [("_token", page.token()), ("do", "upload".to_owned())];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let files: [(&str, &[u8]); 1] = [("通知.txt", DOCUMENT.as_bytes())];
    upload(clerk, "/desk/information/new", &fields, &files)
        .await
        .text()
}

/// Ticks the first three channels and publishes.
async fn publish_in_three(clerk: &mut Browser, item: &str) -> Answer {
    let publish = format!("{item}/publish");
    let page = clerk.get(&publish).await.text();
    assert!(page.contains("公众看到的样子"));
    let mut fields = filled(&page, &publish);
    fields.retain(|(name, _)| name != "channel");
    for part in page.split("name=\"channel\" value=\"").skip(1).take(3) {
        let channel = part.split('"').next().unwrap().to_owned();
        fields.push(("channel".to_owned(), channel));
    }
    send(clerk, &publish, &fields).await
}

#[tokio::test]
async fn who_has_just_published_takes_it_back_with_one_click() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = first(&mut clerk, "stage=approved").await;
    publish_in_three(&mut clerk, &item).await;
    let page = clerk.get(&item).await.text();
    assert!(page.contains("马上撤回"));
    let withdraw = format!("{item}/withdraw");
    let undo = filled(&page, &withdraw);
    assert!(
        undo.iter()
            .any(|(name, value)| name == "ground" && !value.is_empty())
    );
    let gone = send(&mut clerk, &withdraw, &undo).await;
    assert!(gone.location().ends_with("done=withdrawn"));
}

#[tokio::test]
async fn a_document_goes_through_review_into_three_channels_and_counts_once() {
    let site = TestSite::demo().await;
    let town = agency(&site, "xiangzhi").await;
    let before = site.office.figures(&town, 2026).await.unwrap();
    let mut clerk = site.signed_in("xiangzhi.clerk").await;

    let page = upload_document(&mut clerk).await;
    let mut fields = filled(&page, "/desk/information/new");
    let value = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str()).to_owned()
    };
    assert_eq!(value("title"), "关于做好今冬森林防火工作的通知");
    assert_eq!(value("document_number"), "演政〔2026〕31号");
    assert_eq!(value("dated_on"), "2026-11-18");
    assert!(page.contains("从附件读出"));
    let kind = page
        .split("<option value=\"")
        .find(|part| part.contains("应急管理"))
        .unwrap();
    let kind = kind.split('"').next().unwrap().to_owned();
    // Two fields are typed or chosen: at most six is the rule.
    put(&mut fields, "summary", "安排今冬森林防火的责任和时间。");
    put(&mut fields, "category", &kind);
    put(&mut fields, "do", "check");
    let answer = send(&mut clerk, "/desk/information/new", &fields).await;
    assert!(answer.location().ends_with("/check"), "{}", answer.text());
    let item = answer.location().replace("/check", "");

    assert_eq!(submit(&mut clerk, &item).await.status, 303);
    for login in ["xiangzhi.reviewer", "xiangzhi.approver"] {
        let mut reviewer = site.signed_in(login).await;
        let answer = agree(&mut reviewer, &item).await;
        assert!(
            answer.location().ends_with("done=agreed"),
            "{login}: {}",
            answer.text()
        );
    }
    let answer = publish_in_three(&mut clerk, &item).await;
    assert!(
        answer.location().ends_with("done=published"),
        "{}",
        answer.text()
    );

    let after = site.office.figures(&town, 2026).await.unwrap();
    assert_eq!(after.published, before.published + 1);
    let posted = |figures: &[(String, u64)]| figures.iter().map(|(_, times)| times).sum::<u64>();
    assert_eq!(posted(&after.by_channel), posted(&before.by_channel) + 3);
    let public = site.office.public(&id(&item)).await.unwrap();
    assert!(matches!(public, Public::Item(copy) if copy.document_number() == "演政〔2026〕31号"));
    let page = clerk.get(answer.location()).await.text();
    assert!(page.contains("在期限以内"));
}

/// Shorter to read in an assertion.
trait Numbered {
    fn document_number(&self) -> &str;
}

impl Numbered for gongkai_store::PublicItem {
    fn document_number(&self) -> &str {
        &self.facts.document_number
    }
}

#[tokio::test]
async fn nobody_takes_two_steps_whatever_their_roles() {
    let site = TestSite::demo().await;
    let town = agency(&site, "xiangzhi").await;
    let roles = [(Role::Clerk, &town), (Role::Reviewer, &town)];
    let mut both = hire(&site, "both", &roles).await;
    let item = register(&mut both, "关于冬季供暖的公告", "正文一段。").await;
    assert_eq!(submit(&mut both, &item).await.status, 303);
    let page = both.get(&format!("{item}/review")).await.text();
    assert!(page.contains("同一个人不能办理两步"));
    let token = both.get("/desk").await.token();
    let review = format!("{item}/review");
    let fields = [
        ("_token", token.as_str()),
        ("revision", "1"),
        ("opinion", "agree"),
    ];
    let answer = both.post_raw(&review, &fields).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("同一个人不能办理两步"));
    assert!(
        !both
            .get("/desk")
            .await
            .text()
            .contains(&format!("{item}/review"))
    );
}

#[tokio::test]
async fn a_remark_stands_beside_the_field_it_concerns() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于老年证办理的公告", "正文一段。").await;
    submit(&mut clerk, &item).await;
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    let review = format!("{item}/review");
    let bare = press(&mut reviewer, &review, &review, &[("opinion", "send_back")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.text().contains("退回要写明哪里需要怎样修改"));
    let said = [
        ("opinion", "send_back"),
        ("remark.summary", "概述里写明办理时间"),
    ];
    let answer = press(&mut reviewer, &review, &review, &said).await;
    assert!(answer.location().ends_with("done=sent_back"));
    let page = clerk.get(&format!("{item}/edit")).await.text();
    let beside = page.split("id=\"summary-remark\"").nth(1).unwrap();
    assert!(
        beside
            .split("</aside>")
            .next()
            .unwrap()
            .contains("概述里写明办理时间")
    );
    let desk = clerk.get("/desk").await.text();
    assert!(desk.contains("退回：概述里写明办理时间"));
}

#[tokio::test]
async fn of_two_reviewers_at_once_one_wins_and_the_other_is_told() {
    let site = TestSite::demo().await;
    let town = agency(&site, "xiangzhi").await;
    let mut second = hire(&site, "second", &[(Role::Reviewer, &town)]).await;
    let mut first = site.signed_in("xiangzhi.reviewer").await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于道路施工的公告", "正文一段。").await;
    submit(&mut clerk, &item).await;
    let review = format!("{item}/review");
    let mut fields = filled(&second.get(&review).await.text(), &review);
    answer_no(&mut fields);
    put(&mut fields, "opinion", "agree");
    assert_eq!(agree(&mut first, &item).await.status, 303);
    let late = send(&mut second, &review, &fields).await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("分管领导审发"));
}

#[tokio::test]
async fn the_secrecy_step_asks_every_question_and_a_yes_stops_publication() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于体检安排的公告", "正文一段。").await;
    submit(&mut clerk, &item).await;
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    let review = format!("{item}/review");
    let open = press(&mut reviewer, &review, &review, &[("opinion", "agree")]).await;
    assert_eq!(open.status, 422);
    assert!(open.text().contains("保密审查还有7个问题没有回答"));
    let mut fields = filled(&reviewer.get(&review).await.text(), &review);
    answer_no(&mut fields);
    put(&mut fields, "concern.personal_privacy", "yes");
    put(&mut fields, "opinion", "agree");
    let yes = send(&mut reviewer, &review, &fields).await;
    assert_eq!(yes.status, 422);
    assert!(yes.text().contains("不能同意公开"));
    assert!(yes.text().contains(
        "id=\"personal_privacy-yes\" name=\"concern.personal_privacy\" value=\"yes\" checked"
    ));
}

#[tokio::test]
async fn the_printed_form_bears_the_names_of_all_who_took_a_step() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = first(&mut clerk, "stage=approved").await;
    let form = clerk.get(&format!("{item}/form")).await.text();
    assert_eq!(form.matches("class=\"signed\"").count(), 3);
    assert!(!form.contains("年　　月"), "every step is signed");
    let draft = first(&mut clerk, "stage=draft").await;
    let form = clerk.get(&format!("{draft}/form")).await.text();
    assert_eq!(form.matches("年　　月").count(), 3);
}

#[tokio::test]
async fn a_planned_day_publishes_nothing_before_it_comes() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = first(&mut clerk, "stage=approved").await;
    let publish = format!("{item}/publish");
    let page = clerk.get(&publish).await.text();
    let mut fields = filled(&page, &publish);
    for (name, value) in &mut fields {
        if name.starts_with("on.") {
            "２０２６年１１月２７日".clone_into(value);
        }
    }
    let answer = send(&mut clerk, &publish, &fields).await;
    assert!(
        answer.location().ends_with("done=planned"),
        "{}",
        answer.text()
    );
    assert!(clerk.get(&item).await.text().contains("已定时"));
    assert!(site.office.public(&id(&item)).await.is_err());
}
