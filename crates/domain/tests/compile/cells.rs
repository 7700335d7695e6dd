//! What holds of every compiled report, whatever was recorded.

use super::evidence::{YEAR, compiled, form, sources, year};
use gongkai_domain::compile::{
    BehindCell, CellValue, Compiled, TypedCell, Why, YearEvidence, assembled, behind, compile,
    typed_number,
};
use gongkai_domain::ledger::{LedgerBook, Record};
use gongkai_domain::report::form::CellKind;
use gongkai_domain::report::{AnnualReport, FormBook, MoneyUnit, Number, SectionId};
use gongkai_domain::rules::{Outcome, Severity, inspect, inspect_series};
use gongkai_testkit::Rng;
use jiff::civil::date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many years of offices are invented for each form.
const SETS: u64 = 5_000;

fn report(compiled: &Compiled, year: i16) -> AnnualReport {
    let tables = compiled.tables();
    assembled("某镇人民政府", year, tables, &[], Vec::new())
}

fn number(compiled: &Compiled, cell: &str) -> i64 {
    match compiled.cell(cell).and_then(|cell| cell.value.number()) {
        Some(Number::Count(count)) => count,
        other => panic!("{cell}: {other:?}"),
    }
}

/// What a rule of arithmetic or of two years finds.
fn errors(report: &AnnualReport, prior: &AnnualReport) -> Vec<String> {
    let book = FormBook::statutory().unwrap();
    let mut found = inspect(report, book, |rule| rule.by_default);
    found.extend(inspect_series(prior, report, book, |rule| rule.by_default));
    let wrong = found.into_iter().filter(|one| {
        one.outcome == Outcome::Violated
            && one.severity == Severity::Error
            // The text is not compiled here.
            && !["section-five-empty", "section-missing", "fee-unmentioned"].contains(&one.rule)
    });
    wrong
        .map(|one| format!("{}: {}", one.rule, one.message.zh))
        .collect()
}

#[test]
fn every_compiled_report_adds_up_and_takes_up_what_the_year_before_left() {
    for id in ["2019", "2021"] {
        let form = form(id);
        let mut rng = Rng::new(0x5EED);
        for set in 0..SETS {
            let evidence = year(&mut rng, form);
            let before = YearEvidence {
                year: YEAR - 1,
                ..evidence.clone()
            };
            let now = report(&compiled(form, &evidence), YEAR);
            let prior = report(&compiled(form, &before), YEAR - 1);
            // The form of 2019 is not that of 2022, and has no column for a document that was published
            // and repealed in one year; money without a unit adds up to nothing: all are said rightly, and
            // are not what is asked here.
            let said = |one: &&String| {
                ["form-for-year", "unit-missing"]
                    .iter()
                    .any(|code| one.starts_with(code))
                    || id == "2019" && one.starts_with("stock-covers-year")
            };
            let wrong = errors(&now, &prior);
            let wrong: Vec<_> = wrong.iter().filter(|one| !said(one)).collect();
            assert!(wrong.is_empty(), "{id}, set {set}: {wrong:?}");
        }
    }
}

fn records<'e>(evidence: &'e YearEvidence, ledger: &str) -> impl Iterator<Item = &'e Record> {
    let kept = evidence.records.get(ledger);
    kept.into_iter().flat_map(|kept| kept.iter())
}

/// Counted again, request by request and without the tables of the form.
fn recount(evidence: &YearEvidence) -> BTreeMap<String, i64> {
    let mut cells: BTreeMap<String, i64> = BTreeMap::new();
    let (first, last) = (date(YEAR, 1, 1), date(YEAR, 12, 31));
    for one in &evidence.requests {
        let asked = &one.counted;
        let over_before = asked.ended.as_ref().is_some_and(|(_, on)| *on < first);
        if asked.received_on > last || over_before {
            continue;
        }
        let mut rows = vec![if asked.received_on < first {
            "requests.carried_in"
        } else {
            "requests.new"
        }];
        match &asked.ended {
            Some((row, on)) if *on <= last => rows.extend([row.as_str(), "requests.total"]),
            _ => rows.push("requests.carried_out"),
        }
        for row in rows {
            *cells
                .entry(format!("{row}.{}", asked.kind.code()))
                .or_default() += 1;
            *cells.entry(format!("{row}.total")).or_default() += 1;
        }
    }
    for record in records(evidence, "decision") {
        if record
            .values
            .day("on")
            .is_some_and(|on| on >= first && on <= last)
        {
            let kind = record.values.get("kind").unwrap();
            let count = record.values.count("count").unwrap();
            let cell = format!("proactive.{kind}.decisions");
            *cells.entry(cell).or_default() += i64::try_from(count).unwrap();
        }
    }
    for record in records(evidence, "normative") {
        let within = |key| {
            record
                .values
                .day(key)
                .is_some_and(|on| on >= first && on <= last)
        };
        let stands = record.values.day("made_on").is_some_and(|on| on <= last)
            && record.values.day("repealed_on").is_none_or(|on| on > last);
        for (column, counts) in [
            ("issued", within("made_on")),
            ("repealed", within("repealed_on")),
            ("in_force", stands),
        ] {
            let cell = format!("proactive.normative_documents.{column}");
            *cells.entry(cell).or_default() += i64::from(counts);
        }
    }
    cells
}

#[test]
fn every_compiled_report_equals_an_independent_recount() {
    let form = form("2021");
    let mut rng = Rng::new(0xC0FE);
    for set in 0..SETS {
        let evidence = year(&mut rng, form);
        let compiled = compiled(form, &evidence);
        let counted = recount(&evidence);
        for spec in form.cells() {
            let row = spec.id.as_str();
            let recounted = row.starts_with("requests.")
                || row.starts_with("proactive.normative")
                || row.ends_with(".decisions");
            if recounted {
                let expected = counted.get(row).copied().unwrap_or(0);
                assert_eq!(number(&compiled, row), expected, "{row}, set {set}");
            }
        }
    }
}

#[test]
fn one_request_less_changes_the_cells_in_which_it_was_counted_and_no_other() {
    let form = form("2021");
    let mut rng = Rng::new(0xBEEF);
    for _ in 0..SETS {
        let evidence = year(&mut rng, form);
        let Some(gone) = evidence.requests.last() else {
            continue;
        };
        let mut less = evidence.clone();
        less.requests.pop();
        let (with, without) = (compiled(form, &evidence), compiled(form, &less));
        let ledgers = LedgerBook::statutory().unwrap();
        for spec in form.cells() {
            if !spec.id.starts_with("requests.") {
                assert_eq!(with.cell(&spec.id), without.cell(&spec.id));
                continue;
            }
            let behind = behind(&spec.id, sources(form), &evidence, ledgers);
            let counted = behind
                .iter()
                .any(|one| matches!(one, BehindCell::Request(id, _) if *id == gone.id));
            let difference = number(&with, &spec.id) - number(&without, &spec.id);
            assert_eq!(difference, i64::from(counted), "{}", spec.id);
        }
    }
}

#[test]
fn behind_a_number_stand_as_many_records_as_it_counts() {
    let form = form("2019");
    let ledgers = LedgerBook::statutory().unwrap();
    let mut rng = Rng::new(0xFACE);
    for _ in 0..500 {
        let evidence = year(&mut rng, form);
        let compiled = compiled(form, &evidence);
        for spec in form.cells() {
            let of_requests = form.tables[spec.table].section != SectionId::Two;
            let of_powers = spec.id.ends_with(".prior_items") || spec.id.ends_with(".change");
            if !of_requests && !of_powers {
                continue;
            }
            let behind = behind(&spec.id, sources(form), &evidence, ledgers);
            let taken_off = |one: &BehindCell| matches!(one, BehindCell::Record { less: true, .. });
            let signed = behind.iter().map(|one| if taken_off(one) { -1 } else { 1 });
            assert_eq!(
                signed.sum::<i64>(),
                number(&compiled, &spec.id),
                "{}",
                spec.id
            );
        }
    }
}

#[test]
fn what_is_counted_is_not_taken_from_a_person_and_what_nobody_knows_is_asked() {
    let form = form("2021");
    let ledgers = LedgerBook::statutory().unwrap();
    let mut evidence = year(&mut Rng::new(7), form);
    evidence
        .records
        .insert("normative".to_owned(), Arc::default());
    let typed = TypedCell {
        text: "99".to_owned(),
        by: "某人".to_owned(),
        on: date(YEAR + 1, 1, 8),
    };
    let cells = form.cells().iter();
    let all: BTreeMap<String, TypedCell> =
        cells.map(|spec| (spec.id.clone(), typed.clone())).collect();
    let nothing = compile(form, sources(form), &evidence, ledgers, &BTreeMap::new());
    let everything = compile(form, sources(form), &evidence, ledgers, &all);
    let asked = nothing
        .cell("proactive.normative_documents.issued")
        .unwrap();
    let why = Why::NoLedger("normative".to_owned());
    assert_eq!(asked.value, CellValue::Asked(why));
    assert_eq!(
        number(&everything, "proactive.normative_documents.issued"),
        99
    );
    assert_eq!(number(&everything, "proactive.rules.issued"), 0);
    for (before, after) in nothing.cells.iter().zip(&everything.cells) {
        let counted = matches!(before.value, CellValue::Counted { .. });
        assert_eq!(counted, matches!(after.value, CellValue::Counted { .. }));
    }
}

#[test]
fn a_typed_number_is_a_number_of_its_cell_or_is_refused() {
    let count = |text: &str| typed_number(text, CellKind::Count).ok().flatten();
    assert_eq!(count("１，２３４"), Some(Number::Count(1234)));
    for wrong in ["-1", "1.5", "十二", "12件", "+-3", "99999999999999999999"] {
        assert!(typed_number(wrong, CellKind::Count).is_err(), "{wrong}");
    }
    assert_eq!(count("  "), None);
    let change = typed_number("−3", CellKind::Change).unwrap();
    assert_eq!(change, Some(Number::Count(-3)));
    let amount = |text: &str, unit| match typed_number(text, CellKind::Amount(unit)) {
        Ok(Some(Number::Amount(amount))) => Some((amount.printed(), amount.unit())),
        _ => None,
    };
    let wan = Some(MoneyUnit::WanYuan);
    let of = |text: &str| text.parse::<Decimal>().unwrap();
    assert_eq!(amount("76.3 万元", None), Some((of("76.3"), wan)));
    assert_eq!(amount("76.3", wan), Some((of("76.3"), wan)));
    assert_eq!(amount("24220", None), Some((of("24220"), None)));
    assert_eq!(amount("7万6", None), None);
}
