//! Following a request: code and ending, then what happened and what can be done.

use super::{
    HALF_AN_HOUR, Held, Holdings, TICKET, Visit, address, anybody, shell, to, with_cookie,
};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::column::Column;
use crate::pages::column::download::disposition;
use crate::pages::column::visit::set;
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet, Summary};
use crate::words::{bytes, long_date};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::clock::Due;
use gongkai_domain::request::{CaseStage, Clocks, ReplyClock, Running, Told, WaitKind, state_told};
use gongkai_office::{DataAsk, FileOfRequest, Followed, OfficeError};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "column/request/enter.html")]
struct EnterPage {
    shell: Column,
    start: String,
    summary: Summary,
    /// What somebody wrote while their half hour ran out.
    written: String,
    sheet: Sheet,
}

/// The panel on top: where the request stands, and until when.
struct Standing {
    class: &'static str,
    words: &'static str,
    due: String,
    left: String,
    /// What the requester has to do, and until when.
    to_do: String,
    steps: Vec<String>,
}

#[derive(Template)]
#[template(path = "column/request/status.html")]
struct StatusPage {
    shell: Column,
    start: String,
    receipt: String,
    action: String,
    csrf: String,
    number: String,
    notice: &'static str,
    summary: Summary,
    state: Standing,
    told: Vec<Told>,
    /// Address, name, size.
    files: Vec<(String, String, String)>,
    correct: Option<Sheet>,
    withdraw: Option<Sheet>,
    own: Sheet,
    ask: Sheet,
}

/// A form that was sent and came back: which of them, with what was typed and what is wrong.
pub(super) struct Sent<'s> {
    pub(super) act: &'s str,
    pub(super) posted: &'s Posted,
    pub(super) problems: &'s Problems,
}

/// The form for code and ending.
pub(super) fn enter(
    holdings: &Holdings,
    (caller, visit): (&Caller, &Visit),
    (posted, problems): (&Posted, &Problems),
    written: &str,
    status: StatusCode,
) -> Result<Response, WebError> {
    let slug = holdings.slug();
    let action = address(slug, "follow");
    let sheet = Sheet::new("", &action, &caller.csrf, "查询")
        .hidden("act", "enter")
        .field(
            Field::text("code", "查询码")
                .hint("回执上的16位数字，中间有没有空格都可以。")
                .width("w-mid")
                .autocomplete("off")
                .numeric(),
        )
        .field(
            Field::text("last_four", "电话或者证件号码的最后4位")
                .hint("申请时填写的电话，或者证件号码、统一社会信用代码。")
                .width("w-short")
                .autocomplete("off"),
        )
        .typed(posted)
        .with(problems);
    let summary = sheet.summary();
    let page = EnterPage {
        shell: shell(holdings, visit, &summary.title("查询申请进度")),
        start: super::links::page(slug, "requests"),
        summary,
        written: written.to_owned(),
        sheet,
    };
    answer(status, &page)
}

/// The request of the ticket that the browser holds; none where it holds none of this agency.
pub(super) async fn held_request(
    site: &Site,
    caller: &Caller,
    holdings: &Holdings,
    held: &Held,
) -> Result<Option<Followed>, WebError> {
    let (office, cx) = (&site.office, anybody(caller));
    match office.follow_request(&cx, held.ticket.as_str()).await {
        Ok(found) => Ok(Some(found).filter(|one| one.row.agency == holdings.agency.id)),
        Err(OfficeError::Refusal(Refusal::Unknown)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The request, or the form for its code.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    caller: Caller,
    visit: Visit,
    held: Held,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let Some(found) = held_request(&site, &caller, &holdings, &held).await? else {
        let nothing = (&Posted::default(), &Problems::default());
        return enter(&holdings, (&caller, &visit), nothing, "", StatusCode::OK);
    };
    status(&site, &holdings, (&caller, &visit), &held, (&found, None))
}

/// The page of a request, with a form that came back. Looking at it begins the half hour anew.
pub(super) fn status(
    site: &Site,
    holdings: &Arc<Holdings>,
    (caller, visit): (&Caller, &Visit),
    held: &Held,
    (found, sent): (&Followed, Option<Sent<'_>>),
) -> Result<Response, WebError> {
    let slug = holdings.slug();
    let action = address(slug, "follow");
    let fill = |act: &str, sheet: Sheet| match &sent {
        Some(sent) if sent.act == act => sheet.typed(sent.posted).with(sent.problems),
        _ => sheet,
    };
    let correct = may_correct(found).then(|| fill("correct", correction(&action, &caller.csrf)));
    let withdraw = may_withdraw(found).then(|| fill("withdraw", withdrawal(&action, &caller.csrf)));
    let own = fill("own", own(&action, &caller.csrf));
    let ask = fill("ask", ask(&action, &caller.csrf));
    let forms = [correct.as_ref(), withdraw.as_ref(), Some(&own), Some(&ask)];
    let wrong = forms.into_iter().flatten().find(|sheet| sheet.is_wrong());
    let summary = wrong.map(Sheet::summary).unwrap_or_default();
    let code = summary.status();
    let title = format!("申请 {}", found.row.number);
    let page = StatusPage {
        shell: shell(holdings, visit, &summary.title(&title)),
        start: super::links::page(slug, "requests"),
        receipt: address(slug, "receipt"),
        csrf: caller.csrf.clone(),
        number: found.row.number.clone(),
        notice: notice(visit.field("done")),
        summary,
        state: state(found),
        told: found.told.clone(),
        files: found.files.iter().map(|file| offered(slug, file)).collect(),
        action,
        correct,
        withdraw,
        own,
        ask,
    };
    let shown = answer(code, &page)?;
    let ticket = site.office.renewed(&anybody(caller), &held.ticket)?;
    Ok(with_cookie(site, shown, (TICKET, &ticket, HALF_AN_HOUR)))
}

fn may_correct(found: &Followed) -> bool {
    found.row.stage == CaseStage::AwaitingCorrection && found.case.withdrawn.is_none()
}

fn may_withdraw(found: &Followed) -> bool {
    let leaving = found.case.withdrawn.is_some() || found.case.merged.is_some();
    !found.row.stage.is_over() && !leaving
}

fn correction(action: &str, csrf: &str) -> Sheet {
    Sheet::new("correct", action, csrf, "提交补正")
        .hidden("act", "correct")
        .field(
            Field::area("description", "补正的内容", 6)
                .hint("按照上面“要补正什么”写。2000字以内。"),
        )
        .field(
            Field::files("files", "补正材料", ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.ofd")
                .optional()
                .hint("PDF、图片、DOCX、XLSX、OFD，每个不超过10 MB，最多5个。"),
        )
}

fn withdrawal(action: &str, csrf: &str) -> Sheet {
    Sheet::new("withdraw", action, csrf, "撤回申请")
        .hidden("act", "withdraw")
        .field(Field::text("reason", "撤回的原因").optional_as("（可以不填）"))
        .field(Field::tick(
            "sure",
            "我确定撤回。撤回以后不再办理，需要时可以重新申请。",
        ))
        .danger()
}

fn own(action: &str, csrf: &str) -> Sheet {
    Sheet::new("own", action, csrf, "下载（网页，可以打印）")
        .hidden("act", "own")
        .field(
            Field::text("id_number", "完整的证件号码或者统一社会信用代码")
                .hint("再核对一次身份，查询码被别人看到时也不会泄露您的信息。")
                .width("w-mid")
                .autocomplete("off"),
        )
        .besides("format", "json", "下载（JSON）")
        .secondary()
}

fn ask(action: &str, csrf: &str) -> Sheet {
    let kinds = DataAsk::ALL.map(|ask| (ask.code(), ask.zh()));
    Sheet::new("ask", action, csrf, "提交要求")
        .hidden("act", "ask")
        .field(Field::radios("ask", "要求", &kinds))
        .field(
            Field::area("text", "哪些信息，为什么", 4)
                .hint("办理期间要用来答复的信息，办结以后才能删除。"),
        )
        .secondary()
}

/// What has just been done.
fn notice(done: &str) -> &'static str {
    match done {
        "correct" => "补正已经提交，答复期限从明天起重新计算。",
        "withdraw" => "申请已经撤回。",
        "ask" => "您的要求已经交给本机关，15个工作日内会答复您。",
        _ => "",
    }
}

fn state(found: &Followed) -> Standing {
    let reply = found.clocks.reply.as_ref();
    let over = found.row.stage.is_over();
    let to_do = to_do(&found.clocks);
    let late = reply
        .and_then(|clock| clock.left)
        .is_some_and(|left| left < 0);
    Standing {
        class: if late && !over { "is-today" } else { "" },
        words: if found.case.withdrawn.is_some() && !over {
            "您已经撤回，正在结束办理"
        } else {
            state_told(found.row.stage)
        },
        due: if over {
            String::new()
        } else {
            reply.map(due).unwrap_or_default()
        },
        left: if over {
            String::new()
        } else {
            reply.map(left).unwrap_or_default()
        },
        to_do,
        steps: reply.map(steps).unwrap_or_default(),
    }
}

fn due(clock: &ReplyClock) -> String {
    let may_move = if clock.provisional {
        "（暂定，征求意见结束后确定）"
    } else {
        ""
    };
    match clock.deadline.due {
        Due::On(day) => format!("最迟答复日期：{}{may_move}", long_date(&day)),
        Due::NotAnnounced { year } => {
            format!("最迟答复日期要等{year}年节假日安排公布后才能算出。")
        }
    }
}

fn left(clock: &ReplyClock) -> String {
    let stopped = matches!(clock.running, Running::Stopped(_));
    match clock.left {
        _ if stopped => "征求意见期间，答复期限暂停计算。".to_owned(),
        Some(0) => "今天是最后一天。".to_owned(),
        Some(left) if left > 0 => format!("还剩{left}个工作日。"),
        Some(late) => format!("已经超过{}个工作日，请联系本机关。", -late),
        None => String::new(),
    }
}

/// How the date was counted, sentence by sentence, each with its article.
fn steps(clock: &ReplyClock) -> Vec<String> {
    clock
        .deadline
        .steps
        .iter()
        .map(|step| step.words.zh.clone())
        .collect()
}

/// What the requester has to do, and until when.
fn to_do(clocks: &Clocks) -> String {
    let asked = clocks.waits.iter().find_map(|wait| {
        let what = match wait.kind {
            WaitKind::Correction => "请补正",
            WaitKind::Reasons => "请说明理由",
            WaitKind::Payment => "请缴纳信息处理费",
            WaitKind::Confirmation | WaitKind::CorrectionNotice | WaitKind::Opinion(..) => {
                return None;
            }
        };
        Some((
            what,
            wait.deadline
                .as_ref()
                .and_then(gongkai_domain::clock::Deadline::on),
        ))
    });
    match asked {
        Some((what, Some(day))) => format!("{what}，最迟{}。", long_date(&day)),
        Some((what, None)) => format!("{what}。期限见下面的办理经过。"),
        None => String::new(),
    }
}

fn offered(slug: &str, file: &FileOfRequest) -> (String, String, String) {
    let position = file.file.position;
    let href = address(slug, &format!("follow/file/{position}"));
    (href, file.name.clone(), bytes(&file.file.size))
}

/// A file that the requester may fetch.
pub(crate) async fn file(
    State(site): State<Site>,
    Path((slug, position)): Path<(String, String)>,
    caller: Caller,
    held: Held,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    if held_request(&site, &caller, &holdings, &held)
        .await?
        .is_none()
    {
        return Ok(to(&address(&slug, "follow")));
    }
    let position: u64 = position.parse().map_err(|_no_number| Refusal::Unknown)?;
    let cx = anybody(&caller);
    let found = site
        .office
        .followed_file(&cx, held.ticket.as_str(), position);
    let (name, bytes) = found.await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    set(headers, header::CONTENT_TYPE, "application/octet-stream");
    let how = disposition("attachment", &name, "bin");
    set(headers, header::CONTENT_DISPOSITION, &how);
    Ok(response)
}
