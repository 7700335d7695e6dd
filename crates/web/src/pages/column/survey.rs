//! A questionnaire: its questions while it is open, its results when they are shown.

use super::appraisal::Bar;
use super::{Column, Holdings, Visit, links};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::{Actor, Refusal};
use gongkai_domain::appraisal::{FEW, Question, Questionnaire, Tally};
use gongkai_domain::ledger::Record;
use gongkai_office::{Context, OfficeError};

/// A question with what was chosen.
struct Field {
    name: String,
    question: Question,
    typed: String,
}

/// The answers to a question.
struct Answered {
    text: String,
    answers: u64,
    few: bool,
    chosen: Vec<Bar>,
}

#[derive(Template)]
#[template(path = "column/survey.html")]
struct SurveyPage {
    shell: Column,
    home: String,
    appraisal: String,
    action: String,
    csrf: String,
    title: String,
    purpose: Vec<String>,
    until: String,
    open: bool,
    done: bool,
    fields: Vec<Field>,
    problems: Problems,
    shows_results: bool,
    result: Vec<String>,
    answered: Vec<Answered>,
}

/// The questionnaire at an address of a column, if anything of it is shown today.
async fn found(
    site: &Site,
    holdings: &Holdings,
    visit: &Visit,
    id: &str,
) -> Result<Record, WebError> {
    let all = site.office.questionnaires(&holdings.agency.id).await?;
    let found = all.iter().find(|record| record.id.as_str() == id);
    let today = visit.view.today;
    let shown = found.filter(|record| {
        let asked = Questionnaire(record);
        asked.is_open(today) || asked.shows_results(today)
    });
    Ok(shown.cloned().ok_or(Refusal::Unknown)?)
}

fn answered(tally: Tally) -> Answered {
    let chosen = tally.question.choices.iter().zip(&tally.chosen);
    Answered {
        chosen: chosen
            .map(|(choice, count)| Bar::of(choice, *count, tally.answers))
            .collect(),
        answers: tally.answers,
        few: tally.answers < FEW,
        text: tally.question.text,
    }
}

async fn page(
    site: &Site,
    (caller, visit): (&Caller, &Visit),
    holdings: &Holdings,
    record: &Record,
    (typed, problems): (Vec<String>, Problems),
) -> Result<SurveyPage, WebError> {
    let (asked, view, slug) = (Questionnaire(record), &visit.view, holdings.slug());
    let shows_results = asked.shows_results(view.today);
    let tally = if shows_results {
        site.office.tally(record).await?
    } else {
        Vec::new()
    };
    let title = asked.text("title");
    let sign = if problems.is_empty() { "" } else { "错误：" };
    let field = |(at, question): (usize, Question)| Field {
        name: format!("q{at}"),
        typed: typed.get(at).cloned().unwrap_or_default(),
        question,
    };
    Ok(SurveyPage {
        shell: Column::of(holdings, view, &format!("{sign}{title}"), ""),
        home: view.to(&links::home(slug)),
        appraisal: links::page(slug, "appraisal"),
        action: links::page(slug, &format!("survey/{}", record.id)),
        csrf: caller.csrf.clone(),
        title: title.to_owned(),
        purpose: super::texts::paragraphs(asked.text("purpose")),
        until: asked.text("until").to_owned(),
        open: asked.is_open(view.today),
        done: visit.field("done") == "1",
        fields: asked
            .questions()
            .into_iter()
            .enumerate()
            .map(field)
            .collect(),
        problems,
        shows_results,
        result: super::texts::paragraphs(asked.text("result")),
        answered: tally.into_iter().map(answered).collect(),
    })
}

/// The questions, or the results.
pub(crate) async fn show(
    State(site): State<Site>,
    Path((slug, id)): Path<(String, String)>,
    caller: Caller,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let record = found(&site, &holdings, &visit, &id).await?;
    let nothing = (Vec::new(), Problems::default());
    let page = page(&site, (&caller, &visit), &holdings, &record, nothing).await?;
    answer(StatusCode::OK, &page)
}

/// Takes the answers.
pub(crate) async fn save(
    State(site): State<Site>,
    Path((slug, id)): Path<(String, String)>,
    caller: Caller,
    visit: Visit,
    posted: Posted,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let record = found(&site, &holdings, &visit, &id).await?;
    let questions = Questionnaire(&record).questions().len();
    let name = |at: usize| posted.text(&format!("q{at}")).to_owned();
    let answers: Vec<String> = (0..questions).map(name).collect();
    let anybody = Context {
        actor: Actor::Public,
        ..caller.cx.clone()
    };
    let mut problems = Problems::default();
    let status = match site.office.answer(&anybody, &record.id, &answers).await {
        Ok(()) => {
            let to = links::page(&slug, &format!("survey/{}?done=1", record.id));
            return Ok(Redirect::to(&to).into_response());
        }
        Err(OfficeError::Invalid(gaps)) => {
            problems.0 = gaps;
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(error @ OfficeError::Slow(_)) => {
            problems.add("", error.to_string());
            StatusCode::TOO_MANY_REQUESTS
        }
        Err(error) => return Err(error.into()),
    };
    let again = (answers, problems);
    let page = page(&site, (&caller, &visit), &holdings, &record, again).await?;
    answer(status, &page)
}
