//! Search: in one column, or in all of them.

use super::content::Filters;
use super::marks::{Piece, marked, snippet};
use super::pager::{ON_A_PAGE, Pager};
use super::{Column, Holdings, View, Visit, links};
use crate::Site;
use crate::error::WebError;
use crate::shell::Link;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::Facts;
use gongkai_office::{PublicQuery, PublicSummary, Tree};
use std::collections::BTreeMap;

/// A hit.
pub(crate) struct Hit {
    pub(crate) href: String,
    pub(crate) title: Vec<Piece>,
    pub(crate) text: Vec<Piece>,
    pub(crate) meta: Vec<Piece>,
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
/// Shorter words that are looked for at most.
const QUESTIONS: usize = 48;

struct Asked {
    address: String,
    /// The agency on whose column; all where there is none.
    host: Option<AgencyId>,
    words: String,
    page: u64,
}

impl Asked {
    fn of(visit: &Visit, address: String, host: Option<AgencyId>) -> Self {
        Self {
            address,
            host,
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
            host: self.host.clone(),
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

/// The first items of an agency in which words stand, and whether there are more.
pub(crate) async fn first(
    site: &Site,
    holdings: &Holdings,
    view: &View,
    words: &str,
    most: u64,
) -> Result<(Vec<Hit>, bool), WebError> {
    let asked = Asked {
        address: links::page(holdings.slug(), "search"),
        host: Some(holdings.agency.id.clone()),
        words: words.chars().take(LONGEST).collect(),
        page: 1,
    };
    let found = site.office.search(&asked.query(&asked.words, most)).await?;
    let more = found.more || found.total > most;
    let hits = hits(site, &holdings.tree, view, &asked, &found.rows).await?;
    Ok((hits, more))
}

async fn hits(
    site: &Site,
    tree: &Tree,
    view: &View,
    asked: &Asked,
    rows: &[PublicSummary],
) -> Result<Vec<Hit>, WebError> {
    let ids: Vec<&InformationId> = rows.iter().map(|row| &row.id).collect();
    let facts = site.office.public_facts(&ids).await?;
    let mut hits = Vec::new();
    for row in rows {
        let text = text(site, asked, row, facts.get(&row.id)).await?;
        hits.push(hit(tree, view, asked, row, text));
    }
    Ok(hits)
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
    let mut shown = Vec::new();
    let mut pager = Pager::default();
    if !asked.words.is_empty() {
        let found = site
            .office
            .search(&asked.query(&asked.words, ON_A_PAGE))
            .await?;
        pager = Pager::of(found.total, asked.page, |page| asked.at(&asked.words, page));
        pager.more = found.more;
        shown = hits(site, tree, view, asked, &found.rows).await?;
    }
    let shorter = if pager.total == 0 {
        shorter(site, asked).await?
    } else {
        Vec::new()
    };
    shell.words.clone_from(&asked.words);
    Ok(SearchPage {
        shell,
        home: "/".to_owned(),
        words: asked.words.clone(),
        hits: shown,
        pager,
        shorter,
        content: String::new(),
        requests: String::new(),
    })
}

/// The part of an item in which the words stand. Attachments can be long: they are read where the
/// words stand in nothing else.
async fn text(
    site: &Site,
    asked: &Asked,
    row: &PublicSummary,
    facts: Option<&Facts>,
) -> Result<Vec<Piece>, WebError> {
    let own = facts.and_then(|facts| {
        snippet(&facts.body, &asked.words).or_else(|| snippet(&facts.summary, &asked.words))
    });
    let attached = match own {
        None if facts.is_some_and(|facts| !facts.attachments.is_empty()) => {
            snippet(&site.office.attachment_text(&row.id).await?, &asked.words)
        }
        _ => None,
    };
    let found = own.or(attached);
    Ok(found.unwrap_or_else(|| marked(&row.summary, "")))
}

fn hit(tree: &Tree, view: &View, asked: &Asked, row: &PublicSummary, text: Vec<Piece>) -> Hit {
    let agency = tree.get(&row.agency);
    let named = asked.host.is_none() || row.host != row.agency;
    let of_agency = agency.filter(|_| named);
    let of_agency = of_agency.map_or("", |agency| agency.name_on(view.today));
    let published = format!("{} 发布", row.published_on);
    let meta = [
        of_agency,
        &row.index_number,
        &row.document_number,
        &published,
    ];
    let meta: Vec<&str> = meta.into_iter().filter(|text| !text.is_empty()).collect();
    Hit {
        href: view.to(&links::item(tree.get(&row.host).map_or("", slug), &row.id)),
        title: marked(&row.title, &asked.words),
        text,
        meta: marked(&meta.join("，"), &asked.words),
    }
}

fn slug(agency: &Agency) -> &str {
    &agency.slug
}

/// What has been asked for shorter words: how often each is found, nothing if too often to be counted.
#[derive(Default)]
struct Tried(BTreeMap<String, Option<u64>>);

impl Tried {
    async fn count(
        &mut self,
        site: &Site,
        asked: &Asked,
        word: &str,
    ) -> Result<Option<u64>, WebError> {
        if let Some(known) = self.0.get(word) {
            return Ok(*known);
        }
        let mut query = asked.query(word, 0);
        query.offset = 0;
        let found = site.office.search(&query).await?;
        let count = (!found.more).then_some(found.total);
        self.0.insert(word.to_owned(), count);
        Ok(count)
    }

    /// Whether all pairs of neighbours in a word are found somewhere, without which it is not.
    async fn has_pairs(
        &mut self,
        site: &Site,
        asked: &Asked,
        word: &str,
    ) -> Result<bool, WebError> {
        for pair in windows(word, 2) {
            if self.0.len() >= QUESTIONS || self.count(site, asked, &pair).await? == Some(0) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Words and parts of words that are found where the whole query is not.
async fn shorter(site: &Site, asked: &Asked) -> Result<Vec<Link>, WebError> {
    let mut tried = Tried::default();
    let mut found: Vec<Link> = Vec::new();
    for word in parts(&asked.words) {
        if found.len() == PROPOSALS || tried.0.len() >= QUESTIONS {
            break;
        }
        // A part of what has been proposed finds no less and says no more.
        let proposed = found.iter().any(|link| link.name.contains(&word));
        if word == asked.words || proposed || !tried.has_pairs(site, asked, &word).await? {
            continue;
        }
        let count = tried.count(site, asked, &word).await?;
        if count != Some(0) {
            found.push(Link {
                href: asked.at(&word, 1),
                name: word,
                current: false,
                count,
            });
        }
    }
    Ok(found)
}

/// The words of a query one by one, then each word in parts of four, three and two characters.
fn parts(words: &str) -> Vec<String> {
    let single: Vec<&str> = words.split_whitespace().take(4).collect();
    let mut parts: Vec<String> = single.iter().map(|&word| word.to_owned()).collect();
    for length in [4, 3, 2] {
        parts.extend(single.iter().flat_map(|word| windows(word, length)));
    }
    parts
}

/// The parts of a word that are so many characters long.
fn windows(word: &str, length: usize) -> Vec<String> {
    let characters: Vec<char> = word.chars().take(16).collect();
    let parts = characters.windows(length);
    parts.map(|part| part.iter().collect()).collect()
}
