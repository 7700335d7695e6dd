//! An item: its page, its tombstone, and the same as text and as data.

use super::content::Filters;
use super::visit::{HTML, JSON, TEXT, set};
use super::{Column, Holdings, View, Visit, links, record, texts};
use crate::Site;
use crate::error::WebError;
use crate::words;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::AgencyKind;
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::{Attachment, Channel, ChannelKind, Tombstone};
use gongkai_office::{AttachmentKind, Public, PublicView};
use std::collections::BTreeSet;

/// A file on the page.
struct File {
    href: String,
    /// Where a browser shows it; empty if it must not.
    inline: String,
    name: String,
    kind: String,
    size: String,
}

/// A channel in which an item was posted.
struct Posted {
    channel: String,
    days: Vec<String>,
    /// Addresses on the internet.
    addresses: Vec<String>,
    /// Other places.
    places: Vec<String>,
}

#[derive(Template)]
#[template(path = "column/item.html")]
struct ItemPage {
    shell: Column,
    home: String,
    content: String,
    /// The list of its category, and the name of that; nothing if there is none.
    category: Option<(String, String)>,
    /// What is registered, one or two facts a row.
    rows: Vec<Vec<(&'static str, String)>>,
    /// The list of the institution whose it is, and its name; nothing for the agency's own.
    unit: Option<(String, String)>,
    notice: Option<String>,
    title: String,
    number: String,
    paragraphs: Vec<String>,
    organ: String,
    dated_on: String,
    files: Vec<File>,
    text: String,
    json: String,
    printing: bool,
    print: &'static str,
    posted: Vec<Posted>,
    interprets: Option<(String, String)>,
    interpretations: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "column/tombstone.html")]
struct TombstonePage {
    shell: Column,
    home: String,
    content: String,
    requests: String,
    at: String,
    ground: String,
}

fn file(view: &View, slug: &str, id: &InformationId, file: &Attachment) -> File {
    let href = view.to_attachment(slug, id, file);
    // A sandboxed page shows pictures; a document would need a reader of the browser's own.
    let shown = matches!(file.kind.as_str(), "jpg" | "png") && !view.links.is_file();
    let known = AttachmentKind::of_extension(&file.kind);
    File {
        inline: if shown {
            format!("{href}?inline=1")
        } else {
            String::new()
        },
        href,
        name: file.name.clone(),
        kind: known.map_or("", AttachmentKind::extension).to_uppercase(),
        size: words::bytes(&file.size),
    }
}

/// Where an item was posted, channel by channel.
fn posted(holdings: &Holdings, shown: &PublicView) -> Vec<Posted> {
    let all = holdings
        .channels
        .iter()
        .chain(&shown.channels)
        .map(|channel| posted_in(channel, shown));
    all.filter(|posted| !posted.days.is_empty()).collect()
}

fn posted_in(channel: &Channel, shown: &PublicView) -> Posted {
    let own = shown
        .postings
        .iter()
        .filter(|posting| posting.channel == channel.id);
    let days: BTreeSet<String> = own.clone().map(|posting| posting.on.to_string()).collect();
    let places: BTreeSet<&str> = own.map(|posting| posting.place.trim()).collect();
    let is_web = |place: &&str| place.starts_with("https://") || place.starts_with("http://");
    let (addresses, places): (Vec<&str>, Vec<&str>) = places
        .into_iter()
        .filter(|place| !place.is_empty())
        .partition(is_web);
    let owned = |texts: Vec<&str>| texts.into_iter().map(ToOwned::to_owned).collect();
    Posted {
        channel: channel.name.clone(),
        days: days.into_iter().collect(),
        addresses: owned(addresses),
        // The place of this column is this column.
        places: if channel.kind == ChannelKind::Column {
            Vec::new()
        } else {
            owned(places)
        },
    }
}

/// Labels of government sites for an article.
fn labels(shown: &PublicView, organ: &str) -> Vec<(&'static str, String)> {
    let facts = &shown.item.facts;
    let keywords = if facts.keywords.trim().is_empty() {
        shown.item.category_name.clone()
    } else {
        facts.keywords.trim().to_owned()
    };
    vec![
        ("ArticleTitle", facts.title.clone()),
        ("PubDate", shown.item.first_published_on.to_string()),
        ("ContentSource", organ.to_owned()),
        ("Keywords", keywords),
        ("Description", facts.summary.clone()),
    ]
}

/// An item as a page.
#[expect(clippy::too_many_lines, reason = "one page, its parts in order")]
pub(crate) fn render(
    holdings: &Holdings,
    view: &View,
    shown: &PublicView,
    printing: bool,
) -> Result<String, WebError> {
    let (item, slug) = (&shown.item, holdings.slug());
    let facts = &item.facts;
    let organ = record::organ(holdings, item);
    let shelf = holdings.shelf(facts.category.as_ref(), &item.category_name);
    let at = Filters {
        category: shelf.map(|shelf| shelf.id.clone()),
        ..Filters::default()
    };
    let address = links::item(slug, &item.id);
    let link =
        |id: &InformationId, title: &str| (view.to(&links::item(slug, id)), title.to_owned());
    let category = shelf.map(|shelf| {
        let href = view.to(&Filters::of_category(&shelf.id).address(slug));
        (href, item.category_name.clone())
    });
    let page = ItemPage {
        shell: Column::of(holdings, view, &facts.title, "content")
            .with_shelves(holdings, &at)
            .with_labels(labels(shown, &organ)),
        home: view.to(&links::home(slug)),
        content: view.to(&links::page(slug, "content")),
        category: category.filter(|(_, name)| !name.is_empty()),
        rows: rows(record::facts(holdings, shown)),
        unit: holdings.guest(&item.agency).map(|guest| {
            let href = view.to(&Filters::of_unit(&guest.slug).address(slug));
            (href, guest.name_on(item.first_published_on).to_owned())
        }),
        notice: record::notice(&facts.validity),
        title: facts.title.clone(),
        number: facts.document_number.clone(),
        paragraphs: texts::paragraphs(&facts.body),
        organ,
        dated_on: facts
            .dated_on
            .as_ref()
            .map(words::document_date)
            .unwrap_or_default(),
        files: facts
            .attachments
            .iter()
            .map(|one| file(view, slug, &item.id, one))
            .collect(),
        text: view.to(&format!("{address}.txt")),
        json: view.to(&format!("{address}.json")),
        printing,
        print: if view.links.is_file() {
            "#main"
        } else {
            "?print=1"
        },
        posted: posted(holdings, shown),
        interprets: shown
            .interprets
            .as_ref()
            .map(|one| link(&one.id, &one.facts.title)),
        interpretations: shown
            .interpretations
            .iter()
            .map(|one| link(&one.id, &one.title))
            .collect(),
    };
    Ok(page.render()?)
}

/// Two facts a row; the title has one for itself.
fn rows(facts: Vec<(&'static str, String)>) -> Vec<Vec<(&'static str, String)>> {
    let mut rows: Vec<Vec<(&'static str, String)>> = Vec::new();
    for fact in facts {
        let alone = |name: &str| name == "名称";
        let room = rows
            .last_mut()
            .filter(|row| !alone(fact.0) && matches!(row.as_slice(), [(name, _)] if !alone(name)));
        match room {
            Some(row) => row.push(fact),
            None => rows.push(vec![fact]),
        }
    }
    rows
}

/// What is left of a withdrawn item, as a page.
pub(crate) fn tombstone(
    holdings: &Holdings,
    view: &View,
    tombstone: &Tombstone,
) -> Result<String, WebError> {
    let slug = holdings.slug();
    let page = TombstonePage {
        shell: Column::of(holdings, view, "这条信息已经撤回", "content"),
        home: view.to(&links::home(slug)),
        content: view.to(&links::page(slug, "content")),
        requests: view.to(&links::page(slug, "requests")),
        at: words::instant(&tombstone.at),
        ground: tombstone.ground.clone(),
    };
    Ok(page.render()?)
}

/// What an address of an item leads to, in this agency's column and no other. What an institution
/// under the agency publishes on another column may have stood here: the address leads there.
pub(crate) async fn found(
    site: &Site,
    holdings: &Holdings,
    id: &str,
) -> Result<Result<PublicView, Tombstone>, WebError> {
    let id: InformationId = id.parse().ok().ok_or(Refusal::Unknown)?;
    let public = site.office.public(&id).await?;
    let here = &holdings.agency.id;
    match public {
        Public::Item(item) if item.host == *here => Ok(Ok(site.office.public_view(*item).await?)),
        Public::Withdrawn(host, tombstone) if host == *here => Ok(Err(tombstone)),
        Public::Item(item) => Err(moved(holdings, &item.host, &id)),
        Public::Withdrawn(host, _) => Err(moved(holdings, &host, &id)),
    }
}

/// Why an item is not in a column: it is in that of an institution below, or there is no such item.
fn moved(holdings: &Holdings, host: &AgencyId, id: &InformationId) -> WebError {
    let (tree, here) = (&holdings.tree, &holdings.agency.id);
    let host = tree.get(host).filter(|host| {
        host.kind == AgencyKind::Institution && tree.lineage(&host.id).contains(here)
    });
    match host {
        Some(host) => WebError::Moved(links::item(&host.slug, id)),
        None => Refusal::Unknown.into(),
    }
}

/// The answer where an item was withdrawn.
pub(crate) fn gone(
    holdings: &Holdings,
    visit: &Visit,
    left: &Tombstone,
) -> Result<Response, WebError> {
    let page = tombstone(holdings, &visit.view, left)?;
    Ok(visit.answer(StatusCode::GONE, HTML, page.into_bytes()))
}

/// An item as page, text (`.txt`) or data (`.json`).
pub(crate) async fn show(
    State(site): State<Site>,
    Path((slug, name)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let (id, form) = name.split_once('.').unwrap_or((&name, ""));
    let shown = match found(&site, &holdings, id).await? {
        Ok(shown) => shown,
        Err(left) => return gone(&holdings, &visit, &left),
    };
    match form {
        "" => {
            let printing = !visit.field("print").is_empty();
            Ok(visit.html(render(&holdings, &visit.view, &shown, printing)?))
        }
        "json" => {
            let json = record::json(&holdings, &visit.view, &shown);
            Ok(visit.answer(StatusCode::OK, JSON, json))
        }
        "txt" => {
            let text = record::text(&holdings, &shown);
            let mut response = visit.answer(StatusCode::OK, TEXT, text.into_bytes());
            let name = format!("{}.txt", shown.item.facts.title);
            let disposition = super::download::disposition("attachment", &name, "txt");
            set(
                response.headers_mut(),
                header::CONTENT_DISPOSITION,
                &disposition,
            );
            Ok(response)
        }
        _ => Err(Refusal::Unknown.into()),
    }
}
