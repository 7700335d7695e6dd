//! The first pages: all agencies of the installation, and an agency's column.

use super::content::{Filters, Line};
use super::{Column, Holdings, View, Visit, links};
use crate::Site;
use crate::error::WebError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_office::{PublicQuery, Tree};

/// An agency among the others.
struct Branch {
    href: String,
    name: String,
    under: Vec<Self>,
}

#[derive(Template)]
#[template(path = "column/installation.html")]
struct InstallationPage {
    shell: Column,
    /// Agencies that stand under none.
    branches: Vec<Branch>,
}

#[derive(Template)]
#[template(path = "column/home.html")]
struct HomePage {
    shell: Column,
    year: i16,
    this_year: u64,
    ever: u64,
    available: u64,
    lines: Vec<Line>,
    content: String,
    figures: String,
    /// The standard catalogue; empty where there is none.
    catalogue: String,
    /// The results of the public appraisal; empty where there are none.
    appraisal: String,
    /// Who took over its duties: name, address, day; empty if nobody.
    successor: Option<(String, String, String)>,
}

/// Lines of the newest on a column's first page.
const NEWEST: u64 = 10;

/// The agencies to be shown under one; of a part of the tree, those whose parent is not shown too.
fn branches(
    tree: &Tree,
    view: &View,
    parent: Option<&AgencyId>,
    shown: &[AgencyId],
) -> Vec<Branch> {
    let here = tree.0.iter().filter(|agency| {
        let above = agency.parent.as_ref().filter(|above| shown.contains(above));
        shown.contains(&agency.id) && above == parent
    });
    let branch = |agency: &Agency| Branch {
        href: view.to(&address(tree, agency)),
        name: agency.name_on(view.today).to_owned(),
        under: branches(tree, view, Some(&agency.id), shown),
    };
    here.map(branch).collect()
}

/// Where one finds what an agency publishes: its column, or its part of another's.
fn address(tree: &Tree, agency: &Agency) -> String {
    match tree.get(tree.host(&agency.id)) {
        Some(host) if host.id != agency.id => Filters::of_unit(&agency.slug).address(&host.slug),
        _ => links::home(&agency.slug),
    }
}

/// The page of these agencies.
pub(crate) fn installation(
    tree: &Tree,
    view: &View,
    shown: &[AgencyId],
) -> Result<String, WebError> {
    let page = InstallationPage {
        shell: Column::of_all(tree, view, "政府信息公开"),
        branches: branches(tree, view, None, shown),
    };
    Ok(page.render()?)
}

/// The first page of the installation.
pub(crate) async fn show_all(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let all: Vec<AgencyId> = tree.0.iter().map(|agency| agency.id.clone()).collect();
    let page = installation(&tree, &visit.view, &all)?;
    Ok(visit.html(page))
}

/// The first page of a column.
pub(crate) async fn render(
    site: &Site,
    holdings: &Holdings,
    view: &View,
) -> Result<String, WebError> {
    let agency = &holdings.agency;
    let newest = PublicQuery {
        host: Some(agency.id.clone()),
        limit: NEWEST,
        ..PublicQuery::default()
    };
    let newest = site.office.search(&newest).await?;
    // Before anything is published this year, the last year with something tells more than a zero.
    let latest = holdings.counts.by_year.keys().next_back().copied();
    let year = latest.unwrap_or_else(|| view.today.year());
    let released = site.office.released(&agency.id, year).await?;
    let slug = holdings.slug();
    let end = agency
        .successor
        .as_ref()
        .filter(|_| agency.is_ended(view.today));
    let successor = end.and_then(|end| {
        let by = holdings.tree.get(&end.by)?;
        let name = by.name_on(view.today).to_owned();
        Some((name, view.to(&links::home(&by.slug)), end.on.to_string()))
    });
    let page = HomePage {
        shell: Column::of(holdings, view, super::shell::COLUMN, "")
            .with_shelves(holdings, &Filters::default()),
        year,
        this_year: released.of_year,
        ever: released.ever + u64::from(agency.settings.published_before),
        available: holdings.counts.total,
        lines: newest
            .rows
            .iter()
            .map(|item| Line::of(holdings, view, item))
            .collect(),
        content: view.to(&links::page(slug, "content")),
        figures: view.to(&super::figures::address(slug, year)),
        catalogue: super::catalogue::link(site, holdings, view).await?,
        appraisal: super::appraisal::address(site, holdings, view).await?,
        successor,
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
    let page = render(&site, &holdings, &visit.view).await?;
    Ok(visit.html(page))
}
