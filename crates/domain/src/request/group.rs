//! How requests end, in the six groups of the annual report's section three.

use super::Outcome;

/// A group of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutcomeGroup {
    /// 予以公开.
    Granted,
    /// 部分公开.
    InPart,
    /// 不予公开.
    Refused,
    /// 无法提供.
    Unavailable,
    /// 不予处理.
    NotProcessed,
    /// 其他处理.
    Other,
}

/// The first year of the form whose rows name the groups.
const FORM: i16 = 2021;

impl OutcomeGroup {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 6] = [
        Self::Granted,
        Self::InPart,
        Self::Refused,
        Self::Unavailable,
        Self::NotProcessed,
        Self::Other,
    ];

    /// Its name in the report.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Granted => "予以公开",
            Self::InPart => "部分公开",
            Self::Refused => "不予公开",
            Self::Unavailable => "无法提供",
            Self::NotProcessed => "不予处理",
            Self::Other => "其他处理",
        }
    }

    /// The block of rows that it stands for.
    const fn rows(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::InPart => "partially_granted",
            Self::Refused => "refused",
            Self::Unavailable => "unavailable",
            Self::NotProcessed => "not_processed",
            Self::Other => "other",
        }
    }

    /// The group of an outcome, by its row in the report; none for an outcome without one.
    pub fn of(outcome: &Outcome) -> Option<Self> {
        let block = outcome.row(FORM)?.split('.').nth(1)?;
        Self::ALL.into_iter().find(|group| group.rows() == block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::OutcomeBook;

    #[test]
    fn every_outcome_belongs_to_one_group_of_the_report() {
        for outcome in OutcomeBook::statutory().unwrap().all() {
            assert!(OutcomeGroup::of(outcome).is_some(), "{}", outcome.title);
        }
    }
}
