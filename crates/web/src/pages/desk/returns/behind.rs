//! What stands behind a number of a return: the items, postings, records or requests that were counted.
//! Requests stand with their numbers: who asked is not shown here.

use super::table::day;
use super::{Answer, Asked, Workplace, address, page, quarter};
use crate::Site;
use crate::caller::Caller;
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;
use gongkai_domain::returns::{Behind, Source};
use jiff::civil::Date;

/// Lines shown at most; the number counts all.
const MOST: usize = 500;

#[derive(Template)]
#[template(path = "desk/returns/behind.html")]
struct BehindPage {
    shell: Console,
    back: String,
    table: String,
    title: String,
    span: String,
    cite: String,
    lines: Vec<Line>,
    total: usize,
    /// Whether not all of them are shown.
    more: bool,
}

struct Line {
    href: String,
    title: String,
    what: &'static str,
    on: String,
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path((period, indicator)): Path<(String, String)>,
    Query(asked): Asked,
) -> Answer {
    let text = |name: &str| asked.get(name).map_or("", String::as_str);
    let place = Workplace::of(&site, &caller, text("agency")).await?;
    let quarter = quarter(&period)?;
    let of_year = text("span") == "year";
    let table = gongkai_office::return_table(&place.agency)?;
    let named = table.indicator(&indicator).ok_or(Refusal::Unknown)?;
    let office = &site.office;
    let found = office.behind_return(&caller.cx, &place.agency, (quarter, of_year), &indicator);
    let found = found.await?;
    let today = caller.cx.today();
    page(&BehindPage {
        shell: Console::of(&site, &caller, &named.zh, "/desk/duties").await?,
        back: address(quarter, &place.agency.slug),
        table: format!("{}{}", quarter.zh(), table.title),
        title: named.zh.clone(),
        span: if of_year {
            format!("{}年1月1日到{}末", quarter.year(), quarter.zh())
        } else {
            quarter.zh()
        },
        cite: named.cite.clone(),
        total: found.len(),
        more: found.len() > MOST,
        lines: found
            .iter()
            .take(MOST)
            .map(|one| line(one, &named.source, today))
            .collect(),
    })
}

fn line(behind: &Behind, source: &Source, today: Date) -> Line {
    let counted = match source {
        Source::Requests(figure) => figure.day_zh(),
        Source::Published(_)
        | Source::Postings(_)
        | Source::Figures(_)
        | Source::Computed(_)
        | Source::Typed(_) => "登记",
    };
    let of = |href, title: &String, what, on| Line {
        href,
        title: title.clone(),
        what,
        on: day(on, today),
    };
    match behind {
        Behind::Item(id, title, on) => of(
            format!("/desk/information/{id}"),
            title,
            "首次公开",
            Some(*on),
        ),
        Behind::Posting(id, title, on) => {
            of(format!("/desk/information/{id}"), title, "发布", Some(*on))
        }
        Behind::Record(id, title, on) => of(format!("/desk/record/{id}"), title, "登记", *on),
        Behind::Request(id, number, on) => {
            of(format!("/desk/requests/{id}"), number, counted, Some(*on))
        }
        Behind::Dispute(id, before, on) => {
            of(format!("/desk/disputes/{id}"), before, counted, Some(*on))
        }
    }
}
