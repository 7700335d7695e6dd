//! What the supervising office sees of the agencies below: counts of what is public, and their annual
//! reports on their way.

pub(crate) mod document;
pub(crate) mod doubts;
pub(crate) mod listing;
pub(crate) mod reconcile;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod sum;
pub(crate) mod troubles;
pub(crate) mod units;

use super::reports::FIRST;
use super::{Answer, Asked, again, notices, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::words::document_date;
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::Agency;
use gongkai_domain::submission::{Progress, Tally};
use gongkai_office::SubmissionView;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Where the reports of a year are.
const AT: &str = "/desk/supervision/reports";

/// The page of an agency's report.
fn address(year: i16, slug: &str) -> String {
    format!("{AT}/{year}/{slug}")
}

/// The agency of an address; whether the caller may look at it is asked by what they want to see.
async fn agency_at(site: &Site, slug: &str) -> Result<Agency, WebError> {
    let tree = site.office.agencies().await?;
    Ok(tree.at(slug).cloned().ok_or(Refusal::Unknown)?)
}

/// An agency's report as it was handed in, by the address of its page.
async fn opened(
    site: &Site,
    caller: &Caller,
    year: &str,
    slug: &str,
) -> Result<(Agency, SubmissionView), WebError> {
    let year = year_of(year, caller.cx.today())?;
    let agency = agency_at(site, slug).await?;
    let view = site.office.submitted_report(&caller.cx, &agency, year);
    let view = Box::pin(view).await?;
    Ok((agency, view))
}

/// The year that is asked for: the last that is over, if none is.
fn year_asked(asked: &BTreeMap<String, String>, today: Date) -> Result<i16, WebError> {
    let last = today.year() - 1;
    match asked.get("year") {
        None => Ok(last),
        Some(text) => year_of(text, today),
    }
}

/// The year of an address.
fn year_of(text: &str, today: Date) -> Result<i16, WebError> {
    let year = text.parse().ok();
    let year = year.filter(|year| (FIRST..today.year()).contains(year));
    Ok(year.ok_or(Refusal::Unknown)?)
}

/// The years to choose from, the last first.
fn years(today: Date) -> Vec<i16> {
    (FIRST..today.year()).rev().collect()
}

/// The class of a step's badge.
pub(super) const fn badge(progress: Progress) -> &'static str {
    match progress {
        Progress::NotBegun => "",
        Progress::InProgress | Progress::Submitted => "badge-today",
        Progress::Returned => "badge-late",
        Progress::Filed | Progress::Published => "badge-good",
    }
}

/// What the checks found, in words; empty for nothing.
pub(super) fn tally_words(tally: Tally) -> String {
    let parts = [
        (tally.errors, "处错误"),
        (tally.warnings, "处要看"),
        (tally.hints, "处提示"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, what)| format!("{count}{what}"))
        .collect();
    parts.join("，")
}

/// How far the last day is: 距1月31日还有3天.
pub(super) fn countdown(due: Option<Date>, today: Date) -> String {
    let Some(due) = due else {
        return String::new();
    };
    let day = document_date(&due);
    match (due - today).get_days() {
        left if left < 0 => format!("{day}已经过了{}天", left.abs()),
        0 => format!("{day}就是今天"),
        left => format!("距{day}还有{left}天"),
    }
}
