//! The results of the public appraisal: ratings year by year, questionnaires, and how it is computed.

use super::{Column, Holdings, View, Visit, links};
use crate::Site;
use crate::error::WebError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::appraisal::{FEW, Questionnaire, Ratings, share};
use gongkai_domain::ledger::Record;

/// A line with a bar: what it is, how many, their share, and the share as a number for the bar.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) count: u64,
    pub(super) share: String,
    pub(super) width: u64,
}

impl Bar {
    pub(super) fn of(name: &str, count: u64, whole: u64) -> Self {
        Self {
            name: name.to_owned(),
            count,
            share: share(count, whole).unwrap_or_else(|| "无".to_owned()),
            width: (count * 1000).checked_div(whole).unwrap_or(0),
        }
    }
}

/// A year of ratings.
struct OfYear {
    year: i16,
    total: u64,
    share: String,
    few: bool,
    grades: Vec<Bar>,
    /// Service, number of ratings, share of the satisfied, whether there are few.
    services: Vec<(String, u64, String, bool)>,
}

/// A questionnaire: address, title, days, and what can be done.
struct Asked {
    href: String,
    title: String,
    days: String,
    open: bool,
    shows_results: bool,
}

#[derive(Template)]
#[template(path = "column/appraisal.html")]
struct AppraisalPage {
    shell: Column,
    home: String,
    years: Vec<OfYear>,
    asked: Vec<Asked>,
    /// Ratings below which a share says little.
    few: u64,
    linked: bool,
}

/// The name of the page.
const NAME: &str = "社会评议";

/// The questionnaires that have begun.
async fn begun(site: &Site, holdings: &Holdings, view: &View) -> Result<Vec<Record>, WebError> {
    let all = site.office.questionnaires(&holdings.agency.id).await?;
    let begun = all.iter().filter(|record| {
        let asked = Questionnaire(record);
        asked.is_open(view.today) || asked.shows_results(view.today)
    });
    Ok(begun.cloned().collect())
}

/// The address of the page, where there is anything on it; nothing otherwise.
pub(crate) async fn address(
    site: &Site,
    holdings: &Holdings,
    view: &View,
) -> Result<String, WebError> {
    let rated = !site.office.ratings(&holdings.agency.id).await?.is_empty();
    if rated || !begun(site, holdings, view).await?.is_empty() {
        Ok(view.to(&links::page(holdings.slug(), "appraisal")))
    } else {
        Ok(String::new())
    }
}

fn asked(view: &View, slug: &str, record: &Record) -> Asked {
    let asked = Questionnaire(record);
    let until = match asked.text("until") {
        "" => "起",
        until => &format!(" 至 {until}"),
    };
    Asked {
        href: view.to(&links::page(slug, &format!("survey/{}", record.id))),
        title: asked.text("title").to_owned(),
        days: format!("{}{until}", asked.text("from")),
        open: asked.is_open(view.today),
        shows_results: asked.shows_results(view.today),
    }
}

async fn year(
    site: &Site,
    holdings: &Holdings,
    year: i16,
    ratings: &Ratings,
) -> Result<OfYear, WebError> {
    let total = ratings.total();
    let agency = &holdings.agency.id;
    let services = site.office.ratings_by_service(agency, year).await?;
    let service = |(name, ratings): (String, Ratings)| {
        let share = ratings.share_satisfied().unwrap_or_default();
        (name, ratings.total(), share, ratings.are_few())
    };
    Ok(OfYear {
        year,
        total,
        share: ratings.share_satisfied().unwrap_or_default(),
        few: ratings.are_few(),
        grades: ratings
            .grades
            .iter()
            .map(|grade| Bar::of(&grade.zh, grade.count, total))
            .collect(),
        services: services.into_iter().map(service).collect(),
    })
}

/// The results as a page.
pub(crate) async fn render(
    site: &Site,
    holdings: &Holdings,
    view: &View,
) -> Result<String, WebError> {
    let slug = holdings.slug();
    let mut years = Vec::new();
    for (of, ratings) in site.office.ratings(&holdings.agency.id).await? {
        years.push(year(site, holdings, of, &ratings).await?);
    }
    let begun = begun(site, holdings, view).await?;
    let page = AppraisalPage {
        shell: Column::of(holdings, view, NAME, ""),
        home: view.to(&links::home(slug)),
        years,
        asked: begun.iter().map(|one| asked(view, slug, one)).collect(),
        few: FEW,
        linked: !view.links.is_file(),
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
