//! The best order-keeping assignment of segments to the rows of one form.

use super::matching::Candidate;
use super::segment::Segment;
use gongkai_domain::report::form::TableLayout;
use gongkai_domain::report::{Form, RowSpec};

/// The rows of a form laid onto segments.
#[derive(Debug)]
pub(crate) struct Path {
    /// For each row of the form the segment it is, and how it was found.
    pub(crate) rows: Vec<Option<Step>>,
    /// Sum of the scores: how well the form explains the document.
    pub(crate) score: f32,
}

/// One row found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// Index of the segment.
    pub(crate) segment: usize,
    /// The candidate that it is; `None` if only its position says so.
    pub(crate) candidate: Option<Candidate>,
}

/// What leaving a row out costs: rows are rarely missing.
const MISSING: f32 = 0.02;

/// What a row outside the sections of the tables must overcome.
const OUTSIDE: f32 = 0.6;

/// Finds the best path of a form through the segments.
pub(crate) fn best(
    form: usize,
    spec: &Form,
    segments: &[Segment<'_, '_>],
    candidates: &[Vec<Candidate>],
    inside: impl Fn(usize) -> bool,
) -> Path {
    let rows = spec.rows();
    let scores = scores(form, spec, segments, candidates, inside);
    // Segments that can be no row of the form change nothing: they take neither time nor memory.
    let mut used: Vec<usize> = scores.iter().flatten().map(|(at, ..)| *at).collect();
    used.sort_unstable();
    used.dedup();
    let width = used.len() + 1;
    let mut above = vec![0.0_f32; width];
    let mut best = above.clone();
    let mut from = vec![Move::Noise; (rows.len() + 1) * width];
    for row in 1..=rows.len() {
        let mut matches = scores[row - 1].iter().peekable();
        let line = matches!(spec.tables[rows[row - 1].table].layout, TableLayout::Line);
        let missing = if line { 0.0 } else { MISSING };
        best[0] = above[0] - missing;
        from[row * width] = Move::Missing;
        for (at, segment) in (1..).zip(&used) {
            let found = matches.next_if(|(other, ..)| other == segment);
            let taken = found.map(|(_, gain, number)| (above[at - 1] + gain, *number));
            let choices = (above[at] - missing, best[at - 1], taken);
            (best[at], from[row * width + at]) = chosen(choices);
        }
        std::mem::swap(&mut above, &mut best);
    }
    let score = above[width - 1];
    trace(rows.len(), &used, &from, candidates, score)
}

/// The best of leaving the row out, passing over the segment and taking it for the row.
fn chosen((missing, noise, matched): (f32, f32, Option<(f32, u16)>)) -> (f32, Move) {
    let (score, step) = if noise >= missing {
        (noise, Move::Noise)
    } else {
        (missing, Move::Missing)
    };
    match matched {
        Some((matched, number)) if matched > score => (matched, Move::Match(number)),
        _ => (score, step),
    }
}

#[derive(Debug, Clone, Copy)]
enum Move {
    /// The segment is no row.
    Noise,
    /// The row is not in the document.
    Missing,
    /// The segment is the row: the number of the candidate.
    Match(u16),
}

/// For each row the segments it may be, in order: segment, score, number of the candidate.
fn scores(
    form: usize,
    spec: &Form,
    segments: &[Segment<'_, '_>],
    candidates: &[Vec<Candidate>],
    inside: impl Fn(usize) -> bool,
) -> Vec<Vec<(usize, f32, u16)>> {
    let mut scores = vec![Vec::new(); spec.rows().len()];
    for (segment, list) in candidates.iter().enumerate() {
        let own = (0_u16..)
            .zip(list)
            .filter(|(_, candidate)| candidate.row.0 == form);
        for (number, candidate) in own {
            let row = &spec.rows()[candidate.row.1];
            let place = if inside(segments[segment].line) {
                0.0
            } else {
                OUTSIDE
            };
            let score = score(candidate, row, segments[segment].run()) - place;
            if score > 0.0 {
                scores[candidate.row.1].push((segment, score, number));
            }
        }
    }
    scores
}

/// Likeness of the label, and whether as many figures follow as the row has columns.
fn score(candidate: &Candidate, row: &RowSpec, run: usize) -> f32 {
    let label = 2.0 * (f32::from(candidate.likeness) / 1000.0 - 0.4);
    let figures = match run.abs_diff(row.width) {
        0 => 0.35,
        _ if run == 0 => -0.3,
        1 => -0.05,
        _ => -0.6,
    };
    let borrowed = f32::from(candidate.borrows.before + candidate.borrows.behind) * 0.05;
    label + figures - borrowed
}

fn trace(
    rows: usize,
    used: &[usize],
    from: &[Move],
    candidates: &[Vec<Candidate>],
    score: f32,
) -> Path {
    let mut path = Path {
        rows: vec![None; rows],
        score,
    };
    let (mut row, mut at) = (rows, used.len());
    while row > 0 {
        match from[row * (used.len() + 1) + at] {
            Move::Missing => row -= 1,
            Move::Noise => at -= 1,
            Move::Match(number) => {
                (row, at) = (row - 1, at - 1);
                let segment = used[at];
                let candidate = candidates[segment].get(usize::from(number)).copied();
                path.rows[row] = Some(Step { segment, candidate });
            }
        }
    }
    path
}
