//! What lies on the desks today: a draft, something in review, something sent back, something to be
//! posted, something withheld that comes up again.

use super::year::{by, carry, register};
use super::{Workplace, at};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Role;
use gongkai_domain::information::{Attribute, Ground, Information};
use gongkai_domain::review::{Remark, Verdict};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

pub(super) async fn work(
    office: &Office,
    place: &Workplace,
    now: Timestamp,
) -> Result<(), OfficeError> {
    let today = crate::today(now);
    let before = |days: i64| today.saturating_sub(days.days());
    let last = place.categories.len().saturating_sub(1);
    // Numbers above those of the year, so that no title stands twice.
    register(office, place, 0, 200, before(9)).await?;
    let waiting = register(office, place, last, 201, before(20)).await?;
    submit(office, place, &waiting, before(2)).await?;
    let returned = register(office, place, 0, 202, before(33)).await?;
    send_back(office, place, returned, before(3)).await?;
    let approved = register(office, place, last, 203, before(25)).await?;
    carry(office, place, approved, before(25), None).await?;
    withhold(office, place, today).await
}

async fn submit(
    office: &Office,
    place: &Workplace,
    item: &Information,
    day: Date,
) -> Result<Information, OfficeError> {
    let clerk = by(place, Role::Clerk, 0, day, 9)?;
    office.submit(&clerk, &item.id, item.revision).await
}

async fn send_back(
    office: &Office,
    place: &Workplace,
    item: Information,
    day: Date,
) -> Result<(), OfficeError> {
    let item = submit(office, place, &item, day).await?;
    let reviewer = by(place, Role::Reviewer, 0, day, 15)?;
    let remarks = vec![Remark {
        field: "title".to_owned(),
        text: "标题请与文件一致，并补充文号。".to_owned(),
    }];
    office
        .review(
            &reviewer,
            &item.id,
            item.revision,
            Verdict::send_back(remarks),
        )
        .await?;
    Ok(())
}

/// An item withheld more than a year ago.
async fn withhold(office: &Office, place: &Workplace, today: Date) -> Result<(), OfficeError> {
    let day = today.saturating_sub(400.days());
    let item = register(office, place, 0, 204, day).await?;
    let cx = Context {
        now: at(day, 11),
        ..by(place, Role::Clerk, 0, day, 11)?
    };
    let mut facts = item.facts.clone();
    "内部值班安排（演示）".clone_into(&mut facts.title);
    facts.attribute = Attribute::Withheld {
        ground: Ground::InternalAffairs,
        reason: "内部值班和后勤安排，不涉及公众权利义务。".to_owned(),
    };
    let item = office.revise(&cx, &item.id, item.revision, facts).await?;
    carry(office, place, item, day, None).await?;
    Ok(())
}
