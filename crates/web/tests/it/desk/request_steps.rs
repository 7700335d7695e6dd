//! What the program computes or keeps for the clerk on the way: the fee, the number, the draft of a reply.

use super::acting::*;
use super::requests::{page, registered, reviewed, submitted};
use crate::browser::TestSite;
use axum::http::StatusCode;

#[tokio::test]
async fn a_fee_is_computed_shown_with_its_working_and_only_then_charged() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let form = format!("{request}/act/charge-fee");
    let first = page(&mut clerk, &form).await;
    assert!(first.contains("计算金额") && !first.contains("name=\"amount\""));
    let typed = [("method", "pages"), ("quantity", "250"), ("amount", "1")];
    let shown = press(&mut clerk, &form, &form, &typed).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    let shown = shown.text();
    assert!(shown.contains("合计4700元") && shown.contains("第31页至第100页"));
    assert!(shown.contains("发出收费通知") && shown.contains("name=\"file\""));
    assert!(
        !page(&mut clerk, &request).await.contains("4700"),
        "not yet"
    );
    // Another quantity than was shown is computed and shown again.
    let mut fields = filled(&shown, &form);
    put(&mut fields, "quantity", "251");
    let again = send(&mut clerk, &form, &fields).await;
    assert!(again.text().contains("合计4740元"), "{}", again.text());
    let sent = send(&mut clerk, &form, &filled(&again.text(), &form)).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let folder = page(&mut clerk, &request).await;
    assert!(folder.contains("4740.00元（251页）") && folder.contains("合计4740元"));
}

#[tokio::test]
async fn where_nothing_is_to_be_paid_no_notice_is_sent() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let form = format!("{request}/act/charge-fee");
    let free = [("method", "items"), ("quantity", "1")];
    let shown = press(&mut clerk, &form, &form, &free).await;
    let refused = send(&mut clerk, &form, &filled(&shown.text(), &form)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("收费金额是0"));
    let none = [("method", "items"), ("quantity", "0")];
    let refused = press(&mut clerk, &form, &form, &none).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_was_typed_for_a_reply_is_there_again_after_signing_in_anew() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let reply = format!("{request}/reply");
    let draft = format!("{reply}?outcome=partially-granted");
    let half = [("withheld", "附表里的姓名"), ("keep", "yes")];
    let kept = press(&mut clerk, &draft, &reply, &half).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    assert!(
        page(&mut clerk, kept.location())
            .await
            .contains("答复草稿已保存")
    );
    let mut again = site.signed_in("xiangzhi.clerk").await;
    let shown = page(&mut again, &draft).await;
    assert!(shown.contains("附表里的姓名") && shown.contains("这是保存的草稿"));
    let other = page(&mut again, &format!("{reply}?outcome=granted")).await;
    assert!(!other.contains("附表里的姓名"), "of another outcome");
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    assert!(!page(&mut reviewer, &request).await.contains("附表里的姓名"));
    let rest = [("supplied", "决算表"), ("ground", "条例第十五条")];
    let sent = press(&mut again, &draft, &reply, &rest).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert!(page(&mut again, &request).await.contains("附表里的姓名"));
}

#[tokio::test]
async fn the_number_on_the_page_goes_on_where_letters_ended_and_none_is_used_twice() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut requests = Vec::new();
    for _ in 0..2 {
        let request = registered(&mut clerk).await;
        submitted(&mut clerk, &request, "granted", &[("supplied", "决算表")]).await;
        for login in ["xiangzhi.reviewer", "xiangzhi.approver"] {
            let answer = reviewed(&site, login, &request, "agree", "").await;
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
        requests.push(request);
    }
    let form = format!("{}/act/reply", requests[0]);
    let value = |page: &str| {
        let fields = filled(page, &form);
        let number = fields.iter().find(|(name, _)| name == "number");
        number.unwrap().1.clone()
    };
    let suggested = value(&page(&mut clerk, &form).await);
    assert!(suggested.contains("公复〔2026〕"), "{suggested}");
    let letter = format!("{}/letter/reply-granted", requests[1]);
    let issued = press(&mut clerk, &letter, &letter, &[]).await;
    assert_eq!(issued.status, 303, "{}", issued.text());
    let folder = page(&mut clerk, &requests[1]).await;
    assert!(folder.contains(&suggested), "the letter has it");
    let next = value(&page(&mut clerk, &form).await);
    assert_ne!(next, suggested);
    let taken = press(&mut clerk, &form, &form, &[("number", suggested.as_str())]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text().contains("这个文号已经用过"));
}
