//! The compiled report against an independent count in SQL: ten thousand invented offices as flat facts in
//! plain tables, each statutory cell counted by `count.sql` from the words of the law (`law.sql`), without
//! the program's records, ledgers and compilation.

mod facts;

use facts::{Batch, changed};
use gongkai_domain::compile::text::{NarrativeBook, RegisterCounts, paragraphs, quantities};
use gongkai_domain::compile::{CompilationBook, FrozenText, assembled, compile};
use gongkai_domain::ledger::LedgerBook;
use gongkai_domain::report::{AnnualReport, CellState, FormBook, Number};
use gongkai_domain::rules::{Outcome, Severity, inspect, inspect_series};
use gongkai_testkit::{RecordFact, Rng, YearFacts};
use std::collections::{BTreeMap, BTreeSet};

/// Offices in all; each reports on 2020 in the form of 2019, on 2021 or on 2022 in that of 2021.
const SETS: i64 = 10_000;

/// Offices in the tables at once.
const BATCH: i64 = 500;

/// The years of the reports, by turns.
const YEARS: [i16; 4] = [2020, 2021, 2020, 2022];

/// A report compiled by the program, with its text.
fn report(facts: &YearFacts) -> AnnualReport {
    let form = FormBook::statutory().unwrap().for_year(facts.year).unwrap();
    let sources = CompilationBook::statutory().unwrap().of_form(&form.id);
    let ledgers = LedgerBook::statutory().unwrap();
    let evidence = facts.evidence(form);
    let typed = facts.typed_cells();
    let compiled = compile(form, sources.unwrap(), &evidence, ledgers, &typed);
    let book = NarrativeBook::statutory().unwrap();
    let (name, register) = ("某镇人民政府", RegisterCounts::default());
    let both = (&compiled, &evidence);
    let worths = quantities(&book.quantities, name, both, &register, ledgers);
    let narrative = book.of_form(&form.id).unwrap();
    let texts = paragraphs(narrative, &BTreeMap::new(), &worths);
    let statements = texts.iter().flat_map(|one| one.statements.clone());
    let statements = statements.collect();
    let texts = FrozenText::all(&texts);
    assembled(name, facts.year, compiled.tables(), &texts, statements)
}

/// What each cell says, as `count.sql` says it.
fn said(report: &AnnualReport) -> BTreeMap<String, String> {
    let tables = report.tables.as_ref().unwrap();
    let said = tables.iter().map(|(spec, cell)| {
        let said = match cell.state {
            CellState::Stated(Number::Count(count)) => count.to_string(),
            CellState::Stated(Number::Amount(amount)) => amount.worth().map_or_else(
                || format!("bare {}", amount.printed()),
                |yuan| format!("yuan {}", yuan.normalize()),
            ),
            CellState::Blank => "blank".to_owned(),
            CellState::Unclear => "unclear".to_owned(),
            CellState::Absent => "absent".to_owned(),
        };
        (spec.id.clone(), said)
    });
    said.collect()
}

/// The errors that the rules find, each once.
fn errors(report: &AnnualReport, prior: &AnnualReport) -> BTreeSet<&'static str> {
    let book = FormBook::statutory().unwrap();
    let mut found = inspect(report, book, |rule| rule.by_default);
    found.extend(inspect_series(prior, report, book, |rule| rule.by_default));
    let wrong = found
        .iter()
        .filter(|one| one.outcome == Outcome::Violated && one.severity == Severity::Error);
    wrong.map(|one| one.rule).collect()
}

/// The errors that are rightly found: what nobody said, money without units, no problem on record, and
/// documents published and repealed in one year, for which the form of 2019 has no column.
fn expected_errors(cells: &BTreeMap<String, String>, facts: &YearFacts) -> BTreeSet<&'static str> {
    let mut expected = BTreeSet::new();
    if cells.values().any(|said| said == "blank") {
        expected.insert("blank-cell");
    }
    if cells.values().any(|said| said.starts_with("bare")) {
        expected.insert("unit-missing");
    }
    let count = |column| -> Option<i64> {
        let cell = format!("proactive.normative_documents.{column}");
        cells.get(&cell)?.parse().ok()
    };
    if count("published")
        .zip(count("total"))
        .is_some_and(|(published, total)| published > total)
    {
        expected.insert("stock-covers-year");
    }
    let last = format!("{}-12-31", facts.year);
    let stands = |one: &RecordFact| one.ledger == "problem" && one.values["noted_on"] <= last;
    if !facts.records.iter().any(stands) {
        expected.insert("section-five-empty");
    }
    expected
}

/// The report of the year before: nothing was typed but zeros.
fn prior(facts: &YearFacts) -> AnnualReport {
    let mut before = facts.clone();
    before.year -= 1;
    let form = FormBook::statutory()
        .unwrap()
        .for_year(before.year)
        .unwrap();
    let cells = form
        .cells()
        .iter()
        .map(|spec| (spec.id.clone(), "0".to_owned()));
    before.typed = cells.collect();
    report(&before)
}

#[test]
fn every_report_equals_a_recount_in_sql_and_one_record_changes_the_cells_it_should() {
    crate::bed::run(async {
        let mut rng = Rng::new(0x5_EED0);
        let mut batch = Batch::open().await;
        for first in (0..SETS).step_by(usize::try_from(BATCH).unwrap()) {
            let mut offices = Vec::new();
            for (number, year) in (first..first + BATCH).zip(YEARS.into_iter().cycle()) {
                let form = FormBook::statutory().unwrap().for_year(year).unwrap();
                let mut facts = YearFacts::invented(&mut rng, year);
                // One office of ten has typed nothing yet.
                if number % 10 > 0 {
                    facts = facts.typed_in(&mut rng, form);
                }
                let (other, touched) = changed(&mut rng, &facts);
                offices.push((number, facts, other, touched));
            }
            batch.count(&offices).await;
            for (number, facts, other, _) in &offices {
                compare(&batch, *number, facts, other);
            }
        }
    });
}

/// Compares both reports of an office with the count, the errors found in the first, and what changed.
fn compare(batch: &Batch, number: i64, facts: &YearFacts, other: &YearFacts) {
    let now = report(facts);
    let then = report(other);
    let (now_said, then_said) = (said(&now), said(&then));
    for (set, compiled) in [(number, &now_said), (number + facts::OTHER, &then_said)] {
        let counted = batch.cells(set);
        for (cell, said) in compiled {
            let expected = counted.get(cell).map_or("0", String::as_str);
            assert_eq!(said, expected, "{cell} of {set}: {facts:?} {other:?}");
        }
        let unknown = counted.keys().find(|cell| !compiled.contains_key(*cell));
        assert_eq!(unknown, None, "a cell that the form does not have");
    }
    let expected = expected_errors(&now_said, facts);
    let found = errors(&now, &prior(facts));
    assert_eq!(found, expected, "{number}: {facts:?}");
    let differ = now_said
        .iter()
        .filter(|(cell, said)| then_said.get(*cell) != Some(said));
    let differ: BTreeSet<String> = differ.map(|(cell, _)| cell.clone()).collect();
    assert_eq!(
        differ,
        batch.changed(number),
        "{number}: {facts:?} {other:?}"
    );
}
