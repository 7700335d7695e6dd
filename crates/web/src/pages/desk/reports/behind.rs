//! What stands behind a cell of the report: the records, requests or disputes that were counted.

use super::{Answer, Asked, address, may, named, opened, page};
use crate::Site;
use crate::caller::Caller;
use crate::shell::Console;
use crate::words::short_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Action;
use gongkai_domain::compile::BehindCell;
use jiff::civil::Date;

/// Lines shown at most; the number counts all.
const MOST: usize = 500;

#[derive(Template)]
#[template(path = "desk/reports/behind.html")]
struct BehindPage {
    shell: Console,
    back: String,
    year: i16,
    title: String,
    total: usize,
    lines: Vec<Line>,
}

struct Line {
    href: String,
    title: String,
    what: String,
    on: String,
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path((year, cell)): Path<(String, String)>,
    Query(asked): Asked,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, named(&asked)).await?;
    let found = site
        .office
        .behind_cell(&caller.cx, &place.agency, (view.year, None), &cell);
    let found = found.await?;
    let title = view.compiled.form().cell_label(&cell);
    let today = caller.cx.today();
    let may_open = may(&caller, Action::ReadRequests);
    page(&BehindPage {
        shell: Console::of(&site, &caller, &title, "/desk/reports").await?,
        back: address(view.year, &place.agency.slug),
        year: view.year,
        title,
        total: found.len(),
        lines: found
            .iter()
            .take(MOST)
            .map(|one| line(one, today, may_open))
            .collect(),
    })
}

/// A line; requests and disputes are opened by those who may read them.
fn line(behind: &BehindCell, today: Date, may_open: bool) -> Line {
    let of_case = |href: String| if may_open { href } else { String::new() };
    match behind {
        BehindCell::Record {
            ledger,
            id,
            title,
            on,
            less,
        } => Line {
            href: format!("/desk/record/{}", id.as_str()),
            title: title.clone(),
            what: format!(
                "{}{}",
                gongkai_office::ledger(ledger).map_or(ledger.as_str(), |one| one.zh.as_str()),
                if *less { "，减少" } else { "" }
            ),
            on: on.map_or_else(String::new, |on| short_date(&on, &today)),
        },
        BehindCell::Request(id, number) => Line {
            href: of_case(format!("/desk/requests/{}", id.as_str())),
            title: number.clone(),
            what: "公开申请".to_owned(),
            on: String::new(),
        },
        BehindCell::Dispute(id, on) => Line {
            href: of_case(format!("/desk/disputes/{}", id.as_str())),
            title: "复议、诉讼案件".to_owned(),
            what: "复议、诉讼登记".to_owned(),
            on: short_date(on, &today),
        },
    }
}
