//! Quarterly returns of the demonstration: those of 2020, and those of the last year but for the one
//! that an office forgot.

use super::Workplace;
use super::year::by;
use crate::{Context, NewHandIn, Office, OfficeError};
use gongkai_domain::access::Role;
use gongkai_domain::agency::Agency;
use gongkai_domain::returns::Quarter;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

/// Visits to the column in a quarter, as the counter of the site says.
const VISITS: [u32; 4] = [812, 1046, 973, 1290];
/// The office that forgot the last one.
const FORGETFUL: &str = "haibin";

pub(super) async fn work(
    office: &Office,
    place: &Workplace,
    now: Timestamp,
) -> Result<(), OfficeError> {
    if !place.sketch.duties.contains(&"quarterly-return") {
        return Ok(());
    }
    let today = crate::today(now);
    let agency = office.agency(&place.agency.id).await?;
    let mut quarters = Quarter::all_of(2020);
    for year in [today.year() - 1, today.year()] {
        quarters.extend(Quarter::all_of(year));
    }
    quarters.sort_unstable();
    quarters.dedup();
    let over: Vec<Quarter> = quarters
        .into_iter()
        .filter(|quarter| handed_in_on(*quarter) <= today)
        .collect();
    let forgotten = usize::from(place.sketch.slug == FORGETFUL);
    let kept = over.len().saturating_sub(forgotten);
    for quarter in over.into_iter().take(kept) {
        hand_in(office, place, &agency, quarter).await?;
    }
    Ok(())
}

/// On the eleventh day after the quarter.
fn handed_in_on(quarter: Quarter) -> Date {
    quarter.days().1.saturating_add(11.days())
}

async fn hand_in(
    office: &Office,
    place: &Workplace,
    agency: &Agency,
    quarter: Quarter,
) -> Result<(), OfficeError> {
    let on = handed_in_on(quarter);
    let cx = by(place, Role::Clerk, 0, on, 9)?;
    let typed = typed(office, &cx, agency, quarter).await?;
    let seen = (quarter, None);
    office.type_return(&cx, agency, seen, &typed).await?;
    let new = NewHandIn {
        revision: Some(0),
        on,
        compiled_by: name(place, Role::Clerk)?,
        checked_by: name(place, Role::Approver)?,
    };
    let cx = by(place, Role::Clerk, 0, on, 16)?;
    office.hand_in_return(&cx, agency, quarter, new).await
}

/// What the clerk knows and the office does not record.
async fn typed(
    office: &Office,
    cx: &Context,
    agency: &Agency,
    quarter: Quarter,
) -> Result<BTreeMap<String, String>, OfficeError> {
    let view = office.quarterly_return(cx, agency, quarter).await?;
    let asked = view.lines.iter().filter(|line| line.quarter.is_asked());
    let number = |id: &str| match id {
        "visits" => VISITS
            .get(usize::from(quarter.number() - 1))
            .copied()
            .unwrap_or_default(),
        "offices" => 1,
        "staff" => 2,
        _ => 0,
    };
    Ok(asked
        .map(|line| (line.id.clone(), number(&line.id).to_string()))
        .collect())
}

fn name(place: &Workplace, role: Role) -> Result<String, OfficeError> {
    let actor = place.actor(role, 0)?;
    let person = actor.person();
    Ok(person.map(|person| person.name.clone()).unwrap_or_default())
}
