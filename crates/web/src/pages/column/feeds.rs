//! For programs: RSS 2.0 of a column, the site map, robots.txt.

use super::visit::{RSS, TEXT, XML};
use super::{Holdings, View, Visit, links};
use crate::Site;
use crate::error::WebError;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::agency::Agency;
use gongkai_office::{PublicQuery, PublicSummary, Tree};
use jiff::fmt::rfc2822;

/// Items of a feed.
const NEWEST: u64 = 30;
/// Addresses in one site map, by the protocol of site maps.
pub(crate) const IN_ONE_MAP: u64 = 50_000;
/// Items read at a time.
const AT_A_TIME: u64 = 1000;
/// Pages that every column has besides its items.
const OWN_PAGES: [&str; 5] = ["guide", "rules", "content", "reports", "requests"];

/// Text within XML: marks escaped, characters that XML does not have left out.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

fn entry(holdings: &Holdings, view: &View, item: &PublicSummary) -> String {
    let link = view.whole(&links::item(holdings.slug(), &item.id));
    let guest = holdings.guest(&item.agency);
    let title = match guest.map(|guest| guest.name_on(item.published_on)) {
        Some(unit) => format!("{}（{unit}）", item.title),
        None => item.title.clone(),
    };
    let when = rfc2822::to_string(&gongkai_office::china(item.published_at));
    format!(
        "<item>\n<title>{}</title>\n<link>{}</link>\n<guid isPermaLink=\"false\">{}</guid>\n\
         <pubDate>{}</pubDate>\n<description>{}</description>\n</item>\n",
        xml(&title),
        xml(&link),
        item.id,
        when.unwrap_or_default(),
        xml(&item.summary),
    )
}

/// The newest items of a column as RSS 2.0.
pub(crate) async fn rss(site: &Site, holdings: &Holdings, view: &View) -> Result<String, WebError> {
    let newest = PublicQuery {
        host: Some(holdings.agency.id.clone()),
        limit: NEWEST,
        ..PublicQuery::default()
    };
    let newest = site.office.search(&newest).await?.rows;
    let name = holdings.agency.name_on(view.today);
    let slug = holdings.slug();
    let items: String = newest
        .iter()
        .map(|item| entry(holdings, view, item))
        .collect();
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n\
         <title>{name}政府信息公开</title>\n<link>{}</link>\n\
         <description>{name}主动公开的政府信息</description>\n<language>zh-cn</language>\n\
         {items}</channel>\n</rss>\n",
        xml(&view.whole(&links::home(slug))),
        name = xml(name),
    ))
}

/// The feed of a column.
pub(crate) async fn feed(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let feed = rss(&site, &holdings, &visit.view).await?;
    Ok(visit.answer(StatusCode::OK, RSS, feed.into_bytes()))
}

/// What opens a site map.
pub(crate) const MAP_BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
/// What closes it.
pub(crate) const MAP_END: &str = "</urlset>\n";

/// A line of a site map.
pub(crate) fn place(address: &str, changed: &str) -> String {
    let changed = if changed.is_empty() {
        String::new()
    } else {
        format!("<lastmod>{changed}</lastmod>")
    };
    format!("<url><loc>{}</loc>{changed}</url>\n", xml(address))
}

/// The addresses of an agency's pages besides its items.
pub(crate) fn own_pages(agency: &Agency) -> Vec<String> {
    let entries = OWN_PAGES.iter().map(|page| links::page(&agency.slug, page));
    std::iter::once(links::home(&agency.slug))
        .chain(entries)
        .collect()
}

/// The items of one map, the last published first.
async fn items(site: &Site, tree: &Tree, base: &str, part: u64) -> Result<String, WebError> {
    let mut out = String::new();
    let from = (part - 1) * IN_ONE_MAP;
    let mut offset = from;
    while offset < from + IN_ONE_MAP {
        let query = PublicQuery {
            offset,
            limit: AT_A_TIME,
            ..PublicQuery::default()
        };
        let found = site.office.search(&query).await?;
        for item in &found.rows {
            if let Some(agency) = tree.get(&item.host) {
                let address = format!("{base}{}", links::item(&agency.slug, &item.id));
                let changed = gongkai_office::today(item.published_at).to_string();
                out.push_str(&place(&address, &changed));
            }
        }
        offset += AT_A_TIME;
        if offset >= found.total {
            break;
        }
    }
    Ok(out)
}

/// The site map: pages and items, or with too many for one, a list of maps.
pub(crate) async fn sitemap(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let base = &visit.view.base;
    let total = site.office.search(&PublicQuery::default()).await?.total;
    let part: Option<u64> = visit
        .field("part")
        .parse()
        .ok()
        .filter(|part| (1..=1000).contains(part));
    let parts = total.div_ceil(IN_ONE_MAP);
    let map = match part {
        Some(part) => format!(
            "{MAP_BEGIN}{}{MAP_END}",
            items(&site, &tree, base, part).await?
        ),
        None if parts > 1 => index(base, parts),
        None => {
            let items = items(&site, &tree, base, 1).await?;
            format!("{MAP_BEGIN}{}{items}{MAP_END}", pages(&tree, base))
        }
    };
    Ok(visit.answer(StatusCode::OK, XML, map.into_bytes()))
}

fn pages(tree: &Tree, base: &str) -> String {
    let columns = tree.0.iter();
    let columns = columns.filter(|agency| *tree.host(&agency.id) == agency.id);
    let own = columns.flat_map(own_pages);
    own.map(|page| place(&format!("{base}{page}"), ""))
        .collect()
}

fn index(base: &str, parts: u64) -> String {
    let map = |part| {
        format!(
            "<sitemap><loc>{}</loc></sitemap>\n",
            xml(&format!("{base}/sitemap.xml?part={part}"))
        )
    };
    let maps: String = (1..=parts).map(map).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{maps}</sitemapindex>\n"
    )
}

/// What robots may read: the column, and not the desk.
pub(crate) async fn robots(visit: Visit) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /desk\nDisallow: /admin\nDisallow: /account\nDisallow: /login\n\
         Disallow: /search\nDisallow: /*/search\n\nSitemap: {}/sitemap.xml\n",
        visit.view.base
    );
    visit.answer(StatusCode::OK, TEXT, text.into_bytes())
}
