//! What is written reads back the same, and what cannot be read exactly is not read at all.
#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]

use gongkai_domain::report::{AnnualReport, Certainty, FormBook};
use gongkai_exchange::{Exchange, Lang, ParseError, SCHEMA, Source, parse};
use gongkai_testkit::{ReportBuilder, Rng, report};
use serde_json::{Value, json};

fn written(report: &AnnualReport) -> Vec<u8> {
    let exchange = Exchange {
        report,
        source: &Source::default(),
        findings: &[],
        lang: Lang::Zh,
    };
    serde_json::to_vec(&exchange).unwrap()
}

fn again(report: &AnnualReport) -> AnnualReport {
    let mut reports = parse(&written(report), FormBook::statutory().unwrap()).unwrap();
    reports.pop().unwrap().0
}

/// A report in which one cell of counts or of money stands so.
fn with_cell(id: &str, cell: &Value) -> Result<AnnualReport, ParseError> {
    let text = json!({ "schema": SCHEMA, "form": "2021", "cells": { id: cell } }).to_string();
    let mut reports = parse(text.as_bytes(), FormBook::statutory().unwrap())?;
    Ok(reports.pop().unwrap().0)
}

fn first_cell() -> &'static str {
    &FormBook::statutory().unwrap().get("2021").unwrap().cells()[0].id
}

fn money_cell() -> &'static str {
    let form = FormBook::statutory().unwrap().get("2021").unwrap();
    let row = form
        .rows()
        .iter()
        .find(|row| row.id.contains("fees"))
        .unwrap();
    &form.cells()[row.first_cell].id
}

#[test]
fn a_report_is_the_same_after_it_was_written_twice() {
    let mut rng = Rng::new(7);
    for form in FormBook::statutory().unwrap().forms() {
        for _ in 0..50 {
            let once = again(&report(&mut rng, form));
            assert_eq!(format!("{once:?}"), format!("{:?}", again(&once)));
        }
        for count in [i64::MIN, 0, i64::MAX] {
            let extreme = ReportBuilder::new(form).all(count).build();
            let cells = |report: &AnnualReport| format!("{:?}", report.tables);
            assert_eq!(cells(&again(&extreme)), cells(&extreme));
        }
    }
}

#[test]
fn money_that_could_only_be_kept_rounded_is_refused() {
    let exact = json!({ "value": "0.0000000000000000000000000001", "unit": "yuan" });
    assert!(with_cell(money_cell(), &exact).is_ok());
    let rounded = json!({ "value": "0.00000000000000000000000000001", "unit": "yuan" });
    assert!(with_cell(money_cell(), &rounded).is_err());
}

#[test]
fn a_confidence_that_is_none_is_not_taken_for_certainty() {
    for (stated, expected) in [
        (Value::Null, 1_000_000),
        (json!(0.93), 930_000),
        (json!(1), 1_000_000),
        (json!(1e-7), 0),
        (json!(-1), 0),
        (json!(7), 0),
        (json!("high"), 0),
    ] {
        let cell = json!({ "value": 3, "confidence": stated });
        let report = with_cell(first_cell(), &cell).unwrap();
        let certainty = report.tables.unwrap().cell(first_cell()).unwrap().certainty;
        assert_eq!(certainty, Certainty::per_million(expected), "{stated}");
    }
}
