//! The steps of a request: one group of fields a page, kept as soon as it is right.

use super::fields::{self, Step};
use super::{DAY, DRAFT, Held, Holdings, Visit, address, anybody, shell, taking, to, with_cookie};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::column::Column;
use crate::pages::session::answer;
use crate::sheet::{Sheet, Summary};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::access::Refusal;
use gongkai_domain::leak::{self, LeakKind};
use gongkai_domain::request::{Applicant, RequesterKind};
use gongkai_office::{Context, OfficeError, RequestDraft};

#[derive(Template)]
#[template(path = "column/request/step.html")]
struct StepPage {
    shell: Column,
    back: String,
    number: u8,
    title: &'static str,
    first: bool,
    retention: u8,
    agency: String,
    summary: Summary,
    /// Numbers that look like somebody's, as far as they may be shown.
    numbers: Vec<(&'static str, String)>,
    sheet: Sheet,
    /// Where what was filled in is thrown away.
    action: String,
    csrf: String,
}

/// Numbers in a description that lead to a person and that nobody needs to find information.
fn numbers(text: &str) -> Vec<(&'static str, String)> {
    let personal = [
        LeakKind::ResidentId,
        LeakKind::OldResidentId,
        LeakKind::Mobile,
        LeakKind::BankCard,
        LeakKind::Account,
    ];
    let found = leak::inspect(text).into_iter();
    let found = found.filter(|one| personal.contains(&one.kind));
    found.map(|one| (one.kind.label(), one.excerpt)).collect()
}

/// A draft, as far as it fits the step: who begins as an organisation is no person.
fn fitting(step: Step, kept: Option<RequestDraft>) -> Option<RequestDraft> {
    let draft = kept?;
    let fits = match step {
        Step::Person | Step::Organisation => Step::who(draft.applicant.kind) == step,
        Step::What => draft.done.contains(Step::Person.mark()),
        Step::How => draft.done.contains(Step::What.mark()),
    };
    fits.then_some(draft)
}

fn page(
    holdings: &Holdings,
    (caller, visit): (&Caller, &Visit),
    (step, kind): (Step, RequesterKind),
    sheet: Sheet,
    numbers: Vec<(&'static str, String)>,
) -> StepPage {
    let slug = holdings.slug();
    let summary = sheet.summary();
    let title = summary.title(step.title());
    let back = step
        .back(kind)
        .map(|page| address(slug, &format!("apply/{page}")));
    StepPage {
        shell: shell(holdings, visit, &title),
        back: back.unwrap_or_else(|| super::links::page(slug, "requests")),
        number: step.number(),
        title: step.title(),
        first: step.number() == 1,
        retention: holdings.agency.settings.requests.retention_years,
        agency: holdings.agency.name_on(visit.view.today).to_owned(),
        summary,
        numbers,
        sheet,
        action: address(slug, &format!("apply/{}", step.path())),
        csrf: caller.csrf.clone(),
    }
}

/// A step, with what was filled in before.
pub(crate) async fn show(
    State(site): State<Site>,
    Path((slug, path)): Path<(String, String)>,
    caller: Caller,
    visit: Visit,
    held: Held,
) -> Result<Response, WebError> {
    let cx = anybody(&caller);
    let holdings = taking(&site, &cx, &slug).await?;
    let step = Step::of_path(&path).ok_or(Refusal::Unknown)?;
    let agency = &holdings.agency.id;
    let kept = site.office.request_draft(&cx, agency, &held.draft).await?;
    let draft = fitting(step, kept.clone());
    if draft.is_none() && step.number() > 1 {
        let undone = |draft: RequestDraft| fields::undone(&draft).unwrap_or(step);
        let first = kept.map_or(Step::Person, undone);
        return Ok(to(&address(&slug, &format!("apply/{}", first.path()))));
    }
    let known = draft.map_or_else(
        || Applicant::blank(RequesterKind::NaturalPerson),
        |draft| draft.applicant,
    );
    let action = address(&slug, &format!("apply/{path}"));
    let sheet = fields::sheet(step, &action, &caller.csrf, &known);
    let page = page(
        &holdings,
        (&caller, &visit),
        (step, known.kind),
        sheet,
        Vec::new(),
    );
    answer(StatusCode::OK, &page)
}

/// Takes a step in, and goes on to the next.
pub(crate) async fn save(
    State(site): State<Site>,
    Path((slug, path)): Path<(String, String)>,
    caller: Caller,
    visit: Visit,
    held: Held,
    posted: Posted,
) -> Result<Response, WebError> {
    let cx = anybody(&caller);
    let holdings = taking(&site, &cx, &slug).await?;
    let step = Step::of_path(&path).ok_or(Refusal::Unknown)?;
    if posted.text("then") == "discard" {
        return discard(&site, &holdings, &held).await;
    }
    let kept = site
        .office
        .request_draft(&cx, &holdings.agency.id, &held.draft);
    let mut draft = match kept.await? {
        Some(draft) => draft,
        None => RequestDraft::blank(RequesterKind::NaturalPerson)?,
    };
    let typed = fields::typed(step, &posted, &draft.applicant);
    let mut problems = fields::problems(step, &posted, &typed);
    let keeps = posted.text("then") == "keep";
    let found = if step == Step::What && problems.is_empty() && !keeps {
        numbers(&typed.description)
    } else {
        Vec::new()
    };
    if problems.is_empty() && found.is_empty() {
        draft.kept = if step == Step::What {
            keeps
        } else {
            draft.kept
        };
        draft.applicant = typed;
        draft.done.insert(step.mark().to_owned());
        match keep(&site, &cx, &holdings, &held, (step, &draft)).await {
            Err(WebError::Office(OfficeError::Slow(seconds))) => problems.add("", slow(seconds)),
            answered => return answered,
        }
    }
    let action = address(&slug, &format!("apply/{path}"));
    let mut sheet = fields::sheet(step, &action, &caller.csrf, &draft.applicant).typed(&posted);
    if !found.is_empty() {
        sheet = sheet.besides("then", "keep", "需要写上，保留并继续");
    }
    let sheet = sheet.with(&problems);
    let status = sheet.summary().status();
    let kind = draft.applicant.kind;
    let page = page(&holdings, (&caller, &visit), (step, kind), sheet, found);
    answer(status, &page)
}

/// Keeps a draft, and leads to the page that comes next: the last look where nothing else is open.
async fn keep(
    site: &Site,
    cx: &Context,
    holdings: &Holdings,
    held: &Held,
    (step, draft): (Step, &RequestDraft),
) -> Result<Response, WebError> {
    let browser = name_of(held)?;
    let kept = site
        .office
        .keep_request_draft(cx, &holdings.agency.id, &browser, draft);
    kept.await?;
    let open = fields::undone(draft);
    // A day has passed, or this is another browser: the first step is open again, and this one is kept.
    let first = open.filter(|open| open.number() < step.number());
    let next = match (first, open) {
        (Some(first), _) => first.path(),
        (None, None) => "check",
        (None, Some(_)) => step.next(),
    };
    let next = to(&address(holdings.slug(), &format!("apply/{next}")));
    Ok(with_cookie(site, next, (DRAFT, &browser, DAY)))
}

/// The name of what the browser fills in; a new one where it has none.
fn name_of(held: &Held) -> Result<String, WebError> {
    if held.draft.is_empty() {
        Ok(gongkai_office::fresh_token()?)
    } else {
        Ok(held.draft.clone())
    }
}

/// Why somebody has to wait, and for how long.
pub(super) fn slow(seconds: u64) -> String {
    let wait = crate::words::wait(seconds);
    format!("这个网络地址提交得太频繁，{wait}已经填写的内容还在。")
}

/// Forgets what was filled in.
pub(super) async fn discard(
    site: &Site,
    holdings: &Holdings,
    held: &Held,
) -> Result<Response, WebError> {
    let agency = &holdings.agency.id;
    site.office
        .forget_request_draft(agency, &held.draft)
        .await?;
    let start = to(&super::links::page(holdings.slug(), "requests"));
    Ok(with_cookie(site, start, (DRAFT, "", 0)))
}
