//! Five published reports with their true values, where they lie beside the project.

use gongkai_domain::report::{Amount, AnnualReport, Cell, FormBook, MoneyUnit};
use gongkai_reader::Reader;
use serde_json::Value;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds")
}

/// Each seed as read, with its truth; none where the folder is not there.
fn seeds() -> Vec<(String, AnnualReport, Value)> {
    let Ok(truth) = std::fs::read(folder().join("truth.json")) else {
        return Vec::new();
    };
    let truth: Value = serde_json::from_slice(&truth).unwrap();
    let reader = Reader::new(FormBook::statutory().unwrap());
    let seeds = truth.as_object().unwrap().iter();
    seeds
        .map(|(name, truth)| {
            let bytes = std::fs::read(folder().join(name)).unwrap();
            let reading = reader.read(&bytes, name).unwrap();
            (name.clone(), reading.report, truth.clone())
        })
        .collect()
}

/// The amount of the truth file, whose values are in yuan unless no unit is stated.
fn amount(truth: &Value) -> Amount {
    let value = truth["value"].to_string().parse().unwrap();
    let unit = truth["unit"].as_str().map(|_| MoneyUnit::Yuan);
    Amount::new(value, unit)
}

fn agrees(cell: &Cell, truth: &Value) -> bool {
    if truth.is_object() {
        return cell.amount() == Some(amount(truth));
    }
    cell.count() == truth.as_i64()
}

#[test]
fn every_true_cell_is_read_and_no_other_is_stated() {
    for (name, report, truth) in seeds() {
        let tables = report.tables.as_ref().unwrap();
        assert_eq!(tables.form().id, truth["form"].as_str().unwrap(), "{name}");
        let cells = truth["cells"].as_object().unwrap();
        for (spec, cell) in tables.iter() {
            match cells.get(&spec.id) {
                Some(value) => assert!(agrees(cell, value), "{name} {} {cell:?}", spec.id),
                None => assert!(cell.is_absent(), "{name} {} {cell:?}", spec.id),
            }
        }
    }
}

#[test]
fn agency_and_year_are_those_of_the_text() {
    for (name, report, truth) in seeds() {
        assert_eq!(report.agency.as_deref(), truth["agency"].as_str(), "{name}");
        assert_eq!(
            report.report_year.map(i64::from),
            truth["report_year"].as_i64(),
            "{name}"
        );
        let title = truth["title_year"]
            .as_i64()
            .or(truth["report_year"].as_i64());
        assert_eq!(report.title_year.map(i64::from), title, "{name}");
        assert_eq!(
            report.document_number.as_deref(),
            truth["document_number"].as_str(),
            "{name}"
        );
        let issued = report.issued_on.map(|date| date.to_string());
        assert_eq!(issued.as_deref(), truth["issued"].as_str(), "{name}");
    }
}

#[test]
fn every_section_in_the_document_is_found_and_its_text_is_kept() {
    for (name, report, truth) in seeds() {
        // The page with the table of section four is lost in one of them, heading and all.
        let lost = truth["missing"]
            .as_array()
            .unwrap()
            .contains(&Value::from("reconsideration"));
        assert_eq!(
            report.sections.found.len(),
            if lost { 5 } else { 6 },
            "{name}"
        );
        for section in &report.sections.found {
            let narrative = matches!(section.id.name(), "one" | "five" | "six");
            assert_eq!(
                section.text.is_empty(),
                !narrative,
                "{name} {}",
                section.id.name()
            );
        }
    }
}
