//! The requests of an agency: the open ones by due date with a bar each, those that nobody has opened
//! first; the ended ones below, by pages; the list as a workbook.

use super::{
    AT, Answer, Asked, agencies, chosen, clocks, file, outcome_title, page, standing, text,
};
use crate::Site;
use crate::caller::Caller;
use crate::pages::column::pager::Pager;
use crate::pictures::{RequestBar, request_bars};
use crate::shell::{Console, Link};
use crate::words::short_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Action;
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::StepKind;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Case, CaseStage, Clocks, OutcomeId};
use gongkai_office::{RequestQuery, RequestRow};
use jiff::civil::Date;

/// Ended requests of a page.
const ROWS: u64 = 20;
/// Characters of what is asked for in the list.
const WANTED: usize = 40;

struct Line {
    href: String,
    number: String,
    /// Whether nobody has opened it.
    unopened: bool,
    wanted: String,
    kind: &'static str,
    stage: &'static str,
    due: String,
    class: &'static str,
    state: String,
    next: String,
}

struct Past {
    href: String,
    number: String,
    kind: &'static str,
    received: String,
    outcome: String,
    ended: String,
    stage: &'static str,
}

#[derive(Template)]
#[template(path = "desk/requests/list.html")]
struct List {
    shell: Console,
    agency: String,
    slug: String,
    agencies: Vec<Link>,
    stages: Vec<(&'static str, &'static str, bool)>,
    year: String,
    filtered: bool,
    overdue: usize,
    sentence: String,
    bars: String,
    lines: Vec<Line>,
    past: Vec<Past>,
    pager: Pager,
    may_handle: bool,
}

/// Shows them.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let own = agencies(&site, &caller, Action::ReadRequests).await?;
    let agency = chosen(&own, text(&asked, "agency"))?;
    let handled = agencies(&site, &caller, Action::HandleRequests).await?;
    let today = caller.cx.today();
    let stage = CaseStage::of_code(text(&asked, "stage"));
    let year = text(&asked, "year").parse::<i16>().ok();
    let open = site.office.open_requests(&caller.cx, &agency.id).await?;
    let fits = |row: &RequestRow| {
        let of_year = year.is_none_or(|year| row.arrived.date().year() == year);
        of_year && stage.is_none_or(|stage| row.stage == stage)
    };
    let open: Vec<_> = open.into_iter().filter(|(row, ..)| fits(row)).collect();
    let calendars = site.office.calendars().await?;
    let calendar = calendars.of(&agency.id);
    let mut lines = Vec::new();
    let mut bars = Vec::new();
    for (row, case, clocks) in &open {
        let wanted = site.office.wanted(row)?;
        lines.push(line(calendar, (row, case, clocks), &wanted, today));
        bars.extend(bar(row, clocks));
    }
    let current = text(&asked, "page").parse::<u64>().unwrap_or(1);
    let current = current.clamp(1, 1_000_000);
    let query = over(&agency, stage, year, current);
    let ended = site.office.requests(&caller.cx, query).await?;
    let code = stage.map_or("", CaseStage::code);
    let year_text = year.map(|year| year.to_string()).unwrap_or_default();
    let link = |page: u64| {
        format!(
            "{AT}?agency={}&stage={code}&year={year_text}&page={page}",
            agency.slug
        )
    };
    let (sentence, bars) = request_bars(&bars, today);
    page(&List {
        shell: Console::of(&site, &caller, "依申请公开", AT).await?,
        agency: agency.name_on(today).to_owned(),
        agencies: links(&own, &agency, today),
        stages: CaseStage::ALL
            .map(|one| (one.code(), one.zh(), Some(one) == stage))
            .to_vec(),
        filtered: stage.is_some() || year.is_some(),
        overdue: lines
            .iter()
            .filter(|line| line.class == "is-overdue")
            .count(),
        pager: Pager::of(ended.total, current, link),
        past: ended.rows.iter().map(past).collect(),
        may_handle: handled.iter().any(|one| one.id == agency.id),
        slug: agency.slug,
        year: year_text,
        sentence,
        bars,
        lines,
    })
}

/// A page of those that have ended.
fn over(agency: &Agency, stage: Option<CaseStage>, year: Option<i16>, page: u64) -> RequestQuery {
    RequestQuery {
        agencies: vec![agency.id.clone()],
        over: true,
        stage,
        year,
        offset: (page - 1) * ROWS,
        limit: ROWS,
        ..RequestQuery::default()
    }
}

fn links(own: &[Agency], current: &Agency, today: Date) -> Vec<Link> {
    let link = |agency: &Agency| Link {
        href: format!("{AT}?agency={}", agency.slug),
        name: agency.short_on(today).to_owned(),
        current: agency.id == current.id,
        count: None,
    };
    if own.len() > 1 {
        own.iter().map(link).collect()
    } else {
        Vec::new()
    }
}

fn line(
    calendar: &WorkdayCalendar,
    (row, case, clocks): (&RequestRow, &Case, &Clocks),
    wanted: &str,
    today: Date,
) -> Line {
    let (class, state) = clocks::state(clocks, today, calendar);
    let due = clocks.reply.as_ref().and_then(|reply| reply.deadline.on());
    let next = standing::button(case, clocks, today);
    Line {
        href: format!("{AT}/{}", row.id),
        number: row.number.clone(),
        unopened: row.opened_on.is_none(),
        wanted: cut(wanted),
        kind: row.kind.zh(),
        stage: row.stage.zh(),
        due: due.map(|due| short_date(&due, &today)).unwrap_or_default(),
        class,
        state,
        next: next.map(|button| button.name).unwrap_or_default(),
    }
}

fn cut(text: &str) -> String {
    let kept: String = text.chars().take(WANTED).collect();
    let more = if text.chars().count() > WANTED {
        "…"
    } else {
        ""
    };
    format!("{kept}{more}")
}

/// The bar of a request whose reply is due on a known day.
fn bar(row: &RequestRow, clocks: &Clocks) -> Option<RequestBar> {
    let reply = clocks.reply.as_ref()?;
    let steps = reply.deadline.steps.iter();
    let paused = steps.filter(|step| step.kind == StepKind::Suspended);
    Some(RequestBar {
        number: row.number.clone(),
        from: reply.started_on,
        due: reply.deadline.on()?,
        paused: paused.map(|step| (step.from, step.to)).collect(),
    })
}

fn past(row: &RequestRow) -> Past {
    let outcome = row.outcome.as_deref().map(OutcomeId::from);
    Past {
        href: format!("{AT}/{}", row.id),
        number: row.number.clone(),
        kind: row.kind.zh(),
        received: crate::words::iso(&row.received_on),
        outcome: outcome.map(|id| outcome_title(&id)).unwrap_or_default(),
        ended: crate::words::iso(&row.ended_on),
        stage: row.stage.zh(),
    }
}

/// The list as a workbook, without who asks and what for.
pub(crate) async fn workbook(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let own = agencies(&site, &caller, Action::ReadRequests).await?;
    let agency = chosen(&own, text(&asked, "agency"))?;
    let year = text(&asked, "year").parse().ok();
    let book = site.office.requests_workbook(&caller.cx, &agency.id, year);
    let name = format!("{}-requests.xlsx", agency.slug);
    Ok(file::sent(&name, "xlsx", book.await?))
}

/// A file of a request, as its name was; who fetches it is noted.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path((request, position)): Path<(String, String)>,
) -> Answer {
    let id: RequestId = super::id(&request)?;
    let position = position
        .parse()
        .or(Err(gongkai_domain::access::Refusal::Unknown))?;
    let found = site.office.request_file(&caller.cx, &id, position).await?;
    let kind = found.0.rsplit('.').next().unwrap_or_default().to_owned();
    let kind = if kind.is_ascii() && kind.len() <= 5 {
        kind
    } else {
        "bin".to_owned()
    };
    Ok(file::sent(&found.0, &kind, found.1))
}
