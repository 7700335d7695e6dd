//! What is sent from the page of a request: code and ending, a correction, a withdrawal, and what concerns
//! one's own data. What was typed is never lost because the half hour ran out.

use super::check::handed_in;
use super::follow::{Sent, enter, held_request, status};
use super::{HALF_AN_HOUR, Held, Holdings, TICKET, Visit, address, anybody, own, to, with_cookie};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::access::Refusal;
use gongkai_domain::request::Words;
use gongkai_office::{Context, DataAsk, OfficeError, StatusCode as Proof};

/// Takes what was sent.
pub(crate) async fn save(
    State(site): State<Site>,
    Path(slug): Path<String>,
    caller: Caller,
    visit: Visit,
    held: Held,
    posted: Posted,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let act = posted.text("act").to_owned();
    if act == "enter" {
        return sign_in(&site, &holdings, (&caller, &visit), &posted).await;
    }
    if act == "leave" {
        let start = to(&super::links::page(&slug, "requests"));
        return Ok(with_cookie(&site, start, (TICKET, "", 0)));
    }
    let Some(found) = held_request(&site, &caller, &holdings, &held).await? else {
        return out_of_time(&holdings, (&caller, &visit), &posted);
    };
    let cx = anybody(&caller);
    let mut problems = Problems::default();
    if act == "own" {
        match own::file(&site, &cx, &held, &posted).await {
            Ok(file) => return Ok(file),
            Err(error) => told(&mut problems, error, "id_number")?,
        }
    } else {
        match carry_out(&site, &cx, &held, &act, posted.clone()).await {
            Ok(()) => {
                let back = format!("{}?done={act}", address(&slug, "follow"));
                return Ok(to(&back));
            }
            Err(error) => told(&mut problems, error, first_field(&act))?,
        }
    }
    let sent = Sent {
        act: &act,
        posted: &posted,
        problems: &problems,
    };
    status(
        &site,
        &holdings,
        (&caller, &visit),
        &held,
        (&found, Some(sent)),
    )
}

/// What is wrong, beside its field; an error that no field can tell is one of the page.
fn told(problems: &mut Problems, error: OfficeError, field: &'static str) -> Result<(), WebError> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "whatever cannot be told here goes on, also what will be added"
    )]
    match error {
        OfficeError::Invalid(gaps) => problems.0.extend(gaps),
        OfficeError::Slow(seconds) => problems.add(field, super::steps::slow(seconds)),
        OfficeError::Conflict | OfficeError::Request(_) => {
            problems.add(
                field,
                "申请的情况刚才变了，这一步没有办成。请刷新页面查看最新情况。",
            );
        }
        other => return Err(other.into()),
    }
    Ok(())
}

fn first_field(act: &str) -> &'static str {
    match act {
        "correct" => "description",
        "withdraw" => "reason",
        _ => "text",
    }
}

async fn carry_out(
    site: &Site,
    cx: &Context,
    held: &Held,
    act: &str,
    posted: Posted,
) -> Result<(), OfficeError> {
    let ticket = held.ticket.as_str();
    let gap = |field, message: &str| {
        let mut problems = Problems::default();
        problems.add(field, message);
        OfficeError::Invalid(problems.0)
    };
    match act {
        "correct" => {
            let words = said("description", posted.text("description"));
            let files = handed_in("correction", posted);
            site.office
                .correct_request(cx, ticket, words, files)
                .await?;
        }
        "withdraw" => {
            if !posted.ticked("sure") {
                return Err(gap("sure", "撤回以后不能恢复。确定撤回的，请勾选这里。"));
            }
            let words = said("reason", posted.text("reason"));
            site.office.withdraw_request(cx, ticket, words).await?;
        }
        "ask" => {
            let ask = DataAsk::of_code(posted.text("ask"));
            let ask = ask.ok_or_else(|| gap("ask", "请选择是更正还是删除。"))?;
            let text = posted.text("text");
            site.office.ask_about_data(cx, ticket, ask, text).await?;
        }
        _ => return Err(Refusal::Unknown.into()),
    }
    Ok(())
}

fn said(field: &str, text: &str) -> Words {
    Words::from([(field.to_owned(), text.to_owned())])
}

/// Code and ending: the way to the request's page, at the column of the agency that was asked.
async fn sign_in(
    site: &Site,
    holdings: &Holdings,
    (caller, visit): (&Caller, &Visit),
    posted: &Posted,
) -> Result<Response, WebError> {
    let cx = anybody(caller);
    let proof = Proof {
        code: posted.text("code").to_owned(),
        last_four: posted.text("last_four").to_owned(),
    };
    let mut problems = Problems::default();
    let code = match site.office.ticket(&cx, &proof).await {
        Ok(ticket) => {
            let found = site.office.follow_request(&cx, ticket.as_str()).await?;
            let asked = holdings
                .tree
                .get(&found.row.agency)
                .ok_or(Refusal::Unknown)?;
            let there = to(&address(&asked.slug, "follow"));
            return Ok(with_cookie(site, there, (TICKET, &ticket, HALF_AN_HOUR)));
        }
        Err(OfficeError::Refusal(Refusal::Unknown)) => {
            let message = "没有查到。请核对查询码和最后4位：两样都对才能查看。";
            problems.add("code", message);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(OfficeError::Slow(seconds)) => {
            let wait = crate::words::wait(seconds);
            let message = format!("试的次数太多，{wait}着急的，可以打电话或者到本机关查询。");
            problems.add("code", message);
            StatusCode::TOO_MANY_REQUESTS
        }
        Err(error) => return Err(error.into()),
    };
    enter(holdings, (caller, visit), (posted, &problems), "", code)
}

/// The half hour is over: code and ending again, and what was written is shown to be copied.
fn out_of_time(
    holdings: &Holdings,
    (caller, visit): (&Caller, &Visit),
    posted: &Posted,
) -> Result<Response, WebError> {
    let mut problems = Problems::default();
    problems.add("code", "离上次查看超过30分钟了，刚才没有提交。请重新输入。");
    let written = ["description", "reason", "text"].map(|field| posted.text(field));
    let written = written.into_iter().find(|text| !text.is_empty());
    let written = written.unwrap_or_default();
    enter(
        holdings,
        (caller, visit),
        (posted, &problems),
        written,
        StatusCode::FORBIDDEN,
    )
}
