//! `cargo xtask calibrate`: how often cells are right by what speaks for them, counted on invented
//! reports, and the weights that follow from it.
//!
//! Weights are those of a logistic regression over the kinds of evidence; what a score is worth is
//! the share of right cells among those of about that score, growing with the score (isotonic
//! regression by pooling neighbours).

mod fit;

use anyhow::Result;
use fit::{Group, Model};
use gongkai_domain::report::{Cell, Form, FormBook};
use gongkai_reader::{Evidence, Reader};
use gongkai_testkit::{Damage, Layout, Rng, Sample, damaged, report};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Where the weights go.
const FILE: &str = "crates/reader/src/align/calibration.rs";

/// Right and wrong cells by what speaks for them.
type Counts = BTreeMap<Evidence, (u32, u32)>;

/// Counts over `count` reports, writes the weights, and shows on as many others whether they hold.
pub(crate) fn write(root: &Path, count: u64, seed: u64) -> Result<()> {
    let counts = counted(count, seed)?;
    let model = fit::model(&groups(&counts));
    fs::write(root.join(FILE), source(&model))?;
    show(&model, &counted(count, seed + 1)?);
    Ok(())
}

fn counted(count: u64, seed: u64) -> Result<Counts> {
    let book = FormBook::statutory()?;
    let reader = Reader::new(book);
    let mut rng = Rng::new(seed);
    let mut counts = Counts::new();
    for number in 0..count {
        let form = &book.forms()[usize::try_from(number)? % book.forms().len()];
        let sample = drawn(&mut rng, form);
        count_one(&reader, &sample, &mut counts)?;
    }
    Ok(counts)
}

/// An invented report with up to three kinds of damage. One in [`ERRING`] does not add up in the
/// document itself, as reports of offices do: a sum that fails is not always misread.
fn drawn(rng: &mut Rng, form: &Arc<Form>) -> Sample {
    let mut report = report(rng, form);
    if rng.below(ERRING) == 0
        && let Some(tables) = &mut report.tables
    {
        let cell = rng.below(form.cells().len());
        if let Some(count) = tables.at(cell).count() {
            tables.set(cell, Cell::of_count(count + 1));
        }
    }
    let layout = rng.pick(&Layout::ALL);
    let count = rng.below(4);
    let chosen = rng.sample(Damage::ALL.len(), count);
    let foul = rng.below(FOUL_KEPT) == 0;
    let damages = chosen.into_iter().map(|at| Damage::ALL[at]);
    let damages: Vec<Damage> = damages
        .filter(|damage| foul || !FOUL.contains(damage))
        .collect();
    damaged(&report, layout, &damages, rng)
}

/// Damage that deceives: four of 134 documents looked at had any of it.
const FOUL: [Damage; 3] = [
    Damage::Deduplicated,
    Damage::TwoReports,
    Damage::ValuesBeforeLabels,
];

/// One in so many keeps it, for it to be as rare as it is.
const FOUL_KEPT: usize = 4;

/// Among so many reports one errs: four of the 36 whole request tables looked at did.
const ERRING: usize = 9;

fn count_one(reader: &Reader, sample: &Sample, counts: &mut Counts) -> Result<()> {
    let csv = sample.layout == Layout::Csv;
    let name = if csv { "report.csv" } else { "report.txt" };
    let reading = reader.read(sample.text.as_bytes(), name)?;
    let Some(tables) = &reading.report.tables else {
        return Ok(());
    };
    for ((spec, cell), evidence) in tables.iter().zip(&reading.evidence) {
        let number = cell.number().or(cell.offered);
        let (Some(number), Some(evidence)) = (number, evidence) else {
            continue;
        };
        let right = sample.truth.cell(&spec.id).allows(number);
        let count = counts.entry(*evidence).or_default();
        count.0 += u32::from(right);
        count.1 += u32::from(!right);
    }
    Ok(())
}

fn groups(counts: &Counts) -> Vec<Group> {
    let group = |(evidence, (right, wrong)): (&Evidence, &(u32, u32))| Group {
        parts: parts(*evidence),
        right: f64::from(*right),
        wrong: f64::from(*wrong),
    };
    counts.iter().map(group).collect()
}

/// The kinds of evidence as positions in the list of weights: the first is every cell's.
fn parts(evidence: Evidence) -> Vec<usize> {
    let mut parts = vec![
        0,
        1 + evidence.label as usize,
        9 + 8 * evidence.setting as usize + evidence.figures as usize,
        33 + 5 * evidence.setting as usize + evidence.sums as usize,
    ];
    if evidence.doubted {
        parts.push(48);
    }
    if evidence.is_explained() {
        parts.push(49 + evidence.setting as usize);
    }
    parts
}

fn source(model: &Model) -> String {
    let list = |range: std::ops::Range<usize>| {
        let weights: Vec<String> = model.weights[range].iter().map(|w| grouped(*w)).collect();
        weights.join(", ")
    };
    let steps: String = model
        .steps
        .iter()
        .fold(String::new(), |mut steps, (from, share)| {
            let _ = writeln!(steps, "    ({}, {}),", grouped(*from), grouped(*share));
            steps
        });
    format!(
        "//! What each kind of evidence weighs, counted on invented reports. Written by\n\
         //! `cargo xtask calibrate`; not to be edited.\n\n\
         /// Weight that every cell has.\npub(super) const BIAS: i32 = {};\n\
         /// Weight of each way to know a row.\npub(super) const LABEL: [i32; 8] = [{}];\n\
         /// Weight of each way in which figures meet columns, by how the row is set.\n\
         pub(super) const FIGURES: [[i32; 8]; 3] = [[{}], [{}], [{}]];\n\
         /// Weight of what the sums say, by how the row is set.\n\
         pub(super) const SUMS: [[i32; 5]; 3] = [[{}], [{}], [{}]];\n\
         /// Weight of a blank that explains a failing sum, by how the row is set.\n\
         pub(super) const EXPLAINED: [i32; 3] = [{}];\n\
         /// Weight of doubt from elsewhere.\npub(super) const DOUBTED: i32 = {};\n\
         /// From which score on how many in a million are right.\n\
         pub(super) const STEPS: &[(i32, u32)] = &[\n{steps}];\n",
        grouped(model.weights[0]),
        list(1..9),
        list(9..17),
        list(17..25),
        list(25..33),
        list(33..38),
        list(38..43),
        list(43..48),
        list(49..52),
        grouped(model.weights[48]),
    )
}

/// A number with its digits in threes, as the lints want it.
fn grouped(number: i64) -> String {
    let digits = number.abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            text.push('_');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// Prints what was promised beside what came true, and the kinds of evidence that erred most.
#[expect(clippy::print_stdout, reason = "the result of the command")]
fn show(model: &Model, counts: &Counts) {
    let mut by_step: BTreeMap<i64, (u32, u32)> = BTreeMap::new();
    for (evidence, (right, wrong)) in counts {
        let sums = by_step.entry(model.share(&parts(*evidence))).or_default();
        sums.0 += right;
        sums.1 += wrong;
    }
    println!("| promised | cells | wrong | came true |\n|---:|---:|---:|---:|");
    for (promised, (right, wrong)) in by_step {
        let all = u64::from(right) + u64::from(wrong);
        let true_share = u64::from(right) * 1_000_000 / all.max(1);
        println!("| {promised} | {all} | {wrong} | {true_share} |");
    }
    let mut erring: Vec<_> = counts.iter().filter(|(_, (_, wrong))| *wrong > 0).collect();
    erring.sort_by_key(|(_, (_, wrong))| std::cmp::Reverse(*wrong));
    for (evidence, (right, wrong)) in erring.into_iter().take(40) {
        println!("{wrong:7} of {:9}  {evidence:?}", right + wrong);
    }
}
