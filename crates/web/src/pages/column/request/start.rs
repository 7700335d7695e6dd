//! 依申请公开: first a search that may end the need, then how to ask, on these pages and on paper.

use super::{Holdings, Visit, address};
use crate::Site;
use crate::error::WebError;
use crate::pages::column::search::{self, Hit};
use crate::pages::column::texts::contact;
use crate::pages::column::{Column, View, links};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::request::OutcomeGroup;
use gongkai_office::RequestYear;

/// A year's requests: the year, then a number for each column.
struct Year {
    year: i16,
    numbers: Vec<(&'static str, u64)>,
}

/// What was looked for, and what was found.
#[derive(Default)]
struct Found {
    words: String,
    hits: Vec<Hit>,
    /// The search page, where there is more.
    more: String,
}

#[derive(Template)]
#[template(path = "column/request/start.html")]
struct StartPage {
    shell: Column,
    home: String,
    /// This page, to which the search is sent; empty in a file.
    search: String,
    found: Found,
    agency: String,
    content: String,
    online: bool,
    person: String,
    organisation: String,
    follow: String,
    contact: Vec<(&'static str, String)>,
    columns: Vec<&'static str>,
    years: Vec<Year>,
}

/// Hits on this page: what is meant is among the first, or is asked for.
const HITS: u64 = 5;

/// The columns of the table behind the year.
fn columns() -> Vec<&'static str> {
    let groups = OutcomeGroup::ALL.map(OutcomeGroup::zh);
    let ends = ["收到"].into_iter().chain(groups);
    ends.chain(["尚未办结"]).collect()
}

fn year(counted: &RequestYear) -> Year {
    let of = |group: &OutcomeGroup| counted.ended.get(group).copied().unwrap_or(0);
    let groups: Vec<u64> = OutcomeGroup::ALL.iter().map(of).collect();
    let numbers = [counted.received].into_iter().chain(groups);
    let numbers = numbers.chain([counted.open]);
    Year {
        year: counted.year,
        numbers: columns().into_iter().zip(numbers).collect(),
    }
}

async fn found(
    site: &Site,
    holdings: &Holdings,
    view: &View,
    words: Option<&str>,
) -> Result<Found, WebError> {
    let Some(words) = words.filter(|words| !words.is_empty()) else {
        return Ok(Found::default());
    };
    let (hits, more) = search::first(site, holdings, view, words, HITS).await?;
    let whole = links::page(holdings.slug(), "search");
    let whole = format!("{whole}{}", links::query_of(&[("q", words)]));
    Ok(Found {
        words: words.to_owned(),
        hits,
        more: if more { whole } else { String::new() },
    })
}

/// The page, for the server and for a file. `words` are looked for in what is public.
pub(crate) async fn render(
    site: &Site,
    holdings: &Holdings,
    view: &View,
    words: Option<&str>,
) -> Result<String, WebError> {
    let slug = holdings.slug();
    let settings = &holdings.agency.settings;
    let counted = site
        .office
        .request_years(&holdings.agency.id, view.today)
        .await?;
    let is_file = view.links.is_file();
    let served = |page: &str| {
        if is_file {
            String::new()
        } else {
            address(slug, page)
        }
    };
    let page = StartPage {
        shell: Column::of(holdings, view, "依申请公开", "requests"),
        home: view.to(&links::home(slug)),
        search: if is_file {
            String::new()
        } else {
            links::page(slug, "requests")
        },
        found: found(site, holdings, view, words).await?,
        agency: holdings.agency.name_on(view.today).to_owned(),
        content: view.to(&links::page(slug, "content")),
        online: settings.requests.online,
        person: served("apply/person"),
        organisation: served("apply/organisation"),
        follow: served("follow"),
        contact: contact(&settings.guide),
        columns: columns(),
        years: counted.iter().map(year).collect(),
    };
    Ok(page.render()?)
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let words: String = visit.field("q").chars().take(100).collect();
    let page = render(&site, &holdings, &visit.view, Some(&words)).await?;
    Ok(visit.html(page))
}
