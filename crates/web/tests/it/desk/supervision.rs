//! Annual reports between an agency and its supervising office, in their browsers.

use super::acting::*;
use crate::browser::{Browser, TestSite};

const AT: &str = "/desk/supervision/reports";
const ONE: &str = "/desk/supervision/reports/2025/wucheng";

async fn page(browser: &mut Browser, at: &str) -> String {
    let answer = browser.get(at).await;
    assert_eq!(answer.status, 200, "{at}");
    answer.text()
}

#[tokio::test]
async fn a_supervisor_sends_a_report_back_with_a_remark_on_a_number_in_two_screens() {
    let site = TestSite::demo().await;
    let mut above = site.signed_in("supervisor").await;
    let grid = page(&mut above, &format!("{AT}?year=2025")).await;
    assert!(grid.contains(&format!("href=\"{ONE}\"")));
    let at = format!("{ONE}?at=cell:requests.new.total");
    let report = page(&mut above, &at).await;
    let back = report.split("id=\"send-back\"").nth(1).unwrap();
    let mut fields = filled(back, ONE);
    let empty = send(&mut above, ONE, &fields).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("请写明退回的原因"));
    put(&mut fields, "remark-1", "和台账不一致，请核对。");
    let sent = send(&mut above, ONE, &fields).await;
    assert_eq!(sent.location(), format!("{ONE}?done=report_sent_back"));
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let home = page(&mut clerk, "/desk").await;
    assert!(home.contains("修改2025年年度报告") && home.contains("和台账不一致，请核对。"));
    let own = page(&mut clerk, "/desk/reports/2025").await;
    assert!(own.contains("退回意见") && own.contains("本年新收政府信息公开申请数量／总计"));
    assert!(own.contains("重新报送"));
}

#[tokio::test]
async fn what_is_missing_is_reminded_and_the_agency_reads_it_among_its_tasks() {
    let site = TestSite::demo().await;
    let mut above = site.signed_in("supervisor").await;
    let grid = page(&mut above, &format!("{AT}?year=2025&late=1")).await;
    // Another form of the page narrows the list.
    let mark = format!("action=\"{AT}\" method=\"post\"");
    let posting = grid.find(&mark).unwrap();
    let mut fields = filled(grid.get(posting..).unwrap(), AT);
    fields.retain(|(name, _)| name != "agency");
    put(&mut fields, "all", "1");
    let reminded = send(&mut above, AT, &fields).await;
    assert!(reminded.location().ends_with("done=reminded"));
    let grid = page(&mut above, &format!("{AT}?year=2025")).await;
    assert_eq!(grid.matches("第1次催办").count(), 3);
    let mut clerk = site.signed_in("beibaixiang.clerk").await;
    assert!(page(&mut clerk, "/desk").await.contains("催办："));
}

#[tokio::test]
async fn a_locked_report_is_handed_in_filed_and_sent_to_publication_from_its_page() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("haibin.clerk").await;
    let own = page(&mut clerk, "/desk/reports/2025").await;
    let hand_in = "/desk/reports/2025/hand-in";
    let sent = send(&mut clerk, hand_in, &filled(&own, hand_in)).await;
    assert!(sent.location().ends_with("done=report_handed_in"));
    let twice = send(&mut clerk, hand_in, &filled(&own, hand_in)).await;
    assert_eq!(twice.status, 409);
    let mut above = site.signed_in("supervisor").await;
    let one = "/desk/supervision/reports/2025/haibin";
    let report = page(&mut above, one).await;
    assert!(report.contains("第2次") && report.contains("第1次"));
    let filed = send(&mut above, one, &filled(&report, one)).await;
    assert_eq!(filed.location(), format!("{one}?done=report_filed"));
    let own = page(&mut clerk, "/desk/reports/2025").await;
    let publish = "/desk/reports/2025/publish";
    let sent = send(&mut clerk, publish, &filled(&own, publish)).await;
    assert!(sent.location().contains("done=report_registered"));
    let own = page(&mut clerk, "/desk/reports/2025").await;
    assert!(own.contains("公布用的信息") && !own.contains(publish));
}

#[tokio::test]
async fn a_document_is_read_and_its_doubtful_cells_are_asked_for() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("wucheng.clerk").await;
    let document = clerk.get("/desk/reports/2025/file/md").await.text();
    let cut: Vec<&str> = document
        .lines()
        .filter(|line| !line.contains("行政强制"))
        .collect();
    let cut = cut.join("\n");
    let mut above = site.signed_in("supervisor").await;
    let one = "/desk/supervision/reports/2025/beibaixiang";
    let form = page(&mut above, &format!("{one}/document")).await;
    let fields = filled(&form, &format!("{one}/document"));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let at = format!("{one}/document");
    let none = upload(&mut above, &at, &pairs, &[]).await;
    assert_eq!(none.status, 422);
    let wrong = upload(&mut above, &at, &pairs, &[("空.txt", b"x")]).await;
    assert!(wrong.text().contains("没有找到年度报告的法定表格"));
    let taken = upload(&mut above, &at, &pairs, &[("年报.md", cut.as_bytes())]).await;
    assert_eq!(taken.location(), format!("{one}?done=document_taken"));
    let report = page(&mut above, one).await;
    assert!(report.contains("没有核对以前不进汇总") && !report.contains("同意备案"));
    let doubts = format!("{one}/doubts");
    let asked = page(&mut above, &doubts).await;
    assert!(asked.contains("行政强制") && asked.contains("文件里没有这一行"));
    let mut fields = filled(&asked, &doubts);
    let unlooked = send(&mut above, &doubts, &fields).await;
    assert_eq!(unlooked.status, 422);
    put(&mut fields, "looked", "1");
    let settled = send(&mut above, &doubts, &fields).await;
    assert_eq!(settled.location(), format!("{one}?done=doubts_settled"));
    assert!(page(&mut above, one).await.contains("同意备案"));
    let original = above.get(&format!("{one}/document/1")).await;
    assert_eq!(original.bytes, cut.as_bytes());
}

#[tokio::test]
async fn a_sum_leads_to_its_units_and_names_who_is_missing() {
    let site = TestSite::demo().await;
    let mut above = site.signed_in("supervisor").await;
    let sum = page(&mut above, "/desk/supervision/sum?year=2025").await;
    assert!(sum.contains("不在汇总里的单位（3 家）"));
    let money = sum.split("（单位：万元）").nth(1).unwrap();
    assert!(money.contains("万元<") && !money.contains("0元<"));
    let units = page(&mut above, "/desk/supervision/sum/2020/requests.new.total").await;
    assert!(units.contains("合计 4") && units.contains("北白象"));
    let texts = page(&mut above, "/desk/supervision/sum/2020/text/five").await;
    assert_eq!(texts.matches("<section>").count(), 5);
    for kind in ["docx", "xlsx", "html"] {
        let at = format!("/desk/supervision/sum/2020/file/{kind}");
        assert_eq!(above.get(&at).await.status, 200, "{kind}");
    }
    for at in ["league", "requests", "freshness", "checks", "circular"] {
        page(&mut above, &format!("/desk/supervision/{at}")).await;
    }
    for at in [
        "circular?year=2025&as=docx",
        "league?as=xlsx",
        "dataset?year=2020",
    ] {
        let file = above.get(&format!("/desk/supervision/{at}")).await;
        assert!(file.bytes.starts_with(b"PK"), "{at}");
    }
    let requests = page(&mut above, "/desk/supervision/requests").await;
    assert!(!requests.contains("申请人：") && requests.contains("没有申请人"));
    assert_eq!(above.get("/desk/supervision/nothing").await.status, 404);
}

#[tokio::test]
async fn anybody_reads_a_published_report_with_its_tables_and_no_other() {
    let site = TestSite::demo().await;
    let mut anybody = site.anybody();
    let list = page(&mut anybody, "/haibin/reports").await;
    assert!(list.contains("2021年") && !list.contains("2025年政府信息公开工作年度报告"));
    let report = page(&mut anybody, "/haibin/reports/2020").await;
    assert!(report.contains("236") && report.contains("<table class=\"table report-table\">"));
    // Sent back, and so not public.
    assert_eq!(anybody.get("/haibin/reports/2025").await.status, 404);
}
