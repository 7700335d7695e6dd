//! Lists over all units: in time or not, open requests, columns that stand still; and the circular.

use super::{Answer, Asked, page, year_asked, years};
use crate::Site;
use crate::caller::Caller;
use crate::pages::desk::file;
use crate::pages::workbook;
use crate::shell::Console;
use crate::words::document_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;
use gongkai_office::{CircularPart, Listing, ListingKind, PaperFile, said};

/// A list as a table.
pub(super) struct Shown {
    /// What the table is about, for who hears it.
    label: String,
    heads: Vec<(&'static str, bool)>,
    rows: Vec<Vec<(String, bool)>>,
}

#[derive(Template)]
#[template(path = "desk/supervision/listing.html")]
struct ListingPage {
    shell: Console,
    title: String,
    lede: String,
    code: &'static str,
    /// The years to choose from, where the list is of a year.
    years: Vec<i16>,
    year: i16,
    list: Shown,
}

#[derive(Template)]
#[template(path = "desk/supervision/circular.html")]
struct CircularPage {
    shell: Console,
    year: i16,
    title: String,
    parts: Vec<(&'static str, String, Option<Shown>)>,
    signed: String,
    on: String,
}

impl Shown {
    fn of(list: &Listing, label: &str) -> Self {
        use gongkai_office::ColumnKind::{Integer, Money};
        let numeric = |at: usize| {
            let head = list.heads.get(at);
            head.is_some_and(|(_, kind)| matches!(kind, Integer | Money))
        };
        let row = |cells: &Vec<gongkai_office::Cell>| {
            let cells = cells.iter().enumerate();
            cells.map(|(at, cell)| (said(cell), numeric(at))).collect()
        };
        let heads = list.heads.iter().enumerate();
        Self {
            label: label.to_owned(),
            heads: heads.map(|(at, (head, _))| (*head, numeric(at))).collect(),
            rows: list.rows.iter().map(row).collect(),
        }
    }
}

/// A list; with `as=xlsx` as a workbook.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(code): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let kind = ListingKind::of_code(&code).ok_or(Refusal::Unknown)?;
    let today = caller.cx.today();
    let year = match asked.get("year") {
        None => today.year(),
        Some(text) if *text == today.year().to_string() => today.year(),
        Some(_) => year_asked(&asked, today)?,
    };
    let list = site.office.listing(&caller.cx, kind, year).await?;
    if workbook::is_asked(asked.get("as").map_or("", String::as_str)) {
        return workbook::of_list(&list.title, &list.heads, list.rows);
    }
    let mut all = vec![today.year()];
    all.extend(years(today));
    page(&ListingPage {
        shell: Console::of(&site, &caller, &list.title, "/desk/supervision").await?,
        title: list.title.clone(),
        lede: list.lede.clone(),
        code: kind.code(),
        years: if kind == ListingKind::League {
            all
        } else {
            Vec::new()
        },
        year,
        list: Shown::of(&list, &list.title),
    })
}

/// The draft of a circular; with `as=docx` or `as=pdf` as a document.
pub(crate) async fn circular(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let year = year_asked(&asked, caller.cx.today())?;
    let kind = match asked.get("as").map_or("", String::as_str) {
        "docx" => Some(PaperFile::Docx),
        "pdf" => Some(PaperFile::Pdf),
        _ => None,
    };
    if let Some(kind) = kind {
        let made = site.office.circular_file(&caller.cx, year, kind).await?;
        return Ok(file::sent(&made.name, kind.ending(), made.bytes));
    }
    let circular = site.office.circular(&caller.cx, year).await?;
    let part = |part: &CircularPart| {
        let list = part.list.as_ref();
        let list = list.map(|list| Shown::of(list, part.heading));
        (part.heading, part.text.clone(), list)
    };
    page(&CircularPage {
        shell: Console::of(&site, &caller, "通报草稿", "/desk/supervision").await?,
        year,
        parts: circular.parts.iter().map(part).collect(),
        title: circular.title,
        signed: circular.signed,
        on: document_date(&circular.on),
    })
}

/// All reports of a year as a dataset.
pub(crate) async fn dataset(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let year = year_asked(&asked, caller.cx.today())?;
    let made = site.office.report_dataset(&caller.cx, year).await?;
    Ok(file::sent(&made.name, "zip", made.bytes))
}
