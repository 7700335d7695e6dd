//! Under which entry of the agency's catalogue an item is published.

use crate::identity::RecordId;
use serde::{Deserialize, Serialize};

/// The entry of the standard catalogue (基层政务公开标准目录) under which an item is published.
///
/// As it stood when the item was last saved under it: what a later edition says does not move a date
/// that has been reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// The record of the catalogue.
    pub record: RecordId,
    /// The entry as people read it: 财政预决算：预算公开，部门预算.
    #[serde(default)]
    pub shown: String,
    /// Working days within which the entry wants its content published, where it says so in days.
    #[serde(default)]
    pub workdays: Option<u16>,
    /// What the entry names as its basis (公开依据); empty where it names none.
    #[serde(default)]
    pub basis: String,
}
