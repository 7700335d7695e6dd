//! Each file of `cases/disputes/` is a reconsideration or a suit, and where it leads.

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::dispute::{Dispute, Term, Turn, section_four};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DisputeCase {
    title: String,
    source: String,
    /// What happened; `on` is its day.
    turn: Vec<Turn>,
    expect: Expected,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The clocks that run, with the day that starts each.
    #[serde(default)]
    terms: Vec<String>,
    /// Their last days, where the file names them.
    due: Option<Vec<Date>>,
    /// Whether reconsideration should have come first.
    #[serde(default)]
    skips_reconsideration: bool,
    /// The column by year, with its row.
    #[serde(default)]
    counted: BTreeMap<String, String>,
    refused: Option<String>,
}

fn shown(term: Term) -> String {
    match term {
        Term::Answer {
            from,
            simplified,
            in_court,
        } => {
            let procedure = match (in_court, simplified) {
                (true, _) => "法院",
                (false, true) => "简易程序",
                (false, false) => "普通程序",
            };
            format!("答复，{procedure}，{from}起")
        }
        Term::Decision {
            from,
            simplified,
            extended_by,
        } => {
            let procedure = if simplified {
                "简易程序"
            } else {
                "普通程序"
            };
            format!("决定，{procedure}，{from}起，延长{extended_by}日")
        }
        Term::Court { from } => format!("起诉，{from}起"),
    }
}

fn check(name: &str, case: DisputeCase) {
    assert!(!case.title.is_empty() && !case.source.is_empty(), "{name}");
    let expect = case.expect;
    let dispute = match (Dispute::replay(case.turn), expect.refused) {
        (Err(refused), Some(words)) => {
            return assert!(refused.to_string().contains(&words), "{name}: {refused}");
        }
        (Ok(dispute), None) => dispute,
        (result, refused) => panic!("{name}: {result:?} instead of {refused:?}"),
    };
    let terms: Vec<String> = dispute.terms().into_iter().map(shown).collect();
    assert_eq!(terms, expect.terms, "{name}");
    if let Some(due) = expect.due {
        let calendar = WorkdayCalendar::statutory().unwrap();
        let terms = dispute.terms().into_iter();
        let found: Vec<Option<Date>> = terms
            .map(|term| term.deadline(calendar).unwrap().on())
            .collect();
        assert_eq!(
            found,
            due.into_iter().map(Some).collect::<Vec<_>>(),
            "{name}"
        );
    }
    assert_eq!(
        dispute.skips_reconsideration(),
        expect.skips_reconsideration,
        "{name}"
    );
    for (year, cell) in expect.counted {
        let cells = section_four([&dispute], year.parse().unwrap());
        assert_eq!(cells.get(&cell), Some(&1), "{name}: {year} {cells:?}");
    }
}

#[test]
fn every_dispute_leads_where_its_law_says() {
    let cases = crate::cases::files("disputes");
    assert!(cases.len() >= 8);
    for path in cases {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        check(&name, case);
    }
}
