//! Publishing: channels with dates, what the public will see, and what the leak gate says.

use super::check::names;
use super::deadline::Deadline;
use super::facts::File;
use super::gate::Gate;
use super::item::{Appearance, in_column, postings};
use super::{Answer, again, facts, id, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::column::record;
use crate::shell::Console;
use crate::words::{document_date, instant};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use gongkai_domain::access::Action;
use gongkai_domain::calendar::dates;
use gongkai_domain::information::{Channel, ChannelKind};
use gongkai_office::{ItemView, NewPosting, OfficeError};

/// A channel to be ticked.
struct Line {
    id: String,
    name: String,
    kind: &'static str,
    /// The own column, whose place is known.
    column: bool,
    ticked: bool,
    on: String,
    place: String,
    error: String,
}

#[derive(Template)]
#[template(path = "desk/publish.html")]
struct Publish {
    shell: Console,
    href: String,
    csrf: String,
    revision: u64,
    title: String,
    document_number: String,
    organ: String,
    dated_on: String,
    index_number: String,
    rows: Vec<(&'static str, String)>,
    body: Vec<String>,
    files: Vec<File>,
    lines: Vec<Line>,
    before: Vec<Appearance>,
    gate: Gate,
    deadline: Deadline,
    problems: Problems,
}

/// Shows the channels and the preview.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
) -> Answer {
    let id = id(&item)?;
    let view = site
        .office
        .view_to(&caller.cx, &id, Action::Publish)
        .await?;
    let channels = site.office.channels(&view.item.agency).await?;
    let fresh = |channel: &Channel| fresh(&site, channel, &view, &caller);
    let lines = channels.iter().map(fresh).collect();
    page(&build(&site, &caller, &view, lines, Problems::default()).await?)
}

/// Publishes, or plans to.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&item)?;
    let view = site
        .office
        .view_to(&caller.cx, &id, Action::Publish)
        .await?;
    let channels = site.office.channels(&view.item.agency).await?;
    let (lines, postings) = read(&site, &channels, &posted, &caller);
    let mut problems = Problems::default();
    if lines.iter().any(|line| !line.error.is_empty()) {
        problems.add("channel", dates::EXPLANATION);
    } else {
        let now = caller.cx.today();
        let done = postings.iter().any(|posting| posting.on <= now);
        let revision = posted.revision()?;
        let looked = posted.ticked("looked");
        match site
            .office
            .publish(&caller.cx, &id, revision, postings, looked)
            .await
        {
            Ok(_) if done => return to(&format!("/desk/information/{id}?done=published")),
            Ok(_) => return to(&format!("/desk/information/{id}?done=planned")),
            Err(error @ OfficeError::Leaks(_)) => problems.add("gate", error.to_string()),
            Err(error @ OfficeError::Doubts(_)) => problems.add("looked", error.to_string()),
            Err(error) if !error.gaps().is_empty() => problems.0.extend(error.gaps().to_vec()),
            Err(error) => return Err(error.into()),
        }
    }
    let publish = build(&site, &caller, &view, lines, problems).await?;
    again(&publish, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The channel as it is offered: the column ticked, if the item has not been posted there.
fn fresh(site: &Site, channel: &Channel, view: &ItemView, caller: &Caller) -> Line {
    let posted = view
        .postings
        .iter()
        .any(|posting| posting.channel == channel.id);
    Line {
        id: channel.id.to_string(),
        name: channel.name.clone(),
        kind: channel.kind.zh(),
        column: channel.kind == ChannelKind::Column,
        ticked: channel.kind == ChannelKind::Column && !posted,
        on: caller.cx.today().to_string(),
        place: place(site, channel, &channel.place),
        error: String::new(),
    }
}

/// The place as it is shown: for the own column in words.
fn place(site: &Site, channel: &Channel, typed: &str) -> String {
    if channel.kind == ChannelKind::Column {
        in_column(site, &channel.place)
    } else {
        typed.to_owned()
    }
}

fn read(
    site: &Site,
    channels: &[Channel],
    posted: &Posted,
    caller: &Caller,
) -> (Vec<Line>, Vec<NewPosting>) {
    let today = caller.cx.today();
    let mut lines = Vec::new();
    let mut postings = Vec::new();
    for channel in channels {
        let id = channel.id.as_str();
        let on = format!("on.{id}");
        let typed = posted.text(&format!("place.{id}")).to_owned();
        let column = channel.kind == ChannelKind::Column;
        let ticked = posted.all("channel").any(|chosen| chosen == id);
        let day = dates::typed(posted.text(&on), today);
        let mut line = Line {
            id: id.to_owned(),
            name: channel.name.clone(),
            kind: channel.kind.zh(),
            column,
            ticked,
            on: posted.text(&on).to_owned(),
            place: place(site, channel, &typed),
            error: String::new(),
        };
        match day {
            Ok(day) if ticked => postings.push(NewPosting {
                channel: channel.id.clone(),
                on: day.unwrap_or(today),
                place: if column { channel.place.clone() } else { typed },
            }),
            Err(dates::NoDate) if ticked => dates::EXPLANATION.clone_into(&mut line.error),
            _ => {}
        }
        lines.push(line);
    }
    (lines, postings)
}

async fn build(
    site: &Site,
    caller: &Caller,
    view: &ItemView,
    lines: Vec<Line>,
    problems: Problems,
) -> Result<Publish, WebError> {
    let item = &view.item;
    let names = names(site, caller, view).await?;
    let title = titled("发布", !problems.is_empty());
    let today = caller.cx.today();
    let own = &item.facts;
    let agency = site.office.agency(&item.agency).await?;
    let calendars = site.office.calendars().await?;
    let shown = record::Own {
        index_number: &item.index_number,
        facts: own,
        category: &names.category,
    };
    let done = view.postings.iter().filter(|posting| posting.done);
    let first = done.map(|posting| posting.on).min().unwrap_or(today);
    // What is corrected shows when; a first version shows that it is one.
    let corrected = (item.version > 1).then(|| instant(&caller.cx.now));
    Ok(Publish {
        shell: Console::of(site, caller, &title, "/desk/information").await?,
        href: format!("/desk/information/{}", item.id),
        csrf: caller.csrf.clone(),
        revision: item.revision,
        title: own.title.clone(),
        document_number: own.document_number.clone(),
        organ: own.issuing_organ.clone(),
        dated_on: own.dated_on.as_ref().map(document_date).unwrap_or_default(),
        index_number: item.index_number.clone(),
        rows: record::named(
            &shown,
            record::issuer(own, agency.name_on(today)),
            first,
            corrected,
        ),
        body: facts::paragraphs(&own.body),
        files: facts::files(&item.id, own),
        lines,
        before: postings(site, view).await?,
        gate: Gate::of(&view.leaks, item.leak_override.as_deref()),
        deadline: Deadline::of(&view.limit, None, today, calendars.of(&item.agency)),
        problems,
    })
}
