//! The event log, the newest first.

use super::reach;
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::session::answer;
use crate::pages::workbook;
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::access::{Action, Refusal, Role};
use gongkai_domain::event::Entry;
use gongkai_domain::identity::AgencyId;
use gongkai_office::{Cell, ColumnKind, Tree};
use jiff::civil::Date;

/// Entries on a page.
const PAGE: u64 = 50;
/// Entries in a workbook; older ones stand in that of an older page.
const IN_A_BOOK: u64 = 10_000;

#[derive(Template)]
#[template(path = "admin/events.html")]
struct Page {
    shell: Console,
    lines: Vec<Line>,
    /// Identity, name, and whether it is the one shown.
    agencies: Vec<(String, String, bool)>,
    /// Whether all may be shown at once.
    whole: bool,
    chosen: String,
    /// The sequence number before which the next page begins.
    older: Option<u64>,
    newest: bool,
}

struct Line {
    sequence: u64,
    at: String,
    name: String,
    action: String,
    object: String,
    agency: String,
    origin: String,
    before: String,
    after: String,
}

/// The page.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let person = caller.cx.actor.person().ok_or(Refusal::SignIn)?;
    let whole = person.is_anywhere(Role::AuditAdministrator);
    let today = caller.cx.today();
    let within = reach(&tree, &caller, Action::ReadEvents);
    let chosen: Option<AgencyId> = match asked.text("agency") {
        "" if whole => None,
        "" => Some(within.first().ok_or(Refusal::Role)?.1.id.clone()),
        id => Some(id.parse().map_err(|_no_id| Refusal::Unknown)?),
    };
    let before: Option<u64> = asked.text("before").parse().ok();
    let as_book = workbook::is_asked(asked.text("as"));
    let limit = if as_book { IN_A_BOOK } else { PAGE };
    let entries = site
        .office
        .events(&caller.cx, chosen.as_ref(), before, limit)
        .await?;
    if as_book {
        let lines = entries.into_iter();
        let lines: Vec<Line> = lines.map(|entry| line(entry, &tree, today)).collect();
        return as_workbook(&lines);
    }
    let full = u64::try_from(entries.len()).is_ok_and(|length| length == PAGE);
    let last = entries.last().map(|entry| entry.sequence);
    let agencies = within.iter().map(|(depth, agency)| {
        let name = format!("{}{}", "　".repeat(*depth), agency.name_on(today));
        (
            agency.id.to_string(),
            name,
            chosen.as_ref() == Some(&agency.id),
        )
    });
    let page = Page {
        shell: Console::of(&site, &caller, "操作记录", "/admin/events").await?,
        agencies: agencies.collect(),
        whole,
        older: last.filter(|last| full && *last > 1),
        newest: before.is_none(),
        chosen: chosen.map(|id| id.to_string()).unwrap_or_default(),
        lines: entries
            .into_iter()
            .map(|entry| line(entry, &tree, today))
            .collect(),
    };
    answer(StatusCode::OK, &page)
}

fn as_workbook(lines: &[Line]) -> Result<Response, WebError> {
    let heads = [
        ("序号", ColumnKind::Integer),
        ("时间", ColumnKind::Text),
        ("人员", ColumnKind::Text),
        ("操作", ColumnKind::Text),
        ("对象", ColumnKind::Text),
        ("单位", ColumnKind::Text),
        ("来源", ColumnKind::Text),
    ];
    let row = |line: &Line| {
        vec![
            workbook::count(line.sequence),
            Cell::text(line.at.as_str()),
            Cell::text(line.name.as_str()),
            Cell::text(line.action.as_str()),
            Cell::text(line.object.as_str()),
            Cell::text(line.agency.as_str()),
            Cell::text(line.origin.as_str()),
        ]
    };
    workbook::of_list("操作记录", &heads, lines.iter().map(row).collect())
}

fn line(entry: Entry, tree: &Tree, today: Date) -> Line {
    let event = entry.event;
    let agency = event.agency.as_ref().and_then(|id| tree.get(id));
    Line {
        sequence: entry.sequence,
        at: words::instant(&event.at),
        action: words::event(&event.action).to_owned(),
        object: object(&event.object),
        agency: agency
            .map_or("", |agency| agency.short_on(today))
            .to_owned(),
        name: event.name,
        origin: event.origin,
        before: indented(&event.before),
        after: indented(&event.after),
    }
}

/// What it was done to, in words; the identity cut short, as far as it is one.
fn object(object: &str) -> String {
    let (kind, id) = object.split_once(':').unwrap_or((object, ""));
    let kind = match kind {
        "information" => "政府信息",
        "account" => "账号",
        "agency" => "单位",
        "file" => "文件",
        "login" => "用户名",
        "webhook" => "推送地址",
        "installation" => "本系统",
        other => other,
    };
    let short: String = id.chars().take(8).collect();
    format!("{kind} {short}").trim_end().to_owned()
}

/// JSON line by line; what is no JSON as it stands.
fn indented(json: &str) -> String {
    let value = serde_json::from_str::<serde_json::Value>(json);
    let pretty = value.and_then(|value| serde_json::to_string_pretty(&value));
    pretty.unwrap_or_else(|_| json.to_owned())
}
