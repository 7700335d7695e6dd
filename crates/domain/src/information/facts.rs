//! What is registered about an item.

use super::{Attachment, Attribute, Interpretation, Listing, Topic};
use crate::identity::CategoryId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The facts of an item. What a clerk has not yet filled in is empty or `None`; [`Facts::gaps`] says
/// what keeps it from being submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// 信息名称.
    pub title: String,
    /// 文号, as printed.
    pub document_number: String,
    /// Made or obtained (art. 2, 10).
    pub origin: Origin,
    /// 发布机构: the organ that made or first obtained it, or the lead organ.
    pub issuing_organ: String,
    /// 成文日期.
    pub dated_on: Option<Date>,
    /// 形成或者变更之日, from which the twenty workdays run (art. 26).
    pub formed_on: Option<Date>,
    /// A limit shorter than the statutory one, in workdays, set by the agency's catalogue.
    pub publish_within: Option<u8>,
    /// 载体形式.
    pub carrier: Carrier,
    /// 公开属性.
    pub attribute: Attribute,
    /// The item of article 20 or 21.
    pub topic: Option<Topic>,
    /// The agency's own category.
    pub category: Option<CategoryId>,
    /// The entry of the agency's catalogue under which it is published.
    pub listing: Option<Listing>,
    /// Whether it is a normative document (行政规范性文件), counted in the annual report.
    pub normative: bool,
    /// Whether it is in force.
    pub validity: Validity,
    /// 内容概述, at most 100 characters.
    pub summary: String,
    /// 主题词.
    pub keywords: String,
    /// 正文, in paragraphs.
    pub body: String,
    /// 文件存放盒: where the paper is.
    pub shelf: String,
    /// 填报科室.
    pub section: String,
    /// That it interprets another item.
    pub interpretation: Option<Interpretation>,
    /// Whether the document asks for an interpretation (三同步).
    pub needs_interpretation: bool,
    /// Its files, in the order of the page.
    pub attachments: Vec<Attachment>,
}

/// Made by the organ itself or obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// 制作.
    Made,
    /// 获取.
    Obtained,
}

/// On what it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// 纸质.
    Paper,
    /// 电子.
    Electronic,
    /// 纸质和电子.
    Both,
}

/// Whether a document is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Validity {
    /// 有效, or a question that does not arise.
    InForce,
    /// 废止, since a day, by a document.
    Repealed {
        /// The first day it no longer holds.
        on: Date,
        /// The document that repealed it.
        by: String,
    },
    /// 失效: its time has run out.
    Expired {
        /// The first day it no longer holds.
        on: Date,
    },
}

impl Validity {
    /// Its name on a page.
    pub fn zh(&self) -> &'static str {
        match self {
            Self::InForce => "有效",
            Self::Repealed { .. } => "废止",
            Self::Expired { .. } => "失效",
        }
    }
}

/// A field that is not filled in as it must be, with what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The name of the field in the form.
    pub field: &'static str,
    /// What to do.
    pub message: String,
}

/// Characters of a title, and of a summary.
const LONGEST_TITLE: usize = 200;
const LONGEST_SUMMARY: usize = 100;

impl Facts {
    /// Facts of an item of which only the title is known.
    pub fn titled(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            document_number: String::new(),
            origin: Origin::Made,
            issuing_organ: String::new(),
            dated_on: None,
            formed_on: None,
            publish_within: None,
            carrier: Carrier::Both,
            attribute: Attribute::Proactive,
            topic: None,
            category: None,
            listing: None,
            normative: false,
            validity: Validity::InForce,
            summary: String::new(),
            keywords: String::new(),
            body: String::new(),
            shelf: String::new(),
            section: String::new(),
            interpretation: None,
            needs_interpretation: false,
            attachments: Vec::new(),
        }
    }

    /// What keeps a draft from being kept at all: it must have a name to be found by.
    pub fn faults(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let title = self.title.trim().chars().count();
        if title == 0 {
            gaps.push(gap("title", "请填写信息名称，与文件标题一致。"));
        } else if title > LONGEST_TITLE {
            let message = format!("信息名称最多{LONGEST_TITLE}个字，现在是{title}个字。请缩短。");
            gaps.push(Gap {
                field: "title",
                message,
            });
        }
        let summary = self.summary.chars().count();
        if summary > LONGEST_SUMMARY {
            let message =
                format!("内容概述最多{LONGEST_SUMMARY}个字，现在是{summary}个字。请缩短。");
            gaps.push(Gap {
                field: "summary",
                message,
            });
        }
        if let (Some(dated), Some(formed)) = (self.dated_on, self.formed_on)
            && formed < dated
        {
            gaps.push(gap(
                "formed_on",
                "形成或者变更日期不能早于成文日期。请核对两个日期。",
            ));
        }
        gaps
    }

    /// What keeps it from being submitted for review: the faults, and what is still empty.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = self.faults();
        if self.formed_on.is_none() {
            gaps.push(gap(
                "formed_on",
                "请填写形成或者变更日期，公开期限从这一天起算。",
            ));
        }
        if self.issuing_organ.trim().is_empty() {
            gaps.push(gap("issuing_organ", "请填写发布机构。"));
        }
        if self.summary.trim().is_empty() {
            gaps.push(gap(
                "summary",
                "请填写内容概述，条例第十二条要求公开目录包括内容概述。",
            ));
        }
        if self.attribute == Attribute::Proactive {
            gaps.extend(self.gaps_of_proactive());
        }
        if let Attribute::Withheld { reason, .. } = &self.attribute
            && reason.trim().is_empty()
        {
            gaps.push(gap("reason", "不予公开要写明理由：为什么属于所选的情形。"));
        }
        gaps.extend(self.gaps_of_interpretation());
        gaps
    }

    fn gaps_of_proactive(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if self.topic.is_none() && self.category.is_none() {
            gaps.push(gap(
                "category",
                "请选择类别；没有合适的类别时，选择属于条例第二十条的哪一项。",
            ));
        } else if self.topic.is_none() {
            gaps.push(gap(
                "topic",
                "请选择属于条例第二十条的哪一项。拿不准时选第（十五）项。",
            ));
        }
        if self.body.trim().is_empty() && self.attachments.is_empty() {
            gaps.push(gap(
                "body",
                "请填写正文，或者上传附件，否则公众看不到内容。",
            ));
        }
        gaps
    }

    fn gaps_of_interpretation(&self) -> Option<Gap> {
        let missing = self.interpretation.as_ref()?.missing();
        let names: Vec<&str> = missing.iter().map(|element| element.zh()).collect();
        (!names.is_empty()).then(|| Gap {
            field: "elements",
            message: format!("解读稿缺少：{}。请补写后勾选。", names.join("、")),
        })
    }

    /// All text that would become public, in the order of the page, for the leak gate and search.
    pub fn text(&self) -> String {
        let names = self.attachments.iter().map(|file| file.name.as_str());
        let fields = [
            self.title.as_str(),
            &self.document_number,
            &self.issuing_organ,
            &self.summary,
            &self.keywords,
            &self.body,
        ];
        fields
            .into_iter()
            .chain(names)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn gap(field: &'static str, message: &str) -> Gap {
    Gap {
        field,
        message: message.to_owned(),
    }
}
