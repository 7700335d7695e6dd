//! One page for each step of a request, made from its description. A refusal of the domain stands on the
//! page in its own words, and nothing typed is lost.

use super::acts::{self, About, Ask, Form};
use super::form_page;
use super::{Answer, Asked, href, opened_to, problems, text, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::Sheet;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::agency::RequestSetting;
use gongkai_domain::request::{Act, FeeSum, Words};
use gongkai_office::{Advance, NewFile, OfficeError, RequestView};
use jiff::civil::Date;

/// Who may open the page of a step: the head of the office agrees to more time, the clerk does the rest.
pub(super) fn action(form: &Form) -> Action {
    if form.code == "extend" {
        Action::ExtendRequests
    } else {
        Action::HandleRequests
    }
}

/// The setting of the agency of a request.
pub(super) async fn setting(site: &Site, view: &RequestView) -> Result<RequestSetting, WebError> {
    let agency = site.office.agency(&view.row.agency).await?;
    Ok(agency.settings.requests)
}

/// What the forms of a request are about.
pub(super) async fn about<'v>(
    site: &Site,
    caller: &Caller,
    view: &'v RequestView,
    setting: &'v RequestSetting,
) -> Result<About<'v>, WebError> {
    let person = caller.cx.actor.person().ok_or(Refusal::SignIn)?;
    let similar = site
        .office
        .similar_requests(&caller.cx, &view.row.id)
        .await?;
    let others = similar
        .into_iter()
        .filter(|other| !other.row.stage.is_over());
    let asked = view.history.iter().filter_map(|(noted, words)| {
        let Act::Consult { id, .. } = noted.entry.act else {
            return None;
        };
        Some((id, format!("“{}”", words.get("name")?)))
    });
    Ok(About {
        case: &view.case,
        setting,
        today: caller.cx.today(),
        account: person.account.clone(),
        name: person.name.clone(),
        number: String::new(),
        before: 0,
        fee: None,
        others: others
            .map(|other| (other.row.id, other.row.number))
            .collect(),
        asked: asked.collect(),
    })
}

/// The same with what the form of one step needs besides.
async fn about_step<'v>(
    site: &Site,
    caller: &Caller,
    view: &'v RequestView,
    (form, setting): (&Form, &'v RequestSetting),
) -> Result<About<'v>, WebError> {
    let mut about = about(site, caller, view, setting).await?;
    let (office, cx, id) = (&site.office, &caller.cx, &view.row.id);
    match form.code {
        "reply" => about.number = office.next_reply_number(cx, id).await?,
        "charge-fee" => about.before = office.items_before(cx, id).await?,
        _ => {}
    }
    Ok(about)
}

fn sheet(caller: &Caller, view: &RequestView, form: &'static Form, about: &About<'_>) -> Sheet {
    let action = format!("{}/act/{}", href(&view.row.id), form.code);
    let shown = about.fee.as_ref();
    let button = if form.computes() && shown.is_none() {
        "计算金额"
    } else {
        form.button
    };
    let mut sheet = Sheet::new("act", &action, &caller.csrf, button)
        .hidden("revision", &view.row.revision.to_string());
    if let Some(fee) = shown {
        sheet = sheet.hidden(SHOWN, &shown_as(fee));
    }
    form.fields(sheet, about)
}

fn found(act: &str) -> Result<&'static Form, WebError> {
    acts::of_code(act).ok_or(WebError::Refusal(Refusal::Unknown))
}

/// The form of a step, if it can be taken now.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path((request, act)): Path<(String, String)>,
    Query(asked): Asked,
) -> Answer {
    let form = found(&act)?;
    let view = opened_to(&site, &caller, &request, action(form)).await?;
    let setting = setting(&site, &view).await?;
    let about = about_step(&site, &caller, &view, (form, &setting)).await?;
    if let Some(illegal) = form.hindrance(&about, view.calendar()) {
        return Err(OfficeError::Request(illegal).into());
    }
    let mut sheet = sheet(&caller, &view, form, &about);
    for name in ["id", "outcome"] {
        if !text(&asked, name).is_empty() {
            sheet = sheet.preset(name, text(&asked, name));
        }
    }
    shown(&site, &caller, &view, form, sheet).await
}

async fn shown(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
    form: &'static Form,
    sheet: Sheet,
) -> Answer {
    let about = form_page::About {
        crumb: Some((href(&view.row.id), view.row.number.clone())),
        heading: form.title,
        lede: form.help,
    };
    form_page::show(site, caller, about, sheet).await
}

/// Takes the step.
pub(crate) async fn take(
    State(site): State<Site>,
    caller: Caller,
    Path((request, act)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let form = found(&act)?;
    let view = opened_to(&site, &caller, &request, action(form)).await?;
    let setting = setting(&site, &view).await?;
    let mut about = about_step(&site, &caller, &view, (form, &setting)).await?;
    let mut wrong = Problems::default();
    if let Some(read) = form.read(&posted, &about, &mut wrong) {
        about.fee = fee(&view, &read.1);
        // What was computed is seen before it is sent.
        let unseen = |fee: &FeeSum| posted.text(SHOWN) != shown_as(fee);
        if about.fee.as_ref().is_some_and(unseen) {
            let sheet = sheet(&caller, &view, form, &about).typed(&posted);
            return shown(&site, &caller, &view, form, sheet).await;
        }
        let step = step(form, &posted, &about, read)?;
        let done = site.office.advance_request(&caller.cx, &view.row.id, step);
        match done.await {
            Ok(_) => return to(&format!("{}?done={}", href(&view.row.id), form.code)),
            Err(error) => wrong = problems(error)?,
        }
    }
    let sheet = sheet(&caller, &view, form, &about)
        .typed(&posted)
        .with(&wrong);
    shown(&site, &caller, &view, form, sheet).await
}

/// The field that says which fee stood on the page.
const SHOWN: &str = "shown";

fn shown_as(fee: &FeeSum) -> String {
    format!("{} {} {}", fee.before, fee.quantity, fee.fen)
}

/// The fee of an entry with its working; none where the entry is no fee.
fn fee(view: &RequestView, act: &Act) -> Option<FeeSum> {
    let Act::ChargeFee {
        method,
        before,
        quantity,
        ..
    } = act
    else {
        return None;
    };
    view.case.fee_for(*method, *before, *quantity).ok()
}

fn step(
    form: &Form,
    posted: &Posted,
    about: &About<'_>,
    (on, act, mut words): (Date, Act, Words),
) -> Result<Advance, WebError> {
    if form.code == "search" {
        words
            .entry("who".to_owned())
            .or_insert_with(|| about.name.clone());
    }
    if let Some(fee) = &about.fee {
        words.insert("basis".to_owned(), fee.working().join("；"));
    }
    let mut step = Advance::of(posted.revision()?, on, act).with(words);
    for ask in form.asks {
        let Ask::File(name, _, kind, open) = ask else {
            continue;
        };
        let files = posted.files.iter().filter(|(field, ..)| field == name);
        step.files.extend(files.map(|(_, name, bytes)| NewFile {
            kind,
            name: name.clone(),
            bytes: bytes.clone(),
            open: *open,
        }));
    }
    Ok(step)
}
