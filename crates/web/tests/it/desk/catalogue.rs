//! The standard catalogue at the desk: the official sheet in and out, an entry chosen at registration,
//! the self-check, and what the public sees of it.

use super::acting::*;
use crate::browser::TestSite;

const LEDGER: &str = "/desk/ledgers/catalogue";
const SHEET: &str = "吴城镇统计领域标准目录\n\
    序号\t领域\t本地领域名称\t公开事项\t\t公开时限\t公开渠道和载体\t公开对象\t\n\
    \t\t\t一级事项\t二级事项\t\t\t全社会\t特定群体\n\
    1\t本地增加的领域\t统计\t统计公报\t年度公报\t5个工作日内\t■政府网站 □公开栏\t√\t\n";

#[tokio::test]
async fn a_new_edition_is_previewed_with_what_ends_and_then_stands() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let import = format!("{LEDGER}/import");
    let mut fields = filled(&clerk.get(&import).await.text(), &import);
    put(&mut fields, "table", SHEET);
    put(&mut fields, "replaces", "1");
    put(&mut fields, "from", "2026-3-99");
    let wrong = send(&mut clerk, &import, &fields).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("“2026-3-99”不是日期"));
    put(&mut fields, "from", "2026-1-5");
    let page = send(&mut clerk, &import, &fields).await.text();
    assert!(
        page.contains("新增 <strong>1</strong> 条")
            && page.contains("<strong>206</strong> 条不在表里")
    );
    assert!(page.contains("停用到 2026-01-04") && page.contains("新增的都按“2026-01-05”填写"));
    let mut fields = filled(&page, &import);
    put(&mut fields, "do", "confirm");
    assert_eq!(send(&mut clerk, &import, &fields).await.status, 303);
    let of_day = |day: &str| format!("{LEDGER}?on={day}");
    let before = clerk.get(&of_day("2026-1-4")).await.text();
    assert!(before.contains("共 206 条") && !before.contains("年度公报"));
    let after = clerk.get(&of_day("2026-1-5")).await.text();
    assert!(after.contains("共 1 条") && after.contains("年度公报"));
    let editions = clerk.get("/desk/ledgers/catalogue_edition").await.text();
    assert!(editions.contains("2026-01-05"));
}

#[tokio::test]
async fn an_item_registered_under_an_entry_is_due_by_it_and_both_pages_name_each_other() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let form = "/desk/information/new";
    let page = clerk.get(&format!("{form}?form=1")).await.text();
    assert!(page.contains("<optgroup label=\"就业\">"));
    let option = page.split("<optgroup label=\"就业\">").nth(1).unwrap();
    let entry = option
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mut fields = filled(&page, form);
    for (name, value) in [
        ("title", "补贴名单"),
        ("formed_on", "2026-11-3"),
        ("listing", entry),
        ("do", "draft"),
    ] {
        put(&mut fields, name, value);
    }
    let saved = send(&mut clerk, form, &fields).await;
    assert_eq!(saved.status, 303);
    let item = saved.location().split("/edit").next().unwrap().to_owned();
    let page = clerk.get(&item).await.text();
    assert!(page.contains("公开目录事项") && page.contains("依据：政府信息公开条例"));
    put(&mut fields, "listing", "00000000000000000000000000000001");
    let refused = send(&mut clerk, form, &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("本单位现行目录里没有这一条"));
    let record = clerk.get(&format!("/desk/record/{entry}")).await.text();
    assert!(record.contains("按这一条公开的信息"));
}

#[tokio::test]
async fn the_self_check_counts_by_field_and_is_pointed_at_quietly() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let home = clerk.get("/desk").await.text();
    assert!(home.contains("206 条还没有公开内容") && home.contains("看目录自查"));
    let check = clerk.get(&format!("{LEDGER}/check")).await.text();
    assert!(check.contains("没有公开内容的 206 条"));
    for (page, name) in [("check/workbook", "-check.xlsx"), ("printed", ".xlsx")] {
        let answer = clerk.get(&format!("{LEDGER}/{page}?agency=wucheng")).await;
        let sent = answer.headers.get("content-disposition").unwrap();
        assert_eq!(answer.status, 200);
        assert!(sent.to_str().unwrap().contains(name), "{sent:?}");
    }
    for page in ["check", "check/workbook", "printed"] {
        let other = format!("/desk/ledgers/enquiry/{page}");
        assert_eq!(clerk.get(&other).await.status, 404, "{other}");
        let elsewhere = format!("{LEDGER}/{page}?agency=xiangzhi");
        assert_eq!(clerk.get(&elsewhere).await.status, 404, "{elsewhere}");
    }
}

#[tokio::test]
async fn the_public_sees_the_fields_their_entries_and_what_is_published_under_each() {
    use crate::column::office;
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let whole = "/wucheng/catalogue";
    assert!(anybody.get("/wucheng").await.text().contains(whole));
    let fields = anybody.get(whole).await.text();
    assert!(fields.contains("15 个领域、206 条"));
    let field = anybody.get(&format!("{whole}?field=1")).await.text();
    let entry = field.split(&format!("href=\"{whole}/")).nth(1).unwrap();
    let entry = entry.split('"').next().unwrap().to_owned();
    let mut facts = office::facts("按目录公开的名单");
    facts.listing = Some(gongkai_domain::information::Listing {
        record: entry.parse().unwrap(),
        shown: String::new(),
        workdays: None,
        basis: String::new(),
    });
    let empty = anybody.get(&format!("{whole}/{entry}")).await.text();
    assert!(empty.contains("还没有公开的信息") && empty.contains("■政府网站"));
    office::publish(&site, facts).await;
    let page = anybody.get(&format!("{whole}/{entry}")).await.text();
    assert!(page.contains("按目录公开的名单"));
    let fields = anybody.get(whole).await.text();
    assert!(fields.contains("data-label=\"已公开\">1 条"));
    assert_eq!(anybody.get(&format!("{whole}?field=99")).await.status, 404);
    let elsewhere = format!("/xiangzhi/catalogue/{entry}");
    assert_eq!(anybody.get(&elsewhere).await.status, 404);
}
