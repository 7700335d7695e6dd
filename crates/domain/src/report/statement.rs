//! Numbers that the narrative states, with what they count.

use super::{Place, SectionId};

/// What a number in the narrative counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementKind {
    /// 主动公开政府信息 N 条: information disclosed proactively in the year.
    ProactiveTotal,
    /// 历年累计公开 N 条: since disclosure began.
    ProactiveCumulative,
    /// Of the total, by channel: 网站 n 条, 微信 n 条.
    ProactiveByChannel,
    /// Of the total or beside it, by category: 机构职能类 n 条.
    ProactiveByCategory,
    /// 收到政府信息公开申请 N 件 in the year.
    RequestsReceived,
    /// 历年累计受理 N 件.
    RequestsCumulative,
    /// 上年结转 N 件.
    RequestsCarriedIn,
    /// 结转下年度 N 件.
    RequestsCarriedOut,
    /// 予以公开 N 件.
    RequestsGranted,
    /// 部分公开 N 件.
    RequestsPartiallyGranted,
    /// 不予公开 N 件.
    RequestsRefused,
    /// 无法提供 N 件.
    RequestsUnavailable,
    /// 不予处理 N 件.
    RequestsNotProcessed,
    /// 行政复议 N 件.
    Reconsiderations,
    /// 行政诉讼 N 件.
    Litigations,
    /// 移交（送交）档案馆、图书馆 N 份.
    HandedOver,
    /// 咨询 N 人次: on site, by telephone or in any way.
    Consultations,
    /// Entries of the standard catalogue: fields, first and second level.
    CatalogueItems,
    /// 规范性文件 N 件 made or issued in the year.
    NormativeDocuments,
    /// 行政许可决定 N 件.
    Permits,
    /// 行政处罚决定 N 件.
    Penalties,
    /// 信息处理费 N 元 collected.
    ProcessingFees,
    /// 政策解读 N 篇.
    Interpretations,
    /// 在线访谈 N 次.
    OnlineInterviews,
    /// 投诉、举报 N 件.
    Complaints,
}

impl StatementKind {
    /// Every kind with its identifier in files.
    pub const ALL: [(Self, &'static str); 25] = [
        (Self::ProactiveTotal, "proactive_total"),
        (Self::ProactiveCumulative, "proactive_cumulative"),
        (Self::ProactiveByChannel, "proactive_by_channel"),
        (Self::ProactiveByCategory, "proactive_by_category"),
        (Self::RequestsReceived, "requests_received"),
        (Self::RequestsCumulative, "requests_cumulative"),
        (Self::RequestsCarriedIn, "requests_carried_in"),
        (Self::RequestsCarriedOut, "requests_carried_out"),
        (Self::RequestsGranted, "requests_granted"),
        (Self::RequestsPartiallyGranted, "requests_partially_granted"),
        (Self::RequestsRefused, "requests_refused"),
        (Self::RequestsUnavailable, "requests_unavailable"),
        (Self::RequestsNotProcessed, "requests_not_processed"),
        (Self::Reconsiderations, "reconsiderations"),
        (Self::Litigations, "litigations"),
        (Self::HandedOver, "handed_over"),
        (Self::Consultations, "consultations"),
        (Self::CatalogueItems, "catalogue_items"),
        (Self::NormativeDocuments, "normative_documents"),
        (Self::Permits, "permits"),
        (Self::Penalties, "penalties"),
        (Self::ProcessingFees, "processing_fees"),
        (Self::Interpretations, "interpretations"),
        (Self::OnlineInterviews, "online_interviews"),
        (Self::Complaints, "complaints"),
    ];

    /// The identifier in files.
    pub fn name(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }

    /// What it counts, for people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::ProactiveTotal => "主动公开",
            Self::ProactiveCumulative => "累计主动公开",
            Self::ProactiveByChannel => "按渠道",
            Self::ProactiveByCategory => "按类别",
            Self::RequestsReceived => "收到申请",
            Self::RequestsCumulative => "累计申请",
            Self::RequestsCarriedIn => "上年结转",
            Self::RequestsCarriedOut => "结转下年度",
            Self::RequestsGranted => "予以公开",
            Self::RequestsPartiallyGranted => "部分公开",
            Self::RequestsRefused => "不予公开",
            Self::RequestsUnavailable => "无法提供",
            Self::RequestsNotProcessed => "不予处理",
            Self::Reconsiderations => "行政复议",
            Self::Litigations => "行政诉讼",
            Self::HandedOver => "移交",
            Self::Consultations => "咨询",
            Self::CatalogueItems => "目录事项",
            Self::NormativeDocuments => "规范性文件",
            Self::Permits => "行政许可",
            Self::Penalties => "行政处罚",
            Self::ProcessingFees => "信息处理费",
            Self::Interpretations => "政策解读",
            Self::OnlineInterviews => "在线访谈",
            Self::Complaints => "投诉举报",
        }
    }

    /// The kind with this identifier.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| kind)
    }
}

/// One number that the narrative states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it counts.
    pub kind: StatementKind,
    /// The number.
    pub value: i64,
    /// Which part of a whole: the channel, the category, the way of asking.
    pub label: Option<String>,
    /// The words it was read from.
    pub raw: String,
    /// Where they stand.
    pub place: Option<Place>,
    /// The section they stand in; `None` for the preamble.
    pub section: Option<SectionId>,
    /// Said to be about, over or nearly (余, 约, 近, 多): no equality can be asked of it.
    pub approximate: bool,
    /// The enumeration it belongs to, numbered in the order of the text.
    pub list: Option<ListPart>,
}

/// Membership in an enumeration such as 其中网站 40 条，微信 88 条.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPart {
    /// Which enumeration of the text.
    pub number: u32,
    /// Whether its parts are said to make up the whole: introduced by 其中 or 包括 right behind
    /// it, and not left open by 等.
    pub complete: bool,
    /// The stated whole that the enumeration follows in its sentence, as an index of the
    /// report's statements.
    pub whole: Option<usize>,
}
