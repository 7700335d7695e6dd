//! Postings that were made elsewhere, as the other system reports them. Told twice, noted once.

use super::call::Call;
use super::given::Given;
use super::{Answer, Problem, facts, json};
use axum::http::StatusCode;
use gongkai_domain::access::Action;
use gongkai_domain::identity::{ChannelId, InformationId};
use gongkai_domain::information::Posting;
use gongkai_office::{ItemView, NewPosting};

/// Notes a posting of an item of an agency.
pub(crate) async fn note(call: Call, mut given: Given) -> Answer {
    let office = &call.site.office;
    let agency = call.agency().await?;
    let id: Option<InformationId> = given.id("item");
    let number = given.text("index_number", facts::LINE);
    let channel = given.required_text("channel", facts::LINE);
    let on = given.day("posted_on");
    let place = given.text("place", facts::LINE).trim().to_owned();
    let looked = given.flag("looked");
    if on.is_some_and(|day| day > call.cx().today()) {
        given.wrong("posted_on", "发布日期不能晚于今天。");
    }
    if id.is_some() != number.is_empty() {
        given.wrong(
            "item",
            "请在 item（编号）和 index_number（索引号）里填写一个。",
        );
    }
    let channels = office.channels(&agency.id).await?;
    let channel = channels
        .into_iter()
        .find(|one| one.id.as_str() == channel || one.name == channel);
    if channel.is_none() {
        given.wrong("channel", "没有这个发布渠道。请填写渠道的编号或者名称。");
    }
    given.finish()?;
    let id = match id {
        Some(id) => Some(id),
        None => office.by_index_number(call.cx(), &number).await?,
    };
    let (Some(id), Some(on), Some(channel)) = (id, on, channel) else {
        return Err(Problem::unknown());
    };
    let view = office.view_to(call.cx(), &id, Action::Publish).await?;
    if view.item.agency != agency.id {
        return Err(Problem::unknown());
    }
    let new = NewPosting {
        channel: channel.id,
        on,
        place,
    };
    if let Some(before) = same(&view.postings, &new) {
        return json(StatusCode::OK, &shown(&view, before));
    }
    let revision = view.item.revision;
    office
        .publish(call.cx(), &id, revision, vec![new.clone()], looked)
        .await?;
    let view = office.view(call.cx(), &id).await?;
    let made = same(&view.postings, &new).ok_or_else(Problem::unknown)?;
    json(StatusCode::CREATED, &shown(&view, made))
}

fn same<'p>(postings: &'p [Posting], new: &NewPosting) -> Option<&'p Posting> {
    postings.iter().find(|posting| {
        let done = posting.done && posting.on == new.on;
        done && posting.channel == new.channel && posting.place == new.place
    })
}

fn shown(view: &ItemView, posting: &Posting) -> serde_json::Value {
    let channel: &ChannelId = &posting.channel;
    serde_json::json!({
        "id": posting.id,
        "item": view.item.id,
        "index_number": view.item.index_number,
        "channel": channel,
        "posted_on": posting.on,
        "place": posting.place,
    })
}
