//! The touch screen in the hall: the column in large type, one thing a page, with no way out of it.
//!
//! Nothing here depends on who looks, and no page links to one outside of `/{agency}/kiosk`. A page
//! goes back to the first one when nobody touches it for a while.

pub(crate) mod item;
pub(crate) mod list;
pub(crate) mod rate;
mod shell;
pub(crate) mod start;

use shell::Screen;

use super::column::{Holdings, Visit, links};
use crate::Site;
use crate::error::WebError;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::ledger::Record;

/// A page that says one thing.
#[derive(Template)]
#[template(path = "kiosk/notice.html")]
struct Notice {
    shell: Screen,
    lines: Vec<String>,
}

/// The address of a page of the screen.
fn page(slug: &str, name: &str) -> String {
    links::page(slug, &format!("kiosk/{name}"))
}

/// The services that can be had today.
async fn services(
    site: &Site,
    visit: &Visit,
    holdings: &Holdings,
) -> Result<Vec<Record>, WebError> {
    let today = visit.view.today;
    Ok(site.office.services(&holdings.agency.id, today).await?)
}

/// The answer where there is nothing, or nothing any more.
fn nothing(
    visit: &Visit,
    holdings: &Holdings,
    status: StatusCode,
    title: &str,
    lines: Vec<String>,
) -> Result<Response, WebError> {
    let page = Notice {
        shell: Screen::of(holdings, &visit.view, title),
        lines,
    };
    let html = page.render()?;
    Ok(visit.answer(status, super::column::visit::HTML, html.into_bytes()))
}
