//! Policy interpretation (政策解读): linked both ways with its document, with the eight elements.

use crate::identity::InformationId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// That an item interprets another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpretation {
    /// The document it interprets.
    pub of: InformationId,
    /// In which form.
    pub form: Form,
    /// The elements it has.
    pub elements: BTreeSet<Element>,
}

impl Interpretation {
    /// The elements that are still missing; a draft that lacks one is sent back.
    pub fn missing(&self) -> Vec<Element> {
        let missing = Element::ALL.into_iter();
        missing
            .filter(|element| !self.elements.contains(element))
            .collect()
    }
}

/// The eight elements of an interpretation (八要素).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// 背景依据.
    Background,
    /// 目标任务.
    Aims,
    /// 主要内容.
    Content,
    /// 涉及范围.
    Scope,
    /// 执行标准.
    Standards,
    /// 注意事项.
    Cautions,
    /// 关键词诠释.
    Keywords,
    /// 惠民利民举措.
    Benefits,
}

impl Element {
    /// All eight, in their usual order.
    pub const ALL: [Self; 8] = [
        Self::Background,
        Self::Aims,
        Self::Content,
        Self::Scope,
        Self::Standards,
        Self::Cautions,
        Self::Keywords,
        Self::Benefits,
    ];

    /// Its mark in files and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Aims => "aims",
            Self::Content => "content",
            Self::Scope => "scope",
            Self::Standards => "standards",
            Self::Cautions => "cautions",
            Self::Keywords => "keywords",
            Self::Benefits => "benefits",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Background => "背景依据",
            Self::Aims => "目标任务",
            Self::Content => "主要内容",
            Self::Scope => "涉及范围",
            Self::Standards => "执行标准",
            Self::Cautions => "注意事项",
            Self::Keywords => "关键词诠释",
            Self::Benefits => "惠民利民举措",
        }
    }

    /// The element of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|element| element.code() == code)
    }
}

/// Forms of interpretation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 文字.
    Text,
    /// 图表图解.
    Graphic,
    /// 音频视频.
    Video,
    /// 卡通动漫.
    Cartoon,
    /// 访谈、发布会.
    Interview,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::Graphic,
        Self::Video,
        Self::Cartoon,
        Self::Interview,
    ];

    /// Its mark in files and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Graphic => "graphic",
            Self::Video => "video",
            Self::Cartoon => "cartoon",
            Self::Interview => "interview",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::Graphic => "图表图解",
            Self::Video => "音频视频",
            Self::Cartoon => "卡通动漫",
            Self::Interview => "访谈、发布会",
        }
    }

    /// The form of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }
}
