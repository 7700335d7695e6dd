//! Measuring a reader against known truth, by kind of damage.

use crate::{CellTruth, Sample};
use gongkai_domain::report::Tables;
use std::collections::BTreeMap;
use std::fmt;

/// How a reader did on some samples, in cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Samples read.
    pub samples: u32,
    /// Cells in which the reader states a number.
    pub stated: u32,
    /// Of those, the ones the text does not support. The figure that must be zero.
    pub wrong: u32,
    /// Cells that a careful person proves.
    pub must: u32,
    /// Of those, the ones the reader states rightly.
    pub found: u32,
    /// Cells that need not be stated but were, rightly.
    pub bonus: u32,
    /// Samples in which every provable cell was found and nothing wrong was stated.
    pub perfect: u32,
}

impl Score {
    /// The score of one reading. A reading without tables states nothing; cells of another form
    /// than the sample's are wrong unless both forms name them alike.
    pub fn of(sample: &Sample, read: Option<&Tables>) -> Self {
        let mut score = Self {
            samples: 1,
            ..Self::default()
        };
        let must = |truth: CellTruth| matches!(truth, CellTruth::MustRead(_));
        score.must = size(
            sample
                .truth
                .iter()
                .filter(|(_, truth)| must(*truth))
                .count(),
        );
        for (spec, cell) in read.into_iter().flat_map(Tables::iter) {
            let Some(number) = cell.number() else {
                continue;
            };
            let truth = sample.truth.cell(&spec.id);
            score.stated += 1;
            score.wrong += u32::from(!truth.allows(number));
            score.found += u32::from(must(truth) && truth.allows(number));
            score.bonus += u32::from(!must(truth) && truth.allows(number));
        }
        score.perfect = u32::from(score.wrong == 0 && score.found == score.must);
        score
    }

    /// Adds another score.
    pub fn add(&mut self, other: Self) {
        self.samples += other.samples;
        self.stated += other.stated;
        self.wrong += other.wrong;
        self.must += other.must;
        self.found += other.found;
        self.bonus += other.bonus;
        self.perfect += other.perfect;
    }

    /// Share of the stated cells that are right; 1 if none is stated.
    pub fn precision(&self) -> f64 {
        share(self.stated - self.wrong, self.stated)
    }

    /// Share of the provable cells that are found; 1 if there is none.
    pub fn recall(&self) -> f64 {
        share(self.found, self.must)
    }
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        1.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

impl Sample {
    /// The cells in which a reading is wrong, with what was read and what the text allows: for
    /// the message of a failing test.
    pub fn errors(&self, read: Option<&Tables>) -> Vec<String> {
        let mut errors = Vec::new();
        for (spec, cell) in read.into_iter().flat_map(Tables::iter) {
            let truth = self.truth.cell(&spec.id);
            if let Some(number) = cell.number().filter(|&number| !truth.allows(number)) {
                errors.push(format!("{}: read {number}, truth {truth:?}", spec.id));
            }
        }
        errors
    }

    /// The provable cells that a reading does not state.
    pub fn missed(&self, read: Option<&Tables>) -> Vec<String> {
        let stated = |id: &str| read.and_then(|read| read.cell(id)?.number()).is_some();
        let must = self
            .truth
            .iter()
            .filter(|(_, truth)| matches!(truth, CellTruth::MustRead(_)));
        must.filter(|(id, _)| !stated(id))
            .map(|(id, _)| id.to_owned())
            .collect()
    }
}

/// Scores by kind of damage and by layout.
#[derive(Debug, Clone, Default)]
pub struct Board {
    rows: BTreeMap<(u8, String), Score>,
}

impl Board {
    /// Adds one reading to the rows of all its damage, of its layout and to the sum.
    pub fn add(&mut self, sample: &Sample, read: Option<&Tables>) {
        let score = Score::of(sample, read);
        let mut names: Vec<(u8, String)> = sample
            .damages
            .iter()
            .map(|damage| (1, damage.name().to_owned()))
            .collect();
        if names.is_empty() {
            names.push((1, "(none)".to_owned()));
        }
        names.push((0, "all".to_owned()));
        names.push((2, sample.layout.name().to_owned()));
        for name in names {
            self.rows.entry(name).or_default().add(score);
        }
    }

    /// The score of a damage, a layout or `all`.
    pub fn get(&self, name: &str) -> Option<Score> {
        self.rows
            .iter()
            .find(|((_, known), _)| known == name)
            .map(|(_, score)| *score)
    }
}

impl fmt::Display for Board {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{:24} {:>7} {:>9} {:>7} {:>9} {:>9} {:>10} {:>8} {:>8}",
            "damage or layout",
            "samples",
            "stated",
            "wrong",
            "must",
            "found",
            "precision",
            "recall",
            "perfect"
        )?;
        for ((_, name), score) in &self.rows {
            let Score {
                samples,
                stated,
                wrong,
                must,
                found,
                perfect,
                ..
            } = score;
            writeln!(
                out,
                "{name:24} {samples:>7} {stated:>9} {wrong:>7} {must:>9} {found:>9} {:>10.6} \
                 {:>8.5} {perfect:>8}",
                score.precision(),
                score.recall(),
            )?;
        }
        Ok(())
    }
}
