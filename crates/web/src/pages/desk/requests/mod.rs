//! Disclosure requests at the desk: the list by due date, registration of what came on paper, the folder
//! of one request, each step as a form described as data, draft and review of the reply.

pub(crate) mod act;
pub(crate) mod calendar;
pub(crate) mod draft;
pub(crate) mod folder;
pub(crate) mod letter;
pub(crate) mod list;
pub(crate) mod publish;
pub(crate) mod receipt;
pub(crate) mod register;
pub(crate) mod reveal;
pub(crate) mod review;
pub(crate) mod split;

mod acts;
mod clocks;
mod form_page;
mod kin;
mod letters;
mod standing;
mod task;
mod timeline;

pub(super) use task::line as task_line;

use super::{Answer, Asked, again, deadline, file, page, steps, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Problems;
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::request::{OutcomeBook, OutcomeId};
use gongkai_office::{OfficeError, RequestView};
use std::collections::BTreeMap;

/// Where requests are.
const AT: &str = "/desk/requests";

fn id(text: &str) -> Result<RequestId, WebError> {
    text.parse().or(Err(WebError::Refusal(Refusal::Unknown)))
}

fn href(id: &RequestId) -> String {
    format!("{AT}/{id}")
}

/// The request of an address, for who may read it.
async fn opened(site: &Site, caller: &Caller, text: &str) -> Result<RequestView, WebError> {
    Ok(site.office.request(&caller.cx, &id(text)?).await?)
}

/// The same, for who may do this with it.
async fn opened_to(
    site: &Site,
    caller: &Caller,
    text: &str,
    action: Action,
) -> Result<RequestView, WebError> {
    let view = opened(site, caller, text).await?;
    if view.may.contains(&action) {
        Ok(view)
    } else {
        Err(Refusal::Role.into())
    }
}

/// The agencies whose requests somebody may read.
pub(super) async fn agencies(
    site: &Site,
    caller: &Caller,
    action: Action,
) -> Result<Vec<Agency>, WebError> {
    let tree = site.office.agencies().await?;
    let open = |agency: &&Agency| {
        let lineage = tree.lineage(&agency.id);
        decide(&caller.cx.actor, action, Object::Agency(&lineage)).is_ok()
    };
    Ok(tree.0.iter().filter(open).cloned().collect())
}

/// Whether somebody handles the requests of an agency.
pub(super) async fn may_handle(
    site: &Site,
    caller: &Caller,
    agency: &AgencyId,
) -> Result<bool, WebError> {
    let own = agencies(site, caller, Action::HandleRequests).await?;
    Ok(own.iter().any(|one| one.id == *agency))
}

/// The agency that is meant: the one named, or the first of one's own.
pub(super) fn chosen(own: &[Agency], named: &str) -> Result<Agency, WebError> {
    let found = own.iter().find(|agency| agency.slug == named);
    let chosen = found.or(own.first().filter(|_| named.is_empty()));
    chosen.cloned().ok_or(WebError::Refusal(Refusal::Unknown))
}

/// The name of an outcome.
fn outcome_title(outcome: &OutcomeId) -> String {
    let book = OutcomeBook::statutory().ok();
    let found = book.and_then(|book| book.get(outcome));
    found.map_or_else(|| outcome.as_str().to_owned(), |found| found.title.clone())
}

/// What is wrong with what was typed or done, to be shown where it was typed; an error about something
/// else goes on.
fn problems(error: OfficeError) -> Result<Problems, WebError> {
    let mut problems = Problems::default();
    match error {
        OfficeError::Invalid(gaps) => problems.0.extend(gaps),
        OfficeError::Request(illegal) => problems.add("", illegal.to_string()),
        OfficeError::Conflict => problems.add(
            "",
            "这件申请刚才有了新的办理记录，您填写的内容还没有保存。请看过最新情况，仍要办理的再提交一次。",
        ),
        OfficeError::File(why) => problems.add("file", why),
        OfficeError::Unset(why) => problems.add("", why),
        other @ (OfficeError::Refusal(_)
        | OfficeError::Refused(_)
        | OfficeError::Handover(_)
        | OfficeError::Leaks(_)
        | OfficeError::Doubts(_)
        | OfficeError::Hindered(_)
        | OfficeError::Dispute(_)
        | OfficeError::Sealed
        | OfficeError::Slow(_)
        | OfficeError::SignIn
        | OfficeError::Setup
        | OfficeError::Store(_)
        | OfficeError::Internal(_)) => return Err(other.into()),
    }
    Ok(problems)
}

/// What an address says of something.
pub(super) fn text<'a>(asked: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    asked.get(name).map_or("", |text| text.trim())
}
