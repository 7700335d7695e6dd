//! What would become of the calendar and of what is open, before it is done; and taking a notice back.

use super::month::{self, Month};
use super::{AT, COUNTRY};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::session::answer;
use crate::sheet::Sheet;
use crate::shell::Console;
use crate::words::long_date;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::identity::NoticeId;
use gongkai_office::{CalendarPlan, OfficeError, Reckoned, Shift, Tree};

/// What is asked on the page.
pub(super) struct Confirm {
    pub(super) title: &'static str,
    /// A sentence that needs attention.
    pub(super) warning: &'static str,
    pub(super) sheet: Sheet,
}

/// A matter with its last day before and after.
#[derive(Debug, Clone)]
pub(super) struct Moved {
    pub(super) agency: String,
    pub(super) what: String,
    pub(super) before: String,
    pub(super) after: String,
    /// The steps by the calendar before and after.
    pub(super) reasons: [Vec<String>; 2],
}

#[derive(Template)]
#[template(path = "admin/calendar/plan.html")]
struct Page {
    shell: Console,
    title: &'static str,
    warning: &'static str,
    reach: String,
    year: i16,
    /// Days of a year known before: day, before, after.
    changes: Vec<(String, String, String)>,
    /// Whether the year was not known before, or will not be any more.
    announced: &'static str,
    moved: Vec<Moved>,
    months: Vec<Month>,
    sheet: Sheet,
}

/// The matters that move, in words.
pub(super) fn moved(shifts: &[Shift], tree: &Tree, caller: &Caller) -> Vec<Moved> {
    let today = caller.cx.today();
    let one = |shift: &Shift| Moved {
        agency: tree
            .get(&shift.agency)
            .map_or("", |agency| agency.name_on(today))
            .to_owned(),
        what: shift.what.clone(),
        before: due(&shift.before),
        after: due(&shift.after),
        reasons: [
            shift.before.reasoning.clone(),
            shift.after.reasoning.clone(),
        ],
    };
    shifts.iter().map(one).collect()
}

fn due(reckoned: &Reckoned) -> String {
    match (&reckoned.due, reckoned.unannounced) {
        (Some(day), _) => long_date(day),
        (None, Some(year)) => format!("算不出，{year}年没有公布"),
        (None, None) => "算不出".to_owned(),
    }
}

/// The page.
pub(super) async fn show(
    site: &Site,
    caller: &Caller,
    plan: &CalendarPlan,
    confirm: Confirm,
) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let known = plan.changes.iter();
    let known = known.filter(|change| change.before.is_some() && change.after.is_some());
    let before = plan.changes.iter().any(|change| change.before.is_none());
    let after = plan.changes.iter().any(|change| change.after.is_none());
    let page = Page {
        shell: Console::of(site, caller, confirm.title, AT).await?,
        title: confirm.title,
        warning: confirm.warning,
        reach: plan.region.clone().unwrap_or_else(|| COUNTRY.to_owned()),
        year: plan.year,
        changes: known
            .map(|change| {
                let before = month::words(change.before.as_ref());
                let after = month::words(change.after.as_ref());
                (long_date(&change.date), before, after)
            })
            .collect(),
        announced: match (before, after) {
            (true, _) => "原来没有这一年的安排，录入以后全年的期限都能算。",
            (_, true) => "撤销以后没有这一年的安排，期限算到这一年的都算不出来。",
            (false, false) => "",
        },
        moved: moved(&plan.shifts, &tree, caller),
        months: month::months(plan.year, &plan.after, &plan.changes),
        sheet: confirm.sheet,
    };
    answer(StatusCode::OK, &page)
}

async fn ask(site: &Site, caller: &Caller, id: &NoticeId) -> Result<Response, WebError> {
    let plan = site.office.plan_removal(&caller.cx, id).await?;
    let action = format!("{AT}/{id}/removal");
    let sheet = Sheet::new("confirm", &action, &caller.csrf, "确认撤销");
    let confirm = Confirm {
        title: "撤销录入的通知",
        warning: "撤销以后，期限按剩下的通知重新计算；录入时的内容和这次的变动都留在操作记录里。",
        sheet: sheet.danger().hidden("seen", &plan.mark),
    };
    show(site, caller, &plan, confirm).await
}

fn id(text: &str) -> Result<NoticeId, Refusal> {
    text.parse().map_err(|_no_id| Refusal::Unknown)
}

/// What would become of it without the notice.
pub(crate) async fn removal(
    State(site): State<Site>,
    caller: Caller,
    Path(notice): Path<String>,
) -> Result<Response, WebError> {
    ask(&site, &caller, &id(&notice)?).await
}

/// Takes the notice back.
pub(crate) async fn remove(
    State(site): State<Site>,
    caller: Caller,
    Path(notice): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let id = id(&notice)?;
    let removed = site
        .office
        .remove_notice(&caller.cx, &id, posted.text("seen"));
    match removed.await {
        Ok(()) => Ok(Redirect::to(&format!("{AT}?done=calendar_removed")).into_response()),
        Err(OfficeError::Conflict) => ask(&site, &caller, &id).await,
        Err(error) => Err(error.into()),
    }
}
