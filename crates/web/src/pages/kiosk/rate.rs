//! The rating (办事满意率测评): one touch, and if wanted a service and a word besides.

use super::{Screen, page};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::column::{Holdings, Visit};
use crate::pages::session::answer;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::Actor;
use gongkai_domain::appraisal::GENERAL;
use gongkai_domain::ledger::Choice;
use gongkai_office::{Context, NewRating, OfficeError};

#[derive(Template)]
#[template(path = "kiosk/rate.html")]
struct RatePage {
    shell: Screen,
    action: String,
    csrf: String,
    grades: &'static [Choice],
    services: Vec<String>,
    typed: NewRating,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "kiosk/thanks.html")]
struct ThanksPage {
    shell: Screen,
}

/// Whoever sits at the screen, they are the public.
fn anybody(caller: &Caller) -> Context {
    Context {
        actor: Actor::Public,
        ..caller.cx.clone()
    }
}

async fn form(
    site: &Site,
    caller: &Caller,
    (visit, holdings): (&Visit, &Holdings),
    (typed, problems): (NewRating, Problems),
    status: StatusCode,
) -> Result<Response, WebError> {
    let ledger = gongkai_office::ledger("rating")?;
    let grades = ledger
        .column("score")
        .map(|column| column.choices.as_slice());
    let title = if problems.is_empty() {
        "办事满意率测评"
    } else {
        "错误：办事满意率测评"
    };
    let page = RatePage {
        shell: Screen::of(holdings, &visit.view, title).written(),
        action: page(holdings.slug(), "rate"),
        csrf: caller.csrf.clone(),
        grades: grades.unwrap_or_default(),
        services: site
            .office
            .rateable(&holdings.agency.id, visit.view.today)
            .await?,
        typed,
        problems,
    };
    answer(status, &page)
}

/// The form.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    caller: Caller,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let typed = NewRating {
        service: GENERAL.to_owned(),
        ..NewRating::default()
    };
    let nothing = (typed, Problems::default());
    form(&site, &caller, (&visit, &holdings), nothing, StatusCode::OK).await
}

/// Takes the rating. A form too old or not ours is shown again: a screen in a hall has no way back.
pub(crate) async fn save(
    State(site): State<Site>,
    Path(slug): Path<String>,
    caller: Caller,
    visit: Visit,
    posted: Result<Posted, WebError>,
) -> Result<Response, WebError> {
    let mut problems = Problems::default();
    let posted = match posted {
        Ok(posted) => posted,
        Err(WebError::Forged) => {
            let holdings = site.office.holdings(&slug).await.ok();
            let Some(holdings) = holdings else {
                return Err(WebError::Forged);
            };
            problems.add("", "放得太久了，刚才没有交上。请再点一次。");
            let again = (
                NewRating {
                    service: GENERAL.to_owned(),
                    ..NewRating::default()
                },
                problems,
            );
            return form(
                &site,
                &caller,
                (&visit, &holdings),
                again,
                StatusCode::FORBIDDEN,
            )
            .await;
        }
        Err(error) => return Err(error),
    };
    let holdings = site.office.holdings(&slug).await?;
    let rating = NewRating {
        service: posted.text("service").to_owned(),
        score: posted.text("score").to_owned(),
        remark: posted.text("remark").to_owned(),
    };
    let rated = site
        .office
        .rate(&anybody(&caller), &holdings.agency.id, &rating)
        .await;
    let status = match rated {
        Ok(_) => return Ok(Redirect::to(&page(&slug, "thanks")).into_response()),
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
    form(
        &site,
        &caller,
        (&visit, &holdings),
        (rating, problems),
        status,
    )
    .await
}

/// Thanks, and back to the first page.
pub(crate) async fn thanks(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let page = ThanksPage {
        shell: Screen::of(&holdings, &visit.view, "谢谢您").thanks(),
    };
    Ok(visit.html(page.render()?))
}
