//! How requests end, in the six groups of the annual report's section three.

use super::Outcome;
use crate::report::Tables;

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

    /// The group to which a row of section three belongs: `requests.refused.state_secret` to 不予公开.
    pub fn of_row(row: &str) -> Option<Self> {
        let block = row.strip_prefix("requests.")?.split('.').next()?;
        Self::ALL.into_iter().find(|group| group.rows() == block)
    }

    /// How many requests ended in this group by the tables of a report, in either form; none if a cell
    /// that belongs to it says nothing.
    pub fn count(self, tables: &Tables) -> Option<u64> {
        let form = tables.form();
        let prefix = format!("requests.{}", self.rows());
        let mut rows = form.rows_under(&prefix).peekable();
        rows.peek()?;
        rows.try_fold(0_u64, |sum, row| {
            let count = tables.at(form.total_cell(row)?).count()?;
            sum.checked_add(u64::try_from(count).ok()?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, FormBook};
    use crate::request::OutcomeBook;
    use std::sync::Arc;

    #[test]
    fn every_outcome_belongs_to_one_group_of_the_report() {
        for outcome in OutcomeBook::statutory().unwrap().all() {
            assert!(OutcomeGroup::of(outcome).is_some(), "{}", outcome.title);
        }
    }

    #[test]
    fn the_groups_of_both_forms_add_up_to_the_total_of_the_report() {
        for form in FormBook::statutory().unwrap().forms() {
            let mut tables = Tables::absent(Arc::clone(form));
            for (index, spec) in form.cells().iter().enumerate() {
                if spec.id.starts_with("requests.") {
                    tables.set(index, Cell::of_count(1));
                }
            }
            let rows = form.rows_under("requests.total").next().unwrap();
            let parts = u64::try_from(rows.total_of.len()).unwrap();
            let groups = OutcomeGroup::ALL.map(|group| group.count(&tables).unwrap());
            assert_eq!(groups.iter().sum::<u64>(), parts, "{}", form.id);
            let cell = form.cell_index("requests.refused.third_party_rights.total");
            tables.set(cell.unwrap(), Cell::blank());
            assert_eq!(OutcomeGroup::Refused.count(&tables), None);
        }
    }
}
