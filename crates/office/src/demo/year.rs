//! The work of 2020: registered, reviewed step by step, published in time.

use super::offices::Kind;
use super::{Workplace, at, titles};
use crate::{Context, NewPosting, Office, OfficeError};
use gongkai_domain::access::Role;
use gongkai_domain::information::{Facts, Information, Topic};
use gongkai_domain::review::{Checklist, Verdict};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Registers and publishes the items of every category, spread over the year.
pub(super) async fn work(office: &Office, place: &Workplace) -> Result<(), OfficeError> {
    for (at, kind) in place.sketch.categories.iter().enumerate() {
        let mut items = Vec::new();
        for number in 0..kind.items {
            let formed = if number < kind.monthly {
                date(2020, 1, 6)
            } else {
                spread(number, kind.items, at)
            };
            let formed = workday(office, formed);
            let item = register(office, place, at, number, formed).await?;
            let published = carry(office, place, item, formed, Some(kind.channel)).await?;
            items.push(published);
        }
        post_again(office, place, kind, items).await?;
    }
    Ok(())
}

/// A day of 2020 for one of so many items.
fn spread(number: u32, of: u32, shift: usize) -> Date {
    let shift = i64::try_from(shift).unwrap_or_default() % 7;
    let days = i64::from(number) * 330 / i64::from(of.max(1)) + shift;
    date(2020, 1, 6).saturating_add(days.days())
}

/// The day itself, or the next on which people work.
pub(super) fn workday(office: &Office, day: Date) -> Date {
    let mut day = day;
    while office.carried_calendar().is_workday(day) == Ok(false) {
        day = day.saturating_add(1.day());
    }
    day
}

/// Registers an item of a category, formed on a day.
pub(super) async fn register(
    office: &Office,
    place: &Workplace,
    category: usize,
    number: u32,
    formed: Date,
) -> Result<Information, OfficeError> {
    let cx = by(place, Role::Clerk, 0, formed, 10)?;
    let kind = place.sketch.categories.get(category);
    let name = kind.map_or("", |kind| kind.name);
    let title = titles::title(name, number, formed.month());
    let mut facts = Facts::titled(&title);
    facts.dated_on = Some(formed);
    facts.formed_on = Some(formed);
    facts.issuing_organ = format!("{}（演示）", place.sketch.name);
    facts.topic = kind.and_then(|kind| Topic::try_from(kind.topic).ok());
    facts.category = place.categories.get(category).cloned();
    facts.summary = titles::summary(&title, place.sketch.short);
    facts.body = titles::body(&title, place.sketch.short);
    "党政办公室".clone_into(&mut facts.section);
    facts.shelf = format!("{}年第{}盒", formed.year(), category + 1);
    if name.contains("文件") {
        facts.document_number = format!(
            "{}政〔{}〕{}号",
            prefix(place.sketch.short),
            formed.year(),
            number + 1
        );
    }
    office.register(&cx, &place.agency.id, facts).await
}

fn prefix(short: &str) -> String {
    short.chars().take(2).collect()
}

/// Takes an item through the whole review in the following days, and posts it.
pub(super) async fn carry(
    office: &Office,
    place: &Workplace,
    item: Information,
    formed: Date,
    channel: Option<usize>,
) -> Result<Information, OfficeError> {
    let submitted = workday(office, formed.saturating_add(1.days()));
    let clerk = by(place, Role::Clerk, 0, submitted, 9)?;
    let item = office.submit(&clerk, &item.id, item.revision).await?;
    agreed(office, place, item, formed, channel).await
}

/// Takes an item that was submitted through the steps behind the first, and posts it.
pub(super) async fn agreed(
    office: &Office,
    place: &Workplace,
    mut item: Information,
    formed: Date,
    channel: Option<usize>,
) -> Result<Information, OfficeError> {
    let day = |after: i64| workday(office, formed.saturating_add(after.days()));
    let mut approvers = 0;
    for (at, &(_, role, secrecy)) in place.sketch.chain.iter().enumerate().skip(1) {
        let nth = if role == Role::Approver { approvers } else { 0 };
        approvers += usize::from(role == Role::Approver);
        let days = i64::try_from(at).unwrap_or(1) + 1;
        let cx = by(place, role, nth, day(days), 15)?;
        let checklist = secrecy.then(Checklist::clear);
        item = office
            .review(&cx, &item.id, item.revision, Verdict::agree(checklist))
            .await?;
    }
    let Some(channel) = channel else {
        return Ok(item);
    };
    let posted = day(7);
    let cx = by(place, Role::Clerk, 0, posted, 16)?;
    let postings = posting(place, channel, posted).into_iter().collect();
    office
        .publish(&cx, &item.id, item.revision, postings, false)
        .await
}

/// The further postings of a category in the office's own channels, in turn over its items.
async fn post_again(
    office: &Office,
    place: &Workplace,
    kind: &Kind,
    items: Vec<Information>,
) -> Result<(), OfficeError> {
    let channel = kind.besides.0;
    let cx = by(place, Role::Clerk, 0, date(2020, 12, 31), 17)?;
    for (number, item) in (0..kind.items).zip(items) {
        let days = again(kind, number).into_iter();
        // Nothing is posted before it was made.
        let formed = item.facts.formed_on.unwrap_or(Date::MIN);
        let days = days.map(|day| workday(office, day.max(formed)));
        let postings: Vec<NewPosting> = days
            .filter_map(|day| posting(place, channel, day))
            .collect();
        if !postings.is_empty() {
            office
                .publish(&cx, &item.id, item.revision, postings, false)
                .await?;
        }
    }
    Ok(())
}

/// The days on which an item of a category is posted again: of a monthly one twelve, of the others
/// their part of what is left.
fn again(kind: &Kind, number: u32) -> Vec<Date> {
    let months = (1..=12).map(|month| date(2020, month, 20));
    let Some(nth) = number.checked_sub(kind.monthly) else {
        return months.collect();
    };
    let times = kind.besides.1.saturating_sub(12 * kind.monthly);
    let count = kind.items.saturating_sub(kind.monthly).max(1);
    let own = (times / count) + u32::from(nth < times % count);
    let days = (0..own).map(|turn| spread(turn, own, 5).saturating_add(20.days()));
    days.collect()
}

pub(super) fn posting(place: &Workplace, channel: usize, on: Date) -> Option<NewPosting> {
    let id = place.channels.get(channel)?.clone();
    let address = if place.is_column(channel) {
        format!("/{}", place.sketch.slug)
    } else {
        String::new()
    };
    Some(NewPosting {
        channel: id,
        on,
        place: address,
    })
}

/// Somebody at work at an hour of a day.
pub(super) fn by(
    place: &Workplace,
    role: Role,
    nth: usize,
    day: Date,
    hour: i8,
) -> Result<Context, OfficeError> {
    Ok(Context {
        actor: place.actor(role, nth)?,
        now: at(day, hour),
        origin: "演示".to_owned(),
    })
}
