//! 核对一览: what the checks find, units by groups of checks, and how the season went.

use super::{Answer, Asked, address, page, year_asked, years};
use crate::Site;
use crate::caller::Caller;
use crate::pages::desk::pictures::sent;
use crate::pictures::Picture;
use crate::pictures::heat::{Found, Heat, HeatUnit, Sorting, heat};
use crate::pictures::season::{Season, season};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::rules::Group;
use gongkai_office::{ReportGrid, Troubles};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Where it is.
const HERE: &str = "/desk/supervision/checks";

#[derive(Template)]
#[template(path = "desk/supervision/troubles.html")]
struct TroublesPage {
    shell: Console,
    year: i16,
    years: Vec<i16>,
    season: Picture,
    heat: Heat,
}

/// The page; with `as=csv` or `as=season` one of its tables.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let today = caller.cx.today();
    let year = year_asked(&asked, today)?;
    let (grid, troubles) = site.office.report_troubles(&caller.cx, year).await?;
    let sorting = Sorting::of_code(asked.get("by").map_or("", String::as_str));
    let mut season = drawn(&grid, today);
    season.csv = format!("{HERE}?year={year}&as=season");
    let heat = table(&grid, &troubles, sorting, today);
    match asked.get("as").map_or("", String::as_str) {
        "csv" => return Ok(sent("核对一览.csv", &heat.table())),
        "season" => return Ok(sent("报送进度.csv", &season.table)),
        _ => {}
    }
    let title = format!("{year}年年度报告核对一览");
    page(&TroublesPage {
        shell: Console::of(&site, &caller, &title, "/desk/supervision").await?,
        year,
        years: years(today),
        season,
        heat,
    })
}

fn drawn(grid: &ReportGrid, today: Date) -> Picture {
    let rows = grid.rows.iter();
    let handed_in: Vec<Date> = rows.filter_map(|row| row.submission.first_on()).collect();
    season(&Season {
        year: grid.year,
        units: u64::try_from(grid.rows.len()).unwrap_or(u64::MAX),
        handed_in: &handed_in,
        today,
    })
}

fn table(
    grid: &ReportGrid,
    troubles: &BTreeMap<AgencyId, Troubles>,
    sorting: Sorting,
    today: Date,
) -> Heat {
    let year = grid.year;
    let unit = |row: &gongkai_office::GridRow| HeatUnit {
        name: if row.submission.is_returned() {
            format!("{}（退回）", row.agency.short_on(today))
        } else {
            row.agency.short_on(today).to_owned()
        },
        href: address(year, &row.agency.slug),
        found: troubles.get(&row.agency.id).map(of_groups),
    };
    let units: Vec<HeatUnit> = grid.rows.iter().map(unit).collect();
    let groups = Group::ALL.map(Group::zh);
    let by = |by: Sorting| format!("{HERE}?year={year}&by={}", by.code());
    let title = format!("{year}年年度报告核对结果");
    let csv = format!("{HERE}?year={year}&by={}&as=csv", sorting.code());
    heat(&title, &groups, &units, sorting, by).at(csv)
}

fn of_groups(troubles: &Troubles) -> Vec<Found> {
    let of = |group: Group| {
        let (errors, doubts) = troubles.get(&group).copied().unwrap_or_default();
        Found { errors, doubts }
    };
    Group::ALL.map(of).into()
}
