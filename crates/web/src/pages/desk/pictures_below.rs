//! 下级图表: the requests of the agencies below as pictures: counts, and nobody's name.

use super::pictures::csv;
use super::reports::FIRST;
use super::{Answer, Asked, page};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::{figures, reported};
use crate::pictures::{Picture, flow, reply_days};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;

/// The address of the page.
const AT: &str = "/desk/pictures/below";

#[derive(Template)]
#[template(path = "desk/pictures_below.html")]
struct BelowPage {
    shell: Console,
    year: i16,
    years: Vec<i16>,
    units: usize,
    pictures: Vec<Picture>,
}

/// The pictures of a year.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let years: Vec<i16> = (FIRST..=caller.cx.today().year()).rev().collect();
    let year = asked.get("year").map_or("", String::as_str);
    let year = figures::chosen(year, &years, None);
    let units = site.office.supervised_agencies(&caller.cx).await?;
    let mut pictures = all(&site, &caller, &units, year).await?;
    for picture in &mut pictures {
        picture.csv = format!("{AT}/{}", figures::file(picture.name, year));
    }
    page(&BelowPage {
        shell: Console::of(&site, &caller, "下级图表", AT).await?,
        year,
        years,
        units: units.len(),
        pictures,
    })
}

async fn all(
    site: &Site,
    caller: &Caller,
    units: &[Agency],
    year: i16,
) -> Result<Vec<Picture>, WebError> {
    let office = &site.office;
    let ids: Vec<AgencyId> = units.iter().map(|unit| unit.id.clone()).collect();
    let steps = office.request_flow(&caller.cx, &ids, year).await?;
    let times = office.reply_times(&ids, year).await?;
    let handed = office.reports_handed_in(&caller.cx, year).await?;
    Ok(vec![
        flow(year, &steps),
        reply_days(year, &times),
        reported::by_unit(year, units, &handed, caller.cx.today()),
    ])
}

/// A picture's table as CSV.
pub(crate) async fn table(
    State(site): State<Site>,
    caller: Caller,
    Path(file): Path<String>,
) -> Result<Response, WebError> {
    let (name, year) = figures::of_file(&file).ok_or(Refusal::Unknown)?;
    let units = site.office.supervised_agencies(&caller.cx).await?;
    csv(&file, name, all(&site, &caller, &units, year).await?)
}
