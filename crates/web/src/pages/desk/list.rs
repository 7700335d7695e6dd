//! The register: everything of one's agencies, filtered by the address, twenty a page.

use super::item::badge;
use super::{Answer, Asked, file, notices, page};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::shell::Console;
use crate::words::escaped;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::information::Stage;
use gongkai_office::{DeskQuery, Office, Summary};
use std::collections::BTreeMap;

/// Rows of a page.
const ROWS: u64 = 20;

struct Choice {
    value: String,
    label: String,
    on: bool,
}

struct Line {
    href: String,
    index_number: String,
    title: String,
    document_number: String,
    badge: &'static str,
    stage: &'static str,
    formed_on: String,
    due_on: String,
    published_on: String,
}

/// A link of the pager; without a page it is a gap.
struct Leaf {
    page: u64,
    href: String,
    current: bool,
    gap: bool,
}

#[derive(Template)]
#[template(path = "desk/list.html")]
struct List {
    shell: Console,
    words: String,
    year: String,
    stages: Vec<Choice>,
    attributes: Vec<Choice>,
    categories: Vec<Choice>,
    filtered: bool,
    total: u64,
    current: u64,
    pages: u64,
    lines: Vec<Line>,
    leaves: Vec<Leaf>,
    previous: String,
    next: String,
    may_register: bool,
    workbook: String,
}

/// Shows a page of the register.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let current = text(&asked, "page")
        .parse::<u64>()
        .unwrap_or(1)
        .clamp(1, 1_000_000);
    let query = query(&asked, current);
    let found = site.office.register_of(&caller.cx, query.clone()).await?;
    let shell = Console::of(&site, &caller, "政府信息", "/desk/information").await?;
    let pages = found.total.div_ceil(ROWS).max(1);
    let link = |page: u64| address(&asked, page);
    let may = decide(&caller.cx.actor, Action::Register, Object::Installation);
    page(&List {
        shell: shell.with_notice(notices::of(&asked)),
        words: query.words.clone(),
        year: query.year.map(|year| year.to_string()).unwrap_or_default(),
        stages: stages(&asked),
        attributes: attributes(&asked),
        categories: categories(&site, &caller, &asked).await?,
        filtered: ["words", "year", "stage", "attribute", "category"]
            .iter()
            .any(|name| !text(&asked, name).is_empty()),
        total: found.total,
        current,
        pages,
        lines: found.rows.iter().map(line).collect(),
        leaves: leaves(current, pages, &link),
        previous: if current > 1 {
            link(current - 1)
        } else {
            String::new()
        },
        next: if current < pages {
            link(current + 1)
        } else {
            String::new()
        },
        may_register: may.is_ok(),
        workbook: narrowed(&asked, "/desk/information/workbook?form=xlsx".to_owned()),
    })
}

fn text<'a>(asked: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    asked.get(name).map_or("", |text| text.trim())
}

fn query(asked: &BTreeMap<String, String>, page: u64) -> DeskQuery {
    let attribute = Some(text(asked, "attribute")).filter(|code| !code.is_empty());
    DeskQuery {
        agencies: Vec::new(),
        stages: Stage::of_code(text(asked, "stage")).into_iter().collect(),
        words: text(asked, "words").to_owned(),
        category: text(asked, "category").parse().ok(),
        attribute: attribute.map(ToOwned::to_owned),
        year: text(asked, "year").parse().ok(),
        offset: (page - 1) * ROWS,
        limit: ROWS,
    }
}

/// The list as a workbook, narrowed as the page is.
pub(crate) async fn workbook(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let query = query(&asked, 1);
    let book = site.office.register_workbook(&caller.cx, query).await?;
    Ok(file::sent("政府信息台账.xlsx", "xlsx", book))
}

/// The address of another page of the same list.
fn address(asked: &BTreeMap<String, String>, page: u64) -> String {
    narrowed(asked, format!("/desk/information?page={page}"))
}

/// An address with what the list is narrowed by.
fn narrowed(asked: &BTreeMap<String, String>, mut address: String) -> String {
    let kept = ["words", "stage", "category", "attribute", "year"];
    for name in kept
        .into_iter()
        .filter(|name| !text(asked, name).is_empty())
    {
        let value = escaped(text(asked, name)).replace('/', "%2F");
        address = format!("{address}&{name}={value}");
    }
    address
}

fn stages(asked: &BTreeMap<String, String>) -> Vec<Choice> {
    let one = |stage: Stage| Choice {
        value: stage.code().to_owned(),
        label: stage.zh().to_owned(),
        on: stage.code() == text(asked, "stage"),
    };
    Stage::ALL.into_iter().map(one).collect()
}

fn attributes(asked: &BTreeMap<String, String>) -> Vec<Choice> {
    let all = [
        ("proactive", "主动公开"),
        ("upon_request", "依申请公开"),
        ("withheld", "不予公开"),
    ];
    let one = |(code, name): (&str, &str)| Choice {
        value: code.to_owned(),
        label: name.to_owned(),
        on: code == text(asked, "attribute"),
    };
    all.map(one).into()
}

async fn categories(
    site: &Site,
    caller: &Caller,
    asked: &BTreeMap<String, String>,
) -> Result<Vec<Choice>, WebError> {
    let mut choices = Vec::new();
    for agency in Office::workplaces(&caller.cx.actor) {
        for category in site.office.categories(&agency).await? {
            choices.push(Choice {
                on: category.id.as_str() == text(asked, "category"),
                value: category.id.to_string(),
                label: category.name,
            });
        }
    }
    Ok(choices)
}

fn line(row: &Summary) -> Line {
    Line {
        href: format!("/desk/information/{}", row.id),
        index_number: row.index_number.clone(),
        title: row.title.clone(),
        document_number: row.document_number.clone(),
        badge: badge(row.stage),
        stage: row.stage.zh(),
        formed_on: crate::words::iso(&row.formed_on),
        due_on: crate::words::iso(&row.due_on),
        published_on: crate::words::iso(&row.first_published_on),
    }
}

/// First, last, and the neighbours of the page; gaps between.
fn leaves(current: u64, pages: u64, link: &impl Fn(u64) -> String) -> Vec<Leaf> {
    let near = current.saturating_sub(2)..=current + 2;
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut last = 0;
    let wanted = near
        .chain([1, pages])
        .filter(|page| (1..=pages).contains(page));
    let wanted: std::collections::BTreeSet<u64> = wanted.collect();
    for page in wanted {
        leaves.push(Leaf {
            page,
            href: link(page),
            current: page == current,
            gap: page > last + 1,
        });
        last = page;
    }
    leaves
}
