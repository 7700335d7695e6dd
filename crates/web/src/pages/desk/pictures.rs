//! 图表: the pictures of the agency's year, and each table as CSV.

use super::workplace::Workplace;
use super::{Answer, Asked, freshness, page};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::column::download::disposition;
use crate::pages::column::figures::CSV;
use crate::pages::figures;
use crate::pictures::Picture;
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gongkai_domain::access::Refusal;

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
    let years = figures::years(&holdings.counts, caller.cx.today());
    let year = figures::chosen(asked("year"), &years);
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

/// The pictures of a year, with that of the days since the last postings.
async fn all(
    site: &Site,
    caller: &Caller,
    place: &Workplace,
    year: i16,
) -> Result<Vec<Picture>, WebError> {
    let holdings = site.office.holdings(&place.agency.slug).await?;
    let today = caller.cx.today();
    let mut all = figures::of_year(site, &place.agency, &holdings.counts, year, today).await?;
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
    let mut all = all(&site, &caller, &place, year).await?.into_iter();
    let found = all.find(|picture| picture.name == name);
    let found = found.ok_or(Refusal::Unknown)?;
    let headers = [
        (header::CONTENT_TYPE, CSV.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            disposition("attachment", &file, "csv"),
        ),
    ];
    Ok((headers, found.table.csv()).into_response())
}
