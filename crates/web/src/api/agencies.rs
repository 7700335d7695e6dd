//! What anybody may read: agencies, and what they published. Only the public copies are read.

use super::call::{Asked, Call, digits};
use super::{Answer, PAGE, Problem, list, ok};
use axum::http::StatusCode;
use gongkai_domain::identity::{AgencyId, CategoryId, InformationId};
use gongkai_domain::information::Topic;
use gongkai_office::{Public, PublicItem, PublicQuery, PublicSummary, Tree};
use jiff::civil::Date;
use serde_json::{Value, json};

/// All agencies by their address, with the names they have today.
pub(crate) async fn all(call: Call) -> Answer {
    call.asked(&[])?;
    let tree = call.site.office.agencies().await?;
    let today = call.cx().today();
    let shown = tree.0.iter().map(|agency| {
        json!({
            "slug": agency.slug,
            "name": agency.name_on(today),
            "short": agency.short_on(today),
            "kind": agency.kind.code(),
            "column": slug(&tree, tree.host(&agency.id)),
            "parent": agency.parent.as_ref().map(|parent| slug(&tree, parent)),
            "ended": agency.is_ended(today),
        })
    });
    ok(&json!({ "rows": shown.collect::<Vec<_>>() }))
}

/// Published items of an agency's column, the last published first; of an institution that has none
/// of its own, its part of the column on which it publishes.
pub(crate) async fn items(call: Call) -> Answer {
    let agency = call.agency().await?;
    let asked = call.asked(&["q", "category", "topic", "year", "page"])?;
    let (page, offset) = asked.page()?;
    let tree = call.site.office.agencies().await?;
    let host = tree.host(&agency.id);
    let mut query = PublicQuery {
        host: Some(host.clone()),
        agency: (*host != agency.id).then(|| agency.id.clone()),
        words: asked.text("q").unwrap_or_default().to_owned(),
        category: asked.value(
            "category",
            |text| text.parse::<CategoryId>().ok(),
            "不是类别编号。",
        )?,
        topic: topic(&asked)?,
        offset,
        limit: PAGE,
        ..PublicQuery::default()
    };
    if let Some(year) = asked.year()? {
        query.from = Date::new(year, 1, 1).ok();
        query.to = Date::new(year, 12, 31).ok();
    }
    let found = call.site.office.search(&query).await?;
    let rows = found.rows.iter().map(|row| line(&tree, row));
    list(&rows.collect::<Vec<_>>(), found.total, page)
}

fn topic(asked: &Asked<'_>) -> Result<Option<Topic>, Problem> {
    let read = |text: &str| {
        let number = u8::try_from(digits(text)?).ok()?;
        Topic::try_from(number).ok()
    };
    asked.value(
        "topic",
        read,
        "请填写1到16：第二十条第（一）项到第（十五）项，16是第二十一条。",
    )
}

/// A published item; what is left of one that was withdrawn.
pub(crate) async fn item(call: Call) -> Answer {
    call.asked(&[])?;
    let id: InformationId = call.id()?;
    match call.site.office.public(&id).await? {
        Public::Item(item) => ok(&whole(&call, *item).await?),
        Public::Withdrawn(_, tombstone) => {
            let detail = format!("这条信息已经撤回：{}", tombstone.ground);
            Err(Problem::new(StatusCode::GONE, detail))
        }
    }
}

async fn whole(call: &Call, item: PublicItem) -> Result<Value, Problem> {
    let office = &call.site.office;
    let tree = office.agencies().await?;
    let (owner, host) = (slug(&tree, &item.agency), slug(&tree, &item.host));
    let channels = office.channels(&item.agency).await?;
    let view = office.public_view(item).await?;
    let (item, facts) = (&view.item, &view.item.facts);
    let postings = view.postings.iter().map(|posting| {
        let channel = channels
            .iter()
            .find(|channel| channel.id == posting.channel);
        json!({
            "channel": channel.map_or("", |channel| channel.name.as_str()),
            "kind": channel.map_or("other", |channel| channel.kind.code()),
            "posted_on": posting.on,
            "place": posting.place,
        })
    });
    let files = facts.attachments.iter().map(|file| {
        json!({
            "name": file.name,
            "kind": file.kind,
            "size": file.size,
            "path": format!("/{host}/item/{}/file/{}", item.id, file.digest),
        })
    });
    Ok(json!({
        "id": item.id,
        "agency": owner,
        "path": format!("/{host}/item/{}", item.id),
        "index_number": item.index_number,
        "version": item.version,
        "published_on": item.first_published_on,
        "title": facts.title,
        "document_number": facts.document_number,
        "issuing_organ": facts.issuing_organ,
        "dated_on": facts.dated_on,
        "topic": facts.topic,
        "category": item.category_name,
        "validity": facts.validity,
        "summary": facts.summary,
        "keywords": facts.keywords,
        "body": facts.body,
        "attachments": files.collect::<Vec<_>>(),
        "postings": postings.collect::<Vec<_>>(),
        "interprets": view.interprets.as_ref().map(|document| &document.id),
    }))
}

fn line(tree: &Tree, row: &PublicSummary) -> Value {
    let slug_of_host = slug(tree, &row.host);
    json!({
        "id": row.id,
        "agency": slug(tree, &row.agency),
        "path": format!("/{slug_of_host}/item/{}", row.id),
        "index_number": row.index_number,
        "title": row.title,
        "document_number": row.document_number,
        "dated_on": row.dated_on,
        "published_on": row.published_on,
        "summary": row.summary,
    })
}

/// An agency's part of addresses.
pub(super) fn slug<'t>(tree: &'t Tree, id: &AgencyId) -> &'t str {
    tree.get(id).map_or("", |agency| agency.slug.as_str())
}
