//! Signing in and out, the first start, and one's own account.

pub(crate) mod account;
pub(crate) mod done;
mod door;
mod kept;
pub(crate) mod login;
pub(crate) mod password;
pub(crate) mod second_factor;
pub(crate) mod setup;
pub(crate) mod tokens;

pub(crate) use kept::resume;

use crate::error::WebError;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// A page with a status.
pub(crate) fn answer(status: StatusCode, page: &impl Template) -> Result<Response, WebError> {
    Ok((status, Html(page.render()?)).into_response())
}
