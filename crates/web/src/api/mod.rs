//! The interface for programs: JSON under `/api/v1`, the same use cases as the pages, and nothing
//! that the owner of the token may not do there. Sessions and cookies open nothing here.

pub(crate) mod agencies;
pub(crate) mod document;
pub(crate) mod figures;
pub(crate) mod guide;
pub(crate) mod information;
pub(crate) mod ledgers;
pub(crate) mod postings;

mod call;
mod facts;
mod given;
mod problem;
mod values;

pub(crate) mod door;
pub(crate) mod once;

pub(crate) use problem::Problem;

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// What a handler gives.
type Answer = Result<Response, Problem>;

/// Rows of a page of a list.
const PAGE: u64 = 50;
/// The last page that may be asked for.
const LAST_PAGE: u64 = 10_000;

/// JSON with a status.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the last word of handlers, which give answers"
)]
fn json(status: StatusCode, value: &Value) -> Answer {
    let head: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/json")];
    Ok((status, head, value.to_string()).into_response())
}

/// JSON of what was asked for.
fn ok(value: &Value) -> Answer {
    json(StatusCode::OK, value)
}

/// JSON of what was made, and where it is.
fn created(location: &str, value: &Value) -> Answer {
    let mut response = json(StatusCode::CREATED, value)?;
    crate::pages::column::visit::set(response.headers_mut(), header::LOCATION, location);
    Ok(response)
}

/// A page of a list.
fn list(rows: &[Value], total: u64, page: u64) -> Answer {
    ok(&serde_json::json!({ "total": total, "page": page, "size": PAGE, "rows": rows }))
}
