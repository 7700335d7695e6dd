//! The last step: what was filled in, once more; then it is filed.

use super::fields::{self, Step};
use super::steps::{discard, slow};
use super::{
    DRAFT, HALF_AN_HOUR, Held, Holdings, TICKET, Visit, address, anybody, shell, taking, to,
    with_cookie,
};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::column::Column;
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet, Summary};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::request::{Arrival, ReceiptChannel, Words};
use gongkai_office::{Context, NewFile, NewRequest, OfficeError, RequestDraft, china};

/// An answer as it was given.
struct Given {
    name: &'static str,
    text: String,
    change: String,
}

#[derive(Template)]
#[template(path = "column/request/check.html")]
struct CheckPage {
    shell: Column,
    back: String,
    summary: Summary,
    given: Vec<Given>,
    sheet: Sheet,
    action: String,
    csrf: String,
}

fn sheet(holdings: &Holdings, caller: &Caller, draft: &RequestDraft) -> Sheet {
    let action = address(holdings.slug(), "apply/check");
    let sheet = Sheet::new("", &action, &caller.csrf, "提交申请").hidden("form", &draft.form);
    if !holdings.agency.settings.requests.identity_scan {
        return sheet;
    }
    let picture = Field::file("files", "身份证明的照片或者扫描件")
        .hint("JPG、PNG 图片或者 PDF，不超过10 MB。只用于核对身份，加密保存。")
        .accept(".jpg,.jpeg,.png,.pdf");
    sheet.field(picture)
}

fn page(
    holdings: &Holdings,
    (caller, visit): (&Caller, &Visit),
    draft: &RequestDraft,
    problems: &Problems,
) -> CheckPage {
    let sheet = sheet(holdings, caller, draft).with(problems);
    let summary = sheet.summary();
    let slug = holdings.slug();
    let given = |(name, text, step): (&'static str, String, &str)| Given {
        name,
        text,
        change: address(slug, &format!("apply/{step}")),
    };
    CheckPage {
        shell: shell(holdings, visit, &summary.title("核对提交")),
        back: address(slug, "apply/how"),
        summary,
        given: fields::answers(&draft.applicant)
            .into_iter()
            .map(given)
            .collect(),
        sheet,
        action: address(slug, "apply/check"),
        csrf: caller.csrf.clone(),
    }
}

/// Where to go where the draft is not whole; none where it is.
fn unfinished(slug: &str, draft: Option<&RequestDraft>) -> Option<Response> {
    let step = match draft {
        None => Some(Step::Person),
        Some(draft) => fields::undone(draft),
    };
    step.map(|step| to(&address(slug, &format!("apply/{}", step.path()))))
}

/// What was filled in.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    caller: Caller,
    visit: Visit,
    held: Held,
) -> Result<Response, WebError> {
    let cx = anybody(&caller);
    let holdings = taking(&site, &cx, &slug).await?;
    let agency = &holdings.agency.id;
    let kept = site.office.request_draft(&cx, agency, &held.draft).await?;
    if let Some(elsewhere) = unfinished(&slug, kept.as_ref()) {
        return Ok(elsewhere);
    }
    let draft = kept.ok_or(WebError::Internal)?;
    let nothing = Problems::default();
    answer(
        StatusCode::OK,
        &page(&holdings, (&caller, &visit), &draft, &nothing),
    )
}

/// Files the request. The same form sent again, by whatever button, leads to the same receipt.
pub(crate) async fn save(
    State(site): State<Site>,
    Path(slug): Path<String>,
    caller: Caller,
    visit: Visit,
    held: Held,
    posted: Posted,
) -> Result<Response, WebError> {
    let cx = anybody(&caller);
    let holdings = taking(&site, &cx, &slug).await?;
    if let Some(shown) = receipt_of(&site, &cx, &slug, posted.text("form")).await? {
        return Ok(shown);
    }
    if posted.text("then") == "discard" {
        return discard(&site, &holdings, &held).await;
    }
    let agency = &holdings.agency.id;
    let kept = site.office.request_draft(&cx, agency, &held.draft).await?;
    if let Some(elsewhere) = unfinished(&slug, kept.as_ref()) {
        // The same form may have been taken in since it was looked for.
        let shown = receipt_of(&site, &cx, &slug, posted.text("form")).await?;
        return Ok(shown.unwrap_or(elsewhere));
    }
    let draft = kept.ok_or(WebError::Internal)?;
    if posted.text("form") != draft.form {
        return Ok(to(&address(&slug, "apply/check")));
    }
    let problems = match file(&site, &cx, &holdings, &draft, posted).await? {
        Ok(()) => {
            site.office
                .forget_request_draft(agency, &held.draft)
                .await?;
            let shown = receipt_of(&site, &cx, &slug, &draft.form).await?;
            return shown.ok_or(WebError::Internal);
        }
        Err(problems) => problems,
    };
    let status = if problems.0.iter().any(|gap| gap.field.is_empty()) {
        StatusCode::TOO_MANY_REQUESTS
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    answer(
        status,
        &page(&holdings, (&caller, &visit), &draft, &problems),
    )
}

/// The way to the receipt of a form that made a request; none where it made none.
async fn receipt_of(
    site: &Site,
    cx: &Context,
    slug: &str,
    form: &str,
) -> Result<Option<Response>, WebError> {
    if form.len() != 64 {
        return Ok(None);
    }
    let ticket = site.office.ticket_of_form(cx, form).await?;
    Ok(ticket.map(|ticket| {
        let shown = to(&address(slug, "receipt"));
        let shown = with_cookie(site, shown, (DRAFT, "", 0));
        with_cookie(site, shown, (TICKET, &ticket, HALF_AN_HOUR))
    }))
}

async fn file(
    site: &Site,
    cx: &Context,
    holdings: &Holdings,
    draft: &RequestDraft,
    posted: Posted,
) -> Result<Result<(), Problems>, WebError> {
    let mut problems = Problems::default();
    let files = handed_in("identity", posted);
    if holdings.agency.settings.requests.identity_scan && files.is_empty() {
        problems.add("files", "请选择身份证明的照片或者扫描件。");
        return Ok(Err(problems));
    }
    let new = NewRequest {
        agency: holdings.agency.id.clone(),
        arrival: Arrival {
            channel: ReceiptChannel::Online,
            arrived: china(cx.now).datetime(),
            submitted: Some(china(cx.now).datetime()),
        },
        applicant: draft.applicant.clone(),
        files,
        form: draft.form.clone(),
        split_from: None,
        words: Words::new(),
    };
    match site.office.file_request(cx, new).await {
        Ok(_) => return Ok(Ok(())),
        Err(OfficeError::Invalid(gaps)) => problems.0 = gaps,
        Err(OfficeError::Slow(seconds)) => problems.add("", slow(seconds)),
        Err(error) => return Err(error.into()),
    }
    Ok(Err(problems))
}

/// The files of a form, as they are kept with a request.
pub(super) fn handed_in(kind: &'static str, posted: Posted) -> Vec<NewFile> {
    let files = posted.files.into_iter();
    let file = |(_, name, bytes): (String, String, Vec<u8>)| NewFile {
        kind,
        name: name.chars().take(100).collect(),
        bytes,
        open: false,
    };
    files.map(file).collect()
}
