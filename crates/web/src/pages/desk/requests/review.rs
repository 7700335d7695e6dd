//! Taking a step in the approval of a reply: what was asked for, how it is to end, the secrecy questions
//! where the step asks them, remarks beside what they are about.

use super::draft::last_draft;
use super::folder::description;
use super::steps::{self, Step};
use super::timeline::draft_label;
use super::{
    AT, Answer, again, deadline, href, opened_to, outcome_title, page, problems, titled, to,
};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::desk::checklist::{self, Question};
use crate::shell::Console;
use crate::words::long_date;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use gongkai_domain::access::Action;
use gongkai_domain::request::{Illegal, OutcomeBook};
use gongkai_domain::review::{Checklist, Opinion, Remark, StepRefused, Verdict};
use gongkai_office::{OfficeError, RequestView};
use std::collections::BTreeMap;

/// A text of the draft with the remark beside it.
struct Looked {
    name: String,
    label: &'static str,
    text: String,
    remark: String,
}

#[derive(Template)]
#[template(path = "desk/requests/review.html")]
struct Review {
    shell: Console,
    href: String,
    csrf: String,
    revision: u64,
    number: String,
    step: String,
    /// Why it is not this person's step; empty if it is.
    not_yours: String,
    description: String,
    outcome: String,
    cite: String,
    rows: Vec<Looked>,
    whole_remark: String,
    due: String,
    left: deadline::Distance,
    steps: Vec<Step>,
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

/// Shows the form.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::ReviewRequests).await?;
    page(&build(&site, &caller, &view, &Typed::default()).await?)
}

/// Takes the step.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
    posted: Posted,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::ReviewRequests).await?;
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
    let verdict = Verdict {
        opinion,
        checklist: Some(typed.answers.clone()),
        remarks: remarks.collect(),
    };
    let revision = posted.revision()?;
    let taken = site
        .office
        .review_reply(&caller.cx, &view.row.id, revision, verdict);
    let error = match taken.await {
        Ok(_) if opinion == Opinion::Agree => {
            return to(&format!("{}?done=agreed", href(&view.row.id)));
        }
        Ok(_) => return to(&format!("{}?done=sent_back", href(&view.row.id))),
        Err(error) => error,
    };
    typed.unanswered = matches!(
        error,
        OfficeError::Request(Illegal::Step(
            StepRefused::Unanswered(_) | StepRefused::Concern(_)
        ))
    );
    let field = if typed.unanswered {
        "checklist"
    } else {
        "remark"
    };
    for gap in problems(error)?.0 {
        typed.problems.add(field, gap.message);
    }
    let review = build(&site, &caller, &view, &typed).await?;
    again(&review, StatusCode::UNPROCESSABLE_ENTITY)
}

fn read(posted: &Posted) -> Typed {
    let remarks = posted.fields().filter_map(|(name, text)| {
        let field = name.strip_prefix("remark.")?;
        let known = ["", "outcome"].contains(&field) || draft_label(field).is_some();
        known.then(|| (field.to_owned(), text.trim().to_owned()))
    });
    Typed {
        remarks: remarks.collect(),
        answers: checklist::read(posted),
        ..Typed::default()
    }
}

async fn build(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
    typed: &Typed,
) -> Result<Review, WebError> {
    let draft = view.case.draft.as_ref();
    let draft = draft.ok_or(OfficeError::Request(Illegal::NoDraft))?;
    let today = caller.cx.today();
    let title = titled("审批答复", !typed.problems.is_empty());
    let person = caller.cx.actor.person();
    let not_yours = person.and_then(|person| draft.round.may_take(person, &view.row.agency).err());
    let step = draft.round.awaited();
    let book = OutcomeBook::statutory().ok();
    let outcome = book.and_then(|book| book.get(&draft.outcome));
    let reply = view.clocks.reply.as_ref();
    let due = reply.and_then(|reply| reply.deadline.on());
    let left = due.map(|due| deadline::distance(due, today, view.calendar()));
    Ok(Review {
        shell: Console::of(site, caller, &title, AT).await?,
        href: href(&view.row.id),
        csrf: caller.csrf.clone(),
        revision: view.row.revision,
        number: view.row.number.clone(),
        step: step.map(|step| step.name.clone()).unwrap_or_default(),
        not_yours: not_yours.map(|why| why.to_string()).unwrap_or_default(),
        description: description(view),
        outcome: outcome_title(&draft.outcome),
        cite: outcome
            .map(|outcome| outcome.cite.clone())
            .unwrap_or_default(),
        rows: rows(view, typed),
        whole_remark: typed.remarks.get("").cloned().unwrap_or_default(),
        due: due.map(|due| long_date(&due)).unwrap_or_default(),
        left: left.unwrap_or(deadline::Distance {
            class: "",
            words: String::new(),
        }),
        steps: steps::of_round(&draft.round, &draft.round.chain, true, today),
        questions: if step.is_some_and(|step| step.secrecy) {
            checklist::questions(&typed.answers, typed.unanswered)
        } else {
            Vec::new()
        },
        problems: typed.problems.clone(),
    })
}

/// How it is to end, and each text of the draft.
fn rows(view: &RequestView, typed: &Typed) -> Vec<Looked> {
    let row = |name: &str, label, text: String| Looked {
        remark: typed.remarks.get(name).cloned().unwrap_or_default(),
        name: name.to_owned(),
        label,
        text,
    };
    let Some((outcome, words)) = last_draft(view) else {
        return Vec::new();
    };
    let texts = words.iter().filter_map(|(name, text)| {
        let label = draft_label(name).or((name == "note").then_some("给审批人的说明"))?;
        Some(row(name, label, text.clone()))
    });
    let first = row("outcome", "办理结果", outcome_title(outcome));
    std::iter::once(first).chain(texts).collect()
}
