//! 栏目更新: for each channel and column the days since its last posting, against the limits.

use super::workplace::Workplace;
use super::{Answer, Asked, page};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::pages::figures;
use crate::pictures::{Picture, Place, strip};
use crate::shell::Console;
use crate::words::short_date;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::agency::Agency;
use gongkai_domain::duty::FreshnessRule;
use gongkai_office::{Waiting, Watched};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/freshness.html")]
struct FreshnessPage {
    shell: Console,
    place: Workplace,
    picture: Picture,
    /// Names of the channels, the columns of the grid.
    channels: Vec<String>,
    grid: Vec<Row>,
    rules: Vec<FreshnessRule>,
    /// Messages that have waited long, the oldest first.
    messages: Vec<Message>,
}

/// A message without an answer.
struct Message {
    href: String,
    title: String,
    ledger: &'static str,
    on: String,
    days: i64,
    late: bool,
}

/// A column of the site, with the day of its last posting in each channel.
struct Row {
    name: String,
    days: Vec<String>,
}

/// The page.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let slug = super::named(&asked);
    let place = Workplace::of(&site, &caller, slug).await?;
    let watched = site.office.freshness(&caller.cx, &place.agency).await?;
    let waiting = site
        .office
        .waiting_messages(&caller.cx, &place.agency)
        .await?;
    let today = caller.cx.today();
    let channels = used(&watched);
    let file = figures::file("freshness", today.year());
    let csv = format!("/desk/pictures/{file}?agency={}", place.agency.slug);
    page(&FreshnessPage {
        shell: Console::of(&site, &caller, "栏目更新", "/desk/freshness").await?,
        picture: drawn(&watched, today).at(csv),
        grid: grid(&watched, &channels, today),
        rules: rules(&watched, &waiting),
        messages: messages(&waiting, today),
        channels,
        place,
    })
}

/// The strip of an agency.
pub(super) async fn picture(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
) -> Result<Picture, WebError> {
    let watched = site.office.freshness(&caller.cx, agency).await?;
    Ok(drawn(&watched, caller.cx.today()))
}

fn drawn(watched: &[Watched], today: Date) -> Picture {
    let place = |one: &Watched| Place {
        name: one.name.clone(),
        what: one.what,
        days: one.freshness.days,
        limit: one
            .rule
            .as_ref()
            .map(|rule| (rule.limit.zh(), rule.limit.about_days())),
        kept: one.freshness.kept,
        last: one
            .last
            .map_or_else(|| "从未".to_owned(), |last| short_date(&last, &today)),
    };
    strip(watched.iter().map(place).collect())
}

/// The channels in which anything was posted, in their order.
fn used(watched: &[Watched]) -> Vec<String> {
    let channels = watched.iter().filter(|one| one.what == "渠道");
    let posted = channels.filter(|one| one.last.is_some());
    posted.map(|one| one.name.clone()).collect()
}

fn grid(watched: &[Watched], channels: &[String], today: Date) -> Vec<Row> {
    let columns = watched.iter().filter(|one| one.what == "栏目");
    let row = |one: &Watched| {
        let day = |channel: &String| {
            let here = one.by_channel.iter().find(|(name, _)| name == channel);
            here.map_or_else(|| "—".to_owned(), |(_, day)| short_date(day, &today))
        };
        Row {
            name: one.name.clone(),
            days: channels.iter().map(day).collect(),
        }
    };
    columns.map(row).collect()
}

fn messages(waiting: &[Waiting], today: Date) -> Vec<Message> {
    let mut found = Vec::new();
    for waiting in waiting {
        let of = waiting.messages.iter().map(|one| Message {
            href: format!("/desk/record/{}", one.record),
            title: one.title.clone(),
            ledger: &waiting.ledger.zh,
            on: short_date(&one.on, &today),
            days: one.days,
            late: one.late,
        });
        found.extend(of);
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.days));
    found
}

/// The rules that watch something here, each once.
fn rules(watched: &[Watched], waiting: &[Waiting]) -> Vec<FreshnessRule> {
    let mut rules: Vec<FreshnessRule> = Vec::new();
    let of_places = watched.iter().filter_map(|one| one.rule.as_ref());
    for rule in of_places.chain(waiting.iter().map(|one| &one.rule)) {
        if !rules.contains(rule) {
            rules.push(rule.clone());
        }
    }
    rules
}
