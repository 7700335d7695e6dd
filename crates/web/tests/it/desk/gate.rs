//! What must not become public: files that run, numbers of persons.

use super::acting::*;
use crate::browser::{Browser, TestSite};

async fn try_file(clerk: &mut Browser, name: &str, bytes: &[u8]) -> (u16, String) {
    let token = clerk.get("/desk/information/new").await.token();
    let fields = [("_token", token.as_str()), ("do", "upload")];
    let answer = upload(clerk, "/desk/information/new", &fields, &[(name, bytes)]).await;
    (answer.status.as_u16(), answer.text())
}

/// The head of a picture of sixty thousand by sixty thousand pixels.
const HUGE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0\0\0\0\0";

#[tokio::test]
async fn a_file_is_what_its_bytes_are_and_what_runs_or_bursts_is_not_taken() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let web = b"<!doctype html><html><script>alert(1)</script></html>";
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    for (name, bytes, words) in [
        ("通知.pdf", web.as_slice(), "网页"),
        ("标志.png", svg.as_slice(), "不能上传"),
        ("照片.png", HUGE, "像素"),
        ("空.txt", b"".as_slice(), "文件是空的"),
    ] {
        let (status, page) = try_file(&mut clerk, name, bytes).await;
        assert_eq!(status, 422, "{name}");
        assert!(
            page.contains(words) && page.contains("<title>错误："),
            "{name}"
        );
    }
    let (status, page) = try_file(&mut clerk, "说明.pdf", "一段普通的文字。".as_bytes()).await;
    assert_eq!(status, 200);
    assert!(page.contains("说明.txt"), "named by its content");
}

/// A page of PDF with a line in a font that every viewer has. It has no table of objects: readers
/// find them.
const PAGE: &[u8] = b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
    2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n\
    3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
    /Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj\n\
    4 0 obj <</Length 50>> stream\n\
    BT /F 14 Tf 90 700 Td (ID 11010519491231002X) Tj ET\nendstream endobj\n\
    trailer <</Root 1 0 R>>\n";

#[tokio::test]
async fn a_number_of_a_person_in_a_pdf_stops_publication_like_one_in_the_text() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let (status, page) = try_file(&mut clerk, "名单.pdf", PAGE).await;
    assert_eq!(status, 200);
    let mut fields = filled(&page, "/desk/information/new");
    for (name, value) in [
        ("title", "关于补贴发放的公示"),
        ("formed_on", "2026-11-18"),
        ("summary", "说明发放的对象。"),
        ("body", "名单见附件。"),
        ("topic", "15"),
        ("do", "draft"),
    ] {
        put(&mut fields, name, value);
    }
    let saved = send(&mut clerk, "/desk/information/new", &fields).await;
    let item = saved.location().replace("/edit?done=saved", "");
    let check = clerk.get(&format!("{item}/check")).await.text();
    let found = check.split("badge-late\">不能发布").nth(1).unwrap();
    assert!(found.contains("“名单.pdf”") && found.contains("110105********002X"));
    assert!(check.contains("图片、批注、内嵌文件和不显示的文字没有检查"));
}

async fn approved_with_leak(site: &TestSite) -> (Browser, String) {
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let body = "补贴对象身份证号11010519491231002X，已经核实。";
    let item = register(&mut clerk, "关于补贴发放的公示", body).await;
    let check = clerk.get(&format!("{item}/check")).await.text();
    assert!(check.contains("不能发布") && check.contains("110105********002X"));
    assert!(
        !check
            .split("发布前检查")
            .nth(1)
            .unwrap()
            .contains("11010519491231002X")
    );
    // The gate stops publication, not review.
    approve(site, &mut clerk, &item).await;
    (clerk, item)
}

#[tokio::test]
async fn the_gate_stops_publication_and_only_a_second_person_with_a_ground_lets_pass() {
    let site = TestSite::demo().await;
    let (mut clerk, item) = approved_with_leak(&site).await;
    let publish = format!("{item}/publish");
    let stopped = press(&mut clerk, &publish, &publish, &[]).await;
    assert_eq!(stopped.status, 422);
    assert!(stopped.text().contains("发布前检查发现1处"));
    assert!(site.office.public(&id(&item)).await.is_err());

    let pass = format!("{item}/override");
    let token = clerk.get("/desk").await.token();
    let fields = [
        ("_token", token.as_str()),
        ("revision", "3"),
        ("ground", "我自己放行自己"),
    ];
    assert_eq!(clerk.post_raw(&pass, &fields).await.status, 403);
    let mut officer = site.signed_in("xiangzhi.secrecy-officer").await;
    let bare = press(&mut officer, &item, &pass, &[("ground", "行")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.text().contains("放行要写明理由"));
    let ground = [("ground", "本人书面同意公开")];
    let passed = press(&mut officer, &item, &pass, &ground).await;
    assert!(
        passed.location().ends_with("done=overridden"),
        "{}",
        passed.text()
    );
    let done = press(&mut clerk, &publish, &publish, &[]).await;
    assert!(
        done.location().ends_with("done=published"),
        "{}",
        done.text()
    );
    assert!(
        clerk
            .get(&format!("{item}/form"))
            .await
            .text()
            .contains("本人书面同意公开")
    );
}

#[tokio::test]
async fn what_the_gate_stops_can_be_put_right_and_reviewed_again() {
    let site = TestSite::demo().await;
    let (mut clerk, item) = approved_with_leak(&site).await;
    let begun = press(&mut clerk, &item, &format!("{item}/correct"), &[]).await;
    assert!(
        begun.location().ends_with("/edit?done=correcting"),
        "{}",
        begun.text()
    );
    let edit = format!("{item}/edit");
    let more = [("body", "补贴对象已经核实。"), ("do", "draft")];
    assert_eq!(press(&mut clerk, &edit, &edit, &more).await.status, 303);
    approve(&site, &mut clerk, &item).await;
    let publish = format!("{item}/publish");
    let done = press(&mut clerk, &publish, &publish, &[]).await;
    assert!(
        done.location().ends_with("done=published"),
        "{}",
        done.text()
    );
}

#[tokio::test]
async fn what_is_public_can_be_taken_back_while_its_correction_is_under_way() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = first(&mut clerk, "stage=published").await;
    press(&mut clerk, &item, &format!("{item}/correct"), &[]).await;
    let withdraw = format!("{item}/withdraw");
    let more = [("ground", "含有个人信息")];
    let gone = press(&mut clerk, &item, &withdraw, &more).await;
    assert!(
        gone.location().ends_with("done=withdrawn"),
        "{}",
        gone.text()
    );
    let public = site.office.public(&id(&item)).await.unwrap();
    assert!(matches!(public, gongkai_store::Public::Withdrawn(..)));
}

#[tokio::test]
async fn nothing_was_published_before_it_was_made() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于更换路灯的通知", "下周更换。").await;
    approve(&site, &mut clerk, &item).await;
    let publish = format!("{item}/publish");
    let page = clerk.get(&publish).await.text();
    let mut fields = filled(&page, &publish);
    let days: Vec<String> = fields
        .iter()
        .map(|(name, _)| name.clone())
        .filter(|name| name.starts_with("on"))
        .collect();
    for day in &days {
        put(&mut fields, day, "2019-01-01");
    }
    let answer = send(&mut clerk, &publish, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("早于形成日期"), "{}", answer.text());
}

#[tokio::test]
async fn a_withdrawal_says_why_and_leaves_nothing_else_in_public() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = first(&mut clerk, "stage=published").await;
    let withdraw = format!("{item}/withdraw");
    let bare = press(&mut clerk, &item, &withdraw, &[("ground", " ")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.text().contains("请写明撤回的理由"));
    let more = [("ground", "数字有误，正在核实")];
    let gone = press(&mut clerk, &item, &withdraw, &more).await;
    assert!(gone.location().ends_with("done=withdrawn"));
    let public = site.office.public(&id(&item)).await.unwrap();
    assert!(
        matches!(public, gongkai_store::Public::Withdrawn(_, tombstone) if tombstone.ground == "数字有误，正在核实")
    );
}

#[tokio::test]
async fn what_may_be_a_person_s_is_published_when_the_clerk_says_to_have_looked() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let body = "公务用车闽C·12345已经报废，联系公司请看附件。";
    let item = register(&mut clerk, "关于公务用车报废的公示", body).await;
    submit(&mut clerk, &item).await;
    for login in ["xiangzhi.reviewer", "xiangzhi.approver"] {
        let mut person = site.signed_in(login).await;
        let review = person.get(&format!("{item}/review")).await.text();
        assert!(review.contains("请再看") && review.contains("闽C***45"));
        assert_eq!(agree(&mut person, &item).await.status, 303);
    }
    let publish = format!("{item}/publish");
    let asked = press(&mut clerk, &publish, &publish, &[]).await;
    assert_eq!(asked.status, 422);
    assert!(asked.text().contains("href=\"#looked\""));
    let looked = [("looked", "yes")];
    let done = press(&mut clerk, &publish, &publish, &looked).await;
    assert!(
        done.location().ends_with("done=published"),
        "{}",
        done.text()
    );
    let history = clerk.get(&item).await.text();
    assert!(history.contains("看过发布前检查里“请再看”的内容"));
}

#[tokio::test]
async fn the_clerk_sees_before_publication_what_the_public_sees_after_it() {
    let site = TestSite::demo().await.under("https://www.example.gov.cn");
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let item = register(&mut clerk, "关于更换路灯的通知", "下周更换。").await;
    approve(&site, &mut clerk, &item).await;
    let publish = format!("{item}/publish");
    let before = clerk.get(&publish).await.text();
    let preview = before.rsplit("公众看到的样子").next().unwrap();
    assert!(before.contains("政府信息公开专栏（https://www.example.gov.cn/xiangzhi）"));
    assert_eq!(press(&mut clerk, &publish, &publish, &[]).await.status, 303);
    let address = format!("/xiangzhi/item/{}", id(&item));
    let public = clerk.get(&address).await.text();
    let cell = |page: &str, name: &str| {
        let row = page.split(&format!("<th scope=\"row\">{name}</th>")).nth(1);
        let cell = row.and_then(|row| row.split("</td>").next()).unwrap();
        cell.rsplit('>').next().unwrap().trim().to_owned()
    };
    for name in [
        "索引号",
        "文号",
        "名称",
        "分类",
        "主题",
        "公开方式",
        "发布日期",
        "上次修改",
    ] {
        assert_eq!(cell(preview, name), cell(&public, name), "{name}");
    }
    let page = clerk.get(&item).await.text();
    assert!(page.contains(&format!(
        "政府信息公开专栏（https://www.example.gov.cn{address}）"
    )));
}
