//! gzip of what everybody gets alike: pages of the public column and assets.
//!
//! A page with the secret of a form beside text from the request is never compressed: its length
//! would tell the secret (BREACH). Only such answers are that say to caches that they are public;
//! those have no form and no cookie.

use crate::error::WebError;
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// Bytes below which nothing is gained, and above which an answer is no page.
const SIZES: std::ops::Range<u64> = 1024..8 * 1024 * 1024;
/// Half the size for little work: many visitors share two cores.
const LEVEL: Compression = Compression::new(3);

/// Compresses the answer, if it may be and the browser takes it.
pub(crate) async fn answer(request: Request, next: Next) -> Response {
    let asked = takes_gzip(request.headers());
    let mut response = next.run(request).await;
    if !is_public_text(response.headers()) {
        return response;
    }
    let vary = HeaderValue::from_static("accept-encoding");
    response.headers_mut().append(header::VARY, vary);
    let whole = response.status() != StatusCode::PARTIAL_CONTENT;
    let size = response.body().size_hint().exact().unwrap_or_default();
    if asked && whole && SIZES.contains(&size) {
        return packed(response).await;
    }
    response
}

async fn packed(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return WebError::Internal.into_page();
    };
    let mut encoder = GzEncoder::new(Vec::new(), LEVEL);
    let done = encoder.write_all(&bytes).and_then(|()| encoder.finish());
    let Ok(gzip) = done else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    let headers = &mut parts.headers;
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    weaken(headers);
    Response::from_parts(parts, Body::from(gzip))
}

/// The bytes are others than those that the tag was made of; the page is the same.
fn weaken(headers: &mut HeaderMap) {
    let tag = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
    let weak = tag.filter(|tag| !tag.starts_with("W/"));
    let weak = weak.and_then(|tag| HeaderValue::from_str(&format!("W/{tag}")).ok());
    if let Some(weak) = weak {
        headers.insert(header::ETAG, weak);
    }
}

/// Whether it is text that caches may keep, and no file that somebody uploaded.
fn is_public_text(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let public = text(header::CACHE_CONTROL).is_some_and(|keep| keep.starts_with("public"));
    let mime = text(header::CONTENT_TYPE).unwrap_or_default();
    let is_text = [
        "text/",
        "application/json",
        "application/xml",
        "application/rss+xml",
        "image/svg",
    ];
    let is_text = is_text.iter().any(|kind| mime.starts_with(kind));
    let uploaded = headers.contains_key(header::CONTENT_DISPOSITION);
    let secret = headers.contains_key(header::SET_COOKIE);
    public && is_text && !uploaded && !secret && !headers.contains_key(header::CONTENT_ENCODING)
}

/// Whether the browser names gzip and does not rule it out.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let none = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        name.trim().eq_ignore_ascii_case("gzip") && !none
    })
}
