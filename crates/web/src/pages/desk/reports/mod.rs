//! 年度报告: the years, a year as a list of things to do, its numbers, its text, the records behind a
//! cell, its documents.

pub(crate) mod behind;
pub(crate) mod file;
pub(crate) mod list;
pub(crate) mod numbers;
pub(crate) mod onward;
pub(crate) mod overview;
pub(crate) mod text;

use super::workplace::Workplace;
use super::{Answer, Asked, again, named, notices, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_office::ReportView;

/// Where reports are.
const AT: &str = "/desk/reports";
/// The first year of which there is a report in the Regulations as they are now.
pub(super) const FIRST: i16 = 2019;

/// The page of a year's report.
pub(super) fn address(year: i16, slug: &str) -> String {
    format!("{AT}/{year}?agency={slug}")
}

/// The year of an address, of which there is a report or will be one.
fn year_of(caller: &Caller, text: &str) -> Result<i16, WebError> {
    let year = text.parse().ok();
    let year = year.filter(|year| (FIRST..=caller.cx.today().year()).contains(year));
    Ok(year.ok_or(Refusal::Unknown)?)
}

/// The report of an address.
async fn opened(
    site: &Site,
    caller: &Caller,
    year: &str,
    slug: &str,
) -> Result<(Workplace, ReportView), WebError> {
    let place = Workplace::of(site, caller, slug).await?;
    let year = year_of(caller, year)?;
    let view = site
        .office
        .annual_report(&caller.cx, &place.agency, year, None);
    let view = Box::pin(view).await?;
    Ok((place, view))
}

/// Whether the caller may do this, somewhere.
pub(super) fn may(caller: &Caller, action: Action) -> bool {
    decide(&caller.cx.actor, action, Object::Installation).is_ok()
}
