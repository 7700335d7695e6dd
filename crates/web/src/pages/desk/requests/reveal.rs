//! Who asks, in full, as the registration form on paper; the ground was noted before anything is shown.

use super::{AT, Answer, folder, href, id, opened_to, page, problems};
use crate::Site;
use crate::caller::Caller;
use crate::form::Posted;
use crate::shell::Console;
use crate::words::document_date;
use askama::Template;
use axum::extract::{Path, State};
use gongkai_domain::access::Action;
use gongkai_domain::request::Applicant;

#[derive(Template)]
#[template(path = "desk/requests/registration.html")]
struct Registration {
    shell: Console,
    href: String,
    number: String,
    agency: String,
    applicant: Applicant,
    channel: &'static str,
    arrived: String,
    received: String,
    due: String,
}

/// Shows it, if a ground was given.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
    posted: Posted,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::RevealRequester).await?;
    let ground = posted.text("ground");
    let full = site
        .office
        .reveal_requester(&caller.cx, &id(&request)?, ground)
        .await;
    let full = match full {
        Ok(full) => full,
        Err(error) => {
            let wrong = problems(error)?;
            return folder::render(&site, &caller, &view, &wrong, "").await;
        }
    };
    let agency = site.office.agency(&view.row.agency).await?;
    let reply = view.clocks.reply.as_ref();
    let due = reply.and_then(|reply| reply.deadline.on());
    let day =
        |day: Option<jiff::civil::Date>| day.map(|day| document_date(&day)).unwrap_or_default();
    page(&Registration {
        shell: Console::of(&site, &caller, "政府信息公开申请登记表", AT).await?,
        href: href(&view.row.id),
        number: view.row.number.clone(),
        agency: agency.name_on(caller.cx.today()).to_owned(),
        applicant: full.applicant,
        channel: view.row.channel.zh(),
        arrived: document_date(&view.row.arrived.date()),
        received: day(view.case.received_on()),
        due: day(due),
    })
}
