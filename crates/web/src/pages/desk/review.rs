//! Taking a step of the review: the screen is the secrecy review form.

use super::check::names;
use super::checklist::{self, Question, questions};
use super::deadline::Deadline;
use super::facts::{File, Row};
use super::gate::Gate;
use super::steps::{Said, Step};
use super::{Answer, again, facts, id, page, steps, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use gongkai_domain::access::Action;
use gongkai_domain::information::Refused;
use gongkai_domain::review::{Checklist, Opinion, Remark, StepRefused, Verdict};
use gongkai_office::{ItemView, OfficeError};
use std::collections::BTreeMap;

/// A fact with the remark beside it.
struct Looked {
    row: Row,
    /// Whether a remark may be written beside it.
    main: bool,
    remark: String,
}

#[derive(Template)]
#[template(path = "desk/review.html")]
struct Review {
    shell: Console,
    href: String,
    csrf: String,
    revision: u64,
    title: String,
    index_number: String,
    step: String,
    /// Why it is not this person's step; empty if it is.
    not_yours: String,
    rows: Vec<Looked>,
    body: Vec<String>,
    body_remark: String,
    whole_remark: String,
    files: Vec<File>,
    gate: Gate,
    deadline: Deadline,
    steps: Vec<Step>,
    said: Vec<Said>,
    questions: Vec<Question>,
    problems: Problems,
}

/// What was typed, to be shown again.
#[derive(Default)]
struct Typed {
    remarks: BTreeMap<String, String>,
    answers: Checklist,
    problems: Problems,
    unanswered: bool,
}

/// Fields beside which a remark may be written, besides the text and the item as a whole.
const MAIN: [&str; 11] = [
    "title",
    "document_number",
    "formed_on",
    "category",
    "topic",
    "summary",
    "attribute",
    "reason",
    "issuing_organ",
    "validity",
    "elements",
];
const REST: [&str; 2] = ["body", ""];

/// Shows the form.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
) -> Answer {
    let id = id(&item)?;
    let view = site.office.view_to(&caller.cx, &id, Action::Review).await?;
    site.office.note_opened(&caller.cx, &id).await?;
    page(&build(&site, &caller, &view, &Typed::default()).await?)
}

/// Takes the step.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&item)?;
    let view = site.office.view_to(&caller.cx, &id, Action::Review).await?;
    let mut typed = read(&posted);
    let opinion = match posted.text("opinion") {
        "agree" => Opinion::Agree,
        "send_back" => Opinion::SendBack,
        _ => return Err(WebError::Bad("请点“同意”或者“退回修改”。".to_owned())),
    };
    let filled = typed.remarks.iter().filter(|(_, text)| !text.is_empty());
    let remarks = filled.map(|(field, text)| Remark {
        field: field.clone(),
        text: text.clone(),
    });
    let remarks = remarks.collect();
    let verdict = Verdict {
        opinion,
        checklist: Some(typed.answers.clone()),
        remarks,
    };
    let revision = posted.revision()?;
    let taken = site.office.review(&caller.cx, &id, revision, verdict);
    let error = match taken.await {
        Ok(_) if opinion == Opinion::Agree => {
            return to(&format!("/desk/information/{id}?done=agreed"));
        }
        Ok(_) => return to(&format!("/desk/information/{id}?done=sent_back")),
        Err(error) => error,
    };
    let silent = matches!(
        error,
        OfficeError::Refused(Refused::Step(StepRefused::NoRemark))
    );
    typed.unanswered = matches!(
        error,
        OfficeError::Refused(Refused::Step(
            StepRefused::Unanswered(_) | StepRefused::Concern(_)
        ))
    );
    if !silent && !typed.unanswered {
        return Err(error.into());
    }
    let field = if silent { "remark" } else { "checklist" };
    typed.problems.add(field, error.to_string());
    let review = build(&site, &caller, &view, &typed).await?;
    again(&review, StatusCode::UNPROCESSABLE_ENTITY)
}

fn read(posted: &Posted) -> Typed {
    let mut typed = Typed::default();
    for (name, text) in posted.fields() {
        let field = name.strip_prefix("remark.").unwrap_or("?");
        if MAIN.contains(&field) || REST.contains(&field) {
            typed
                .remarks
                .insert(field.to_owned(), text.trim().to_owned());
        }
    }
    typed.answers = checklist::read(posted);
    typed
}

async fn build(
    site: &Site,
    caller: &Caller,
    view: &ItemView,
    typed: &Typed,
) -> Result<Review, WebError> {
    let item = &view.item;
    let names = names(site, caller, view).await?;
    let agency = site.office.agency(&item.agency).await?;
    let calendars = site.office.calendars().await?;
    let title = titled("审查", !typed.problems.is_empty());
    let today = caller.cx.today();
    let person = caller.cx.actor.person();
    let not_yours = person.and_then(|person| item.round.may_take(person, &item.agency).err());
    let step = item.round.awaited();
    let remark = |field: &str| typed.remarks.get(field).cloned().unwrap_or_default();
    let rows = facts::rows(&item.facts, &names).into_iter();
    Ok(Review {
        shell: Console::of(site, caller, &title, "/desk/information").await?,
        href: format!("/desk/information/{}", item.id),
        csrf: caller.csrf.clone(),
        revision: item.revision,
        title: item.facts.title.clone(),
        index_number: item.index_number.clone(),
        step: step.map(|step| step.name.clone()).unwrap_or_default(),
        not_yours: not_yours.map(|why| why.to_string()).unwrap_or_default(),
        rows: rows
            .map(|row| Looked {
                remark: remark(row.field),
                main: MAIN.contains(&row.field),
                row,
            })
            .collect(),
        body: facts::paragraphs(&item.facts.body),
        body_remark: remark("body"),
        whole_remark: remark(""),
        files: facts::files(&item.id, &item.facts),
        gate: Gate::of(&view.leaks, item.leak_override.as_deref()),
        deadline: Deadline::of(&view.limit, None, today, calendars.of(&item.agency)),
        steps: steps::of(item, &agency.settings.review, today),
        said: steps::said(item),
        questions: if step.is_some_and(|step| step.secrecy) {
            questions(&typed.answers, typed.unanswered)
        } else {
            Vec::new()
        },
        problems: typed.problems.clone(),
    })
}
