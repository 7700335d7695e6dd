//! Lists, filters and search.

use super::office::{SLUG, facts, publish};
use crate::browser::TestSite;
use gongkai_domain::information::Validity;
use jiff::civil::date;

async fn page(site: &TestSite, path: &str) -> String {
    site.anybody().get(&format!("/{SLUG}/{path}")).await.text()
}

#[tokio::test]
async fn a_document_number_is_found_in_whatever_brackets_it_is_typed() {
    let site = TestSite::demo().await;
    let mut facts = facts("关于防汛值守的通知");
    facts.document_number = "吴办发〔2026〕31号".to_owned();
    publish(&site, facts).await;
    for typed in [
        "吴办发〔2026〕31号",
        "吴办发[2026]31号",
        "吴办发（2026）31号",
        "吴办发【２０２６】31号",
    ] {
        let found = page(&site, &format!("search?q={}", escaped(typed))).await;
        assert!(found.contains("找到 1 条"), "{typed}");
        assert!(found.contains("<mark>吴办发〔2026〕31号</mark>"), "{typed}");
    }
}

#[tokio::test]
async fn a_search_without_hits_proposes_shorter_words_and_a_request() {
    let site = TestSite::demo().await;
    let found = page(&site, &format!("search?q={}", escaped("防火工作通知书"))).await;
    assert!(found.contains("没有找到"));
    assert!(found.contains(&format!(">{}</a>", "防火工作")));
    assert!(found.contains(&format!("/{SLUG}/requests")));
    let nothing = page(&site, "search?q=%E9%BE%98").await;
    assert!(nothing.contains("没有找到") && !nothing.contains("换成短一些的词："));
}

#[tokio::test]
async fn dates_narrow_a_list_in_every_usual_notation_and_a_wrong_one_is_explained() {
    let site = TestSite::demo().await;
    let narrowed = page(
        &site,
        "content?from=2020-3-1&to=2020%E5%B9%B43%E6%9C%8831%E6%97%A5",
    )
    .await;
    let table = narrowed
        .split("<tbody>")
        .nth(1)
        .unwrap()
        .split("</tbody>")
        .next()
        .unwrap();
    let days = table.split("data-label=\"发布日期\">").skip(1);
    assert!(days.clone().count() > 3);
    assert!(days.clone().all(|rest| rest.starts_with("2020-03-")));
    let wrong = page(&site, "content?from=2020-2-30").await;
    assert!(wrong.contains("aria-invalid=\"true\"") && wrong.contains("请填写真实的日期"));
}

#[tokio::test]
async fn a_repealed_document_says_so_at_its_top_and_is_found_by_it() {
    let site = TestSite::demo().await;
    let mut facts = facts("已经废止的办法");
    facts.validity = Validity::Repealed {
        on: date(2026, 10, 1),
        by: "吴办发〔2026〕40号".to_owned(),
    };
    let item = publish(&site, facts).await;
    let text = page(&site, &format!("item/{}", item.id)).await;
    let notice = text.find("本文件自2026年10月1日（星期四）起废止，依据：吴办发〔2026〕40号。");
    assert!(notice.unwrap() < text.find("<table").unwrap());
    let list = page(&site, "content?valid=repealed").await;
    assert!(list.contains("共 1 条") && list.contains("已经废止的办法"));
    assert!(
        !page(&site, "content?valid=in_force")
            .await
            .contains("已经废止的办法")
    );
}

#[tokio::test]
async fn a_larger_size_keeps_the_search_and_is_remembered() {
    let site = TestSite::demo().await;
    let mut browser = site.anybody();
    let found = browser
        .get(&format!("/{SLUG}/search?q=%E9%98%B2%E7%81%AB&page=2"))
        .await;
    assert!(
        found
            .text()
            .contains("href=\"?q=%E9%98%B2%E7%81%AB&#38;page=2&#38;size=larger\"")
    );
    let larger = browser
        .get(&format!("/{SLUG}/search?q=%E9%98%B2%E7%81%AB&size=larger"))
        .await;
    assert_eq!(larger.headers["cache-control"], "private, no-store");
    let text = browser.get(&format!("/{SLUG}")).await.text();
    assert!(text.contains("class=\"font-larger\""));
}

#[tokio::test]
async fn search_over_all_agencies_names_the_agency_of_each_hit() {
    let site = TestSite::demo().await;
    let found = site
        .anybody()
        .get("/search?q=%E9%98%B2%E6%B1%9B")
        .await
        .text();
    assert!(found.contains("祥芝镇人民政府（演示）") && found.contains("吴城镇人民政府（演示）"));
}

pub(super) fn escaped(text: &str) -> String {
    let add = |out: String, byte: u8| out + &format!("%{byte:02X}");
    text.bytes().fold(String::new(), add)
}
