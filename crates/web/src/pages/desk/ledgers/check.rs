//! 目录自查: entries of the catalogue without anything published, and those without anything new for a
//! year, field by field.

use super::{AT, named, opened};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::desk::{Answer, Asked, file, page};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::Agency;
use gongkai_domain::ledger::Ledger;
use gongkai_office::{CATALOGUE, Entry, FieldCheck};

/// An entry to be looked at.
struct Line {
    href: String,
    item: String,
    state: &'static str,
    last: String,
}

/// A field with what is to be done in it.
struct Field {
    name: String,
    entries: usize,
    empty: usize,
    stale: usize,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "desk/catalogue_check.html")]
struct Check {
    shell: Console,
    ledger: &'static Ledger,
    agency: String,
    slug: String,
    entries: usize,
    empty: usize,
    stale: usize,
    fields: Vec<Field>,
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let (agency, ledger) = catalogue(&site, &caller, &key, named(&asked)).await?;
    let checked = site.office.catalogue_check(&caller.cx, &agency.id).await?;
    let sum = |count: fn(&FieldCheck) -> usize| checked.iter().map(count).sum();
    page(&Check {
        shell: Console::of(&site, &caller, "目录自查", AT).await?,
        ledger,
        agency: agency.name_on(caller.cx.today()).to_owned(),
        slug: agency.slug.clone(),
        entries: sum(|field| field.entries),
        empty: sum(|field| field.empty.len()),
        stale: sum(|field| field.stale.len()),
        fields: checked.into_iter().map(field).collect(),
    })
}

/// The same as a workbook.
pub(crate) async fn workbook(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let (agency, _) = catalogue(&site, &caller, &key, named(&asked)).await?;
    let book = site.office.check_workbook(&caller.cx, &agency.id).await?;
    let name = format!("{}-{key}-check.xlsx", agency.slug);
    Ok(file::sent(&name, "xlsx", book))
}

/// The catalogue is the only ledger that is checked so.
async fn catalogue(
    site: &Site,
    caller: &Caller,
    key: &str,
    named: &str,
) -> Result<(Agency, &'static Ledger), WebError> {
    if key != CATALOGUE {
        return Err(WebError::Refusal(Refusal::Unknown));
    }
    opened(site, caller, key, named).await
}

fn field(checked: FieldCheck) -> Field {
    let empty = checked
        .empty
        .iter()
        .map(|entry| line(entry, "没有公开内容"));
    let stale = checked
        .stale
        .iter()
        .map(|entry| line(entry, "一年没有更新"));
    Field {
        lines: empty.chain(stale).collect(),
        entries: checked.entries,
        empty: checked.empty.len(),
        stale: checked.stale.len(),
        name: checked.name,
    }
}

fn line(entry: &Entry, state: &'static str) -> Line {
    let last = entry.listed.map(|listed| listed.last.to_string());
    Line {
        href: format!("/desk/record/{}", entry.record.id),
        item: entry.item(),
        state,
        last: last.unwrap_or_default(),
    }
}
