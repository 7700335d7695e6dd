//! Problems and measures of the ledger as a sentence enumerates them.

use crate::compile::YearEvidence;
use crate::digits::numeral;
use crate::ledger::Record;
use jiff::civil::Date;

/// The ledger of problems and measures.
const LEDGER: &str = "problem";

/// The problems that stand at the end of the year, each once.
pub fn problems(evidence: &YearEvidence) -> Option<String> {
    listed(evidence, "problem", |record| stands(record, evidence.year))
}

/// The measures against them.
pub fn measures(evidence: &YearEvidence) -> Option<String> {
    listed(evidence, "measure", |record| stands(record, evidence.year))
}

/// The problems of earlier years that were done with in the year.
pub fn done_of_last_year(evidence: &YearEvidence) -> Option<String> {
    let year = |record: &Record, key| record.values.day(key).map(Date::year);
    listed(evidence, "problem", |record| {
        year(record, "noted_on").is_some_and(|noted| noted < evidence.year)
            && year(record, "done_on") == Some(evidence.year)
    })
}

/// Noted by the end of the year, and not done with by then or noted in it.
fn stands(record: &Record, year: i16) -> bool {
    let of = |key| record.values.day(key).map(Date::year);
    of("noted_on").is_some_and(|noted| {
        noted == year || noted < year && of("done_on").is_none_or(|done| done > year)
    })
}

/// 一是…；二是…, or the one alone; none where nothing fits.
fn listed(evidence: &YearEvidence, key: &str, fits: impl Fn(&Record) -> bool) -> Option<String> {
    let records = evidence.records.get(LEDGER)?;
    let mut texts: Vec<&str> = Vec::new();
    for record in records.iter().filter(|record| fits(record)) {
        let text = record.values.get(key).unwrap_or_default();
        let text = text.trim().trim_end_matches(['。', '；', ';']);
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    match texts.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        several => {
            let numbered = several.iter().zip(1..);
            let numbered = numbered.map(|(text, number)| format!("{}是{text}", numeral(number)));
            Some(numbered.collect::<Vec<_>>().join("；"))
        }
    }
}
