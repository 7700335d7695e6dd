//! Reconsideration and litigation at the desk: the list with the year's table, a new one, and the page of
//! one with what runs and what can be noted next.

pub(crate) mod dispute;
pub(crate) mod list;
pub(crate) mod new;

mod moves;
mod turns;

use super::requests::{agencies, chosen};
use super::{Answer, Asked, again, page, to};
use crate::error::WebError;
use crate::form::Problems;
use gongkai_domain::access::Refusal;
use gongkai_domain::calendar::dates;
use gongkai_domain::identity::DisputeId;
use gongkai_office::OfficeError;
use jiff::civil::Date;

/// Where disputes are.
const AT: &str = "/desk/disputes";
/// Where they stand in the navigation.
const UNDER: &str = "/desk/requests";

fn id(text: &str) -> Result<DisputeId, WebError> {
    text.parse().or(Err(WebError::Refusal(Refusal::Unknown)))
}

fn href(id: &DisputeId) -> String {
    format!("{AT}/{id}")
}

/// A day that was typed.
fn day(typed: &str, name: &'static str, today: Date, problems: &mut Problems) -> Option<Date> {
    let read = dates::typed(typed, today).ok().flatten();
    match read {
        None => problems.add(name, dates::EXPLANATION),
        Some(on) if on > today => problems.add(name, "日期不能在今天以后。"),
        Some(on) => return Some(on),
    }
    None
}

/// What was refused, to be shown where it was typed; an error about something else goes on.
fn problems(error: OfficeError) -> Result<Problems, WebError> {
    let mut problems = Problems::default();
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "whatever cannot be told here goes on, also what will be added"
    )]
    match error {
        OfficeError::Dispute(why) => problems.add("", why.to_string()),
        OfficeError::Conflict => problems.add(
            "",
            "这件案子刚才有了新的登记，您填写的内容还没有保存。请看过最新情况，仍要登记的再提交一次。",
        ),
        other => return Err(other.into()),
    }
    Ok(problems)
}
