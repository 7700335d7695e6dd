//! Checking the answers before an item is sent into review.

use super::deadline::Deadline;
use super::facts::{File, Names, Row};
use super::gate::Gate;
use super::{Answer, again, facts, id, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use gongkai_domain::access::Action;
use gongkai_office::ItemView;

#[derive(Template)]
#[template(path = "desk/check.html")]
struct Check {
    shell: Console,
    href: String,
    csrf: String,
    revision: u64,
    rows: Vec<Row>,
    body: Vec<String>,
    files: Vec<File>,
    problems: Problems,
    gate: Gate,
    deadline: Deadline,
    first_step: String,
}

/// Shows the answers.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
) -> Answer {
    let id = id(&item)?;
    let view = site.office.view_to(&caller.cx, &id, Action::Submit).await?;
    page(&build(&site, &caller, &view, "核对后送审").await?)
}

/// Sends the item into review.
pub(crate) async fn submit(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&item)?;
    match site
        .office
        .submit(&caller.cx, &id, posted.revision()?)
        .await
    {
        Ok(_) => to(&format!("/desk/information/{id}?done=submitted")),
        Err(error) if !error.gaps().is_empty() => {
            let view = site.office.view_to(&caller.cx, &id, Action::Submit).await?;
            let check = build(&site, &caller, &view, &titled("核对后送审", true)).await?;
            again(&check, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => Err(error.into()),
    }
}

async fn build(
    site: &Site,
    caller: &Caller,
    view: &ItemView,
    title: &str,
) -> Result<Check, WebError> {
    let item = &view.item;
    let names = names(site, caller, view).await?;
    let calendars = site.office.calendars().await?;
    let calendar = calendars.of(&item.agency);
    let agency = site.office.agency(&item.agency).await?;
    let next = agency.settings.review.step(1);
    Ok(Check {
        shell: Console::of(site, caller, title, "/desk/information").await?,
        href: format!("/desk/information/{}", item.id),
        csrf: caller.csrf.clone(),
        revision: item.revision,
        rows: facts::rows(&item.facts, &names),
        body: facts::paragraphs(&item.facts.body),
        files: facts::files(&item.id, &item.facts),
        problems: Problems(item.facts.gaps()),
        gate: Gate::of(&view.leaks, item.leak_override.as_deref()),
        deadline: Deadline::of(&view.limit, None, caller.cx.today(), calendar),
        first_step: next.map(|step| step.name.clone()).unwrap_or_default(),
    })
}

/// Names of the category and of the document interpreted.
pub(super) async fn names(
    site: &Site,
    caller: &Caller,
    view: &ItemView,
) -> Result<Names, WebError> {
    let own = &view.item.facts;
    let categories = site.office.categories(&view.item.agency).await?;
    let category = categories
        .into_iter()
        .find(|category| Some(&category.id) == own.category.as_ref());
    let interprets = match &own.interpretation {
        Some(interpretation) => {
            let document = site.office.view(&caller.cx, &interpretation.of).await;
            document.map_or_else(
                |_| "另一单位的文件".to_owned(),
                |document| document.item.facts.title,
            )
        }
        None => String::new(),
    };
    Ok(Names {
        category: category.map(|category| category.name).unwrap_or_default(),
        interprets,
    })
}
