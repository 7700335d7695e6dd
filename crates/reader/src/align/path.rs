//! The best order-keeping assignment of segments to the rows of one form.

use super::matching::Candidate;
use super::segment::Segment;
use crate::outline::Distance;
use gongkai_domain::report::form::TableLayout;
use gongkai_domain::report::{Form, RowSpec, SectionId};

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

/// More segments than this that look like rows are no report; the rest is left aside.
const MOST: usize = 20_000;

/// Finds the best path of a form through the segments.
pub(crate) fn best(
    form: usize,
    spec: &Form,
    segments: &[Segment<'_, '_>],
    candidates: &[Vec<Candidate>],
    distance: impl Fn(usize, SectionId) -> Distance,
) -> Path {
    let of_form = |list: &Vec<Candidate>| list.iter().any(|candidate| candidate.row.0 == form);
    // Segments that can be no row of this form need no place in the matrix.
    let able = (0..candidates.len()).filter(|&at| of_form(&candidates[at]));
    let mut columns = Vec::with_capacity(candidates.len().min(MOST));
    columns.extend(able.take(MOST));
    let scores = scores(form, spec, (segments, candidates), &columns, distance);
    let mut matrix = Matrix::new(columns.len() + 1, spec.rows().len() + 1);
    for (number, row) in spec.rows().iter().enumerate() {
        let line = matches!(spec.tables[row.table].layout, TableLayout::Line);
        matrix.row(
            number + 1,
            &scores[number],
            if line { 0.0 } else { MISSING },
        );
    }
    matrix.trace(&scores, &columns, candidates)
}

#[derive(Debug, Clone, Copy)]
enum Move {
    /// The segment is no row.
    Noise,
    /// The row is not in the document.
    Missing,
    /// The segment is the row.
    Match,
}

/// For each pair of a row and a segment the move that led there with the best score up to both;
/// of the scores only those of the last row.
struct Matrix {
    width: usize,
    best: Vec<f32>,
    from: Vec<Move>,
}

/// A segment (by its column in the matrix) that a row may be: score, number of the candidate.
type Offer = (usize, f32, usize);

impl Matrix {
    fn new(width: usize, rows: usize) -> Self {
        Self {
            width,
            best: vec![0.0; width],
            from: vec![Move::Noise; width * rows],
        }
    }

    fn row(&mut self, row: usize, offers: &[Offer], missing: f32) {
        let moves = &mut self.from[row * self.width..][..self.width];
        let mut cells = self.best.iter_mut().zip(moves);
        // The score before, in this row and in the one above.
        let (mut before, mut before_above) = (f32::NEG_INFINITY, 0.0);
        let mut take = |(best, from): (&mut f32, &mut Move), gain: f32| {
            let above = *best;
            let mut step = (above - missing, Move::Missing);
            if before >= step.0 {
                step = (before, Move::Noise);
            }
            if before_above + gain > step.0 {
                step = (before_above + gain, Move::Match);
            }
            (*best, *from) = step;
            (before, before_above) = (step.0, above);
        };
        let mut next = 0;
        for (column, gain, _) in offers {
            let unfit = cells.by_ref().take((column + 1).saturating_sub(next));
            unfit.for_each(|cell| take(cell, f32::NEG_INFINITY));
            cells.by_ref().take(1).for_each(|cell| take(cell, *gain));
            next = column + 2;
        }
        cells.for_each(|cell| take(cell, f32::NEG_INFINITY));
    }

    fn trace(
        &self,
        offers: &[Vec<Offer>],
        columns: &[usize],
        candidates: &[Vec<Candidate>],
    ) -> Path {
        let score = self.best.last().copied().unwrap_or(0.0);
        let rows = offers.len();
        let mut path = Path {
            rows: vec![None; rows],
            score,
        };
        let (mut row, mut at) = (rows, columns.len());
        while row > 0 {
            match self.from[row * self.width + at] {
                Move::Missing => row -= 1,
                Move::Noise => at -= 1,
                Move::Match => {
                    (row, at) = (row - 1, at - 1);
                    let segment = columns[at];
                    let found = offers[row].binary_search_by_key(&at, |offer| offer.0);
                    let number = found.ok().map(|found| offers[row][found].2);
                    let candidate = number.and_then(|at| candidates[segment].get(at).copied());
                    path.rows[row] = Some(Step { segment, candidate });
                }
            }
        }
        path
    }
}

/// For each row the segments it may be, in order.
fn scores(
    form: usize,
    spec: &Form,
    (segments, candidates): (&[Segment<'_, '_>], &[Vec<Candidate>]),
    columns: &[usize],
    distance: impl Fn(usize, SectionId) -> Distance,
) -> Vec<Vec<Offer>> {
    let mut scores = vec![Vec::new(); spec.rows().len()];
    for (column, &segment) in columns.iter().enumerate() {
        let all = candidates[segment].iter().enumerate();
        for (number, candidate) in all.filter(|(_, candidate)| candidate.row.0 == form) {
            let row = &spec.rows()[candidate.row.1];
            let section = spec.tables[row.table].section;
            let place = match distance(segments[segment].line, section) {
                Distance::Within => 0.0,
                Distance::Narrative => OUTSIDE,
                Distance::OtherTable => continue,
            };
            let score = score(candidate, row, segments[segment].run()) - place;
            if score > 0.0 {
                scores[candidate.row.1].push((column, score, number));
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
