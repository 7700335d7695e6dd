//! Lists of what is published: everything, or what a category, topic, year or filter leaves.

use super::pager::{ON_A_PAGE, Pager};
use super::{Column, Holdings, View, Visit, links};
use crate::error::WebError;
use crate::{Site, words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::dates;
use gongkai_domain::identity::CategoryId;
use gongkai_domain::information::Topic;
use gongkai_office::{PublicQuery, PublicSummary, Standing};
use jiff::civil::Date;

/// What a list is narrowed to; its address says all of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filters {
    /// As typed.
    pub(crate) word: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) valid: String,
    /// The address of one of those who publish on the column.
    pub(crate) unit: String,
    pub(crate) category: Option<CategoryId>,
    pub(crate) topic: Option<Topic>,
    pub(crate) year: Option<i16>,
    pub(crate) page: u64,
}

impl Filters {
    pub(crate) fn of_category(category: &CategoryId) -> Self {
        Self {
            category: Some(category.clone()),
            ..Self::default()
        }
    }

    pub(crate) fn of_unit(slug: &str) -> Self {
        Self {
            unit: slug.to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn of_topic(topic: Topic) -> Self {
        Self {
            topic: Some(topic),
            ..Self::default()
        }
    }

    pub(crate) fn of_year(year: i16) -> Self {
        Self {
            year: Some(year),
            ..Self::default()
        }
    }

    /// The same list at a page.
    pub(crate) fn at(&self, page: u64) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    fn read(visit: &Visit) -> Self {
        let topic = visit.field("topic").parse::<u8>().ok();
        Self {
            word: visit.field("word").to_owned(),
            from: visit.field("from").to_owned(),
            to: visit.field("to").to_owned(),
            valid: visit.field("valid").to_owned(),
            unit: visit.field("unit").to_owned(),
            category: visit.field("category").parse().ok(),
            topic: topic.and_then(|topic| Topic::try_from(topic).ok()),
            year: visit
                .field("year")
                .parse()
                .ok()
                .filter(|year| (1900..=2999).contains(year)),
            page: visit.field("page").parse().unwrap_or(1),
        }
    }

    /// The address of the list.
    pub(crate) fn address(&self, slug: &str) -> String {
        let text = |number: Option<String>| number.unwrap_or_default();
        let category = text(self.category.as_ref().map(ToString::to_string));
        let topic = text(self.topic.map(|topic| topic.number().to_string()));
        let year = text(self.year.map(|year| year.to_string()));
        let page = text((self.page > 1).then(|| self.page.to_string()));
        let all = [
            ("word", self.word.as_str()),
            ("from", &self.from),
            ("to", &self.to),
            ("valid", &self.valid),
            ("unit", &self.unit),
            ("category", &category),
            ("topic", &topic),
            ("year", &year),
            ("page", &page),
        ];
        let set: Vec<(&str, &str)> = all
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect();
        format!("{}{}", links::page(slug, "content"), links::query_of(&set))
    }

    fn standing(&self) -> Option<Standing> {
        match self.valid.as_str() {
            "in_force" => Some(Standing::InForce),
            "repealed" => Some(Standing::Repealed),
            "expired" => Some(Standing::Expired),
            _ => None,
        }
    }

    fn query(&self, holdings: &Holdings, today: Date) -> PublicQuery {
        let day = |text: &str| dates::typed(text, today).ok().flatten();
        let first = self.year.and_then(|year| Date::new(year, 1, 1).ok());
        let last = self.year.and_then(|year| Date::new(year, 12, 31).ok());
        PublicQuery {
            host: Some(holdings.agency.id.clone()),
            agency: unit(holdings, &self.unit).map(|agency| agency.id.clone()),
            words: self.word.clone(),
            category: self.category.clone(),
            topic: self.topic,
            validity: self.standing(),
            from: day(&self.from).max(first),
            to: earlier(day(&self.to), last),
            offset: 0,
            limit: ON_A_PAGE,
        }
    }
}

/// The one of those who publish on a column whose address this is.
fn unit<'h>(holdings: &'h Holdings, slug: &str) -> Option<&'h Agency> {
    let mut all = std::iter::once(&holdings.agency).chain(&holdings.guests);
    all.find(|agency| agency.slug == slug)
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A line of a list.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) index_number: String,
    pub(crate) title: String,
    /// The institution whose it is; empty for the agency's own.
    pub(crate) unit: String,
    pub(crate) document_number: String,
    pub(crate) dated_on: String,
    pub(crate) published_on: String,
}

impl Line {
    /// The line of an item of a column.
    pub(crate) fn of(holdings: &Holdings, view: &View, item: &PublicSummary) -> Self {
        let guest = holdings.guest(&item.agency);
        Self {
            href: view.to(&links::item(holdings.slug(), &item.id)),
            index_number: item.index_number.clone(),
            title: item.title.clone(),
            unit: guest
                .map_or("", |guest| guest.name_on(item.published_on))
                .to_owned(),
            document_number: item.document_number.clone(),
            dated_on: words::iso(&item.dated_on),
            published_on: item.published_on.to_string(),
        }
    }
}

#[derive(Template)]
#[template(path = "column/content.html")]
struct ContentPage {
    shell: Column,
    home: String,
    heading: String,
    /// The list without any filter.
    everything: String,
    narrowed: bool,
    filters: Filters,
    from_problem: &'static str,
    to_problem: &'static str,
    /// What a filter form carries along.
    carried: Vec<(&'static str, String)>,
    requests: String,
    lines: Vec<Line>,
    pager: Pager,
}

/// What a list is about: of a category, a topic, a year, or everything.
fn heading(holdings: &Holdings, filters: &Filters, today: Date) -> String {
    let of_category = filters.category.as_ref().and_then(|id| {
        let found = holdings
            .categories
            .iter()
            .find(|category| category.id == *id);
        found.map(|category| category.name.clone())
    });
    let of_topic = filters.topic.map(|topic| topic.zh().to_owned());
    let of_year = filters.year.map(|year| format!("{year}年"));
    let of_unit = unit(holdings, &filters.unit).map(|unit| unit.name_on(today).to_owned());
    let parts: Vec<String> = [of_unit, of_category, of_topic, of_year]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        "法定主动公开内容".to_owned()
    } else {
        parts.join("，")
    }
}

fn carried(filters: &Filters) -> Vec<(&'static str, String)> {
    let unit = (!filters.unit.is_empty()).then(|| filters.unit.clone());
    let fields = [
        ("unit", unit),
        (
            "category",
            filters.category.as_ref().map(ToString::to_string),
        ),
        (
            "topic",
            filters.topic.map(|topic| topic.number().to_string()),
        ),
        ("year", filters.year.map(|year| year.to_string())),
    ];
    let set = fields
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)));
    set.collect()
}

/// A list as a page, and how many pages it has.
pub(crate) async fn render(
    site: &Site,
    holdings: &Holdings,
    view: &View,
    filters: &Filters,
) -> Result<(String, u64), WebError> {
    let slug = holdings.slug();
    let mut query = filters.query(holdings, view.today);
    query.offset = filters.page.clamp(1, 1 << 40).saturating_sub(1) * ON_A_PAGE;
    let found = site.office.search(&query).await?;
    let mut pager = Pager::of(found.total, filters.page, |page| {
        view.to(&filters.at(page).address(slug))
    });
    pager.more = found.more;
    let heading = heading(holdings, filters, view.today);
    let title = if pager.page > 1 {
        format!("{heading}（第{}页）", pager.page)
    } else {
        heading.clone()
    };
    let problem = |text: &str| match dates::typed(text, view.today) {
        Ok(_) => "",
        Err(dates::NoDate) => dates::EXPLANATION,
    };
    let pages = pager.pages;
    let page = ContentPage {
        shell: Column::of(holdings, view, &title, "content").with_shelves(holdings, filters),
        home: view.to(&links::home(slug)),
        narrowed: filters.at(1).address(slug) != Filters::default().address(slug),
        heading,
        everything: view.to(&links::page(slug, "content")),
        from_problem: problem(&filters.from),
        to_problem: problem(&filters.to),
        carried: carried(filters),
        filters: filters.clone(),
        requests: view.to(&links::page(slug, "requests")),
        lines: found
            .rows
            .iter()
            .map(|item| Line::of(holdings, view, item))
            .collect(),
        pager,
    };
    Ok((page.render()?, pages))
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let filters = Filters::read(&visit);
    let (page, _) = render(&site, &holdings, &visit.view, &filters).await?;
    Ok(visit.html(page))
}
