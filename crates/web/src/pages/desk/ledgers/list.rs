//! The list of a ledger: quick log on top, filter, records; and its workbook.

use super::{AT, done, field, may_keep, named, opened, problems, texts, typed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::column::pager::Pager;
use crate::pages::desk::{Answer, Asked, again, file, page};
use crate::sheet::{Sheet, Summary};
use crate::shell::Console;
use crate::words::escaped;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::dates;
use gongkai_domain::identity::RecordId;
use gongkai_domain::ledger::{Column, Kind, Ledger, Record};
use gongkai_office::{CATALOGUE, Listed, RecordQuery};
use std::collections::BTreeMap;

/// Records of a page.
const ROWS: u64 = 20;
/// Columns of the list at most; the others stand on the record's page.
const SHOWN: usize = 5;

struct Line {
    href: String,
    title: String,
    cells: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "desk/ledger.html")]
struct List {
    shell: Console,
    summary: Summary,
    ledger: &'static Ledger,
    agency: String,
    slug: String,
    words: String,
    year: String,
    heads: Vec<&'static str>,
    title_head: &'static str,
    lines: Vec<Line>,
    pager: Pager,
    quick: Option<Sheet>,
    may_keep: bool,
    /// The day as of which it is shown; empty: all of it.
    on: String,
    on_problem: &'static str,
}

/// Shows a page of it.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let (agency, ledger) = opened(&site, &caller, &key, named(&asked)).await?;
    let quick = quick(ledger, &agency, &caller);
    page(&list(&site, &caller, &agency, ledger, &asked, quick).await?)
}

/// Logs a record with the few columns of the quick log.
pub(crate) async fn log(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    posted: Posted,
) -> Answer {
    let (agency, ledger) = opened(&site, &caller, &key, posted.text("agency")).await?;
    let mut all = typed(ledger, &posted);
    for (key, text) in ledger.defaults(caller.cx.today()).iter() {
        if !ledger.quick.iter().any(|quick| quick == key) {
            all.insert(key.to_owned(), text.to_owned());
        }
    }
    let added = site.office.add_record(&caller.cx, &agency.id, &key, &all);
    let Err(error) = added.await else {
        return done(ledger, &agency, "logged");
    };
    let problems = problems(error)?;
    let sheet = quick(ledger, &agency, &caller);
    let sheet = sheet.map(|sheet| sheet.typed(&posted).with(&problems));
    let list = list(&site, &caller, &agency, ledger, &BTreeMap::new(), sheet).await?;
    let status = list.summary.status();
    again(&list, status)
}

/// The ledger as a workbook.
pub(crate) async fn workbook(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let (agency, _) = opened(&site, &caller, &key, named(&asked)).await?;
    let year = asked.get("year").and_then(|year| year.parse().ok());
    let book = site
        .office
        .ledger_workbook(&caller.cx, &agency.id, &key, year);
    let name = format!("{}-{key}.xlsx", agency.slug);
    Ok(file::sent(&name, "xlsx", book.await?))
}

/// The ledger as the sheet that offices publish, as it stands on a day.
pub(crate) async fn printed(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let (agency, _) = opened(&site, &caller, &key, named(&asked)).await?;
    let today = caller.cx.today();
    let on = asked.get("on").map_or("", |text| text.trim());
    let on = dates::typed(on, today).ok().flatten().unwrap_or(today);
    let book = site
        .office
        .printed_workbook(&caller.cx, &agency.id, &key, on);
    let name = format!("{}-{key}-{on}.xlsx", agency.slug);
    Ok(file::sent(&name, "xlsx", book.await?))
}

fn quick(ledger: &'static Ledger, agency: &Agency, caller: &Caller) -> Option<Sheet> {
    if ledger.quick.is_empty() {
        return None;
    }
    let action = format!("{AT}/{}", ledger.key);
    let mut sheet =
        Sheet::new("quick", &action, &caller.csrf, "记一条").hidden("agency", &agency.slug);
    let values = texts(ledger, None, caller.cx.today());
    for column in ledger.quick_columns() {
        sheet = sheet.field(field(column, values.get(&column.key).unwrap_or_default()));
    }
    Some(sheet)
}

async fn list(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    ledger: &'static Ledger,
    asked: &BTreeMap<String, String>,
    quick: Option<Sheet>,
) -> Result<List, WebError> {
    let text = |name: &str| asked.get(name).map_or("", |text| text.trim()).to_owned();
    let current = text("page").parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    let (words, year, on) = (text("words"), text("year"), text("on"));
    let day = dates::typed(&on, caller.cx.today());
    let query = RecordQuery {
        agencies: vec![agency.id.clone()],
        ledger: ledger.key.clone(),
        words: words.clone(),
        year: year.parse().ok(),
        standing_on: day.as_ref().ok().copied().flatten(),
        offset: (current - 1) * ROWS,
        limit: ROWS,
        ..RecordQuery::default()
    };
    let found = site.office.ledger_records(&caller.cx, query).await?;
    let columns = columns(ledger);
    let listed = listed(site, caller, agency, ledger).await?;
    let rows = found.rows.iter();
    let lines = rows
        .map(|record| line(ledger, &columns, record, listed.as_ref()))
        .collect();
    let link = |page: u64| {
        let (words, year, on) = (escaped(&words), escaped(&year), escaped(&on));
        format!(
            "{AT}/{}?agency={}&words={words}&year={year}&on={on}&page={page}",
            ledger.key, agency.slug
        )
    };
    let summary = quick.as_ref().map(Sheet::summary).unwrap_or_default();
    let shell = Console::of(site, caller, &summary.title(&ledger.zh), AT).await?;
    let may_keep = may_keep(site, caller, agency).await?;
    Ok(List {
        shell: shell.with_notice(notice(&text("done"))),
        summary,
        agency: agency.name_on(caller.cx.today()).to_owned(),
        slug: agency.slug.clone(),
        heads: heads(&columns, listed.is_some()),
        title_head: ledger
            .column(&ledger.titled_by)
            .map_or("", |column| column.zh.as_str()),
        lines,
        pager: Pager::of(found.total, current, link),
        quick: quick.filter(|_| may_keep),
        may_keep,
        ledger,
        words,
        year,
        on_problem: if day.is_err() { dates::EXPLANATION } else { "" },
        on,
    })
}

/// The columns of the list: the short ones, besides the one that names a record.
fn columns(ledger: &'static Ledger) -> Vec<&'static Column> {
    let short = |column: &&Column| column.key != ledger.titled_by && column.kind != Kind::Long;
    ledger.columns.iter().filter(short).take(SHOWN).collect()
}

/// Heads of what is published under an entry.
const LISTED: [&str; 2] = ["已公开几条", "最近公开"];

/// What is published under the entries, where the ledger is the catalogue.
async fn listed(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    ledger: &Ledger,
) -> Result<Option<BTreeMap<RecordId, Listed>>, WebError> {
    if ledger.key != CATALOGUE {
        return Ok(None);
    }
    Ok(Some(site.office.listed(&caller.cx, &agency.id).await?))
}

fn heads(columns: &[&'static Column], lists: bool) -> Vec<&'static str> {
    let own = columns.iter().map(|column| column.zh.as_str());
    own.chain(LISTED.into_iter().filter(|_| lists)).collect()
}

fn line(
    ledger: &Ledger,
    columns: &[&'static Column],
    record: &Record,
    listed: Option<&BTreeMap<RecordId, Listed>>,
) -> Line {
    let cell = |column: &&'static Column| {
        let text = record.values.get(&column.key);
        let shown = text.map(|text| column.shown(text));
        (column.zh.as_str(), shown.unwrap_or_default())
    };
    let mut cells: Vec<(&str, String)> = columns.iter().map(cell).collect();
    if let Some(listed) = listed {
        let under = listed.get(&record.id);
        let items = under.map_or_else(|| "0".to_owned(), |under| under.items.to_string());
        let last = under.map_or_else(|| "无".to_owned(), |under| under.last.to_string());
        cells.extend(LISTED.into_iter().zip([items, last]));
    }
    Line {
        href: format!("/desk/record/{}", record.id),
        title: record.title(ledger),
        cells,
    }
}

/// What has just been done.
fn notice(done: &str) -> &'static str {
    match done {
        "logged" => "已记下。",
        "saved" => "已保存。",
        "struck" => "已作废，不再计入统计；原来的内容留在操作记录里。",
        "imported" => "已导入。",
        _ => "",
    }
}
