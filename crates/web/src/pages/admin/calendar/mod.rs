//! The working days of the installation: the years known, entering a notice, taking one back.

mod enter;
mod month;
mod plan;
pub(crate) mod region;

pub(crate) use enter::{new, save};
pub(crate) use plan::{removal, remove};

use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::session::{answer, done};
use crate::shell::Console;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::calendar::{Layer, NoticeKind};
use gongkai_office::KnownNotice;
use month::Month;

/// Where the page is.
pub(super) const AT: &str = "/admin/calendar";

/// The name of a day on which no region is chosen.
pub(super) const COUNTRY: &str = "全国";

/// A notice in the list.
#[derive(Debug, Clone)]
struct Line {
    year: i16,
    title: String,
    issued: String,
    kind: &'static str,
    reach: String,
    /// Where it is taken back; nothing, if the program carries it.
    removal: String,
}

#[derive(Template)]
#[template(path = "admin/calendar/list.html")]
struct Page {
    shell: Console,
    lines: Vec<Line>,
    /// Years that were entered and that the program carries too.
    doubled: Vec<String>,
    years: Vec<(String, String, bool)>,
    regions: Vec<(String, String, bool)>,
    months: Vec<Month>,
}

/// The page.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    let known = site.office.known_notices(&caller.cx).await?;
    let calendars = site.office.calendars().await?;
    let asked_region = asked.text("region");
    let region = calendars.regions().find(|region| *region == asked_region);
    let calendar = calendars.in_region(region);
    let today = caller.cx.today();
    let year = asked
        .text("year")
        .parse()
        .unwrap_or_else(|_none| today.year());
    let shell = Console::of(&site, &caller, "工作日历", AT).await?;
    let region_part = region.map(|region| format!("&region={region}"));
    let region_part = region_part.unwrap_or_default();
    let years = calendar.years().map(|known| {
        let href = format!("{AT}?year={known}{region_part}");
        (href, known.to_string(), known == year)
    });
    let all = std::iter::once(None).chain(calendars.regions().map(Some));
    let regions = all.map(|one: Option<&str>| {
        let name = one.unwrap_or_default();
        let href = format!("{AT}?year={year}&region={name}");
        (href, one.unwrap_or(COUNTRY).to_owned(), one == region)
    });
    let page = Page {
        shell: shell.with_notice(done::words(asked.text("done"))),
        lines: known.iter().map(line).collect(),
        doubled: doubled(&known),
        years: years.collect(),
        regions: regions.collect(),
        months: month::months(year, calendar, &[]),
    };
    answer(StatusCode::OK, &page)
}

/// The years of which there are two announcements: that which was entered holds.
fn doubled(known: &[KnownNotice]) -> Vec<String> {
    let announces = |one: &&KnownNotice| one.notice.kind == NoticeKind::Announces;
    let entered = known
        .iter()
        .filter(announces)
        .filter(|one| one.id.is_some());
    let carried = |year| {
        let mut carried = known
            .iter()
            .filter(announces)
            .filter(|one| one.id.is_none());
        carried.any(|one| one.year == year)
    };
    let years = entered.map(|one| one.year).filter(|year| carried(*year));
    years.map(|year| year.to_string()).collect()
}

fn line(known: &KnownNotice) -> Line {
    let notice = &known.notice;
    Line {
        year: known.year,
        title: match &notice.number {
            Some(number) => format!("{}（{number}）", notice.title),
            None => notice.title.clone(),
        },
        issued: notice.date.to_string(),
        kind: match notice.kind {
            NoticeKind::Announces => "全年安排",
            NoticeKind::Amends => "调整",
        },
        reach: match &notice.layer {
            Layer::Carried => format!("{COUNTRY}，程序自带"),
            Layer::Entered => COUNTRY.to_owned(),
            Layer::Region(region) => region.to_string(),
        },
        removal: known
            .id
            .as_ref()
            .map(|id| format!("{AT}/{id}/removal"))
            .unwrap_or_default(),
    }
}
