//! The steps of a batch: brought to the houses, taken over by each, or thrown away.

use super::batch::again;
use super::{AT, Answer, id, problems};
use crate::Site;
use crate::caller::Caller;
use crate::form::{Posted, Problems};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use gongkai_domain::calendar::dates;
use gongkai_domain::identity::HandoverId;
use gongkai_office::{NewReceipt, OfficeError};
use jiff::civil::Date;

/// Notes that a batch was brought to the houses.
pub(crate) async fn deliver(
    State(site): State<Site>,
    caller: Caller,
    Path(batch): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&batch)?;
    let revision = posted.revision()?;
    let outcome = match day(&posted, &caller) {
        Err(error) => Err(error),
        Ok(on) => {
            let by = posted.text("by");
            site.office
                .deliver_handover(&caller.cx, &id, revision, on, by)
                .await
        }
    };
    close(
        &site,
        &caller,
        &id,
        &posted,
        (outcome, "handover_delivered"),
    )
    .await
}

/// Notes that a house took a batch over.
pub(crate) async fn receipt(
    State(site): State<Site>,
    caller: Caller,
    Path(batch): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&batch)?;
    let revision = posted.revision()?;
    let scan = posted.files.iter().find(|(field, ..)| field == "file");
    let outcome = match day(&posted, &caller) {
        Err(error) => Err(error),
        Ok(on) => {
            let receipt = NewReceipt {
                receiver: posted.text("receiver").to_owned(),
                on,
                by: posted.text("by").to_owned(),
                remark: posted.text("remark").to_owned(),
                scan: scan.map(|(_, name, bytes)| (name.clone(), bytes.clone())),
            };
            site.office
                .receipt_handover(&caller.cx, &id, revision, receipt)
                .await
        }
    };
    close(
        &site,
        &caller,
        &id,
        &posted,
        (outcome, "handover_receipted"),
    )
    .await
}

/// Throws a batch away.
pub(crate) async fn discard(
    State(site): State<Site>,
    caller: Caller,
    Path(batch): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&batch)?;
    let revision = posted.revision()?;
    let reason = posted.text("reason");
    let outcome = site
        .office
        .discard_handover(&caller.cx, &id, revision, reason)
        .await;
    close(
        &site,
        &caller,
        &id,
        &posted,
        (outcome, "handover_discarded"),
    )
    .await
}

/// Back to the batch with a notice, or the form again with what is wrong.
async fn close(
    site: &Site,
    caller: &Caller,
    id: &HandoverId,
    posted: &Posted,
    (outcome, done): (Result<(), OfficeError>, &str),
) -> Answer {
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("{AT}/{id}?done={done}")).into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let view = site.office.handover(&caller.cx, id).await?;
            again(site, caller, &view, posted, &problems).await
        }
    }
}

fn day(posted: &Posted, caller: &Caller) -> Result<Date, OfficeError> {
    let typed = dates::typed(posted.text("on"), caller.cx.today());
    typed.ok().flatten().ok_or_else(|| {
        let mut problems = Problems::default();
        problems.add("on", dates::EXPLANATION);
        OfficeError::Invalid(problems.0)
    })
}
