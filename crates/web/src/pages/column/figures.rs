//! 公开情况图表: the pictures of a year, of what was published, of requests as counts, and of published reports.

use super::{Column, Holdings, View, Visit, links};
use crate::Site;
use crate::error::WebError;
use crate::pages::{figures, reported};
use crate::pictures::Picture;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use gongkai_domain::access::Refusal;

/// The media type of the tables.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";

#[derive(Template)]
#[template(path = "column/figures.html")]
struct FiguresPage {
    shell: Column,
    home: String,
    year: i16,
    /// Years with their addresses.
    years: Vec<(i16, String)>,
    pictures: Vec<Picture>,
}

/// The address of the page of a year.
pub(crate) fn address(slug: &str, year: i16) -> String {
    format!("{}?year={year}", links::page(slug, "figures"))
}

/// The address of a picture's table.
pub(crate) fn table_address(slug: &str, name: &str, year: i16) -> String {
    links::page(slug, &format!("figures/{}", figures::file(name, year)))
}

/// The years that have a page, the last first: those of publications and of published reports.
pub(crate) async fn years(
    site: &Site,
    holdings: &Holdings,
    view: &View,
) -> Result<Vec<i16>, WebError> {
    let published = site.office.published_reports(&holdings.agency.id).await?;
    let reported = published.iter().map(|one| one.year);
    Ok(figures::years(&holdings.counts, reported, view.today))
}

/// The page of a year.
pub(crate) async fn render(
    site: &Site,
    holdings: &Holdings,
    view: &View,
    year: i16,
) -> Result<String, WebError> {
    let slug = holdings.slug();
    let pictures = pictures(site, holdings, view, year).await?;
    let title = format!("{year}年公开情况图表");
    let years = years(site, holdings, view).await?.into_iter();
    let page = FiguresPage {
        shell: Column::of(holdings, view, &title, ""),
        home: view.to(&links::home(slug)),
        year,
        years: years
            .map(|year| (year, view.to(&address(slug, year))))
            .collect(),
        pictures: pictures
            .into_iter()
            .map(|picture| {
                let csv = view.to(&table_address(slug, picture.name, year));
                picture.at(csv)
            })
            .collect(),
    };
    Ok(page.render()?)
}

/// The pictures of a year: of publications, unless the year has a page for its report only; of requests and
/// reports those that show something. Reports are those that are published.
pub(crate) async fn pictures(
    site: &Site,
    holdings: &Holdings,
    view: &View,
    year: i16,
) -> Result<Vec<Picture>, WebError> {
    let agency = &holdings.agency;
    let all = figures::of_year(site, agency, &holdings.counts, year, view.today);
    let mut all = all.await?;
    let public = site.office.reports_in_public(&agency.id).await?;
    let of_reports = reported::of_year(site, agency, year, (public, None)).await?;
    let of_reports: Vec<Picture> = of_reports.into_iter().filter(Picture::is_drawn).collect();
    if !of_reports.is_empty() && !holdings.counts.by_year.contains_key(&year) {
        all.clear();
    }
    all.extend(of_reports);
    Ok(all)
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let years = years(&site, &holdings, &visit.view).await?;
    let usual = figures::last_published(&holdings.counts);
    let year = figures::chosen(visit.field("year"), &years, usual);
    let page = render(&site, &holdings, &visit.view, year).await?;
    Ok(visit.html(page))
}

/// A picture's table as CSV.
pub(crate) async fn table(
    State(site): State<Site>,
    Path((slug, file)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let (name, year) = figures::of_file(&file).ok_or(Refusal::Unknown)?;
    if !years(&site, &holdings, &visit.view).await?.contains(&year) {
        return Err(Refusal::Unknown.into());
    }
    let all = pictures(&site, &holdings, &visit.view, year).await?;
    let mut all = all.into_iter();
    let found = all.find(|picture| picture.name == name);
    let found = found.ok_or(Refusal::Unknown)?;
    let mut answer = visit.answer(StatusCode::OK, CSV, found.table.csv().into_bytes());
    let name = super::download::disposition("attachment", &file, "csv");
    super::visit::set(answer.headers_mut(), header::CONTENT_DISPOSITION, &name);
    Ok(answer)
}
