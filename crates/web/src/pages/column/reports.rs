//! 政府信息公开年报: the years, and each report with its text, its tables and its files.

use super::{Column, Holdings, View, Visit, links, texts};
use crate::Site;
use crate::error::WebError;
use crate::pages::report_tables::ReportTables;
use crate::words;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::access::Refusal;
use gongkai_domain::report::{AnnualReport, SectionId};
use gongkai_office::PublishedReport;

#[derive(Template)]
#[template(path = "column/reports.html")]
struct List {
    shell: Column,
    home: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    year: i16,
    title: String,
    published_on: String,
    files: Vec<File>,
}

/// A file of a report: its address and its kind.
struct File {
    href: String,
    kind: String,
    size: String,
}

#[derive(Template)]
#[template(path = "column/report.html")]
struct Report {
    shell: Column,
    home: String,
    list: String,
    title: String,
    year: i16,
    published_on: String,
    item: String,
    files: Vec<File>,
    preamble: Vec<String>,
    before: Vec<Section>,
    tables: Option<ReportTables>,
    after: Vec<Section>,
    figures: String,
}

/// A section of the text.
struct Section {
    heading: String,
    paragraphs: Vec<String>,
}

/// The address of a year's report.
pub(crate) fn address(slug: &str, year: i16) -> String {
    links::page(slug, &format!("reports/{year}"))
}

/// The list, as a page.
pub(crate) async fn render(
    site: &Site,
    holdings: &Holdings,
    view: &View,
) -> Result<String, WebError> {
    let published = site.office.published_reports(&holdings.agency.id).await?;
    let slug = holdings.slug();
    let row = |one: &PublishedReport| Row {
        href: view.to(&address(slug, one.year)),
        year: one.year,
        title: one.item.facts.title.clone(),
        published_on: words::document_date(&one.item.first_published_on),
        files: files(view, slug, one),
    };
    let page = List {
        shell: Column::of(holdings, view, "政府信息公开年报", "reports"),
        home: view.to(&links::home(slug)),
        rows: published.iter().map(row).collect(),
    };
    Ok(page.render()?)
}

fn files(view: &View, slug: &str, published: &PublishedReport) -> Vec<File> {
    let item = &published.item;
    let files = item.facts.attachments.iter();
    files
        .map(|file| File {
            href: view.to_attachment(slug, &item.id, file),
            kind: file.kind.to_uppercase(),
            size: words::bytes(&file.size),
        })
        .collect()
}

/// The published reports, for whoever writes all pages.
pub(crate) async fn published(
    site: &Site,
    holdings: &Holdings,
) -> Result<Vec<PublishedReport>, WebError> {
    Ok(site.office.published_reports(&holdings.agency.id).await?)
}

/// A report, as a page.
pub(crate) async fn render_one(
    site: &Site,
    holdings: &Holdings,
    view: &View,
    published: &PublishedReport,
) -> Result<String, WebError> {
    let report = site.office.published_report(published).await?;
    let slug = holdings.slug();
    let title = &published.item.facts.title;
    let page = Report {
        shell: Column::of(holdings, view, title, "reports"),
        home: view.to(&links::home(slug)),
        list: view.to(&links::page(slug, "reports")),
        title: title.clone(),
        year: published.year,
        published_on: words::document_date(&published.item.first_published_on),
        item: view.to(&links::item(slug, &published.item.id)),
        files: files(view, slug, published),
        preamble: texts::paragraphs(&report.sections.preamble),
        before: sections(&report, &[SectionId::One]),
        tables: ReportTables::plain(&report),
        after: sections(&report, &[SectionId::Five, SectionId::Six]),
        figures: view.to(&super::figures::address(slug, published.year)),
    };
    Ok(page.render()?)
}

fn sections(report: &AnnualReport, ids: &[SectionId]) -> Vec<Section> {
    let found = ids.iter().filter_map(|id| report.sections.get(*id));
    found
        .map(|section| Section {
            heading: section.heading.clone(),
            paragraphs: texts::paragraphs(&section.text),
        })
        .collect()
}

/// The list.
pub(crate) async fn list(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    Ok(visit.html(render(&site, &holdings, &visit.view).await?))
}

/// The report of a year.
pub(crate) async fn show(
    State(site): State<Site>,
    Path((slug, year)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let mut all = published(&site, &holdings).await?.into_iter();
    let found = all.find(|one| one.year.to_string() == year);
    let found = found.ok_or(Refusal::Unknown)?;
    let page = render_one(&site, &holdings, &visit.view, &found);
    Ok(visit.html(Box::pin(page).await?))
}
