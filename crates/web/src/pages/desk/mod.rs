//! The desk: what is due, the register, review and publication. One file a page; beside them the parts
//! that several pages show.

pub(crate) mod appraisal;
pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod disputes;
pub(crate) mod duties;
pub(crate) mod duty;
pub(crate) mod edit;
pub(crate) mod file;
pub(crate) mod freshness;
pub(crate) mod handover;
pub(crate) mod item;
pub(crate) mod ledgers;
pub(crate) mod list;
pub(crate) mod paper;
pub(crate) mod pictures;
pub(crate) mod publish;
pub(crate) mod reconcile;
pub(crate) mod register;
pub(crate) mod reports;
pub(crate) mod requests;
pub(crate) mod returns;
pub(crate) mod review;
pub(crate) mod supervision;
pub(crate) mod tasks;

mod checklist;
mod deadline;
pub(crate) mod deadlines;
mod duty_words;
mod facts;
mod fields;
mod form;
mod gate;
mod history;
mod intake;
mod notices;
mod steps;
mod workplace;

use crate::error::WebError;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::identity::InformationId;
use std::collections::BTreeMap;

/// What a handler gives.
pub(crate) type Answer = Result<Response, WebError>;

/// What stands behind the question mark of an address.
pub(crate) type Asked = axum::extract::Query<BTreeMap<String, String>>;

/// Which agency an address names; empty for none.
fn named(asked: &BTreeMap<String, String>) -> &str {
    asked.get("agency").map_or("", String::as_str)
}

fn page(page: &impl Template) -> Answer {
    Ok(Html(page.render()?).into_response())
}

/// The page again, with what is wrong.
fn again(page: &impl Template, status: StatusCode) -> Answer {
    Ok((status, Html(page.render()?)).into_response())
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the last word of handlers, which give answers"
)]
fn to(address: &str) -> Answer {
    Ok(Redirect::to(address).into_response())
}

/// The item of an address; an address that cannot be one leads nowhere.
fn id(text: &str) -> Result<InformationId, WebError> {
    text.parse().or(Err(WebError::Refusal(Refusal::Unknown)))
}

/// A title with 错误： before it where something is wrong.
fn titled(title: &str, wrong: bool) -> String {
    if wrong {
        format!("错误：{title}")
    } else {
        title.to_owned()
    }
}
