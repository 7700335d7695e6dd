//! The hand-over of 2020: one office on the 15th and the last day of each month, one within twenty
//! working days of each item; all receipted by both houses.

use super::Workplace;
use super::year::{by, workday};
use crate::{Context, NewReceipt, Office, OfficeError, settings_mark};
use gongkai_domain::access::{Actor, Role};
use gongkai_domain::handover::{
    HandoverSetting, MonthDay, Receiver, ReceiverKind, Refused, Rhythm, Start,
};
use gongkai_domain::identity::HandoverId;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

/// The rhythm of an office, where its report tells of one.
fn rhythm(slug: &str) -> Option<Rhythm> {
    match slug {
        "xiangzhi" => Some(Rhythm::Monthly {
            days: vec![MonthDay::Day(15), MonthDay::Last],
            roll: false,
        }),
        "haibin" => Some(Rhythm::Each {
            workdays: 20,
            from: Start::Formed,
        }),
        _ => None,
    }
}

fn setting(rhythm: Rhythm, since: Date) -> HandoverSetting {
    let house = |name: &str, kind| Receiver {
        name: name.to_owned(),
        kind,
        paper: 1,
        electronic: 1,
    };
    HandoverSetting {
        rhythm,
        source: "演示市政府信息送交办法（演示）".to_owned(),
        since,
        receivers: vec![
            house("演示市档案馆", ReceiverKind::Archive),
            house("演示市图书馆", ReceiverKind::Library),
        ],
        contact: "党政办公室".to_owned(),
        telephone: "0990-00000000".to_owned(),
    }
}

/// Hands over what the year brought. From the period of `now` on it is left to who looks.
pub(super) async fn work(
    office: &Office,
    place: &Workplace,
    now: Timestamp,
) -> Result<(), OfficeError> {
    let Some(rhythm) = rhythm(place.sketch.slug) else {
        return Ok(());
    };
    let first = setting(rhythm, date(2020, 1, 1));
    set_up(office, place, now, first.clone()).await?;
    for day in days(office, &first.rhythm) {
        let cx = by(place, Role::Clerk, 0, day, 16)?;
        let agency = &place.agency.id;
        let made = match office.prepare_handover(&cx, agency).await {
            Err(OfficeError::Handover(Refused::Nothing)) if first.rhythm.period(day).is_none() => {
                continue;
            }
            Err(OfficeError::Handover(Refused::Nothing)) => {
                office.report_no_handover(&cx, agency).await?
            }
            made => made?,
        };
        bring(office, place, &made, day).await?;
    }
    let today = crate::today(now);
    let since = first
        .rhythm
        .period(today)
        .map_or(today, |period| period.from);
    let later = HandoverSetting { since, ..first };
    set_up(office, place, now, later).await
}

async fn set_up(
    office: &Office,
    place: &Workplace,
    now: Timestamp,
    setting: HandoverSetting,
) -> Result<(), OfficeError> {
    let cx = Context {
        actor: Actor::Program,
        now,
        origin: "演示".to_owned(),
    };
    let mut settings = office.agency(&place.agency.id).await?.settings;
    let seen = settings_mark(&settings);
    settings.handover = Some(setting);
    office.set_up(&cx, &place.agency.id, &seen, settings).await
}

/// The days of 2020 on which somebody goes to the houses: the last working day by which a period is
/// to be handed over, or every tenth day.
fn days(office: &Office, rhythm: &Rhythm) -> Vec<Date> {
    let year = |day: &Date| day.year() == 2020;
    let mut all = date(2020, 1, 1).series(1.day()).take_while(year);
    if rhythm.period(date(2020, 1, 1)).is_none() {
        return all.step_by(10).map(|day| workday(office, day)).collect();
    }
    let ends = all.by_ref().filter(|day| {
        let period = rhythm.period(*day);
        period.is_some_and(|period| period.to == *day)
    });
    ends.map(|day| workday_before(office, day)).collect()
}

fn workday_before(office: &Office, day: Date) -> Date {
    let mut day = day;
    while office.carried_calendar().is_workday(day) == Ok(false) {
        day = day.saturating_sub(1.day());
    }
    day
}

/// Brings a batch to the houses; both sign on the next working day.
async fn bring(
    office: &Office,
    place: &Workplace,
    id: &HandoverId,
    day: Date,
) -> Result<(), OfficeError> {
    let cx = by(place, Role::Clerk, 0, day, 17)?;
    let name = cx.actor.person().map_or("", |person| person.name.as_str());
    office.deliver_handover(&cx, id, 0, day, name).await?;
    let signed = workday(office, day.saturating_add(1.day()));
    let cx = by(place, Role::Archivist, 0, signed, 10)?;
    for (revision, house) in (1..).zip(["演示市档案馆", "演示市图书馆"]) {
        let receipt = NewReceipt {
            receiver: house.to_owned(),
            on: signed,
            by: "收件人".to_owned(),
            remark: String::new(),
            scan: None,
        };
        office.receipt_handover(&cx, id, revision, receipt).await?;
    }
    Ok(())
}
