//! The usual questions about many reports, answered while they pass by one at a time: how many, of
//! which years and forms, how complete, how many reconcile, which rules fail, and what it adds up to.

mod group;
mod object;
mod region;

pub use group::{Group, Sum};
pub use object::stats_json;
pub use region::region;

use crate::Record;
use gongkai_domain::report::FormBook;
use std::collections::BTreeMap;

/// By what reports are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The region that the name of the agency opens with ([`region`]).
    Region,
    /// The year reported on.
    Year,
    /// The form of the tables.
    Form,
    /// The agency.
    Agency,
    /// The folder of the source.
    Folder,
}

impl By {
    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Year => "year",
            Self::Form => "form",
            Self::Agency => "agency",
            Self::Folder => "folder",
        }
    }
}

/// Which reports are put together: a name, if it is known, and the year, if it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The region, form, agency or folder; none if it is not known, and by year.
    pub name: Option<String>,
    /// The year reported on; none if it is not known.
    pub year: Option<i16>,
}

/// How often a rule fails.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failures {
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// Reports in which it fails.
    pub reports: u64,
    /// Findings in all of them.
    pub findings: u64,
}

/// The answers.
#[derive(Debug, Clone)]
pub struct Stats {
    /// By what [`Self::groups`] are put together.
    pub by: By,
    /// All reports.
    pub all: Group,
    /// The reports by year.
    pub years: BTreeMap<Option<i16>, Group>,
    /// The reports by what was asked for, and year.
    pub groups: BTreeMap<Key, Group>,
    /// The rules that fail somewhere.
    pub rules: BTreeMap<String, Failures>,
    /// How many reports there are of an agency and year, where both are known.
    agencies: BTreeMap<(String, i16), u64>,
    book: &'static FormBook,
}

impl Stats {
    /// No reports yet.
    pub fn new(by: By, book: &'static FormBook) -> Self {
        Self {
            by,
            all: Group::default(),
            years: BTreeMap::new(),
            groups: BTreeMap::new(),
            rules: BTreeMap::new(),
            agencies: BTreeMap::new(),
            book,
        }
    }

    /// The forms that totals are in.
    pub const fn book(&self) -> &'static FormBook {
        self.book
    }

    /// Adds a report. `folder` is where it comes from, if that is asked for.
    pub fn add(&mut self, record: &Record, folder: Option<String>) {
        self.all.add(record);
        self.years
            .entry(record.report_year)
            .or_default()
            .add(record);
        let key = self.key(record, folder);
        self.groups.entry(key).or_default().add(record);
        self.fail(record);
        if let (Some(agency), Some(year)) = (&record.agency, record.report_year) {
            *self.agencies.entry((agency.clone(), year)).or_default() += 1;
        }
    }

    /// Reports of an agency and year of which there was one before: all totals have them twice.
    pub fn repeated(&self) -> u64 {
        self.agencies.values().map(|reports| reports - 1).sum()
    }

    fn key(&self, record: &Record, folder: Option<String>) -> Key {
        let name = match self.by {
            By::Region => record.agency.as_deref().and_then(region).map(str::to_owned),
            By::Year => None,
            By::Form => record.form.clone(),
            By::Agency => record.agency.clone(),
            By::Folder => folder,
        };
        Key {
            name,
            year: record.report_year,
        }
    }

    fn fail(&mut self, record: &Record) {
        let mut seen: Vec<&str> = Vec::new();
        for finding in record
            .findings
            .iter()
            .filter(|one| one.outcome == "violated")
        {
            let failures = self.rules.entry(finding.rule.clone()).or_default();
            failures.severity.clone_from(&finding.severity);
            failures.findings += 1;
            if !seen.contains(&finding.rule.as_str()) {
                failures.reports += 1;
                seen.push(&finding.rule);
            }
        }
    }

    /// The rules that fail, those in most reports first.
    pub fn worst(&self) -> Vec<(&str, &Failures)> {
        let all = self.rules.iter();
        let mut rules: Vec<_> = all
            .map(|(rule, failures)| (rule.as_str(), failures))
            .collect();
        rules.sort_by_key(|(_, failures)| std::cmp::Reverse(failures.reports));
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Content, RecordedCell, RecordedFinding};

    fn record(agency: &str, year: i16, first: Content, rules: &[&str]) -> Record {
        let form = FormBook::statutory().unwrap().get("2021").unwrap();
        let cell = |content| RecordedCell {
            content,
            offered: None,
            raw: None,
            place: None,
            certainty: 1000,
        };
        let mut cells = vec![cell(Content::Count(1)); form.cells().len()];
        cells[0] = cell(first);
        let finding = |rule: &&str| RecordedFinding {
            rule: (*rule).to_owned(),
            severity: "error".to_owned(),
            outcome: "violated".to_owned(),
            message: String::new(),
            cells: Vec::new(),
            at: None,
        };
        Record {
            path: String::new(),
            sha256: String::new(),
            media_type: String::new(),
            agency: Some(agency.to_owned()),
            report_year: Some(year),
            title_year: None,
            title: None,
            document_number: None,
            issued_on: None,
            form: Some("2021".to_owned()),
            cells,
            findings: rules.iter().map(finding).collect(),
        }
    }

    #[test]
    fn a_report_of_which_a_sum_cannot_be_worked_out_is_neither_right_nor_wrong() {
        let mut stats = Stats::new(By::Year, FormBook::statutory().unwrap());
        let mut open = record("某局", 2022, Content::Doubtful, &["balance"]);
        "not_evaluated".clone_into(&mut open.findings[0].outcome);
        stats.add(&open, None);
        let all = &stats.all;
        assert_eq!(
            (all.reconciled, all.undecided, all.with_errors()),
            (0, 1, 0)
        );
    }

    #[test]
    fn a_report_with_a_blank_leaves_the_total_open_and_counts_as_one() {
        let mut stats = Stats::new(By::Region, FormBook::statutory().unwrap());
        stats.add(&record("云汀市教育局", 2021, Content::Count(5), &[]), None);
        stats.add(
            &record(
                "云汀市财政局",
                2021,
                Content::Blank,
                &["balance", "balance"],
            ),
            None,
        );
        stats.add(&record("某局", 2022, Content::Doubtful, &[]), None);
        assert_eq!((stats.all.reports, stats.all.reconciled), (3, 2));
        assert_eq!((stats.all.blank, stats.all.doubtful), (1, 1));
        let key = |name: Option<&str>, year| Key {
            name: name.map(str::to_owned),
            year: Some(year),
        };
        let city = &stats.groups[&key(Some("云汀市"), 2021)];
        let sum = &city.sums["2021"].cells[0];
        assert_eq!(sum.gaps, 1);
        assert_eq!(sum.stated(), Some(gongkai_domain::report::Number::Count(5)));
        assert_eq!(stats.groups[&key(None, 2022)].reports, 1);
        assert_eq!(stats.repeated(), 0);
        stats.add(&record("某局", 2022, Content::Count(1), &[]), None);
        assert_eq!(stats.repeated(), 1);
        let balance = &stats.rules["balance"];
        assert_eq!((balance.reports, balance.findings), (1, 2));
    }
}
