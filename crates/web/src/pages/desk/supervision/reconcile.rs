//! 核对: what does not reconcile in the reports of the agencies below, with both sides, and the report on
//! either side.

use super::{Answer, Asked, address, page};
use crate::Site;
use crate::caller::Caller;
use crate::pages::workbook;
use crate::shell::Console;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::reconcile::{Difference, Part, Reconciliation, Side, Undecided};
use gongkai_domain::report::Number;
use gongkai_office::{Cell, ColumnKind, Tree};

/// The first year that has a year before it in a form.
const FIRST: i16 = 2020;

#[derive(Template)]
#[template(path = "desk/supervision/reconcile.html")]
struct Page {
    shell: Console,
    year: i16,
    years: Vec<i16>,
    lines: Vec<Line>,
    open: Vec<Open>,
}

/// A difference.
struct Line {
    label: String,
    left: Shown,
    right: Shown,
    missing: Vec<String>,
    message: String,
    cite: String,
}

/// A side: its number, and where each part of it stands.
struct Shown {
    total: String,
    parts: Vec<Place>,
}

struct Place {
    href: String,
    name: String,
    said: String,
}

/// What cannot be decided.
struct Open {
    message: String,
    cite: String,
}

/// The differences of a year.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let text = |name: &str| asked.get(name).map_or("", String::as_str);
    let last = caller.cx.today().year() - 1;
    let year = text("year").parse().ok();
    let year = year.filter(|year| (FIRST..=last).contains(year));
    let year = year.unwrap_or(last);
    let found = site.office.reconciliation(&caller.cx, year).await?;
    if workbook::is_asked(text("as")) {
        return as_workbook(year, &found);
    }
    let tree = site.office.agencies().await?;
    page(&Page {
        shell: Console::of(&site, &caller, "核对", "/desk/supervision").await?,
        year,
        years: (FIRST..=last).rev().collect(),
        lines: found
            .differences
            .iter()
            .map(|one| line(one, &tree))
            .collect(),
        open: found.undecided.iter().map(open).collect(),
    })
}

fn line(one: &Difference, tree: &Tree) -> Line {
    Line {
        label: one
            .left
            .parts
            .first()
            .map_or_else(String::new, |part| part.label.clone()),
        left: shown(&one.left, tree),
        right: shown(&one.right, tree),
        missing: one
            .missing
            .iter()
            .map(|who| format!("{}{}年", who.name, who.year))
            .collect(),
        message: one.message.zh.clone(),
        cite: one.cite.clone(),
    }
}

fn shown(side: &Side, tree: &Tree) -> Shown {
    Shown {
        total: side.total.to_string(),
        parts: side.parts.iter().map(|part| place(part, tree)).collect(),
    }
}

fn place(part: &Part, tree: &Tree) -> Place {
    let slug = tree
        .get(&part.who.agency)
        .map_or("", |agency| agency.slug.as_str());
    let sign = if part.less { "减 " } else { "" };
    Place {
        href: address(part.who.year, slug),
        name: format!("{}{}年", part.who.name, part.who.year),
        said: format!("{}：{sign}{}", part.label, part.value),
    }
}

fn open(one: &Undecided) -> Open {
    Open {
        message: one.message.zh.clone(),
        cite: one.cite.clone(),
    }
}

fn as_workbook(year: i16, found: &Reconciliation) -> Answer {
    let heads = [
        ("项目", ColumnKind::Text),
        ("这一边", ColumnKind::LongText),
        ("数", ColumnKind::Integer),
        ("另一边", ColumnKind::LongText),
        ("合计", ColumnKind::Integer),
        ("缺的报告", ColumnKind::LongText),
        ("说明", ColumnKind::LongText),
        ("依据", ColumnKind::LongText),
    ];
    let tree = Tree(Vec::new());
    let differences = found.differences.iter().map(|one| {
        let line = line(one, &tree);
        vec![
            Cell::text(line.label),
            Cell::text(names(&line.left)),
            number(one.left.total),
            Cell::text(names(&line.right)),
            number(one.right.total),
            Cell::text(line.missing.join("、")),
            Cell::text(line.message),
            Cell::text(line.cite),
        ]
    });
    let undecided = found.undecided.iter().map(|one| {
        let blank = std::iter::once(Cell::text("没有核对"));
        let blank = blank.chain(std::iter::repeat_n(Cell::Blank, 5));
        let said = [&one.message.zh, &one.cite].map(|text| Cell::text(text.as_str()));
        blank.chain(said).collect()
    });
    let rows = differences.chain(undecided).collect();
    workbook::of_list(&format!("{year}年年度报告核对"), &heads, rows)
}

fn names(side: &Shown) -> String {
    let parts = side.parts.iter();
    let parts = parts.map(|part| format!("{}“{}”", part.name, part.said));
    parts.collect::<Vec<_>>().join("；")
}

fn number(number: Number) -> Cell {
    match number {
        Number::Count(count) => Cell::Number(count.into()),
        Number::Amount(amount) => Cell::text(amount.to_string()),
    }
}
