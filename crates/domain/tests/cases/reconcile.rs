//! Each file of `cases/reconcile/` is some agencies with their reports, and what does not reconcile.

use super::file::{ReportFile, folder, report};
use gongkai_domain::agency::{Agency, AgencyKind, AgencyName, AgencySettings, Succession};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::reconcile::{
    Books, Difference, Reconciliation, Undecided, between_levels, between_years,
};
use gongkai_domain::report::FormBook;
use jiff::civil::Date;
use serde::Deserialize;
use std::fmt::Write as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    title: String,
    source: String,
    /// The year that is set against the year before.
    year: i16,
    /// The agency whose report is on the whole area.
    whole: Option<String>,
    agency: Vec<AgencyFile>,
    filed: Vec<Filed>,
    #[serde(default)]
    differs: Vec<Differs>,
    #[serde(default)]
    undecided: Vec<Open>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyFile {
    key: String,
    /// Names with their first days.
    names: Vec<(Date, String)>,
    /// The agency that succeeded it, and from when.
    merged: Option<(String, Date)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filed {
    of: String,
    report: ReportFile,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Differs {
    cell: String,
    left: String,
    right: String,
    cite: String,
    zh: String,
    en: String,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    why: String,
    cells: usize,
    cite: String,
    zh: String,
    en: String,
}

impl Differs {
    fn of(one: &Difference) -> Self {
        Self {
            cell: one.cell.clone(),
            left: one.left.total.to_string(),
            right: one.right.total.to_string(),
            cite: one.cite.clone(),
            zh: one.message.zh.clone(),
            en: one.message.en.clone(),
        }
    }
}

impl Open {
    fn of(one: &Undecided) -> Self {
        Self {
            why: format!("{:?}", one.why),
            cells: one.cells.len(),
            cite: one.cite.clone(),
            zh: one.message.zh.clone(),
            en: one.message.en.clone(),
        }
    }
}

fn id(key: &str) -> AgencyId {
    let bytes = key
        .bytes()
        .fold(0_u128, |sum, byte| sum << 8 | u128::from(byte));
    AgencyId::from_random(bytes)
}

fn agency(file: &AgencyFile) -> Agency {
    let names = file.names.iter().map(|(since, name)| AgencyName {
        since: *since,
        name: name.clone(),
        short: name.clone(),
        reason: "设立".to_owned(),
    });
    Agency {
        id: id(&file.key),
        parent: None,
        kind: AgencyKind::Township,
        slug: file.key.clone(),
        names: names.collect(),
        successor: file.merged.as_ref().map(|(by, on)| Succession {
            by: id(by),
            on: *on,
            reason: "合并".to_owned(),
        }),
        settings: AgencySettings::default(),
    }
}

fn reconciled(case: &CaseFile, name: &str) -> Reconciliation {
    let forms = FormBook::statutory().unwrap();
    let agencies: Vec<Agency> = case.agency.iter().map(agency).collect();
    let reports = case.filed.iter().map(|filed| {
        let report = report(&filed.report, name);
        ((id(&filed.of), report.report_year.unwrap()), report)
    });
    let books = Books::new(agencies.clone(), reports);
    let units: Vec<&Agency> = agencies.iter().collect();
    let Some(whole) = &case.whole else {
        return between_years(&books, forms, &units, case.year);
    };
    let whole = agencies.iter().find(|one| one.slug == *whole).unwrap();
    between_levels(&books, forms, whole, &units, case.year)
}

/// What was found as it would stand in the file.
fn as_toml(differs: &[Differs], undecided: &[Open]) -> String {
    let mut text = String::new();
    for one in differs {
        let (cell, left, right, cite) = (&one.cell, &one.left, &one.right, &one.cite);
        let _ = writeln!(
            text,
            "[[differs]]\ncell = {cell:?}\nleft = {left:?}\nright = {right:?}\ncite = {cite:?}\nzh = '''{}'''\nen = '''{}'''\n",
            one.zh, one.en
        );
    }
    for one in undecided {
        let _ = writeln!(
            text,
            "[[undecided]]\nwhy = {:?}\ncells = {}\ncite = {:?}\nzh = '''{}'''\nen = '''{}'''\n",
            one.why, one.cells, one.cite, one.zh, one.en
        );
    }
    text
}

#[test]
fn what_does_not_reconcile_is_listed_with_both_sides_and_nothing_else_is() {
    let mut wrong = String::new();
    let mut seen = 0;
    for entry in std::fs::read_dir(folder("reconcile")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let case: CaseFile =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!case.title.is_empty() && !case.source.is_empty(), "{name}");
        let found = reconciled(&case, &name);
        let differs: Vec<_> = found.differences.iter().map(Differs::of).collect();
        let undecided: Vec<_> = found.undecided.iter().map(Open::of).collect();
        if differs != case.differs || undecided != case.undecided {
            let _ = writeln!(wrong, "### {name}\n{}", as_toml(&differs, &undecided));
        }
        seen += 1;
    }
    assert!(
        wrong.is_empty(),
        "found instead of what was expected:\n{wrong}"
    );
    assert!(seen >= 8);
}
