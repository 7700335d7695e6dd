//! Damage to the finished text, and what the layout itself makes unprovable.

use super::{Damage, Job};
use crate::CellTruth;
use crate::layout::{Layout, render};
use crate::paper::{SheetRow, draw, is_mark, strip, unmarked};
use std::collections::BTreeSet;

/// Rows with an empty cell prove nothing where the layout does not show which cell is empty;
/// figures without separators prove nothing unless each has one digit.
pub(super) fn weaken_by_layout(job: &mut Job<'_>) {
    let mut lost = Vec::new();
    let layout = job.layout;
    for line in job.lines() {
        let cells = line.values();
        let empty = line
            .cells
            .iter()
            .filter(|slot| slot.is_value() && slot.text.is_empty())
            .count();
        let hidden = !layout.shows_blanks() && empty > 0 && empty < cells.len();
        if hidden || (layout == Layout::Concatenated && !single_digits(line)) {
            lost.extend(cells);
        }
    }
    job.lose(lost);
}

fn single_digits(line: &SheetRow) -> bool {
    let mut figures = line.cells.iter().filter(|slot| slot.is_value());
    figures.all(|slot| {
        let figure = unmarked(&slot.text);
        figure.len() == 1 && figure.bytes().all(|byte| byte.is_ascii_digit())
    }) && line.extra.is_empty()
}

/// What happens to the text, its marks still in it.
pub(super) fn suffer(job: &mut Job<'_>, marked: &mut String) {
    if job.suffers(Damage::Deduplicated) {
        deduplicate(job, marked);
    }
    if job.suffers(Damage::TwoReports) {
        follow(job, marked);
    }
}

/// Drops every line that stood before. What is left proves something only where a row keeps its
/// figures together.
fn deduplicate(job: &mut Job<'_>, marked: &mut String) {
    let mut seen = BTreeSet::new();
    let kept: Vec<&str> = marked
        .lines()
        .filter(|line| {
            let plain = unmarked(line).trim().to_owned();
            plain.is_empty() || seen.insert(plain)
        })
        .collect();
    let kept = kept.join("\n") + "\n";
    let left: BTreeSet<usize> = strip(&kept).1.into_iter().map(|found| found.cell).collect();
    let together = job.layout.one_line_a_row() && !job.suffers(Damage::SplitLabels);
    for cell in 0..job.form.cells().len() {
        match job.truth.at(cell) {
            CellTruth::MustRead(_) | CellTruth::MayRead(_) if !left.contains(&cell) => {
                job.truth.set(cell, CellTruth::Nothing);
            }
            CellTruth::MustRead(_) if !together => job.truth.weaken([cell]),
            CellTruth::MustRead(_)
            | CellTruth::MayRead(_)
            | CellTruth::Either(..)
            | CellTruth::Blank
            | CellTruth::Absent
            | CellTruth::Nothing => {}
        }
    }
    *marked = kept;
}

/// Another report in the same form and layout behind the first. A cell on which both agree may
/// be read; where they differ, either figure is one that the file states.
fn follow(job: &mut Job<'_>, marked: &mut String) {
    let other = crate::report(job.rng, &job.form.clone());
    let paper = draw(job.rng, &other);
    let text = render(&paper, job.layout, job.rng);
    marked.extend(text.chars().filter(|&character| !is_mark(character)));
    let Some(tables) = &other.tables else { return };
    for cell in 0..job.form.cells().len() {
        let truth = match (job.truth.at(cell), tables.at(cell).number()) {
            (truth, None) => truth.weakened(),
            (CellTruth::MustRead(one) | CellTruth::MayRead(one), Some(two)) if one == two => {
                CellTruth::MayRead(one)
            }
            (CellTruth::MustRead(one) | CellTruth::MayRead(one), Some(two)) => {
                CellTruth::Either(one, two)
            }
            (_, Some(two)) => CellTruth::MayRead(two),
        };
        job.truth.set(cell, truth);
    }
}
