//! 图表: the pictures of the agency's year, and each table as CSV.

use super::workplace::Workplace;
use super::{Answer, Asked, freshness, page};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::column::download::disposition;
use crate::pages::column::figures::CSV;
use crate::pages::{figures, reported};
use crate::pictures::{Picture, Table, flow};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::report::{FormBook, Tables};
use gongkai_office::{LockedReport, OfficeError};

#[derive(Template)]
#[template(path = "desk/pictures.html")]
struct PicturesPage {
    shell: Console,
    place: Workplace,
    /// Its short name.
    name: String,
    year: i16,
    years: Vec<i16>,
    pictures: Vec<Picture>,
}

/// The pictures of a year.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let asked = |name: &str| asked.get(name).map_or("", String::as_str);
    let place = Workplace::of(&site, &caller, asked("agency")).await?;
    let holdings = site.office.holdings(&place.agency.slug).await?;
    let locked = site
        .office
        .locked_reports(&caller.cx, &place.agency.id)
        .await?;
    let reported = locked.iter().map(|one| one.year);
    let this_year = caller.cx.today().year();
    let years = reported.chain([this_year]);
    let years = figures::years(&holdings.counts, years, caller.cx.today());
    let first = years.last().copied().unwrap_or(this_year);
    let years: Vec<i16> = (first..=this_year).rev().collect();
    let usual = figures::last_published(&holdings.counts);
    let year = figures::chosen(asked("year"), &years, usual);
    let mut pictures = all(&site, &caller, &place, year).await?;
    let slug = &place.agency.slug;
    for picture in &mut pictures {
        let file = figures::file(picture.name, year);
        picture.csv = format!("/desk/pictures/{file}?agency={slug}");
    }
    page(&PicturesPage {
        shell: Console::of(&site, &caller, "图表", "/desk/pictures").await?,
        name: place.agency.short_on(caller.cx.today()).to_owned(),
        place,
        year,
        years,
        pictures,
    })
}

/// The pictures of a year: what was published, how requests went, what the reports say, and the days since
/// the last postings.
async fn all(
    site: &Site,
    caller: &Caller,
    place: &Workplace,
    year: i16,
) -> Result<Vec<Picture>, WebError> {
    let holdings = site.office.holdings(&place.agency.slug).await?;
    let today = caller.cx.today();
    let mut all = figures::of_year(site, &place.agency, &holdings.counts, year, today).await?;
    let agencies = [place.agency.id.clone()];
    let steps = site
        .office
        .request_flow(&caller.cx, &agencies, year)
        .await?;
    all.push(flow(year, &steps));
    let reports = reports(site, caller, place, year).await?;
    all.extend(reported::of_year(site, &place.agency, year, reports).await?);
    all.push(freshness::picture(site, caller, &place.agency).await?);
    Ok(all)
}

/// A picture's table as CSV.
pub(crate) async fn table(
    State(site): State<Site>,
    caller: Caller,
    Path(file): Path<String>,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    let (name, year) = figures::of_file(&file).ok_or(Refusal::Unknown)?;
    let slug = super::named(&asked);
    let place = Workplace::of(&site, &caller, slug).await?;
    csv(&file, name, all(&site, &caller, &place, year).await?)
}

/// The locked reports, and that of the year as it stands now where it is not locked.
async fn reports(
    site: &Site,
    caller: &Caller,
    place: &Workplace,
    year: i16,
) -> Result<(Vec<LockedReport>, Option<Tables>), WebError> {
    let office = &site.office;
    let locked = office.locked_reports(&caller.cx, &place.agency.id).await?;
    let book = FormBook::statutory();
    let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
    if book.for_year(year).is_none() || locked.iter().any(|one| one.year == year) {
        return Ok((locked, None));
    }
    let view = office.annual_report(&caller.cx, &place.agency, year, None);
    let tables = view.await?.compiled.tables();
    Ok((locked, Some(tables)))
}

/// The table of the picture of this name as CSV.
pub(super) fn csv(file: &str, name: &str, pictures: Vec<Picture>) -> Result<Response, WebError> {
    let mut pictures = pictures.into_iter();
    let found = pictures.find(|picture| picture.name == name);
    let found = found.ok_or(Refusal::Unknown)?;
    Ok(sent(file, &found.table))
}

/// A table as CSV, to be kept under a name.
pub(super) fn sent(file: &str, table: &Table) -> Response {
    let headers = [
        (header::CONTENT_TYPE, CSV.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            disposition("attachment", file, "csv"),
        ),
    ];
    (headers, table.csv()).into_response()
}
