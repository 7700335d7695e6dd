//! The register: items listed, registered, changed while in draft, submitted and published.

use super::agencies::slug;
use super::call::Call;
use super::given::Given;
use super::{Answer, PAGE, Problem, created, facts, list, ok};
use gongkai_domain::access::Action;
use gongkai_domain::identity::{ChannelId, InformationId};
use gongkai_domain::information::{Facts, Stage};
use gongkai_office::{DeskQuery, ItemView, NewPosting, Summary, Tree};
use serde_json::{Value, json};

/// Items of one's agencies.
pub(crate) async fn all(call: Call) -> Answer {
    let asked = call.asked(&["agency", "q", "stage", "year", "page"])?;
    let (page, offset) = asked.page()?;
    let tree = call.site.office.agencies().await?;
    let mut query = DeskQuery {
        words: asked.text("q").unwrap_or_default().to_owned(),
        year: asked.year()?,
        offset,
        limit: PAGE,
        ..DeskQuery::default()
    };
    let stage = asked.value("stage", Stage::of_code, "没有这个状态。")?;
    query.stages.extend(stage);
    if let Some(slug) = asked.text("agency") {
        let agency = tree.at(slug).ok_or_else(Problem::unknown)?;
        query.agencies.push(agency.id.clone());
    }
    let found = call.site.office.register_of(call.cx(), query).await?;
    let rows = found.rows.iter().map(|row| line(&tree, row));
    list(&rows.collect::<Vec<_>>(), found.total, page)
}

/// Registers an item.
pub(crate) async fn register(call: Call, mut given: Given) -> Answer {
    let office = &call.site.office;
    let slug = given.required_text("agency", 40);
    let mut members = given.object("facts");
    let tree = office.agencies().await?;
    let Some(agency) = tree.at(&slug) else {
        given.wrong("agency", "没有这个单位。");
        return Err(refused(given, members));
    };
    let facts = facts::read(&call, &agency.id, Facts::titled(""), &mut members).await?;
    given.join(members);
    given.finish()?;
    let item = office.register(call.cx(), &agency.id, facts).await?;
    let view = office.view(call.cx(), &item.id).await?;
    created(
        &format!("/api/v1/information/{}", item.id),
        &whole(&tree, &view),
    )
}

/// What was wrong, whatever else would have been.
fn refused(mut given: Given, members: Given) -> Problem {
    drop(members);
    given.take("facts");
    match given.finish() {
        Err(problem) => problem,
        Ok(()) => Problem::unknown(),
    }
}

/// An item with its facts and where it stands.
pub(crate) async fn show(call: Call) -> Answer {
    call.asked(&[])?;
    again(&call, &call.id()?).await
}

/// Changes the facts of a draft.
pub(crate) async fn revise(call: Call, mut given: Given) -> Answer {
    let office = &call.site.office;
    let id: InformationId = call.id()?;
    let view = office.view_to(call.cx(), &id, Action::Revise).await?;
    let revision = given.revision();
    let mut members = given.object("facts");
    let (agency, base) = (view.item.agency, view.item.facts);
    let facts = facts::read(&call, &agency, base, &mut members).await?;
    given.join(members);
    given.finish()?;
    office.revise(call.cx(), &id, revision, facts).await?;
    again(&call, &id).await
}

/// Sends it into review.
pub(crate) async fn submit(call: Call, mut given: Given) -> Answer {
    let id: InformationId = call.id()?;
    let revision = given.revision();
    given.finish()?;
    call.site.office.submit(call.cx(), &id, revision).await?;
    again(&call, &id).await
}

/// Publishes what went through review: in one channel, today or on a day to come.
pub(crate) async fn publish(call: Call, mut given: Given) -> Answer {
    let id: InformationId = call.id()?;
    let revision = given.revision();
    let channel: Option<ChannelId> = given.id("channel");
    let on = given.day("posted_on");
    let place = given.text("place", facts::LINE);
    let looked = given.flag("looked");
    if channel.is_none() {
        given.wrong("channel", "请填写发布渠道的编号。");
    }
    given.finish()?;
    let (Some(channel), Some(on)) = (channel, on) else {
        return Err(Problem::unknown());
    };
    let posting = NewPosting { channel, on, place };
    let office = &call.site.office;
    office
        .publish(call.cx(), &id, revision, vec![posting], looked)
        .await?;
    again(&call, &id).await
}

/// The item as it is now.
async fn again(call: &Call, id: &InformationId) -> Answer {
    let tree = call.site.office.agencies().await?;
    let view = call.site.office.view(call.cx(), id).await?;
    ok(&whole(&tree, &view))
}

fn whole(tree: &Tree, view: &ItemView) -> Value {
    let item = &view.item;
    let postings = view.postings.iter().map(|posting| {
        json!({
            "id": posting.id,
            "channel": posting.channel,
            "posted_on": posting.on,
            "done": posting.done,
            "place": posting.place,
        })
    });
    json!({
        "id": item.id,
        "agency": slug(tree, &item.agency),
        "index_number": item.index_number,
        "stage": item.stage.code(),
        "version": item.version,
        "revision": item.revision,
        "due_on": view.limit.due_on(),
        "facts": facts::shown(&item.facts),
        "postings": postings.collect::<Vec<_>>(),
    })
}

fn line(tree: &Tree, row: &Summary) -> Value {
    json!({
        "id": row.id,
        "agency": slug(tree, &row.agency),
        "index_number": row.index_number,
        "title": row.title,
        "document_number": row.document_number,
        "stage": row.stage.code(),
        "attribute": row.attribute,
        "formed_on": row.formed_on,
        "due_on": row.due_on,
        "published_on": row.first_published_on,
        "changed_at": row.changed_at,
    })
}
