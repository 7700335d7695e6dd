//! The facts of an item in words, for the pages on which they are read.

use crate::words::{bytes, long_date};
use gongkai_domain::information::{Attribute, Carrier, Facts, Origin, Validity};

/// A fact with its name.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The name of its field in the form.
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) value: String,
}

/// Names of what the facts only point at.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) category: String,
    pub(super) interprets: String,
}

/// Fields of the form with their names on pages, in the order of the form.
const LABELS: [(&str, &str); 28] = [
    ("title", "信息名称"),
    ("document_number", "文号"),
    ("dated_on", "成文日期"),
    ("formed_on", "形成或者变更日期"),
    ("category", "本单位类别"),
    ("listing", "公开目录事项"),
    ("topic", "条例第二十条的哪一项"),
    ("summary", "内容概述"),
    ("body", "正文"),
    ("attachment", "附件"),
    ("attribute", "公开属性"),
    ("ground", "不予公开的情形"),
    ("reason", "不予公开的理由"),
    ("issuing_organ", "发布机构"),
    ("origin", "来源"),
    ("carrier", "载体形式"),
    ("normative", "行政规范性文件"),
    ("validity", "有效性"),
    ("ended_on", "失效或者废止日期"),
    ("repealed_by", "废止依据"),
    ("keywords", "主题词"),
    ("section", "填报科室"),
    ("shelf", "存放位置"),
    ("publish_within", "更短的公开期限"),
    ("needs_interpretation", "需要政策解读"),
    ("interprets", "被解读的文件"),
    ("form", "解读形式"),
    ("elements", "解读要素"),
];

/// The name of a field on pages.
pub(super) fn label(field: &str) -> &'static str {
    let found = LABELS.iter().find(|(name, _)| *name == field);
    found.map_or("这条信息", |(_, label)| label)
}

/// Puts problems into the order of the form.
pub(super) fn in_order(problems: &mut crate::form::Problems) {
    let place = |field: &str| LABELS.iter().position(|(name, _)| *name == field);
    problems
        .0
        .sort_by_key(|gap| place(gap.field).unwrap_or(LABELS.len()));
}

/// All facts that are filled in, and those that every item must have.
pub(super) fn rows(facts: &Facts, names: &Names) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |field: &'static str, value: String, always: bool| {
        if always || !value.is_empty() {
            let label = label(field);
            rows.push(Row {
                field,
                label,
                value,
            });
        }
    };
    let day = |day: &Option<jiff::civil::Date>| day.map(|day| long_date(&day)).unwrap_or_default();
    add("title", facts.title.clone(), true);
    add("document_number", facts.document_number.clone(), true);
    add("dated_on", day(&facts.dated_on), true);
    add("formed_on", day(&facts.formed_on), true);
    add("category", names.category.clone(), true);
    let listing = facts.listing.as_ref().map(|listing| listing.shown.clone());
    add("listing", listing.unwrap_or_default(), false);
    add("topic", topic(facts), true);
    add("summary", facts.summary.clone(), true);
    add("attribute", facts.attribute.zh().to_owned(), true);
    if let Attribute::Withheld { ground, reason } = &facts.attribute {
        add(
            "ground",
            format!("{}（{}）", ground.zh(), ground.article()),
            true,
        );
        add("reason", reason.clone(), true);
    }
    add("issuing_organ", facts.issuing_organ.clone(), true);
    add("origin", origin(facts.origin).to_owned(), true);
    add("carrier", carrier(facts.carrier).to_owned(), true);
    add("validity", validity(&facts.validity), true);
    let flag = |on: bool| if on { "是".to_owned() } else { String::new() };
    add("normative", flag(facts.normative), false);
    add("keywords", facts.keywords.clone(), false);
    add("section", facts.section.clone(), false);
    add("shelf", facts.shelf.clone(), false);
    let within = facts.publish_within.map(|days| format!("{days} 个工作日"));
    add("publish_within", within.unwrap_or_default(), false);
    add(
        "needs_interpretation",
        flag(facts.needs_interpretation),
        false,
    );
    if let Some(interpretation) = &facts.interpretation {
        add("interprets", names.interprets.clone(), true);
        add("form", interpretation.form.zh().to_owned(), true);
        let elements = interpretation.elements.iter().map(|element| element.zh());
        add("elements", elements.collect::<Vec<_>>().join("、"), true);
    }
    rows
}

fn topic(facts: &Facts) -> String {
    let topic = facts.topic;
    topic.map_or_else(String::new, |topic| {
        format!("{}　{}", topic.article(), topic.zh())
    })
}

/// Where it comes from, in words.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Made => "本机关制作",
        Origin::Obtained => "本机关获取",
    }
}

/// On what it is recorded, in words.
pub(super) fn carrier(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Paper => "纸质",
        Carrier::Electronic => "电子",
        Carrier::Both => "纸质和电子",
    }
}

fn validity(validity: &Validity) -> String {
    match validity {
        Validity::InForce => validity.zh().to_owned(),
        Validity::Expired { on } => format!("{}起{}", long_date(on), validity.zh()),
        Validity::Repealed { on, by } => format!("{}起{}（{by}）", long_date(on), validity.zh()),
    }
}

/// A file with its address.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) href: String,
    pub(super) digest: String,
    pub(super) name: String,
    pub(super) size: String,
}

/// The files of an item, as people at the desk open them.
pub(super) fn files(id: &gongkai_domain::identity::InformationId, facts: &Facts) -> Vec<File> {
    let files = facts.attachments.iter();
    let one = |file: &gongkai_domain::information::Attachment| File {
        href: format!("/desk/information/{id}/file/{}", file.digest),
        digest: file.digest.clone(),
        name: file.name.clone(),
        size: bytes(&file.size),
    };
    files.map(one).collect()
}

/// Paragraphs of a text.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}
