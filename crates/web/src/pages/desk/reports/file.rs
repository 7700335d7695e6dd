//! The report as a document.

use super::super::file;
use super::{Answer, Asked, Workplace, named, year_of};
use crate::Site;
use crate::caller::Caller;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;

/// Hands the document out in a format.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path((year, format)): Path<(String, String)>,
    Query(asked): Asked,
) -> Answer {
    let place = Workplace::of(&site, &caller, named(&asked)).await?;
    let year = year_of(&caller, &year)?;
    let wanted = gongkai_office::report_format(&format).ok_or(Refusal::Unknown)?;
    let made = site
        .office
        .report_file(&caller.cx, &place.agency, year, wanted);
    let made = Box::pin(made).await?;
    Ok(file::sent(&made.name, wanted.extension(), made.bytes))
}
