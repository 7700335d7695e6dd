//! The files of `statutes/` fit their schemas.

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::PeriodBook;
use gongkai_domain::compile::CompilationBook;
use gongkai_domain::compile::text::NarrativeBook;
use gongkai_domain::duty::{DutyBook, FreshnessBook};
use gongkai_domain::ledger::LedgerBook;
use gongkai_domain::request::letter::LetterBook;
use gongkai_domain::request::{FeeBook, OutcomeBook, RemedyBook};
use gongkai_domain::returns::ReturnBook;
use serde_json::{Map, Value};

const WORKDAYS: &str = include_str!("../../../../statutes/schema/workdays.schema.json");
const PERIOD: &str = include_str!("../../../../statutes/schema/period.schema.json");
const LEDGER: &str = include_str!("../../../../statutes/schema/ledger.schema.json");
const DUTY: &str = include_str!("../../../../statutes/schema/duty.schema.json");
const FRESHNESS: &str = include_str!("../../../../statutes/schema/freshness.schema.json");
const OUTCOME: &str = include_str!("../../../../statutes/schema/outcome.schema.json");
const RETURN: &str = include_str!("../../../../statutes/schema/return.schema.json");
const FEE: &str = include_str!("../../../../statutes/schema/fee.schema.json");
const REMEDY: &str = include_str!("../../../../statutes/schema/remedy.schema.json");
const LETTER: &str = include_str!("../../../../statutes/schema/letter.schema.json");
const COMPILATION: &str = include_str!("../../../../statutes/schema/compilation.schema.json");
const NARRATIVE: &str = include_str!("../../../../statutes/schema/narrative.schema.json");
const FORM: &str = include_str!("../../../../statutes/schema/report-form.schema.json");

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, item)| (key, json(item)))
                .collect::<Map<_, _>>(),
        ),
    }
}

/// What a schema says against a TOML text.
pub(crate) fn violations(schema: &str, text: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let file = json(toml::Value::Table(toml::from_str(text).unwrap()));
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors = validator.iter_errors(&file);
    errors.map(|error| error.to_string()).collect()
}

#[test]
fn every_schema_is_itself_a_valid_schema() {
    for schema in [
        FORM,
        WORKDAYS,
        PERIOD,
        LEDGER,
        DUTY,
        FRESHNESS,
        OUTCOME,
        RETURN,
        FEE,
        REMEDY,
        LETTER,
        COMPILATION,
        NARRATIVE,
    ] {
        let schema: Value = serde_json::from_str(schema).unwrap();
        assert!(jsonschema::draft202012::meta::is_valid(&schema));
    }
}

#[test]
fn every_year_of_working_days_fits_the_schema() {
    for (file, text) in WorkdayCalendar::embedded_texts() {
        assert_eq!(violations(WORKDAYS, text), Vec::<String>::new(), "{file}");
        let faulty = text.replacen("announces", "suggests", 1);
        assert!(!violations(WORKDAYS, &faulty).is_empty(), "{file}");
    }
}

#[test]
fn every_statutory_period_fits_the_schema() {
    for (file, text) in PeriodBook::embedded_texts() {
        assert_eq!(violations(PERIOD, text), Vec::<String>::new(), "{file}");
        let faulty = text.replacen("unit = ", "units = ", 1);
        assert!(!violations(PERIOD, &faulty).is_empty(), "{file}");
    }
}

#[test]
fn every_outcome_fits_the_schema() {
    for (file, text) in OutcomeBook::embedded_texts() {
        assert_eq!(violations(OUTCOME, text), Vec::<String>::new(), "{file}");
        let faulty = text.replacen("requests.", "answers.", 1);
        assert!(!violations(OUTCOME, &faulty).is_empty(), "{file}");
    }
}

#[test]
fn every_fee_every_remedy_and_every_letter_fits_its_schema() {
    let all = [
        (FEE, FeeBook::embedded_texts(), "yuan = ", "yuans = "),
        (REMEDY, RemedyBook::embedded_texts(), "kind = ", "sort = "),
        (
            LETTER,
            LetterBook::embedded_texts(),
            "place = ",
            "places = ",
        ),
    ];
    for (schema, texts, right, wrong) in all {
        for (file, text) in texts {
            assert_eq!(violations(schema, text), Vec::<String>::new(), "{file}");
            let faulty = text.replacen(right, wrong, 1);
            assert!(!violations(schema, &faulty).is_empty(), "{file}");
        }
    }
}

#[test]
fn every_ledger_fits_the_schema() {
    for (file, text) in LedgerBook::embedded_texts() {
        assert_eq!(violations(LEDGER, text), Vec::<String>::new(), "{file}");
        let faulty = text.replacen("[[column]]", "[[row]]", 1);
        assert!(!violations(LEDGER, &faulty).is_empty(), "{file}");
    }
}

#[test]
fn every_recurring_duty_and_every_limit_of_freshness_fits_its_schema() {
    for (file, text) in DutyBook::embedded_texts() {
        assert_eq!(violations(DUTY, text), Vec::<String>::new(), "{file}");
        let faulty = text.replacen("roll = ", "rolls = ", 1);
        assert!(!violations(DUTY, &faulty).is_empty(), "{file}");
    }
    for (file, text) in FreshnessBook::embedded_texts() {
        assert_eq!(violations(FRESHNESS, text), Vec::<String>::new(), "{file}");
        let faulty = text.replacen("[limit]", "[limits]", 1);
        assert!(!violations(FRESHNESS, &faulty).is_empty(), "{file}");
    }
}

#[test]
fn every_table_of_a_return_fits_the_schema() {
    for (file, text) in ReturnBook::embedded_texts() {
        assert_eq!(violations(RETURN, text), Vec::<String>::new(), "{file}");
        let faulty = text.replacen("unit = ", "units = ", 1);
        assert!(!violations(RETURN, &faulty).is_empty(), "{file}");
    }
}

#[test]
fn where_each_number_and_each_sentence_of_the_report_comes_from_fits_its_schema() {
    for (file, text) in CompilationBook::embedded_texts() {
        assert_eq!(
            violations(COMPILATION, text),
            Vec::<String>::new(),
            "{file}"
        );
        let faulty = text.replacen("figure = ", "number = ", 1);
        assert!(!violations(COMPILATION, &faulty).is_empty(), "{file}");
    }
    let texts = NarrativeBook::embedded_texts().iter();
    for (file, text) in texts.filter(|(file, _)| *file != "quantities.toml") {
        assert_eq!(violations(NARRATIVE, text), Vec::<String>::new(), "{file}");
        let faulty = text.replacen("sentences = ", "sentence = ", 1);
        assert!(!violations(NARRATIVE, &faulty).is_empty(), "{file}");
    }
}
