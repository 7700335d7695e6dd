//! An item as data and as plain text: what its page says, and nothing that the page does not say.

use super::{Holdings, View, links};
use crate::words;
use gongkai_domain::information::{Facts, Validity};
use gongkai_office::{PublicItem, PublicView};
use jiff::civil::Date;
use serde::Serialize;
use std::fmt::Write as _;

/// An item as data. Dates are ISO 8601; links stand as on the page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Record<'i> {
    id: &'i str,
    agency: String,
    index_number: &'i str,
    title: &'i str,
    document_number: &'i str,
    issuing_organ: &'i str,
    category: &'i str,
    topic: Option<RecordTopic>,
    dated_on: Option<String>,
    published_on: String,
    changed_at: String,
    version: u32,
    validity: &'static str,
    disclosure: &'static str,
    summary: &'i str,
    keywords: &'i str,
    body: &'i str,
    attachments: Vec<RecordFile<'i>>,
    interprets: Option<String>,
    interpretations: Vec<String>,
    page: String,
}

#[derive(Debug, Clone, Serialize)]
struct RecordTopic {
    number: u8,
    name: &'static str,
    article: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct RecordFile<'i> {
    name: &'i str,
    kind: &'i str,
    bytes: u64,
    sha256: &'i str,
    href: String,
}

/// When a version was published, if it is not the first one.
pub(crate) fn changed(item: &PublicItem) -> Option<String> {
    (item.version > 1).then(|| words::instant(&item.published_at))
}

/// An item as JSON.
pub(crate) fn json(holdings: &Holdings, view: &View, shown: &PublicView) -> Vec<u8> {
    let (item, slug) = (&shown.item, holdings.slug());
    let facts = &item.facts;
    let to = |id| view.to(&links::item(slug, id));
    let file = |file: &'_ gongkai_domain::information::Attachment| {
        view.to_attachment(slug, &item.id, file)
    };
    let record = Record {
        id: item.id.as_str(),
        agency: holdings
            .issuer(&item.agency)
            .name_on(item.first_published_on)
            .to_owned(),
        index_number: &item.index_number,
        title: &facts.title,
        document_number: &facts.document_number,
        issuing_organ: &facts.issuing_organ,
        category: &item.category_name,
        topic: facts.topic.map(|topic| RecordTopic {
            number: topic.number(),
            name: topic.zh(),
            article: topic.article(),
        }),
        dated_on: facts.dated_on.map(|date| date.to_string()),
        published_on: item.first_published_on.to_string(),
        changed_at: item.published_at.to_string(),
        version: item.version,
        validity: facts.validity.zh(),
        disclosure: facts.attribute.zh(),
        summary: &facts.summary,
        keywords: &facts.keywords,
        body: &facts.body,
        attachments: facts
            .attachments
            .iter()
            .map(|one| RecordFile {
                name: &one.name,
                kind: &one.kind,
                bytes: one.size,
                sha256: &one.digest,
                href: file(one),
            })
            .collect(),
        interprets: shown.interprets.as_ref().map(|document| to(&document.id)),
        interpretations: shown
            .interpretations
            .iter()
            .map(|one| to(&one.id))
            .collect(),
        page: to(&item.id),
    };
    serde_json::to_vec_pretty(&record).unwrap_or_default()
}

/// An item as plain text.
pub(crate) fn text(holdings: &Holdings, shown: &PublicView) -> String {
    let item = &shown.item;
    let mut out = format!("{}\n\n", item.facts.title);
    for (name, value) in facts(holdings, shown) {
        if !value.is_empty() {
            let _ = writeln!(out, "{name}：{value}");
        }
    }
    if let Some(notice) = notice(&item.facts.validity) {
        let _ = writeln!(out, "\n{notice}");
    }
    let _ = writeln!(out, "\n{}", item.facts.body.trim());
    for file in &item.facts.attachments {
        let _ = writeln!(out, "\n附件：{}（{}）", file.name, words::bytes(&file.size));
    }
    out
}

/// What the page says of an item, by name.
pub(crate) fn facts(holdings: &Holdings, shown: &PublicView) -> Vec<(&'static str, String)> {
    let item = &shown.item;
    let own = Own {
        index_number: &item.index_number,
        facts: &item.facts,
        category: &item.category_name,
    };
    named(
        &own,
        organ(holdings, item),
        item.first_published_on,
        changed(item),
    )
}

/// What is public of an item, before and after it was published.
pub(crate) struct Own<'i> {
    pub(crate) index_number: &'i str,
    pub(crate) facts: &'i Facts,
    pub(crate) category: &'i str,
}

/// The same for an item that is, or will be, published on a day.
pub(crate) fn named(
    own: &Own<'_>,
    organ: String,
    published_on: Date,
    changed: Option<String>,
) -> Vec<(&'static str, String)> {
    let facts = own.facts;
    let topic = facts.topic.map(|topic| topic.zh().to_owned());
    vec![
        ("索引号", own.index_number.to_owned()),
        ("文号", facts.document_number.clone()),
        ("名称", facts.title.clone()),
        ("分类", own.category.to_owned()),
        ("主题", topic.unwrap_or_default()),
        ("发布机构", organ),
        ("公开方式", facts.attribute.zh().to_owned()),
        (
            "成文日期",
            facts
                .dated_on
                .as_ref()
                .map(words::long_date)
                .unwrap_or_default(),
        ),
        ("发布日期", words::long_date(&published_on)),
        ("有效性", facts.validity.zh().to_owned()),
        (
            "上次修改",
            changed.unwrap_or_else(|| "没有修改过".to_owned()),
        ),
    ]
}

/// The organ that an item names; where it names none, the agency by its name.
pub(crate) fn issuer(facts: &Facts, agency: &str) -> String {
    let named = facts.issuing_organ.trim();
    if named.is_empty() { agency } else { named }.to_owned()
}

/// The organ that issued an item; where none is named, the agency as it was called then.
pub(crate) fn organ(holdings: &Holdings, item: &PublicItem) -> String {
    issuer(
        &item.facts,
        holdings
            .issuer(&item.agency)
            .name_on(item.first_published_on),
    )
}

/// What to say at the top of a document that is no longer in force.
pub(crate) fn notice(validity: &Validity) -> Option<String> {
    match validity {
        Validity::InForce => None,
        Validity::Repealed { on, by } => {
            let by = if by.trim().is_empty() {
                String::new()
            } else {
                format!("，依据：{}", by.trim())
            };
            Some(format!("本文件自{}起废止{by}。", words::long_date(on)))
        }
        Validity::Expired { on } => Some(format!("本文件自{}起失效。", words::long_date(on))),
    }
}
