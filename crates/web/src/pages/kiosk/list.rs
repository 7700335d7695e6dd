//! What an entry of the touch screen shows: services as the office has written them down, and what is
//! published in the category of the entry; or everything that is published.

use super::{Screen, nothing, page, services};
use crate::Site;
use crate::error::WebError;
use crate::pages::column::{Visit, texts};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::agency::KioskSection;
use gongkai_domain::ledger::{Ledger, Record};
use gongkai_office::PublicQuery;

/// The entry that shows everything.
pub(super) const EVERYTHING: &str = "content";
/// Its name.
const EVERYTHING_ZH: &str = "公开内容";
/// Items on a page: as many as a screen shows without moving.
const ON_A_PAGE: u64 = 8;

/// A service with what an entry tells of it: names of columns and lines.
pub(super) struct Told {
    name: String,
    facts: Vec<(String, Vec<String>)>,
}

#[derive(Template)]
#[template(path = "kiosk/list.html")]
struct ListPage {
    shell: Screen,
    services: Vec<Told>,
    /// Address, title and day.
    lines: Vec<(String, String, String)>,
    page: u64,
    pages: u64,
    before: String,
    after: String,
}

/// The columns of the ledger of services that an entry tells.
fn columns(section: KioskSection) -> &'static [&'static str] {
    match section {
        KioskSection::Services => &["audience", "limit", "charge", "place", "hours", "telephone"],
        KioskSection::Guides => &[
            "conditions",
            "materials",
            "place",
            "hours",
            "telephone",
            "basis",
        ],
        KioskSection::Steps => &["flow", "limit", "place"],
    }
}

/// What an entry tells of the services: those of which it has something to tell.
pub(super) fn told(services: &[Record], section: KioskSection) -> Vec<Told> {
    let Ok(ledger) = gongkai_office::ledger("service") else {
        return Vec::new();
    };
    let leading: &[&str] = match section {
        KioskSection::Services => &["name"],
        KioskSection::Guides => &["conditions", "materials"],
        KioskSection::Steps => &["flow"],
    };
    let has = |record: &&Record| leading.iter().any(|key| record.values.get(key).is_some());
    let found = services.iter().filter(has);
    found
        .map(|record| Told {
            name: record.title(ledger),
            facts: facts(ledger, record, columns(section)),
        })
        .collect()
}

fn facts(ledger: &Ledger, record: &Record, keys: &[&str]) -> Vec<(String, Vec<String>)> {
    let fact = |key: &&str| {
        let column = ledger.column(key)?;
        let text = record.values.get(key)?;
        Some((column.zh.clone(), texts::paragraphs(&column.shown(text))))
    };
    keys.iter().filter_map(fact).collect()
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    Path((slug, name)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let section = KioskSection::of_code(&name);
    let title = section.map_or(EVERYTHING_ZH, KioskSection::zh);
    let mapped = section.and_then(|one| holdings.agency.settings.kiosk.category(one).cloned());
    let shown = match section {
        Some(section) => told(&services(&site, &visit, &holdings).await?, section),
        None => Vec::new(),
    };
    if (section.is_none() && name != EVERYTHING)
        || (section.is_some() && mapped.is_none() && shown.is_empty())
    {
        let lines = vec!["这里没有内容。请返回首页选择别的栏目。".to_owned()];
        return nothing(&visit, &holdings, StatusCode::NOT_FOUND, "没有内容", lines);
    }
    let at = visit.field("page").parse::<u64>().unwrap_or(1);
    let at = at.clamp(1, 10_000);
    let lists = section.is_none() || mapped.is_some();
    let query = PublicQuery {
        host: Some(holdings.agency.id.clone()),
        category: mapped,
        offset: (at - 1) * ON_A_PAGE,
        limit: if lists { ON_A_PAGE } else { 0 },
        ..PublicQuery::default()
    };
    let found = site.office.search(&query).await?;
    let total = if lists { found.total } else { 0 };
    let pages = total.div_ceil(ON_A_PAGE).max(1);
    let address = page(&slug, &name);
    let turned = |to: u64| format!("{address}?page={to}");
    let lines = found.rows.iter().map(|item| {
        let href = format!("{}?in={name}", page(&slug, &format!("item/{}", item.id)));
        let guest = holdings.guest(&item.agency);
        let title = match guest.map(|guest| guest.short_on(item.published_on)) {
            Some(unit) => format!("{}（{unit}）", item.title),
            None => item.title.clone(),
        };
        (href, title, item.published_on.to_string())
    });
    let page = ListPage {
        shell: Screen::of(&holdings, &visit.view, title),
        lines: lines.collect(),
        services: if at == 1 { shown } else { Vec::new() },
        page: at,
        pages,
        before: if at > 1 {
            turned(at - 1)
        } else {
            String::new()
        },
        after: if at < pages {
            turned(at + 1)
        } else {
            String::new()
        },
    };
    Ok(visit.html(page.render()?))
}
