//! What each agency sets up for itself: local rules are configuration, not law.

use super::{Guide, Kiosk, RequestSetting};
use crate::access::Networks;
use crate::duty::OwnDuties;
use crate::handover::HandoverSetting;
use crate::information::IndexTemplate;
use crate::review::ReviewChain;
use serde::{Deserialize, Serialize};

/// The settings of an agency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgencySettings {
    /// 地区代码, for index numbers.
    pub region_code: String,
    /// 机构代码 or 统一社会信用代码, for index numbers.
    pub organ_code: String,
    /// How its index numbers are put together.
    pub index_template: IndexTemplate,
    /// The steps a document goes through before it is published.
    pub review: ReviewChain,
    /// Its guide.
    pub guide: Guide,
    /// Its systems (政府信息公开制度), in paragraphs.
    pub rules: String,
    /// The foot of its pages.
    pub footer: Footer,
    /// Whether a subordinate institution publishes on the column of the body above it, and has none of
    /// its own.
    pub on_column_above: bool,
    /// Where its touch screen takes its entries from.
    pub kiosk: Kiosk,
    /// Items published before this installation began, which 历年累计 counts in.
    pub published_before: u32,
    /// After how many months a withheld item is looked at again (art. 18; the period is local).
    pub reassess_after_months: Option<u8>,
    /// From where its people may work; set by the security administrator and nobody else.
    pub networks: Networks,
    /// Which recurring duties it has, by when, and its own limits of freshness.
    pub duties: OwnDuties,
    /// The region whose own days off it keeps; empty where it keeps those of the country alone.
    pub calendar_region: String,
    /// How it deals with disclosure requests.
    pub requests: RequestSetting,
    /// The table of its quarterly return in `statutes/returns/`; empty: that of its kind.
    pub return_table: String,
    /// Its hand-over to archive and library (art. 25); none where it was not set up.
    pub handover: Option<HandoverSetting>,
}

/// What stands at the foot of a government site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Footer {
    /// 网站标识码.
    pub site_code: String,
    /// ICP 备案号.
    pub icp: String,
    /// 公安备案号.
    pub police: String,
}

impl AgencySettings {
    /// Months until a withheld item comes up again; yearly where nothing is set.
    pub fn months_to_reassessment(&self) -> u8 {
        self.reassess_after_months.unwrap_or(12)
    }
}
