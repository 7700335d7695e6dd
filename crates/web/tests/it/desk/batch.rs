//! Agreeing to several items at once (U-09).

use super::acting::*;
use crate::browser::{Answer, Browser, TestSite, now};
use gongkai_domain::access::Actor;
use gongkai_office::{Context, ItemView};

/// Items that await the approver, whose step asks no questions.
async fn reviewed(site: &TestSite, titles: &[(&str, &str)]) -> Vec<String> {
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    let mut items = Vec::new();
    for (title, body) in titles {
        let item = register(&mut clerk, title, body).await;
        submit(&mut clerk, &item).await;
        assert_eq!(agree(&mut reviewer, &item).await.status, 303);
        items.push(item);
    }
    items
}

/// Ticks items whether the page offers a box or not.
async fn tick(browser: &mut Browser, items: &[(&str, u64)]) -> Answer {
    let token = browser.get("/desk/batch").await.token();
    let values: Vec<String> = items
        .iter()
        .map(|(item, revision)| format!("{}.{revision}", id(item)))
        .collect();
    let mut fields = vec![("_token", token.as_str())];
    fields.extend(values.iter().map(|value| ("item", value.as_str())));
    browser.post_raw("/desk/batch", &fields).await
}

async fn view(site: &TestSite, item: &str) -> ItemView {
    let cx = Context {
        actor: Actor::Program,
        now: now(),
        origin: "test".to_owned(),
    };
    site.office.view(&cx, &id(item)).await.unwrap()
}

async fn steps(site: &TestSite, item: &str) -> usize {
    view(site, item).await.item.round.taken.len()
}

#[tokio::test]
async fn only_what_was_opened_is_agreed_to_with_others_and_each_has_its_own_event() {
    let site = TestSite::demo().await;
    let titles = [
        ("关于停水的通知", "明天。"),
        ("关于修路的通知", "后天。"),
        ("关于放假的通知", "以后。"),
    ];
    let items = reviewed(&site, &titles).await;
    let [one, two, three] = items.as_slice() else {
        unreachable!("three were registered")
    };
    let mut approver = site.signed_in("xiangzhi.approver").await;
    let page = approver.get("/desk/batch").await.text();
    assert!(page.contains("还没有打开看过") && !page.contains("type=\"checkbox\""));
    for item in [one, two] {
        approver.get(&format!("{item}/review")).await;
    }
    let page = approver.get("/desk/batch").await.text();
    assert_eq!(page.matches("type=\"checkbox\"").count(), 2);
    let all = [(one.as_str(), 2), (two.as_str(), 2), (three.as_str(), 2)];
    let answer = tick(&mut approver, &all).await.text();
    assert!(answer.contains("已同意 2 条") && answer.contains("关于放假的通知：还没有打开看过"));
    for (item, taken) in [(one, 3), (two, 3), (three, 2)] {
        assert_eq!(steps(&site, item).await, taken);
        let history = view(&site, item).await.history;
        let agreed = history
            .iter()
            .filter(|entry| entry.event.action == "information.agreed");
        assert_eq!(agreed.count() + 1, taken, "submitting is the first step");
    }
}

#[tokio::test]
async fn a_leak_or_the_secrecy_questions_keep_an_item_from_being_agreed_to_with_others() {
    let site = TestSite::demo().await;
    let leak = "补贴对象身份证号11010519491231002X。";
    let items = reviewed(&site, &[("关于补贴的公示", leak)]).await;
    let item = items[0].as_str();
    let mut approver = site.signed_in("xiangzhi.approver").await;
    approver.get(&format!("{item}/review")).await;
    let answer = tick(&mut approver, &[(item, 2)]).await.text();
    assert!(answer.contains("1 条没有办成") && answer.contains("不能发布"));
    assert_eq!(steps(&site, item).await, 2);

    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let fresh = register(&mut clerk, "关于绿化的通知", "种树。").await;
    submit(&mut clerk, &fresh).await;
    let mut reviewer = site.signed_in("xiangzhi.reviewer").await;
    reviewer.get(&format!("{fresh}/review")).await;
    let answer = tick(&mut reviewer, &[(&fresh, 1)]).await.text();
    assert!(
        answer.contains("单独审"),
        "the reviewer answers the questions"
    );
    assert_eq!(steps(&site, &fresh).await, 1);
}

#[tokio::test]
async fn not_more_than_twenty_are_agreed_to_at_once_and_not_none() {
    let site = TestSite::demo().await;
    let item = reviewed(&site, &[("关于停电的通知", "今晚。")])
        .await
        .remove(0);
    let mut approver = site.signed_in("xiangzhi.approver").await;
    approver.get(&format!("{item}/review")).await;
    for chosen in [0, 21] {
        let answer = tick(&mut approver, &vec![(item.as_str(), 2); chosen]).await;
        assert_eq!(answer.status, 422);
    }
    assert_eq!(steps(&site, &item).await, 2);
}
