//! Recurring duties of the demonstration: what an office took on, the last year of keeping them, and
//! what was posted again lately, so that some channels are fresh and some are not.

use super::offices::Sketch;
use super::year::{by, posting, workday};
use super::{Workplace, at};
use crate::{Context, DutyTurn, NewMark, Office, OfficeError, settings_mark};
use gongkai_domain::access::Role;
use gongkai_domain::duty::{DueDay, DutyChoice, DutyStanding, Fulfilment, OwnDuties};
use gongkai_store::PublicQuery;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

/// Days since the last posting in the channels of an office's own, in their order.
const LATELY: [i64; 10] = [2, 9, 40, 75, 5, 200, 12, 21, 28, 95];

pub(super) fn taken_on(sketch: &Sketch) -> OwnDuties {
    let choice = |duty: &&str| {
        let choice = DutyChoice {
            has: Some(true),
            since: Some(date(2020, 1, 1)),
            ..DutyChoice::default()
        };
        ((*duty).to_owned(), choice)
    };
    OwnDuties {
        choices: sketch.duties.iter().map(choice).collect(),
        ..OwnDuties::default()
    }
}

pub(super) async fn work(
    office: &Office,
    program: &Context,
    place: &Workplace,
    now: Timestamp,
) -> Result<(), OfficeError> {
    let today = crate::today(now);
    go_through_guide(office, program, place, today).await?;
    post_lately(office, place, today).await?;
    let agency = office.agency(&place.agency.id).await?;
    let cx = by(place, Role::Clerk, 0, today, 8)?;
    let days = (today.saturating_sub(1.year()), today);
    for view in office.duties(&cx, &agency, days).await? {
        let open: Vec<&DutyTurn> = view.turns.iter().filter(|turn| is_past(turn)).collect();
        let done = match view.duty.fulfilled {
            // Returns are handed in, see `returns`; that of the last quarter was forgotten.
            Fulfilment::Mark if view.duty.id == "quarterly-return" => 0,
            Fulfilment::Posting(_) | Fulfilment::Mark => open.len(),
            Fulfilment::Guide | Fulfilment::Reassessment => 0,
        };
        for turn in open.into_iter().take(done) {
            mark(office, place, &view.duty.id, turn).await?;
        }
    }
    Ok(())
}

fn is_past(turn: &DutyTurn) -> bool {
    matches!(
        turn.standing,
        DutyStanding::Late { .. } | DutyStanding::NotSet
    )
}

async fn mark(
    office: &Office,
    place: &Workplace,
    duty: &str,
    turn: &DutyTurn,
) -> Result<(), OfficeError> {
    let due = match turn.turn.due {
        DueDay::On(due) => due.saturating_sub(4.days()).max(turn.turn.opens),
        DueDay::NotAnnounced { .. } | DueDay::NotSet => turn.turn.opens.saturating_add(68.days()),
    };
    let cx = by(place, Role::Clerk, 0, due, 16)?;
    let new = NewMark {
        duty: duty.to_owned(),
        period: turn.turn.period,
        done_on: due,
        note: "已办（演示）".to_owned(),
    };
    office.mark_duty(&cx, &place.agency, new).await
}

/// The guide was gone through a little more than a year ago.
async fn go_through_guide(
    office: &Office,
    program: &Context,
    place: &Workplace,
    today: Date,
) -> Result<(), OfficeError> {
    let day = today.saturating_sub(380.days());
    let cx = Context {
        now: at(day, 9),
        ..program.clone()
    };
    let mut settings = office.agency(&place.agency.id).await?.settings;
    let seen = settings_mark(&settings);
    settings.guide.updated_on = Some(day);
    office.set_up(&cx, &place.agency.id, &seen, settings).await
}

async fn post_lately(office: &Office, place: &Workplace, today: Date) -> Result<(), OfficeError> {
    let own = (1..=place.sketch.channels.len()).filter(|at| !place.is_column(*at));
    for (at, days) in own.zip(LATELY) {
        let on = workday(office, today.saturating_sub(days.days()));
        let cx = by(place, Role::Clerk, 0, today, 8)?;
        post(office, place, &cx, at, on.min(today)).await?;
    }
    Ok(())
}

/// Posts the newest item of the channel's own category, or of all, in a channel again.
async fn post(
    office: &Office,
    place: &Workplace,
    cx: &Context,
    channel: usize,
    on: Date,
) -> Result<(), OfficeError> {
    let mut kinds = place.sketch.categories.iter();
    let category = kinds.position(|kind| kind.besides.0 == channel);
    let newest = PublicQuery {
        agency: Some(place.agency.id.clone()),
        category: category.and_then(|at| place.categories.get(at).cloned()),
        limit: 1,
        ..PublicQuery::default()
    };
    let found = office.store.search(&newest).await?;
    let Some(item) = found.rows.first() else {
        return Ok(());
    };
    let Some(item) = office.store.information(&item.id).await? else {
        return Ok(());
    };
    let postings = posting(place, channel, on).into_iter().collect();
    office
        .publish(cx, &item.id, item.revision, postings, true)
        .await?;
    Ok(())
}
