//! Agreeing to several items on one page (U-09): each was opened before, each is decided on by itself.

use super::deadline;
use super::{Answer, again, id, page};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::shell::Console;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gongkai_office::{Awaiting, Calendars, Hindrance, MOST_AT_ONCE};

/// An item on the page.
struct Line {
    id: String,
    href: String,
    title: String,
    number: String,
    step: String,
    due: String,
    /// What the box sends: the item and the state it was seen in.
    value: String,
    /// Why there is no box; empty if there is one.
    hindrance: String,
    unopened: bool,
}

#[derive(Template)]
#[template(path = "desk/batch.html")]
struct Batch {
    shell: Console,
    csrf: String,
    lines: Vec<Line>,
    ready: usize,
    most: usize,
    /// What was done just now.
    done: usize,
    /// Titles of what was not, and why.
    refused: Vec<(String, String)>,
    /// Nothing was ticked, or too much.
    error: String,
}

/// Shows what awaits the person.
pub(crate) async fn show(State(site): State<Site>, caller: Caller) -> Answer {
    page(&build(&site, &caller, 0, Vec::new(), String::new()).await?)
}

/// Agrees to what was ticked, one after the other.
pub(crate) async fn agree(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let chosen: Vec<(&str, &str)> = posted
        .all("item")
        .filter_map(|value| value.split_once('.'))
        .collect();
    if chosen.is_empty() || chosen.len() > MOST_AT_ONCE {
        let error = format!("请勾选要同意的，一次最多 {MOST_AT_ONCE} 条。");
        let batch = build(&site, &caller, 0, Vec::new(), error).await?;
        return again(&batch, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (mut done, mut refused) = (0, Vec::new());
    for (item, revision) in chosen {
        let item = id(item)?;
        let revision = revision
            .parse()
            .map_err(|_broken| WebError::Bad("表单不完整，请刷新页面后重试。".to_owned()))?;
        let office = &site.office;
        match office.agree_with_others(&caller.cx, &item, revision).await {
            Ok(_) => done += 1,
            Err(error) => {
                let title = office.view(&caller.cx, &item).await?.item.facts.title;
                refused.push((title, error.to_string()));
            }
        }
    }
    page(&build(&site, &caller, done, refused, String::new()).await?)
}

async fn build(
    site: &Site,
    caller: &Caller,
    done: usize,
    refused: Vec<(String, String)>,
    error: String,
) -> Result<Batch, WebError> {
    let calendars = site.office.calendars().await?;
    let lines: Vec<Line> = site
        .office
        .awaiting(&caller.cx)
        .await?
        .iter()
        .map(|awaiting| line(&calendars, caller, awaiting))
        .collect();
    let title = if error.is_empty() {
        "一并审批"
    } else {
        "错误：一并审批"
    };
    Ok(Batch {
        shell: Console::of(site, caller, title, "/desk").await?,
        csrf: caller.csrf.clone(),
        ready: lines
            .iter()
            .filter(|line| line.hindrance.is_empty())
            .count(),
        lines,
        most: MOST_AT_ONCE,
        done,
        refused,
        error,
    })
}

fn line(calendars: &Calendars, caller: &Caller, awaiting: &Awaiting) -> Line {
    let item = &awaiting.task.item;
    let calendar = calendars.of(&item.agency);
    let due = awaiting
        .task
        .due_on
        .map(|due| deadline::distance(due, caller.cx.today(), calendar).words);
    Line {
        id: item.id.to_string(),
        href: format!("/desk/information/{}/review", item.id),
        title: item.title.clone(),
        number: item.index_number.clone(),
        step: awaiting.step.clone(),
        due: due.unwrap_or_default(),
        value: format!("{}.{}", item.id, awaiting.revision),
        hindrance: awaiting
            .hindrance
            .map(|why| why.to_string())
            .unwrap_or_default(),
        unopened: awaiting.hindrance == Some(Hindrance::Unopened),
    }
}
