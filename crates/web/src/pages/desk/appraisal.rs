//! What people say of one's agencies, and the step from a bad result to a problem with a measure.

use super::{Answer, Asked, notices, page, to};
use crate::Site;
use crate::caller::Caller;
use crate::form::Posted;
use crate::pages::workbook;
use crate::shell::Console;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::access::Refusal;
use gongkai_domain::identity::AgencyId;
use gongkai_office::{Cell, ColumnKind, Office, Rated};

struct Place {
    id: AgencyId,
    name: String,
    slug: String,
    total: u64,
    share: String,
    few: bool,
    rated: Vec<Rated>,
}

#[derive(Template)]
#[template(path = "desk/appraisal.html")]
struct Appraisal {
    shell: Console,
    year: i16,
    years: Vec<i16>,
    places: Vec<Place>,
}

/// The ratings of one's agencies in a year.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let today = caller.cx.today();
    let year = asked.get("year").and_then(|year| year.parse::<i16>().ok());
    let year = year.filter(|year| (2008..=today.year()).contains(year));
    let year = year.unwrap_or(today.year());
    let mut places = Vec::new();
    for id in Office::workplaces(&caller.cx.actor) {
        let agency = site.office.agency(&id).await?;
        let ratings = site.office.ratings(&id).await?;
        let own = ratings.into_iter().find(|(of, _)| *of == year);
        let own = own.map(|(_, ratings)| ratings).unwrap_or_default();
        places.push(Place {
            name: agency.name_on(today).to_owned(),
            slug: agency.slug,
            total: own.total(),
            share: own.share_satisfied().unwrap_or_default(),
            few: own.are_few(),
            rated: site.office.rated(&caller.cx, &id, year).await?,
            id,
        });
    }
    if workbook::is_asked(asked.get("as").map_or("", String::as_str)) {
        return as_workbook(year, &places);
    }
    let shell = Console::of(&site, &caller, "满意率测评", "/desk/appraisal").await?;
    page(&Appraisal {
        shell: shell.with_notice(notices::of(&asked)),
        year,
        years: (2019..=today.year()).rev().collect(),
        places,
    })
}

fn as_workbook(year: i16, places: &[Place]) -> Answer {
    let heads = [
        ("单位", ColumnKind::Text),
        ("事项", ColumnKind::Text),
        ("评价（人次）", ColumnKind::Integer),
        ("满意率", ColumnKind::Text),
        ("不满意（人次）", ColumnKind::Integer),
        ("列入问题清单", ColumnKind::YesNo),
    ];
    let row = |place: &Place, one: &Rated| {
        vec![
            Cell::text(place.name.as_str()),
            Cell::text(one.service.as_str()),
            workbook::count(one.ratings.total()),
            Cell::text(one.ratings.share_satisfied().unwrap_or_default()),
            workbook::count(one.ratings.dissatisfied()),
            Cell::text(if one.noted { "是" } else { "否" }),
        ]
    };
    let rows = places
        .iter()
        .flat_map(|place| place.rated.iter().map(move |one| row(place, one)));
    workbook::of_list(&format!("{year}年满意率测评"), &heads, rows.collect())
}

/// Makes a problem of a bad result.
pub(crate) async fn note(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let agency: AgencyId = posted.text("agency").parse().or(Err(Refusal::Unknown))?;
    let year = posted.text("year").parse().or(Err(Refusal::Unknown))?;
    let service = posted.text("service");
    site.office
        .note_ratings(&caller.cx, &agency, year, service)
        .await?;
    to(&format!("/desk/appraisal?year={year}&done=problem"))
}
