//! A published item on the touch screen: its text. What is attached is named, with where to get it.

use super::{Screen, nothing, page};
use crate::error::WebError;
use crate::pages::column::item::found;
use crate::pages::column::{Holdings, Visit, links, record, texts};
use crate::{Site, words};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::KioskSection;
use gongkai_office::PublicView;

#[derive(Template)]
#[template(path = "kiosk/item.html")]
struct ItemPage {
    shell: Screen,
    /// The list from which it was opened.
    back: String,
    notice: Option<String>,
    number: String,
    index_number: String,
    paragraphs: Vec<String>,
    organ: String,
    dated_on: String,
    published_on: String,
    files: Vec<String>,
    /// The address of the column, to be typed into a telephone.
    address: String,
}

fn item(visit: &Visit, holdings: &Holdings, shown: &PublicView) -> ItemPage {
    let (item, slug) = (&shown.item, holdings.slug());
    let facts = &item.facts;
    let from =
        KioskSection::of_code(visit.field("in")).map_or(super::list::EVERYTHING, |one| one.code());
    let dated_on = facts.dated_on.as_ref().map(words::document_date);
    ItemPage {
        shell: Screen::of(holdings, &visit.view, &facts.title).read(facts.body.chars().count()),
        back: page(slug, from),
        notice: record::notice(&facts.validity),
        number: facts.document_number.clone(),
        index_number: item.index_number.clone(),
        paragraphs: texts::paragraphs(&facts.body),
        organ: record::organ(holdings, item),
        dated_on: dated_on.unwrap_or_default(),
        published_on: item.first_published_on.to_string(),
        files: facts
            .attachments
            .iter()
            .map(|one| one.name.clone())
            .collect(),
        address: format!("{}{}", visit.view.base, links::home(slug)),
    }
}

/// The page; where the item is not public, a page of the screen that says so.
pub(crate) async fn show(
    State(site): State<Site>,
    Path((slug, id)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    match found(&site, &holdings, &id).await {
        Ok(Ok(shown)) => Ok(visit.html(item(&visit, &holdings, &shown).render()?)),
        Ok(Err(left)) => {
            let lines = vec![
                format!("{}撤回。", words::instant(&left.at)),
                left.ground.clone(),
            ];
            nothing(
                &visit,
                &holdings,
                StatusCode::GONE,
                "这条信息已经撤回",
                lines,
            )
        }
        Err(WebError::Refusal(Refusal::Unknown)) => {
            let lines = vec!["没有这条信息。请返回首页重新选择。".to_owned()];
            nothing(&visit, &holdings, StatusCode::NOT_FOUND, "没有内容", lines)
        }
        Err(error) => Err(error),
    }
}
