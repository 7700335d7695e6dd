//! The disputes of an agency, the open ones first, and what a year's come to in section four.

use super::{Answer, Asked, UNDER, agencies, chosen, href, page};
use crate::Site;
use crate::caller::Caller;
use crate::pages::desk::requests::{may_handle, text};
use crate::shell::{Console, Link};
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::access::Action;
use gongkai_domain::dispute::{Column, Dispute, Road, SectionFour};
use gongkai_office::DisputeRow;

struct Line {
    href: String,
    road: &'static str,
    before: String,
    filed: String,
    state: &'static str,
    over: bool,
}

#[derive(Template)]
#[template(path = "desk/disputes/list.html")]
struct List {
    shell: Console,
    agency: String,
    slug: String,
    agencies: Vec<Link>,
    open: usize,
    lines: Vec<Line>,
    year: i16,
    columns: Vec<&'static str>,
    rows: Vec<(&'static str, Vec<u64>)>,
    may_handle: bool,
}

/// Shows them.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let own = agencies(&site, &caller, Action::ReadRequests).await?;
    let agency = chosen(&own, text(&asked, "agency"))?;
    let today = caller.cx.today();
    let year = text(&asked, "year").parse().unwrap_or(today.year());
    let disputes = site.office.disputes(&caller.cx, &agency.id).await?;
    let mut lines: Vec<Line> = disputes.iter().map(line).collect();
    lines.sort_by_key(|line| line.over);
    let section = site
        .office
        .disputes_of_year(&caller.cx, &agency.id, year)
        .await?;
    let columns = Column::ALL.iter().map(|column| column.zh());
    let link = |one: &gongkai_domain::agency::Agency| Link {
        href: format!("{}?agency={}", super::AT, one.slug),
        name: one.short_on(today).to_owned(),
        current: one.id == agency.id,
        count: None,
    };
    page(&List {
        shell: Console::of(&site, &caller, "行政复议、诉讼", UNDER).await?,
        agencies: if own.len() > 1 {
            own.iter().map(link).collect()
        } else {
            Vec::new()
        },
        agency: agency.name_on(today).to_owned(),
        open: lines.iter().filter(|line| !line.over).count(),
        rows: Road::ALL.map(|road| row(road, &section)).to_vec(),
        columns: columns.chain(["总计"]).collect(),
        may_handle: may_handle(&site, &caller, &agency.id).await?,
        slug: agency.slug,
        lines,
        year,
    })
}

fn line((row, dispute): &(DisputeRow, Dispute)) -> Line {
    Line {
        href: href(&row.id),
        road: dispute.road.zh(),
        before: dispute.before.clone(),
        filed: dispute.filed_on.to_string(),
        state: dispute.ruled.map_or("尚未审结", |(_, ruling)| ruling.zh()),
        over: dispute.is_over(),
    }
}

fn row(road: Road, section: &SectionFour) -> (&'static str, Vec<u64>) {
    let columns = Column::ALL.iter().map(|column| column.code());
    let cell = |column: &str| {
        let key = format!("{}.{column}", road.row());
        section.get(&key).copied().unwrap_or(0)
    };
    let cells = columns.chain(["total"]).map(cell);
    (road.zh(), cells.collect())
}
