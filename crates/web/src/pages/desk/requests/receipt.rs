//! The receipt of a request that was registered at the office: one sheet of paper with number, code and days.

use super::{AT, Answer, Asked, href, opened_to, page, text};
use crate::Site;
use crate::caller::Caller;
use crate::shell::Console;
use crate::words::document_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Action;
use gongkai_domain::agency::Guide;
use gongkai_office::{RECEIPT_CODE, RequestView};

#[derive(Template)]
#[template(path = "desk/requests/receipt.html")]
struct Receipt {
    shell: Console,
    href: String,
    number: String,
    agency: String,
    /// The code in groups of four; empty where it was made elsewhere.
    code: String,
    applicant: String,
    kind: &'static str,
    channel: &'static str,
    arrived: String,
    /// Empty before it is confirmed.
    received: String,
    due: String,
    why: &'static str,
    description: String,
    papers: Vec<String>,
    guide: Guide,
    today: String,
}

/// Shows it.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::HandleRequests).await?;
    let agency = site.office.agency(&view.row.agency).await?;
    let today = caller.cx.today();
    let notice = match text(&asked, "done") {
        "registered" => "已登记。请打印回执交给申请人，或者随确认的信件寄出。",
        _ => "",
    };
    let shell = Console::of(&site, &caller, "登记回执", AT).await?;
    let reply = view.clocks.reply.as_ref();
    let due = reply.and_then(|reply| reply.deadline.on());
    let day =
        |day: Option<jiff::civil::Date>| day.map(|day| document_date(&day)).unwrap_or_default();
    let applicant = view.applicant.as_ref();
    page(&Receipt {
        shell: shell.with_notice(notice),
        href: href(&view.row.id),
        number: view.row.number.clone(),
        agency: agency.name_on(today).to_owned(),
        code: code(&view),
        applicant: applicant.map(|one| one.name.clone()).unwrap_or_default(),
        kind: view.row.kind.zh(),
        channel: view.row.channel.zh(),
        arrived: document_date(&view.row.arrived.date()),
        received: day(view.case.received_on()),
        due: day(due),
        why: view.case.arrival.receipt(view.case.confirmed).zh,
        description: applicant
            .map(|one| one.description.clone())
            .unwrap_or_default(),
        papers: papers(&view),
        guide: agency.settings.guide,
        today: document_date(&today),
    })
}

fn code(view: &RequestView) -> String {
    let first = view.history.first();
    let code = first.and_then(|(_, words)| words.get(RECEIPT_CODE));
    let digits: Vec<char> = code.map(|code| code.chars().collect()).unwrap_or_default();
    let groups = digits.chunks(4).map(|four| four.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

/// What was handed in, by kind: names of files may be names of people.
fn papers(view: &RequestView) -> Vec<String> {
    let files = view
        .files
        .iter()
        .filter_map(|file| match file.file.kind.as_str() {
            "application" => Some("申请书".to_owned()),
            "identity" => Some("身份证明".to_owned()),
            _ => None,
        });
    let papers: Vec<String> = files.collect();
    if papers.is_empty() {
        vec!["申请内容".to_owned()]
    } else {
        papers
    }
}
