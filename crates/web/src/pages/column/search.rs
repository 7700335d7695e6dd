//! Search: in one column, or in all of them.

use super::content::Filters;
use super::marks::{Piece, marked, snippet};
use super::pager::{ON_A_PAGE, Pager};
use super::{Column, View, Visit, links};
use crate::Site;
use crate::error::WebError;
use crate::shell::Link;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_office::{Public, PublicQuery, PublicSummary, Tree};

/// A hit.
struct Hit {
    href: String,
    title: Vec<Piece>,
    text: Vec<Piece>,
    meta: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "column/search.html")]
struct SearchPage {
    shell: Column,
    home: String,
    words: String,
    hits: Vec<Hit>,
    pager: Pager,
    /// Shorter words that are found, with how often.
    shorter: Vec<Link>,
    /// The whole list, and how to ask for what is not there; empty where no agency is meant.
    content: String,
    requests: String,
}

/// Characters of a query that are looked at: nobody types more.
const LONGEST: usize = 100;
/// Shorter words that are proposed.
const PROPOSALS: usize = 5;

struct Asked {
    address: String,
    agency: Option<AgencyId>,
    words: String,
    page: u64,
}

impl Asked {
    fn of(visit: &Visit, address: String, agency: Option<AgencyId>) -> Self {
        Self {
            address,
            agency,
            words: visit.field("q").chars().take(LONGEST).collect(),
            page: visit.field("page").parse().unwrap_or(1),
        }
    }

    fn at(&self, words: &str, page: u64) -> String {
        let page = page.to_string();
        let mut pairs = vec![("q", words)];
        if page != "1" {
            pairs.push(("page", &page));
        }
        format!("{}{}", self.address, links::query_of(&pairs))
    }

    fn query(&self, words: &str, limit: u64) -> PublicQuery {
        PublicQuery {
            agency: self.agency.clone(),
            words: words.to_owned(),
            offset: self.page.clamp(1, 1 << 40).saturating_sub(1) * ON_A_PAGE,
            limit,
            ..PublicQuery::default()
        }
    }
}

/// Search in one column.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let address = links::page(&slug, "search");
    let asked = Asked::of(&visit, address, Some(holdings.agency.id.clone()));
    let shell = Column::of(&holdings, &visit.view, &title(&asked), "");
    let shell = shell.with_shelves(&holdings, &Filters::default());
    let home = links::home(&slug);
    let content = links::page(&slug, "content");
    let requests = links::page(&slug, "requests");
    let page = page(&site, &holdings.tree, &visit.view, shell, &asked).await?;
    let page = SearchPage {
        home,
        content,
        requests,
        ..page
    };
    Ok(visit.html(page.render()?))
}

/// Search in all columns.
pub(crate) async fn show_all(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let asked = Asked::of(&visit, "/search".to_owned(), None);
    let shell = Column::of_all(&tree, &visit.view, &title(&asked));
    let page = page(&site, &tree, &visit.view, shell, &asked).await?;
    Ok(visit.html(page.render()?))
}

fn title(asked: &Asked) -> String {
    if asked.words.is_empty() {
        "检索".to_owned()
    } else {
        format!("检索“{}”", asked.words)
    }
}

async fn page(
    site: &Site,
    tree: &Tree,
    view: &View,
    mut shell: Column,
    asked: &Asked,
) -> Result<SearchPage, WebError> {
    let mut hits = Vec::new();
    let mut total = 0;
    if !asked.words.is_empty() {
        let found = site
            .office
            .search(&asked.query(&asked.words, ON_A_PAGE))
            .await?;
        total = found.total;
        for row in &found.rows {
            hits.push(hit(site, tree, view, asked, row).await?);
        }
    }
    let shorter = if total == 0 {
        shorter(site, asked).await?
    } else {
        Vec::new()
    };
    shell.words.clone_from(&asked.words);
    Ok(SearchPage {
        shell,
        home: "/".to_owned(),
        words: asked.words.clone(),
        hits,
        pager: Pager::of(total, asked.page, |page| asked.at(&asked.words, page)),
        shorter,
        content: String::new(),
        requests: String::new(),
    })
}

async fn hit(
    site: &Site,
    tree: &Tree,
    view: &View,
    asked: &Asked,
    row: &PublicSummary,
) -> Result<Hit, WebError> {
    let agency = tree.get(&row.agency);
    let mut text = None;
    if let Public::Item(item) = site.office.public(&row.id).await? {
        let texts = [&item.facts.body, &item.facts.summary, &item.attachment_text];
        text = texts
            .into_iter()
            .find_map(|text| snippet(text, &asked.words));
    }
    let of_agency = agency.filter(|_| asked.agency.is_none());
    let of_agency = of_agency.map_or("", |agency| agency.name_on(view.today));
    let published = format!("{} 发布", row.published_on);
    let meta = [
        of_agency,
        &row.index_number,
        &row.document_number,
        &published,
    ];
    let meta: Vec<&str> = meta.into_iter().filter(|text| !text.is_empty()).collect();
    let plain = |text: &str| marked(text, "");
    Ok(Hit {
        href: view.to(&links::item(agency.map_or("", slug), &row.id)),
        title: marked(&row.title, &asked.words),
        text: text.unwrap_or_else(|| plain(&row.summary)),
        meta: marked(&meta.join("，"), &asked.words),
    })
}

fn slug(agency: &Agency) -> &str {
    &agency.slug
}

/// Words and parts of words that are found where the whole query is not.
async fn shorter(site: &Site, asked: &Asked) -> Result<Vec<Link>, WebError> {
    let mut tried: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for word in parts(&asked.words) {
        if found.len() == PROPOSALS {
            break;
        }
        // A part of what has been proposed finds no less and says no more.
        let proposed = found.iter().any(|link: &Link| link.name.contains(&word));
        if word == asked.words || proposed || tried.contains(&word) {
            continue;
        }
        let mut query = asked.query(&word, 0);
        query.offset = 0;
        let total = site.office.search(&query).await?.total;
        if total > 0 {
            found.push(Link {
                href: asked.at(&word, 1),
                name: word.clone(),
                current: false,
                count: Some(total),
            });
        }
        tried.push(word);
    }
    Ok(found)
}

/// The words of a query one by one, then each word in parts of four, three and two characters.
fn parts(words: &str) -> Vec<String> {
    let single: Vec<&str> = words.split_whitespace().take(4).collect();
    let mut parts: Vec<String> = single.iter().map(|&word| word.to_owned()).collect();
    for length in [4, 3, 2] {
        for word in &single {
            let characters: Vec<char> = word.chars().take(16).collect();
            parts.extend(characters.windows(length).map(|part| part.iter().collect()));
        }
    }
    parts
}
