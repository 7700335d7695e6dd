//! The receipt: on the screen, on one sheet of paper, and as a text to keep.

use super::{Held, Holdings, Visit, address, anybody, shell, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::column::Column;
use crate::pages::column::download::disposition;
use crate::pages::column::visit::TEXT;
use crate::pages::session::answer;
use crate::words::long_date;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::clock::Due;
use gongkai_office::{OfficeError, Receipt};

#[derive(Template)]
#[template(path = "column/request/receipt.html")]
struct ReceiptPage {
    shell: Column,
    start: String,
    follow: String,
    file: String,
    lines: Vec<(&'static str, String)>,
    code: String,
}

/// The code in groups of four, as people read numbers out.
fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    let groups = digits
        .chunks(4)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

/// Until when there will be an answer, with the article.
fn due(receipt: &Receipt) -> String {
    match receipt.due {
        Some(Due::On(day)) => format!(
            "{}（条例第三十三条：自收到申请之日起20个工作日内）",
            long_date(&day)
        ),
        Some(Due::NotAnnounced { year }) => format!(
            "自收到申请之日起20个工作日内（条例第三十三条）。{year}年的节假日安排还没有公布，现在算不出是哪一天。"
        ),
        None => "从确认收到申请之日起计算，20个工作日内（条例第三十三条）".to_owned(),
    }
}

/// What the receipt says, line by line.
fn lines(holdings: &Holdings, visit: &Visit, receipt: &Receipt) -> Vec<(&'static str, String)> {
    let agency = holdings.agency.name_on(visit.view.today);
    let arrived = receipt.arrived.strftime("%Y年%-m月%-d日 %H:%M").to_string();
    let guide = &holdings.agency.settings.guide;
    let lines = vec![
        ("申请编号", receipt.number.clone()),
        ("查询码", grouped(&receipt.code)),
        ("收到时间", arrived),
        ("受理机关", agency.to_owned()),
        ("最迟答复日期", due(receipt)),
        ("联系电话", guide.telephone.trim().to_owned()),
    ];
    let filled = lines.into_iter().filter(|(_, text)| !text.is_empty());
    filled.collect()
}

/// The receipt that the browser holds; none where it holds none of this agency.
async fn held_receipt(
    site: &Site,
    caller: &Caller,
    holdings: &Holdings,
    held: &Held,
) -> Result<Option<Receipt>, WebError> {
    match site.office.receipt(&anybody(caller), &held.ticket).await {
        Ok(receipt) => Ok(Some(receipt).filter(|one| one.agency == holdings.agency.id)),
        Err(OfficeError::Refusal(Refusal::Unknown)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The receipt.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    caller: Caller,
    visit: Visit,
    held: Held,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let Some(receipt) = held_receipt(&site, &caller, &holdings, &held).await? else {
        return Ok(to(&address(&slug, "follow")));
    };
    let page = ReceiptPage {
        shell: shell(&holdings, &visit, "申请已经提交"),
        start: super::links::page(&slug, "requests"),
        follow: address(&slug, "follow"),
        file: address(&slug, "receipt/file"),
        lines: lines(&holdings, &visit, &receipt),
        code: grouped(&receipt.code),
    };
    answer(StatusCode::OK, &page)
}

/// The receipt as a text that every device opens.
pub(crate) async fn file(
    State(site): State<Site>,
    Path(slug): Path<String>,
    caller: Caller,
    visit: Visit,
    held: Held,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let Some(receipt) = held_receipt(&site, &caller, &holdings, &held).await? else {
        return Ok(to(&address(&slug, "follow")));
    };
    let mut text = vec!["政府信息公开申请回执".to_owned(), String::new()];
    let lines = lines(&holdings, &visit, &receipt).into_iter();
    text.extend(lines.map(|(name, value)| format!("{name}：{value}")));
    let follow = format!("{}{}", visit.view.base, address(&slug, "follow"));
    text.extend([
        String::new(),
        format!("查询进度：{follow}"),
        "查询时要填查询码，和申请时填写的电话或者证件号码的最后4位。".to_owned(),
        "请不要把查询码告诉别人。".to_owned(),
    ]);
    // Editors of Windows tell UTF-8 by its mark, and end lines by two characters.
    let text = format!("\u{feff}{}\r\n", text.join("\r\n"));
    let name = disposition(
        "attachment",
        &format!("申请回执{}.txt", receipt.number),
        "txt",
    );
    let headers = [
        (header::CONTENT_TYPE, TEXT.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}
