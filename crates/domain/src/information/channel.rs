//! Where an agency publishes (art. 23–25), and the postings of an item.

use crate::identity::{ChannelId, InformationId, PostingId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A place where an agency publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Its identity.
    pub id: ChannelId,
    /// What it is.
    pub kind: ChannelKind,
    /// Its name: 微信公众号“风情某镇”.
    pub name: String,
    /// Where it is: an address on the internet, or a place.
    pub place: String,
}

/// Kinds of channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// This installation's public column: posting here makes an item public.
    Column,
    /// 政府网站的其他栏目.
    Website,
    /// 微信公众号.
    Wechat,
    /// 微博.
    Weibo,
    /// 政府公报.
    Gazette,
    /// 公开栏、公示栏.
    NoticeBoard,
    /// 电子屏.
    LedScreen,
    /// 触摸屏、一体机.
    TouchScreen,
    /// 报刊.
    Newspaper,
    /// 广播、电视.
    Broadcast,
    /// 村（居）务公开栏.
    VillageBoard,
    /// 新闻发布会、入户、现场和其他.
    Other,
}

impl ChannelKind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Column,
        Self::Website,
        Self::Wechat,
        Self::Weibo,
        Self::Gazette,
        Self::NoticeBoard,
        Self::LedScreen,
        Self::TouchScreen,
        Self::Newspaper,
        Self::Broadcast,
        Self::VillageBoard,
        Self::Other,
    ];

    /// Its mark in files and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Website => "website",
            Self::Wechat => "wechat",
            Self::Weibo => "weibo",
            Self::Gazette => "gazette",
            Self::NoticeBoard => "notice_board",
            Self::LedScreen => "led_screen",
            Self::TouchScreen => "touch_screen",
            Self::Newspaper => "newspaper",
            Self::Broadcast => "broadcast",
            Self::VillageBoard => "village_board",
            Self::Other => "other",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Column => "政府信息公开专栏",
            Self::Website => "政府网站其他栏目",
            Self::Wechat => "微信公众号",
            Self::Weibo => "微博",
            Self::Gazette => "政府公报",
            Self::NoticeBoard => "公开栏、公示栏",
            Self::LedScreen => "电子屏",
            Self::TouchScreen => "触摸屏、一体机",
            Self::Newspaper => "报刊",
            Self::Broadcast => "广播、电视",
            Self::VillageBoard => "村（居）务公开栏",
            Self::Other => "其他",
        }
    }

    /// The kind of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One item in one channel. An item posted in several channels counts once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Its identity.
    pub id: PostingId,
    /// The item.
    pub information: InformationId,
    /// The channel.
    pub channel: ChannelId,
    /// The day it was, or is to be, posted.
    pub on: Date,
    /// Whether it has been posted; a planned posting waits for its day.
    pub done: bool,
    /// Page address, board, issue of the newspaper.
    pub place: String,
}
