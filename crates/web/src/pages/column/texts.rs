//! The entries that are texts: guide and rules.

use super::{Column, Holdings, View, Visit, links};
use crate::Site;
use crate::error::WebError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::agency::Guide;

/// What a text entry is: its address and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Guide,
    Rules,
}

impl Entry {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Guide, Self::Rules];

    /// Its part of addresses.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Rules => "rules",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Guide => "政府信息公开指南",
            Self::Rules => "政府信息公开制度",
        }
    }
}

#[derive(Template)]
#[template(path = "column/text.html")]
struct TextPage {
    shell: Column,
    home: String,
    entry: Entry,
    name: &'static str,
    /// How to reach the disclosure office: names and texts, filled ones only.
    contact: Vec<(&'static str, String)>,
    paragraphs: Vec<String>,
    /// The day the guide was last gone through.
    updated_on: String,
    requests: String,
}

/// The paragraphs of a text.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(ToOwned::to_owned).collect()
}

/// How to reach the disclosure office, by the names of the guide.
pub(crate) fn contact(guide: &Guide) -> Vec<(&'static str, String)> {
    let all = [
        ("受理机构", &guide.office),
        ("办公地址", &guide.address),
        ("邮政编码", &guide.postcode),
        ("办公时间", &guide.hours),
        ("联系电话", &guide.telephone),
        ("传真号码", &guide.fax),
        ("互联网联系方式", &guide.internet),
    ];
    let filled = all.into_iter().filter(|(_, text)| !text.trim().is_empty());
    filled.map(|(name, text)| (name, text.clone())).collect()
}

/// A text entry as a page.
pub(crate) fn render(holdings: &Holdings, view: &View, entry: Entry) -> Result<String, WebError> {
    let settings = &holdings.agency.settings;
    let text = match entry {
        Entry::Guide => settings.guide.text.as_str(),
        Entry::Rules => settings.rules.as_str(),
    };
    let slug = holdings.slug();
    let updated = settings.guide.updated_on.as_ref();
    let page = TextPage {
        shell: Column::of(holdings, view, entry.name(), entry.path()),
        home: view.to(&links::home(slug)),
        entry,
        name: entry.name(),
        contact: contact(&settings.guide),
        paragraphs: paragraphs(text),
        updated_on: updated.map(crate::words::long_date).unwrap_or_default(),
        requests: view.to(&links::page(slug, "requests")),
    };
    Ok(page.render()?)
}

async fn page(site: &Site, slug: &str, visit: &Visit, entry: Entry) -> Result<Response, WebError> {
    let holdings = site.office.holdings(slug).await?;
    Ok(visit.html(render(&holdings, &visit.view, entry)?))
}

/// The guide.
pub(crate) async fn guide(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    page(&site, &slug, &visit, Entry::Guide).await
}

/// The rules.
pub(crate) async fn rules(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    page(&site, &slug, &visit, Entry::Rules).await
}
