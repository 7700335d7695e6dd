//! Requests (依申请公开) as the public makes and follows them: a page that may end the need, four steps, a receipt,
//! and what can be seen and done with it. No account, no script, nothing of a person in an address.
//!
//! What is being filled in lies sealed with the office; the browser holds a random name for it. Who has shown
//! the receipt holds a sealed ticket for half an hour.

pub(crate) mod act;
pub(crate) mod check;
mod fields;
pub(crate) mod follow;
mod own;
pub(crate) mod receipt;
pub(crate) mod start;
pub(crate) mod steps;

use super::{Column, Holdings, Visit, links};
use crate::Site;
use crate::caller::{Caller, cookie, read_cookie};
use crate::error::WebError;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::Actor;
use gongkai_office::Context;
use std::convert::Infallible;

/// Names what somebody is filling in; random, and worth nothing without the office's key.
const DRAFT: &str = "gongkai-draft";
/// Shows for half an hour that somebody holds a receipt.
const TICKET: &str = "gongkai-receipt";
/// Seconds of a day and of half an hour.
const DAY: u32 = 24 * 3600;
const HALF_AN_HOUR: u32 = 30 * 60;

/// What the browser holds; empty where it holds nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Held {
    draft: String,
    ticket: String,
}

impl FromRequestParts<Site> for Held {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let draft = read_cookie(site, &parts.headers, DRAFT);
        let ticket = read_cookie(site, &parts.headers, TICKET);
        Ok(Self {
            draft: draft.filter(|text| text.len() == 64).unwrap_or_default(),
            ticket: ticket.unwrap_or_default(),
        })
    }
}

/// Whoever sits at the screen, they are the public here.
fn anybody(caller: &Caller) -> Context {
    Context {
        actor: Actor::Public,
        ..caller.cx.clone()
    }
}

/// The address of one of these pages.
fn address(slug: &str, page: &str) -> String {
    links::page(slug, &format!("requests/{page}"))
}

fn to(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// With a cookie set, or taken away by zero seconds.
fn with_cookie(
    site: &Site,
    mut response: Response,
    (name, value, seconds): (&str, &str, u32),
) -> Response {
    let set = cookie(site, name, value, seconds);
    response.headers_mut().append(header::SET_COOKIE, set);
    response
}

/// The column of an agency that takes requests online. Of others these pages do not exist.
async fn taking(
    site: &Site,
    cx: &Context,
    slug: &str,
) -> Result<std::sync::Arc<Holdings>, WebError> {
    let holdings = site.office.holdings(slug).await?;
    site.office.takes_requests(cx, &holdings.agency.id).await?;
    Ok(holdings)
}

/// What surrounds a page with a form.
fn shell(holdings: &Holdings, visit: &Visit, title: &str) -> Column {
    Column::of(holdings, &visit.view, title, "requests").around_form()
}
