//! How an agency deals with disclosure requests: what the law leaves to it.

use crate::access::Network;
use crate::request::letter::NumberScheme;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Settings of an agency for disclosure upon request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestSetting {
    /// Whether requests can be made on its pages; an agency publishes the ways it takes.
    pub online: bool,
    /// Whether a picture of an identity paper is asked for online.
    pub identity_scan: bool,
    /// How it numbers its letters, with its 机关代字.
    pub numbers: NumberScheme,
    /// How a fee is paid: account or counter, for the notice.
    pub payment: String,
    /// Working days that a requester is given to correct; "reasonable" by article 30, local in figures.
    pub correction_days: u16,
    /// 行政复议机关: the government of the county, for a township (行政复议法 article 24).
    pub reconsideration_organ: String,
    /// 有管辖权的人民法院.
    pub court: String,
    /// Years for which personal data of ended requests are kept.
    pub retention_years: u8,
    /// Addresses that many people share, as the hall, a library or a whole village behind one: ten times
    /// as much is taken from them.
    pub shared: Vec<Network>,
    /// Its own templates: names of letters to digests of files.
    pub templates: BTreeMap<String, String>,
}

impl Default for RequestSetting {
    fn default() -> Self {
        Self {
            online: false,
            identity_scan: false,
            numbers: NumberScheme::default(),
            payment: String::new(),
            correction_days: 15,
            reconsideration_organ: String::new(),
            court: String::new(),
            retention_years: 10,
            shared: Vec::new(),
            templates: BTreeMap::new(),
        }
    }
}

impl RequestSetting {
    /// Whether many people share an address. What is no address is nobody's.
    pub fn is_shared(&self, origin: &str) -> bool {
        let address = origin.parse().ok();
        let within = |address| self.shared.iter().any(|range| range.contains(address));
        address.is_some_and(within)
    }
}
