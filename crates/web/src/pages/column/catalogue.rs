//! The standard catalogue for the public: its fields, the entries of one, and what is published under
//! an entry.

use super::content::Line;
use super::pager::{ON_A_PAGE, Pager};
use super::{Column, Holdings, View, Visit, links};
use crate::Site;
use crate::error::WebError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::access::Refusal;
use gongkai_domain::identity::RecordId;
use gongkai_office::{CATALOGUE, Entry, FieldOf, ledger};

/// The name of the page.
const NAME: &str = "基层政务公开标准目录";

/// A field among the others: address, name, entries, items published under them.
struct Field {
    href: String,
    name: String,
    entries: usize,
    items: u64,
}

/// An entry: address, item, limit, what is published under it and when last.
struct Row {
    href: String,
    item: String,
    limit: String,
    items: u64,
    last: String,
}

#[derive(Template)]
#[template(path = "column/catalogue.html")]
struct CataloguePage {
    shell: Column,
    home: String,
    /// The list of fields.
    whole: String,
    heading: String,
    /// All fields, on the first page.
    fields: Vec<Field>,
    /// The entries of one field.
    rows: Vec<Row>,
    entries: usize,
    items: u64,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "column/entry.html")]
struct EntryPage {
    shell: Column,
    home: String,
    whole: String,
    heading: String,
    field: String,
    /// That it is in the catalogue no more.
    ended: bool,
    /// What the catalogue says of it: names and texts.
    facts: Vec<(String, String)>,
    lines: Vec<Line>,
    pager: Pager,
}

/// The address of the catalogue; of a field of it by its place, from 1.
pub(crate) fn address(slug: &str, field: usize, page: u64) -> String {
    let field = (field > 0).then(|| field.to_string());
    let page = (page > 1).then(|| page.to_string());
    let pairs = [("field", field.as_deref()), ("page", page.as_deref())];
    let set = pairs
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)));
    let set: Vec<(&str, &str)> = set.collect();
    format!("{}{}", links::page(slug, CATALOGUE), links::query_of(&set))
}

/// The address of an entry.
pub(crate) fn entry_address(slug: &str, entry: &RecordId, page: u64) -> String {
    let base = format!("{}/{entry}", links::page(slug, CATALOGUE));
    if page > 1 {
        format!("{base}?page={page}")
    } else {
        base
    }
}

/// The link to it on the column's first page; empty where there is no catalogue.
pub(super) async fn link(
    site: &Site,
    holdings: &Holdings,
    view: &View,
) -> Result<String, WebError> {
    let has = site
        .office
        .has_catalogue(&holdings.agency.id, view.today)
        .await?;
    let link = || view.to(&address(holdings.slug(), 0, 1));
    Ok(if has { link() } else { String::new() })
}

/// The fields as they stand today.
pub(crate) async fn fields(
    site: &Site,
    holdings: &Holdings,
    view: &View,
) -> Result<Vec<FieldOf>, WebError> {
    Ok(site
        .office
        .public_catalogue(&holdings.agency.id, view.today)
        .await?)
}

/// The list of fields, or of the entries of one, as a page; and how many pages it has.
pub(crate) fn render(
    holdings: &Holdings,
    view: &View,
    fields: &[FieldOf],
    (field, page): (usize, u64),
) -> Result<(String, u64), WebError> {
    let slug = holdings.slug();
    let chosen = field.checked_sub(1).and_then(|at| fields.get(at));
    if chosen.is_none() && field > 0 {
        return Err(WebError::Refusal(Refusal::Unknown));
    }
    let name = chosen.map_or_else(|| NAME.to_owned(), |field| field.name.clone());
    let entries: &[Entry] = chosen.map_or(&[], |field| &field.entries);
    let pager = Pager::of(count(entries), page, |page| {
        view.to(&address(slug, field, page))
    });
    let skipped = usize::try_from((pager.page - 1) * ON_A_PAGE).unwrap_or(usize::MAX);
    let shown = entries.iter().skip(skipped);
    let shown = shown.take(usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX));
    let title = if pager.page > 1 {
        format!("{name}（第{}页）", pager.page)
    } else {
        name.clone()
    };
    let listed = (1..).zip(fields).map(|(at, field)| Field {
        href: view.to(&address(slug, at, 1)),
        name: field.name.clone(),
        entries: field.entries.len(),
        items: items(&field.entries),
    });
    let pages = pager.pages;
    let page = CataloguePage {
        shell: Column::of(holdings, view, &title, "content"),
        home: view.to(&links::home(slug)),
        whole: view.to(&address(slug, 0, 1)),
        heading: name,
        fields: if chosen.is_none() {
            listed.collect()
        } else {
            Vec::new()
        },
        rows: shown.map(|entry| row(view, slug, entry)).collect(),
        entries: fields.iter().map(|field| field.entries.len()).sum(),
        items: chosen.map_or(0, |field| items(&field.entries)),
        pager,
    };
    Ok((page.render()?, pages))
}

fn count(entries: &[Entry]) -> u64 {
    u64::try_from(entries.len()).unwrap_or(u64::MAX)
}

fn items(entries: &[Entry]) -> u64 {
    let items = entries.iter().filter_map(|entry| entry.listed);
    items.map(|listed| listed.items).sum()
}

fn row(view: &View, slug: &str, entry: &Entry) -> Row {
    let last = entry.listed.map(|listed| listed.last.to_string());
    Row {
        href: view.to(&entry_address(slug, &entry.record.id, 1)),
        item: entry.item(),
        limit: text(entry, "limit"),
        items: entry.listed.map_or(0, |listed| listed.items),
        last: last.unwrap_or_default(),
    }
}

/// What the printed sheet says of an entry in a column.
fn text(entry: &Entry, key: &str) -> String {
    let Ok(ledger) = ledger(CATALOGUE) else {
        return String::new();
    };
    let printed = ledger.printed.as_ref();
    let column = printed.and_then(|printed| printed.column(key));
    column.map_or_else(String::new, |column| {
        column.text(ledger, &entry.record.values)
    })
}

/// An entry with what is published under it, as a page; and how many pages that has.
pub(crate) async fn render_entry(
    site: &Site,
    holdings: &Holdings,
    view: &View,
    entry: &RecordId,
    page: u64,
) -> Result<(String, u64), WebError> {
    let (host, slug) = (&holdings.agency.id, holdings.slug());
    let entry = site.office.public_entry(host, entry).await?;
    let (agency, id) = (&entry.record.agency, &entry.record.id);
    let offset = page.clamp(1, 1 << 40).saturating_sub(1) * ON_A_PAGE;
    let found = site
        .office
        .public_under(agency, id, offset, ON_A_PAGE)
        .await?;
    let pager = Pager::of(found.total, page, |page| {
        view.to(&entry_address(slug, id, page))
    });
    let ledger = ledger(CATALOGUE)?;
    let columns = ledger.printed.iter().flat_map(|printed| &printed.columns);
    let facts = columns.filter_map(|column| {
        let text = column.text(ledger, &entry.record.values);
        (!text.is_empty()).then(|| (column.heads.join("："), text))
    });
    let pages = pager.pages;
    let page = EntryPage {
        shell: Column::of(holdings, view, &entry.item(), "content"),
        home: view.to(&links::home(slug)),
        whole: view.to(&address(slug, 0, 1)),
        heading: entry.item(),
        field: entry.field.clone(),
        ended: !entry.record.stands_on(ledger, view.today),
        facts: facts.collect(),
        lines: found
            .rows
            .iter()
            .map(|item| Line::of(holdings, view, item))
            .collect(),
        pager,
    };
    Ok((page.render()?, pages))
}

/// The catalogue, or one field of it.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let number = |name: &str| visit.field(name).parse::<u64>().unwrap_or_default();
    let field = usize::try_from(number("field")).unwrap_or(usize::MAX);
    let all = fields(&site, &holdings, &visit.view).await?;
    let (page, _) = render(&holdings, &visit.view, &all, (field, number("page")))?;
    Ok(visit.html(page))
}

/// An entry.
pub(crate) async fn entry(
    State(site): State<Site>,
    Path((slug, entry)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let entry: RecordId = entry.parse().or(Err(WebError::Refusal(Refusal::Unknown)))?;
    let page = visit.field("page").parse().unwrap_or(1);
    let (page, _) = render_entry(&site, &holdings, &visit.view, &entry, page).await?;
    Ok(visit.html(page))
}
