//! 今天要办: what is due, in order, each with its one next action, and nothing else.

use super::{
    Answer, Asked, deadline, duties, duty_words, facts, notices, page, requests, task_lines, to,
};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::workbook;
use crate::shell::Console;
use crate::words::{long_date, short_date};
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::information::Stage;
use gongkai_office::{
    CATALOGUE, Calendars, Cell, ColumnKind, DutyTask, FieldCheck, RequestTask, RequestToDo, Task,
    Urgency,
};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/tasks.html")]
struct Tasks {
    shell: Console,
    today: String,
    overdue: usize,
    lines: Vec<Line>,
    may_register: bool,
    /// What the self-check of the catalogue finds: address, agency, entries without content, entries
    /// without anything new for a year.
    catalogues: Vec<(String, String, usize, usize)>,
    /// Several wait for this person's step.
    several: bool,
}

/// A line of the page.
pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) date: String,
    pub(super) state: String,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) note: String,
    pub(super) act: String,
    pub(super) act_name: String,
}

/// The duty that has a line of its own.
const ANNUAL_REPORT: &str = "annual-report";

/// Shows what is due; who has no desk is sent to where they work.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let may = |action| decide(&caller.cx.actor, action, Object::Installation).is_ok();
    if !may(Action::OpenDesk) {
        return to(elsewhere(may));
    }
    let tasks = site.office.tasks(&caller.cx).await?;
    let duties = site.office.duty_tasks(&caller.cx).await?;
    let today = caller.cx.today();
    let calendars = site.office.calendars().await?;
    let items = tasks.iter();
    let items = items.map(|task| (task.urgency, task.due_on, line(&calendars, &caller, task)));
    let reports = site.office.report_tasks(&caller.cx).await?;
    // The report has a line of its own, with its next step.
    let own_line = |task: &DutyTask| task.duty.id == ANNUAL_REPORT;
    let duties = duties.iter().filter(|task| !own_line(task));
    let duties = duties.map(|task| (task.urgency, task.due_on, of_duty(&calendars, task, today)));
    let mut lines: Vec<(Urgency, Option<Date>, Line)> = items.chain(duties).collect();
    for task in site.office.handover_tasks(&caller.cx).await? {
        lines.push((
            task.urgency,
            task.due_on,
            task_lines::hand_over(&calendars, &caller, &task),
        ));
    }
    for task in &reports {
        let of_task = task_lines::report(&calendars, task, today);
        lines.push((task.urgency, task.due_on, of_task));
    }
    for task in site.office.message_tasks(&caller.cx).await? {
        let of_task = task_lines::message(&calendars, &task, today);
        lines.push((task.urgency, Some(task.due_on), of_task));
    }
    for task in site.office.request_tasks(&caller.cx).await? {
        lines.push((
            task.urgency,
            task.due_on,
            of_request(&calendars, &caller, &task),
        ));
    }
    lines.sort_by_key(|(urgency, due_on, _)| (*urgency, *due_on));
    if workbook::is_asked(asked.get("as").map_or("", String::as_str)) {
        return as_workbook(&lines);
    }
    let overdue = lines.iter().filter(|line| line.0 == Urgency::Overdue);
    let overdue = overdue.count();
    let shell = Console::of(&site, &caller, "今天要办", "/desk").await?;
    page(&Tasks {
        shell: shell.with_notice(notices::of(&asked)),
        today: long_date(&today),
        overdue,
        lines: lines.into_iter().map(|(.., line)| line).collect(),
        may_register: may(Action::Register),
        catalogues: catalogues(&site, &caller).await?,
        several: tasks
            .iter()
            .filter(|task| task.action == Action::Review)
            .count()
            > 1,
    })
}

fn as_workbook(lines: &[(Urgency, Option<Date>, Line)]) -> Answer {
    let heads = [
        ("事项", ColumnKind::Text),
        ("最后一天", ColumnKind::Date),
        ("期限", ColumnKind::Text),
        ("说明", ColumnKind::LongText),
        ("下一步", ColumnKind::Text),
    ];
    let row = |(_, due_on, line): &(Urgency, Option<Date>, Line)| {
        vec![
            Cell::text(line.title.as_str()),
            workbook::day(*due_on),
            Cell::text(line.state.as_str()),
            Cell::text(line.note.as_str()),
            Cell::text(line.act_name.as_str()),
        ]
    };
    workbook::of_list("今天要办", &heads, lines.iter().map(row).collect())
}

/// The catalogues of those agencies whose ledgers the person keeps, as far as something is open.
async fn catalogues(
    site: &Site,
    caller: &Caller,
) -> Result<Vec<(String, String, usize, usize)>, WebError> {
    let tree = site.office.agencies().await?;
    let mut open = Vec::new();
    for agency in &tree.0 {
        let lineage = tree.lineage(&agency.id);
        if decide(
            &caller.cx.actor,
            Action::KeepLedgers,
            Object::Agency(&lineage),
        )
        .is_err()
        {
            continue;
        }
        let fields = site.office.catalogue_check(&caller.cx, &agency.id).await?;
        let sum = |count: fn(&FieldCheck) -> usize| fields.iter().map(count).sum::<usize>();
        let (empty, stale) = (
            sum(|field| field.empty.len()),
            sum(|field| field.stale.len()),
        );
        if empty + stale > 0 {
            let href = format!("/desk/ledgers/{CATALOGUE}/check?agency={}", agency.slug);
            open.push((
                href,
                agency.name_on(caller.cx.today()).to_owned(),
                empty,
                stale,
            ));
        }
    }
    Ok(open)
}

/// The first page of those who do not work with information.
fn elsewhere(may: impl Fn(Action) -> bool) -> &'static str {
    let pages = [
        (Action::Supervise, "/desk/supervision"),
        (Action::ManageAgencies, "/admin/agencies"),
        (Action::ManageAccounts, "/admin/accounts"),
        (Action::ReadEvents, "/admin/events"),
    ];
    let first = pages.into_iter().find(|(action, _)| may(*action));
    first.map_or("/account", |(_, page)| page)
}

fn line(calendars: &Calendars, caller: &Caller, task: &Task) -> Line {
    let today = caller.cx.today();
    let href = format!("/desk/information/{}", task.item.id);
    let (act, act_name) = act(task);
    let left = task
        .due_on
        .map(|due| deadline::distance(due, today, calendars.of(&task.item.agency)));
    let state = match (&left, task.unannounced) {
        (Some(left), _) => left.words.clone(),
        (None, Some(year)) => deadline::unannounced(year),
        (None, None) => "还没有期限".to_owned(),
    };
    Line {
        class: left.map_or("", |left| left.class),
        date: task
            .due_on
            .map(|due| short_date(&due, &today))
            .unwrap_or_default(),
        state,
        act: format!("{href}{act}"),
        href,
        title: task.item.title.clone(),
        note: note(task),
        act_name: act_name.to_owned(),
    }
}

/// A disclosure request among the tasks.
fn of_request(calendars: &Calendars, caller: &Caller, task: &RequestTask) -> Line {
    let today = caller.cx.today();
    let left = task
        .due_on
        .map(|due| deadline::distance(due, today, calendars.of(&task.request.agency)));
    let words = requests::task_line(task);
    let (class, state) = match left {
        Some(left) if left.class == "is-overdue" => (left.class, left.words),
        _ if task.what == RequestToDo::Open => ("is-today", "新申请".to_owned()),
        Some(left) => (left.class, left.words),
        None => ("", "没有期限".to_owned()),
    };
    Line {
        class,
        state,
        date: task
            .due_on
            .map(|due| short_date(&due, &today))
            .unwrap_or_default(),
        href: words.href,
        title: words.title,
        note: words.note.to_owned(),
        act: words.act,
        act_name: words.act_name,
    }
}

/// A recurring duty among the tasks.
fn of_duty(calendars: &Calendars, task: &DutyTask, today: Date) -> Line {
    let left = task
        .due_on
        .map(|due| deadline::distance(due, today, calendars.of(&task.agency.id)));
    let state = duty_words::state(task.standing, today);
    let href = duties::address(&task.duty.id, task);
    Line {
        class: left.as_ref().map_or("", |left| left.class),
        date: task
            .due_on
            .map(|due| short_date(&due, &today))
            .unwrap_or_default(),
        state: left.map_or(state.words, |left| left.words),
        act: href.clone(),
        href,
        title: duties::title(task),
        note: duties::note(task),
        act_name: "办理".to_owned(),
    }
}

fn act(task: &Task) -> (&'static str, &'static str) {
    let steps = [
        (Action::Review, "/review", "审查"),
        (Action::Publish, "/publish", "发布"),
        (Action::Reassess, "#reassess", "重新评估"),
    ];
    if task.action == Action::Revise {
        return match (task.item.stage == Stage::Returned, task.gaps.is_empty()) {
            (true, _) => ("/edit", "修改后再送审"),
            (false, true) => ("/check", "核对后送审"),
            (false, false) => ("/edit", "接着填写"),
        };
    }
    let step = steps.iter().find(|(action, ..)| *action == task.action);
    step.map_or(("", "查看"), |(_, page, name)| (page, name))
}

/// Why it lies on this desk.
fn note(task: &Task) -> String {
    let last = task.taken.last();
    if task.action == Action::Review {
        let done = last.map(|taken| format!("{}已办“{}”，", taken.name, taken.step));
        return format!("{}等您审查", done.unwrap_or_default());
    }
    if task.action == Action::Publish {
        return "已审完，还没有发布".to_owned();
    }
    if task.action == Action::Reassess {
        return "不予公开的要定期评估能不能公开（条例第十八条）".to_owned();
    }
    match last.filter(|_| task.item.stage == Stage::Returned) {
        Some(taken) => {
            let said = taken.remarks.iter().map(|remark| remark.text.trim());
            let said = said.collect::<Vec<_>>().join("；");
            format!("{}退回：{said}", taken.name)
        }
        None => unfinished(task),
    }
}

fn unfinished(task: &Task) -> String {
    if task.gaps.is_empty() {
        return "草稿，已填完，还没有送审".to_owned();
    }
    let gaps = task.gaps.iter();
    let mut names: Vec<&str> = gaps.map(|gap| facts::label(gap.field)).collect();
    names.dedup();
    format!("草稿，还差 {} 项：{}", task.gaps.len(), names.join("、"))
}
