//! The list of a ledger: quick log on top, filter, records; and its workbook.

use super::{AT, agency, field, may_keep, texts, typed};
use crate::Site;
use crate::caller::Caller;
use crate::form::{Posted, Problems};
use crate::pages::column::pager::Pager;
use crate::pages::desk::{Answer, Asked, again, page, to};
use crate::sheet::{Sheet, Summary};
use crate::shell::Console;
use crate::words::escaped;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use gongkai_domain::agency::Agency;
use gongkai_domain::ledger::{Column, Kind, Ledger, Record};
use gongkai_office::{RecordQuery, ledger};
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
}

/// Shows a page of it.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let named = asked.get("agency").map_or("", String::as_str);
    let (agency, _) = agency(&site, &caller, named).await?;
    let ledger = ledger(&key)?;
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
    let (agency, _) = agency(&site, &caller, posted.text("agency")).await?;
    let ledger = ledger(&key)?;
    let mut all = typed(ledger, &posted);
    for (key, text) in ledger.defaults(caller.cx.today()).iter() {
        if !ledger.quick.iter().any(|quick| quick == key) {
            all.insert(key.to_owned(), text.to_owned());
        }
    }
    match site
        .office
        .add_record(&caller.cx, &agency.id, &key, &all)
        .await
    {
        Ok(_) => to(&format!("{AT}/{key}?agency={}&done=logged", agency.slug)),
        Err(error) if !error.gaps().is_empty() => {
            let problems = Problems(error.gaps().to_vec());
            let sheet =
                quick(ledger, &agency, &caller).map(|sheet| sheet.typed(&posted).with(&problems));
            let list = list(&site, &caller, &agency, ledger, &BTreeMap::new(), sheet).await?;
            let status = list.summary.status();
            again(&list, status)
        }
        Err(error) => Err(error.into()),
    }
}

/// The ledger as a workbook.
pub(crate) async fn workbook(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let named = asked.get("agency").map_or("", String::as_str);
    let (agency, _) = agency(&site, &caller, named).await?;
    let year = asked.get("year").and_then(|year| year.parse().ok());
    let bytes = site
        .office
        .ledger_workbook(&caller.cx, &agency.id, &key, year)
        .await?;
    Ok(workbook_answer(
        bytes,
        &format!("{}-{key}.xlsx", agency.slug),
    ))
}

/// A workbook to be saved under a name.
pub(super) fn workbook_answer(bytes: Vec<u8>, name: &str) -> axum::response::Response {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    answer
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
) -> Result<List, crate::error::WebError> {
    let text = |name: &str| asked.get(name).map_or("", |text| text.trim()).to_owned();
    let current = text("page").parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    let (words, year) = (text("words"), text("year"));
    let query = RecordQuery {
        agencies: vec![agency.id.clone()],
        ledger: ledger.key.clone(),
        words: words.clone(),
        year: year.parse().ok(),
        offset: (current - 1) * ROWS,
        limit: ROWS,
        ..RecordQuery::default()
    };
    let found = site.office.ledger_records(&caller.cx, query).await?;
    let columns = columns(ledger);
    let rows = found.rows.iter();
    let lines = rows.map(|record| line(ledger, &columns, record)).collect();
    let link = |page: u64| {
        let (words, year) = (escaped(&words), escaped(&year));
        format!(
            "{AT}/{}?agency={}&words={words}&year={year}&page={page}",
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
        heads: columns.iter().map(|column| column.zh.as_str()).collect(),
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
    })
}

/// The columns of the list: the short ones, besides the one that names a record.
fn columns(ledger: &'static Ledger) -> Vec<&'static Column> {
    let short = |column: &&Column| column.key != ledger.titled_by && column.kind != Kind::Long;
    ledger.columns.iter().filter(short).take(SHOWN).collect()
}

fn line(ledger: &Ledger, columns: &[&'static Column], record: &Record) -> Line {
    let cell = |column: &&'static Column| {
        let text = record.values.get(&column.key);
        let shown = text.map(|text| column.shown(text));
        (column.zh.as_str(), shown.unwrap_or_default())
    };
    Line {
        href: format!("/desk/record/{}", record.id),
        title: record.title(ledger),
        cells: columns.iter().map(cell).collect(),
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
