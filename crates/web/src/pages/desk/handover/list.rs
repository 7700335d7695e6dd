//! The batches of an agency: what is next and by when, what is late, what has to be replaced.

use super::{AT, Answer, Asked, badge, deadline, notices, page, problems};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::workbook;
use crate::sheet::{Sheet, Summary};
use crate::shell::Console;
use crate::words::{iso, long_date};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use gongkai_domain::access::Refusal;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::Due;
use gongkai_domain::handover::{Batch, HandoverSetting, Period, Replacement};
use gongkai_domain::identity::{AgencyId, HandoverId};
use gongkai_office::{
    Cell, ColumnKind, HandoverView, Next, Office, OfficeError, Outdated, WaitingItem,
};
use jiff::civil::Date;

/// An agency to choose, where somebody works for several.
struct Place {
    id: String,
    name: String,
    current: bool,
}

/// The list that is next.
struct Coming {
    class: &'static str,
    period: String,
    words: String,
    due: String,
    distance: String,
    sheet: Option<Sheet>,
}

struct Wait {
    href: String,
    title: String,
    published_on: String,
    due_on: String,
    class: &'static str,
    distance: String,
    steps: Vec<String>,
}

struct Line {
    href: String,
    number: String,
    kind: &'static str,
    period: String,
    items: usize,
    due_on: String,
    delivered_on: String,
    badge: &'static str,
    state: String,
}

struct Change {
    id: String,
    title: String,
    index_number: String,
    why: &'static str,
    href: String,
    is_delivered: bool,
}

#[derive(Template)]
#[template(path = "desk/handover/list.html")]
struct Page {
    shell: Console,
    summary: Summary,
    csrf: String,
    agency: String,
    places: Vec<Place>,
    /// The rhythm in words, and its source; nothing where it was not set up.
    rhythm: String,
    source: String,
    receivers: String,
    coming: Option<Coming>,
    waiting: Vec<Wait>,
    late: Vec<(String, String, String)>,
    changes: Vec<Change>,
    may_replace: bool,
    reason: String,
    approval: String,
    error: String,
    lines: Vec<Line>,
}

/// What was posted to replace, and what is wrong.
#[derive(Default)]
struct Failed {
    problems: Problems,
    reason: String,
    approval: String,
}

/// Shows the hand-over of an agency.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let agency = agency(&caller, super::super::named(&asked))?;
    if workbook::is_asked(asked.get("as").map_or("", String::as_str)) {
        let view = site.office.handovers(&caller.cx, &agency).await?;
        return as_workbook(&view.batches);
    }
    let notice = notices::of(&asked);
    render(&site, &caller, agency, notice, Failed::default()).await
}

fn as_workbook(batches: &[Batch]) -> Answer {
    let heads = [
        ("清单编号", ColumnKind::Text),
        ("种类", ColumnKind::Text),
        ("期次从", ColumnKind::Date),
        ("到", ColumnKind::Date),
        ("件数", ColumnKind::Integer),
        ("最后一天", ColumnKind::Date),
        ("送交日期", ColumnKind::Date),
        ("状态", ColumnKind::Text),
    ];
    let row = |batch: &Batch| {
        let shown = line(batch);
        vec![
            Cell::text(shown.number),
            Cell::text(shown.kind),
            Cell::Date(batch.period.from),
            Cell::Date(batch.period.to),
            workbook::count(batch.items.len()),
            workbook::day(batch.due_on),
            workbook::day(batch.delivered_on()),
            Cell::text(shown.state),
        ]
    };
    workbook::of_list("移交清单", &heads, batches.iter().map(row).collect())
}

/// Makes the list of what waits.
pub(crate) async fn prepare(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let agency = agency(&caller, posted.text("agency"))?;
    let made = site.office.prepare_handover(&caller.cx, &agency).await;
    close(&site, &caller, agency, made, Failed::default()).await
}

/// Makes a zero report.
pub(crate) async fn zero(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let agency = agency(&caller, posted.text("agency"))?;
    let made = site.office.report_no_handover(&caller.cx, &agency).await;
    close(&site, &caller, agency, made, Failed::default()).await
}

/// Makes the list of what is replaced.
pub(crate) async fn replace(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let agency = agency(&caller, posted.text("agency"))?;
    let items: Vec<_> = posted
        .all("items")
        .filter_map(|id| id.parse().ok())
        .collect();
    let why = Replacement {
        reason: posted.text("reason").to_owned(),
        approval: posted.text("approval").to_owned(),
    };
    let failed = Failed {
        reason: why.reason.clone(),
        approval: why.approval.clone(),
        ..Failed::default()
    };
    let made = site
        .office
        .replace_handover(&caller.cx, &agency, &items, why)
        .await;
    close(&site, &caller, agency, made, failed).await
}

/// On to the batch that was made, or the page again with what is wrong.
async fn close(
    site: &Site,
    caller: &Caller,
    agency: AgencyId,
    made: Result<HandoverId, OfficeError>,
    failed: Failed,
) -> Answer {
    match made {
        Ok(id) => Ok(Redirect::to(&format!("{AT}/{id}?done=handover_made")).into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let failed = Failed { problems, ..failed };
            render(site, caller, agency, "", failed).await
        }
    }
}

/// The agency that is asked for, or the first at whose desk the caller works.
fn agency(caller: &Caller, asked: &str) -> Result<AgencyId, WebError> {
    let own = Office::workplaces(&caller.cx.actor);
    let found = if asked.is_empty() {
        own.first().cloned()
    } else {
        asked.parse().ok()
    };
    found.ok_or(WebError::Refusal(Refusal::Unknown))
}

async fn render(
    site: &Site,
    caller: &Caller,
    agency: AgencyId,
    notice: &str,
    failed: Failed,
) -> Answer {
    let view = site.office.handovers(&caller.cx, &agency).await?;
    let today = caller.cx.today();
    let sheet = Sheet::new("problems", AT, &caller.csrf, "").with(&failed.problems);
    let summary = sheet.summary();
    let title = summary.title("移交档案馆、图书馆");
    let shell = Console::of(site, caller, &title, AT).await?;
    let status = summary.status();
    let setting = view.setting.as_ref();
    let calendars = site.office.calendars().await?;
    let calendar = calendars.of(&agency);
    let built = Page {
        shell: shell.with_notice(notice),
        csrf: caller.csrf.clone(),
        places: places(site, caller, &agency).await?,
        rhythm: setting
            .map(|setting| setting.rhythm.zh())
            .unwrap_or_default(),
        source: setting
            .map(|setting| setting.source.clone())
            .unwrap_or_default(),
        receivers: setting.map(houses).unwrap_or_default(),
        coming: view
            .next
            .as_ref()
            .map(|next| coming(calendar, caller, &agency, &view, next)),
        waiting: view
            .waiting
            .iter()
            .map(|item| wait(calendar, today, item))
            .collect(),
        late: late(&view),
        changes: view.outdated.iter().map(change).collect(),
        may_replace: view.may_hand_over && view.outdated.iter().any(|one| one.is_delivered),
        reason: failed.reason,
        approval: failed.approval,
        error: failed.problems.of("reason").to_owned(),
        lines: view.batches.iter().map(line).collect(),
        agency: agency.to_string(),
        summary,
    };
    let mut answer = page(&built)?;
    *answer.status_mut() = status;
    Ok(answer)
}

async fn places(site: &Site, caller: &Caller, at: &AgencyId) -> Result<Vec<Place>, WebError> {
    let own = Office::workplaces(&caller.cx.actor);
    if own.len() < 2 {
        return Ok(Vec::new());
    }
    let tree = site.office.agencies().await?;
    let known = own.iter().filter_map(|id| tree.get(id));
    let place = known.map(|agency| Place {
        id: agency.id.to_string(),
        name: agency.short_on(caller.cx.today()).to_owned(),
        current: agency.id == *at,
    });
    Ok(place.collect())
}

fn houses(setting: &HandoverSetting) -> String {
    let names = setting.receivers.iter().map(|house| house.name.as_str());
    names.collect::<Vec<_>>().join("、")
}

fn coming(
    calendar: &WorkdayCalendar,
    caller: &Caller,
    agency: &AgencyId,
    view: &HandoverView,
    next: &Next,
) -> Coming {
    let today = caller.cx.today();
    let left = next
        .due_on
        .map(|due| deadline::distance(due, today, calendar));
    let sheet = |id, what: &str, button| {
        let sheet = Sheet::new(id, &format!("{AT}/{what}"), &caller.csrf, button);
        sheet.hidden("agency", agency.as_str())
    };
    let made = match (next.items, next.zero) {
        (0, false) => None,
        (0, true) => Some(sheet("zero", "zero", "生成零报告").secondary()),
        _ => Some(sheet("prepare", "list", "生成本期移交清单")),
    };
    let words = match (next.items, next.zero) {
        (0, false) => "没有等待移交的信息。".to_owned(),
        (0, true) => {
            "到现在没有公开过信息。到期仍然没有的，要交零报告，不交算没有移交。".to_owned()
        }
        (items, _) => format!("有 {items} 件信息等待移交。"),
    };
    Coming {
        class: left.as_ref().map_or("", |left| left.class),
        period: span(next.period),
        words,
        due: next.due_on.as_ref().map(long_date).unwrap_or_default(),
        distance: left.map(|left| left.words).unwrap_or_default(),
        sheet: made.filter(|_| view.may_hand_over),
    }
}

fn wait(calendar: &WorkdayCalendar, today: Date, item: &WaitingItem) -> Wait {
    let due = item.deadline.as_ref().map(|deadline| deadline.due);
    let (due_on, class, distance) = match due {
        None => (String::new(), "", "没有登记形成日期，算不出".to_owned()),
        Some(Due::NotAnnounced { year }) => (String::new(), "", deadline::unannounced(year)),
        Some(Due::On(day)) => {
            let left = deadline::distance(day, today, calendar);
            (day.to_string(), left.class, left.words)
        }
    };
    let steps = item.deadline.iter().flat_map(|deadline| &deadline.steps);
    Wait {
        href: format!("/desk/information/{}", item.id),
        title: item.title.clone(),
        published_on: item.published_on.to_string(),
        due_on,
        class,
        distance,
        steps: steps.map(|step| step.words.zh.clone()).collect(),
    }
}

/// Title, last day, days since.
fn late(view: &HandoverView) -> Vec<(String, String, String)> {
    let lines = view.late.iter().map(|one| {
        let where_it_is = if one.batch.is_some() {
            "，清单已做，还没有送交"
        } else {
            ""
        };
        let words = format!("逾期 {} 天{where_it_is}", one.days);
        (one.title.clone(), one.due_on.to_string(), words)
    });
    lines.collect()
}

fn change(one: &Outdated) -> Change {
    Change {
        id: one.line.information.to_string(),
        title: one.line.title.clone(),
        index_number: one.line.index_number.clone(),
        why: one.need.zh(),
        href: format!("{AT}/{}", one.batch),
        is_delivered: one.is_delivered,
    }
}

fn line(batch: &Batch) -> Line {
    let awaited = batch.awaited();
    let state = if awaited.is_empty() || awaited.len() == batch.receivers.len() {
        batch.zh().to_owned()
    } else {
        let names: Vec<&str> = awaited.iter().map(|house| house.name.as_str()).collect();
        format!("待{}签收", names.join("、"))
    };
    Line {
        href: format!("{AT}/{}", batch.id),
        number: batch.number.clone(),
        kind: batch.kind.zh(),
        period: span(batch.period),
        items: batch.items.len(),
        due_on: iso(&batch.due_on),
        delivered_on: iso(&batch.delivered_on()),
        badge: badge(batch),
        state,
    }
}

/// 2026-03-01 至 2026-03-15.
pub(super) fn span(period: Period) -> String {
    if period.from == period.to {
        period.to.to_string()
    } else {
        format!("{} 至 {}", period.from, period.to)
    }
}
