//! `cargo xtask corpus`: a folder of invented reports with known truth, to measure reading on.
//!
//! `DIR/reports/` holds the reports: both forms in turn, every layout, none to two kinds of the
//! damage that most published reports have. `DIR/truth.jsonl` holds a line for each of them.

use anyhow::{Context as _, Result};
use gongkai_domain::report::{FormBook, Number};
use gongkai_testkit::{CellTruth, Damage, Layout, Rng, Sample, damaged, report};
use serde_json::{Map, Value, json};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Damage that leaves nearly every figure provable.
const LIGHT: [Damage; 16] = [
    Damage::WrongTitleYear,
    Damage::BlankCells,
    Damage::WordedChanges,
    Damage::Thousands,
    Damage::Units,
    Damage::FullWidthDigits,
    Damage::StrayBlanks,
    Damage::LabelVariants,
    Damage::TruncatedHeads,
    Damage::HalfWidth,
    Damage::LostNumerals,
    Damage::SpacedLabels,
    Damage::SplitLabels,
    Damage::HeadingVariants,
    Damage::SentenceBeforeTable,
    Damage::PageBreaks,
];

/// Writes `count` reports; the same seed writes the same bytes.
pub(crate) fn write(folder: &Path, count: u64, seed: u64) -> Result<()> {
    let reports = folder.join("reports");
    fs::create_dir_all(&reports).with_context(|| reports.display().to_string())?;
    let mut truth = std::io::BufWriter::new(fs::File::create(folder.join("truth.jsonl"))?);
    let mut rng = Rng::new(seed);
    for number in 0..count {
        let sample = sample(&mut rng, number)?;
        let ending = if sample.layout == Layout::Csv {
            "csv"
        } else {
            "txt"
        };
        let name = format!("{number:06}.{ending}");
        fs::write(reports.join(&name), &sample.text)?;
        writeln!(truth, "{}", line(&sample, &name))?;
    }
    truth.flush()?;
    Ok(())
}

fn sample(rng: &mut Rng, number: u64) -> Result<Sample> {
    let forms = FormBook::statutory()?.forms();
    let form = &forms[usize::try_from(number)? % forms.len()];
    let report = report(rng, form);
    let layout = rng.pick(&Layout::ALL);
    let count = rng.below(3);
    let damages: Vec<Damage> = rng
        .sample(LIGHT.len(), count)
        .into_iter()
        .map(|at| LIGHT[at])
        .collect();
    Ok(damaged(&report, layout, &damages, rng))
}

/// The truth of one report: `must` is proved by its text, `may` need not be read but must be
/// right if it is, and nothing may be stated in any other cell.
fn line(sample: &Sample, name: &str) -> Value {
    let cells: Map<String, Value> = sample
        .truth
        .iter()
        .filter_map(|(id, truth)| Some((id.to_owned(), allowed(truth)?)))
        .collect();
    let damages: Vec<&str> = sample.damages.iter().map(|damage| damage.name()).collect();
    json!({
        "path": name,
        "form": sample.truth.form().id,
        "layout": sample.layout.name(),
        "damages": damages,
        "cells": cells,
    })
}

fn allowed(truth: CellTruth) -> Option<Value> {
    match truth {
        CellTruth::MustRead(number) => Some(json!({ "must": value(number) })),
        CellTruth::MayRead(number) => Some(json!({ "may": [value(number)] })),
        CellTruth::Either(one, other) => Some(json!({ "may": [value(one), value(other)] })),
        CellTruth::Blank | CellTruth::Absent | CellTruth::Nothing => None,
    }
}

/// A number as `gongkai report read` writes it: counts as numbers, money in yuan as a string, or
/// as printed where no unit is.
fn value(number: Number) -> Value {
    match number {
        Number::Count(count) => count.into(),
        Number::Amount(amount) => {
            let value = amount.yuan().unwrap_or(amount.printed());
            value.normalize().to_string().into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_truth_tells_what_must_and_what_may_be_read() {
        let sample = sample(&mut Rng::new(1), 0).unwrap();
        let line = line(&sample, "000000.txt");
        let cells = line["cells"].as_object().unwrap();
        let must = cells.values().filter(|cell| cell.get("must").is_some());
        assert_eq!(line["form"], "2019");
        assert!(must.count() > 100);
    }

    #[test]
    fn nothing_may_be_read_of_a_blank_cell() {
        assert_eq!(allowed(CellTruth::Blank), None);
        assert_eq!(
            allowed(CellTruth::MustRead(Number::Count(0))),
            Some(json!({ "must": 0 }))
        );
    }
}
