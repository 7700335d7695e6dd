//! An item with everything around it, and the small steps that are taken from its page.

use super::check::names;
use super::deadline::Deadline;
use super::facts::{File, Row};
use super::gate::Gate;
use super::steps::{Said, Step};
use super::{Answer, Asked, again, facts, history, id, notices, page, steps, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::column::links;
use crate::pages::column::shell::COLUMN;
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use gongkai_domain::access::Action;
use gongkai_domain::information::{ChannelKind, Information, Posting, Stage};
use gongkai_office::{ItemView, OfficeError};
use jiff::civil::Date;

/// A posting on a page.
pub(super) struct Appearance {
    pub(super) channel: String,
    pub(super) place: String,
    pub(super) on: String,
    pub(super) done: bool,
}

/// Another item that belongs to this one.
struct Other {
    href: String,
    title: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "desk/item.html")]
struct ItemPage {
    shell: Console,
    href: String,
    csrf: String,
    revision: u64,
    title: String,
    index_number: String,
    badge: &'static str,
    stage: &'static str,
    attribute: &'static str,
    version: u32,
    deadline: Deadline,
    rows: Vec<Row>,
    body: Vec<String>,
    files: Vec<File>,
    postings: Vec<Appearance>,
    interpretations: Vec<Other>,
    interprets: Option<Other>,
    wants_interpretation: bool,
    steps: Vec<Step>,
    said: Vec<Said>,
    gate: Gate,
    history: Vec<history::Line>,
    tombstone: String,
    public: String,
    may: May,
    /// Whether it went out less than half a minute ago, so that one click takes it back.
    just_published: bool,
    problems: Problems,
}

/// What is open to who looks.
#[derive(Default)]
struct May(Vec<Action>);

impl May {
    fn revise(&self) -> bool {
        self.0.contains(&Action::Revise)
    }
    fn review(&self) -> bool {
        self.0.contains(&Action::Review)
    }
    fn publish(&self) -> bool {
        self.0.contains(&Action::Publish)
    }
    fn withdraw(&self) -> bool {
        self.0.contains(&Action::Withdraw)
    }
    fn correct(&self) -> bool {
        self.0.contains(&Action::Correct)
    }
    fn reassess(&self) -> bool {
        self.0.contains(&Action::Reassess)
    }
    fn let_pass(&self) -> bool {
        self.0.contains(&Action::OverrideLeak)
    }
}

/// Seconds after publication in which it is taken back without a ground of one's own.
const UNDO: i64 = 30;

/// Shows an item.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let view = site.office.view(&caller.cx, &id(&item)?).await?;
    let notice = notices::of(&asked);
    page(&build(&site, &caller, view, notice, Problems::default()).await?)
}

async fn build(
    site: &Site,
    caller: &Caller,
    mut view: ItemView,
    notice: &str,
    problems: Problems,
) -> Result<ItemPage, WebError> {
    let today = caller.cx.today();
    let names = names(site, caller, &view).await?;
    let agency = site.office.agency(&view.item.agency).await?;
    let calendars = site.office.calendars().await?;
    let item = &view.item;
    let own = caller.cx.actor.person().map(|person| &person.account);
    let gate = Gate::of(&view.leaks, item.leak_override.as_deref());
    let author = own == Some(&item.author);
    view.open
        .retain(|action| *action != Action::OverrideLeak || (gate.stops() && !author));
    let published = first_day(&view.postings);
    let title = titled(&item.facts.title, !problems.is_empty());
    let shell = Console::of(site, caller, &title, "/desk/information").await?;
    let public = item.stage == Stage::Published;
    let just_published = public && went_out_just_now(caller, &view);
    let tombstone = item.tombstone.clone();
    Ok(ItemPage {
        shell: shell.with_notice(notice),
        href: format!("/desk/information/{}", item.id),
        csrf: caller.csrf.clone(),
        revision: item.revision,
        title: item.facts.title.clone(),
        index_number: item.index_number.clone(),
        badge: badge(item.stage),
        stage: item.stage.zh(),
        attribute: item.facts.attribute.zh(),
        version: item.version,
        deadline: Deadline::of(&view.limit, published, today, calendars.of(&item.agency)),
        rows: facts::rows(&item.facts, &names),
        body: facts::paragraphs(&item.facts.body),
        files: facts::files(&item.id, &item.facts),
        postings: postings(site, &view).await?,
        interpretations: view.interpretations.iter().map(other).collect(),
        interprets: interpreted(item, names.interprets),
        wants_interpretation: item.facts.needs_interpretation && view.interpretations.is_empty(),
        steps: steps::of(item, &agency.settings.review, today),
        said: steps::said(item),
        history: history::of(&view.history),
        tombstone: tombstone
            .map(|tombstone| tombstone.ground)
            .unwrap_or_default(),
        public: if public {
            format!("/{}/item/{}", agency.slug, item.id)
        } else {
            String::new()
        },
        just_published,
        gate,
        may: May(view.open),
        problems,
    })
}

/// The document that it interprets.
fn interpreted(item: &Information, title: String) -> Option<Other> {
    let interpretation = item.facts.interpretation.as_ref()?;
    Some(Other {
        href: format!("/desk/information/{}", interpretation.of),
        title,
        state: "",
    })
}

fn went_out_just_now(caller: &Caller, view: &ItemView) -> bool {
    view.history.iter().any(|entry| {
        let age = caller.cx.now.as_second() - entry.event.at.as_second();
        entry.event.action == "information.published" && (0..UNDO).contains(&age)
    })
}

/// The class of a stage's badge.
pub(super) fn badge(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft | Stage::Withdrawn => "",
        Stage::InReview | Stage::Kept => "badge-plain",
        Stage::Returned => "badge-late",
        Stage::Approved => "badge-today",
        Stage::Published => "badge-good",
    }
}

/// The day on which it went out first.
fn first_day(postings: &[Posting]) -> Option<Date> {
    let done = postings.iter().filter(|posting| posting.done);
    done.map(|posting| posting.on).min()
}

fn other(summary: &gongkai_office::Summary) -> Other {
    Other {
        href: format!("/desk/information/{}", summary.id),
        title: summary.title.clone(),
        state: summary.stage.zh(),
    }
}

/// The own column as a place, in words; with its address where that is known.
pub(super) fn in_column(site: &Site, address: &str) -> String {
    match &site.settings.base {
        None => COLUMN.to_owned(),
        Some(base) => format!("{COLUMN}（{}{address}）", base.as_str()),
    }
}

/// The postings of an item with the names of their channels.
pub(super) async fn postings(site: &Site, view: &ItemView) -> Result<Vec<Appearance>, WebError> {
    let channels = site.office.channels(&view.item.agency).await?;
    let tree = site.office.agencies().await?;
    let slug = tree
        .get(&view.item.agency)
        .map(|agency| agency.slug.as_str());
    let address = links::item(slug.unwrap_or_default(), &view.item.id);
    let own = in_column(site, &address);
    let one = |posting: &Posting| {
        let channel = channels
            .iter()
            .find(|channel| channel.id == posting.channel);
        Appearance {
            channel: channel
                .map(|channel| channel.name.clone())
                .unwrap_or_default(),
            place: match channel {
                Some(channel) if channel.kind == ChannelKind::Column => own.clone(),
                _ => posting.place.clone(),
            },
            on: posting.on.to_string(),
            done: posting.done,
        }
    };
    Ok(view.postings.iter().map(one).collect())
}

/// Lets the item pass the leak gate.
pub(crate) async fn override_leak(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&item)?;
    let (revision, ground) = (posted.revision()?, posted.text("ground"));
    let done = site.office.override_leak(&caller.cx, &id, revision, ground);
    match done.await {
        Ok(_) => to(&format!("/desk/information/{id}?done=overridden")),
        Err(error) => wrong(&site, &caller, &id, error, "override_ground").await,
    }
}

/// Takes it back from the public.
pub(crate) async fn withdraw(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&item)?;
    let (revision, ground) = (posted.revision()?, posted.text("ground"));
    match site
        .office
        .withdraw(&caller.cx, &id, revision, ground)
        .await
    {
        Ok(_) => to(&format!("/desk/information/{id}?done=withdrawn")),
        Err(error) => wrong(&site, &caller, &id, error, "withdraw_ground").await,
    }
}

/// Begins a corrected version.
pub(crate) async fn correct(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&item)?;
    site.office
        .correct(&caller.cx, &id, posted.revision()?)
        .await?;
    to(&format!("/desk/information/{id}/edit?done=correcting"))
}

/// Notes that it was looked at again and stays withheld.
pub(crate) async fn reassess(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let id = id(&item)?;
    site.office
        .reassess(&caller.cx, &id, posted.revision()?)
        .await?;
    to(&format!("/desk/information/{id}?done=reassessed"))
}

/// The page again with a missing ground beside its field; anything else is a page of its own.
async fn wrong(
    site: &Site,
    caller: &Caller,
    id: &gongkai_domain::identity::InformationId,
    error: OfficeError,
    field: &'static str,
) -> Answer {
    let groundless = matches!(
        error,
        OfficeError::Refused(gongkai_domain::information::Refused::NoGround)
    );
    let message = match error.gaps().first() {
        Some(gap) => gap.message.clone(),
        None if groundless => error.to_string(),
        None => return Err(error.into()),
    };
    let view = site.office.view(&caller.cx, id).await?;
    let mut problems = Problems::default();
    problems.add(field, message);
    let page = build(site, caller, view, "", problems).await?;
    again(&page, StatusCode::UNPROCESSABLE_ENTITY)
}
