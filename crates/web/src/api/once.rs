//! Calls that carry a key (`Idempotency-Key`): sent again within a day they are answered as before and
//! done once. What such a call does is noted with its effect, in the same transaction.

use super::Problem;
use super::given::LARGEST;
use crate::Site;
use crate::caller::Caller;
use crate::error::log_failure;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gongkai_domain::event::hex;
use gongkai_domain::identity::TokenId;
use gongkai_office::{KeptAnswer, Keyed, KeyedCall};
use sha2::{Digest, Sha256};

/// The header of the key, as it is written.
pub(super) const HEADER: &str = "Idempotency-Key";
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The header of an answer that was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Characters of a key.
pub(super) const LONGEST: usize = 100;

/// Lets a call through; one that adds something and carries a key only for the first time.
pub(crate) async fn run(site: &Site, caller: &Caller, request: Request, next: Next) -> Response {
    let keyed = request.method() == Method::POST && request.headers().contains_key(KEY);
    match &caller.token {
        Some(token) if keyed => {
            let done = once(site, token, request, next).await;
            done.unwrap_or_else(IntoResponse::into_response)
        }
        _ => next.run(request).await,
    }
}

async fn once(
    site: &Site,
    token: &TokenId,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let key = key(request.headers())?;
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST).await.map_err(|_too_large| {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "提交的内容太大，最多1 MB。")
    })?;
    let asked = format!(
        "{} {} {}",
        parts.method,
        parts.uri,
        hex(&Sha256::digest(&body))
    );
    let request = Request::from_parts(parts, Body::from(body));
    match site
        .office
        .begin_call(token, &key, &asked, (site.clock)())
        .await?
    {
        Keyed::Do(call) => {
            let site = site.clone();
            // Whoever hangs up has the call done all the same, and finds its answer.
            let done = tokio::spawn(async move { perform(&site, &call, request, next).await });
            done.await.map_err(|_panic| {
                Problem::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "程序出了问题，请稍后再试。",
                )
            })
        }
        Keyed::Busy => Err(Problem::new(
            StatusCode::CONFLICT,
            "同一个 Idempotency-Key 的请求正在办理。请稍等几秒再试。",
        )),
        Keyed::Other => Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "这个 Idempotency-Key 已经用在另一次内容不同的请求上。新的请求请换一个。",
        )),
        Keyed::Done(Some(answer)) => Ok(replayed(answer)),
        Keyed::Done(None) => Err(Problem::new(
            StatusCode::CONFLICT,
            "这次请求已经办成，但程序在答复之前中断了。请读取后核对，不要换一个 Idempotency-Key 再提交。",
        )),
    }
}

async fn perform(site: &Site, call: &KeyedCall, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(site.office.under(call));
    let response = next.run(request).await;
    if !response.status().is_success() {
        end(site, call, None).await;
        return response;
    }
    let (parts, body) = response.into_parts();
    // What the handlers answer is in memory and whole.
    let body: Bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let location = parts.headers.get(header::LOCATION);
    let kept = KeptAnswer {
        status: parts.status.as_u16(),
        location: location
            .and_then(|at| at.to_str().ok())
            .map(ToOwned::to_owned),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    end(site, call, Some(&kept)).await;
    Response::from_parts(parts, Body::from(body))
}

/// The call has been done or refused already: that this could not be noted changes nothing about it.
async fn end(site: &Site, call: &KeyedCall, answer: Option<&KeptAnswer>) {
    if let Err(error) = site.office.end_call(call, answer).await {
        log_failure("the answer to a call with a key", &error);
    }
}

fn replayed(kept: KeptAnswer) -> Response {
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let mut response = (status, kept.body).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    if let Some(location) = kept.location {
        crate::pages::column::visit::set(headers, header::LOCATION, &location);
    }
    response
}

fn key(headers: &HeaderMap) -> Result<String, Problem> {
    let mut all = headers.get_all(KEY).iter();
    let text = all
        .next()
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let plain = text.chars().all(|c| c.is_ascii_graphic());
    if text.is_empty() || text.len() > LONGEST || !plain || all.next().is_some() {
        let detail = "Idempotency-Key 要用1到100个可见的英文字符，例如一个 UUID。";
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail));
    }
    Ok(text.to_owned())
}
