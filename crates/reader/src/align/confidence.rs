//! How probable it is that a cell was read as it stands.
//!
//! What speaks for a cell is of four kinds: how its row was known, how its figures met its
//! columns, how the document sets its tables, and what the sums of the form say of it. Each adds
//! to a score; how often cells of a score are right was counted on invented reports
//! (`cargo xtask calibrate`). A sum that does not hold never changes a figure: officials err too.

use super::calibration as learnt;
use super::matching::{Borrow, Candidate};
use super::path::Step;
use super::segment::Segment;
use super::settle::Settler;
use super::token::LineKind;
use super::{Document, is_line_table, settle};
use gongkai_domain::report::form::Equation;
use gongkai_domain::report::{Cell, CellState, Certainty, Number, RowSpec, Tables};

/// What speaks for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// How its row was known.
    pub label: LabelEvidence,
    /// How the figures of the row met its columns.
    pub figures: FigureEvidence,
    /// How the row is set.
    pub setting: Setting,
    /// What the sums of the form say.
    pub sums: SumEvidence,
    /// Whether something else in the document throws doubt on it: it is not stated.
    pub doubted: bool,
}

/// How a row was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelEvidence {
    /// By its label, to the letter.
    Whole,
    /// By its label, pieced together from neighbouring lines or cells.
    Pieced,
    /// By a label that is nearly its own.
    Alike,
    /// By a label that is like no other.
    Clear,
    /// By a damaged label between its neighbours.
    Between,
    /// By a damaged label.
    Fair,
    /// By its place alone.
    Place,
    /// By a label that may be another's.
    Doubtful,
}

/// How figures met columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureEvidence {
    /// As many as columns.
    Complete,
    /// Fewer, and each column has a cell: the others are blank.
    Blanks,
    /// Fewer, and the row reaches its last column: the others are blank.
    Reaching,
    /// Fewer, and the row is short: the columns of other rows tell which are blank.
    ByColumn,
    /// More: all readings agree on this cell.
    Surplus,
    /// Digits without anything between them.
    Glued,
    /// One line for several rows.
    Line,
    /// Otherwise: two rows behind one label, or none that can be told apart.
    Other,
}

/// How a row is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// In a table with known columns.
    Table,
    /// With separators between its cells.
    Separated,
    /// As text.
    Text,
}

/// What the sums of the form say of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SumEvidence {
    /// All its sums hold, and one is not of zeros only.
    Hold,
    /// Its sums hold, all of zeros.
    HoldOfZeros,
    /// None can be worked out.
    Silent,
    /// One does not hold if what is blank in it is nothing.
    FailOverBlanks,
    /// One does not hold.
    Fail,
}

impl Evidence {
    /// The sum of what its parts weigh, in thousandths of the natural logarithm of the odds.
    pub fn score(self) -> i32 {
        let doubt = if self.doubted { learnt::DOUBTED } else { 0 };
        let explained = if self.is_explained() {
            learnt::EXPLAINED[self.setting as usize]
        } else {
            0
        };
        learnt::BIAS
            + learnt::LABEL[self.label as usize]
            + learnt::FIGURES[self.setting as usize][self.figures as usize]
            + learnt::SUMS[self.setting as usize][self.sums as usize]
            + explained
            + doubt
    }

    /// Whether a blank that is surely one is why a sum fails.
    pub fn is_explained(self) -> bool {
        self.figures == FigureEvidence::Blanks && self.sums == SumEvidence::FailOverBlanks
    }

    /// How often cells of this score were right.
    pub fn certainty(self) -> Certainty {
        let score = self.score();
        let step = learnt::STEPS.iter().rev().find(|(from, _)| *from <= score);
        step.map_or(Certainty::per_million(0), |(_, share)| {
            Certainty::per_million(*share)
        })
    }
}

/// What speaks for each cell of a form; nothing for those whose row is not in the document.
pub(super) type Evidences = Vec<Option<Evidence>>;

/// Weighs every cell, and offers what is too doubtful to be stated.
pub(super) fn weigh(
    document: &Document<'_>,
    settler: &Settler<'_>,
    (steps, labels): (&[Option<Step>], &[LabelEvidence]),
    equations: &[Equation],
    tables: &mut Tables,
) -> Evidences {
    let sums = sums(equations, tables);
    let mut evidences = vec![None; sums.len()];
    for (number, row) in document.form.rows().iter().enumerate() {
        let segment = steps[number].map(|step| &document.segments.list[step.segment]);
        let label = if is_line_table(document.form, row.table) {
            LabelEvidence::Whole
        } else {
            labels
                .get(number)
                .copied()
                .unwrap_or(LabelEvidence::Doubtful)
        };
        let figures = figures(document, settler, steps, (row, segment));
        let setting = setting(segment);
        for index in row.cells() {
            let Some(cell) = tables.at_mut(index).filter(|cell| !cell.is_absent()) else {
                continue;
            };
            let evidence = Evidence {
                label,
                figures,
                setting,
                sums: sums[index],
                doubted: cell.state == CellState::Unclear,
            };
            evidences[index] = Some(evidence);
            weigh_cell(cell, evidence);
        }
    }
    evidences
}

fn weigh_cell(cell: &mut Cell, evidence: Evidence) {
    let known = cell.number().is_some() || cell.offered.is_some() || cell.state == CellState::Blank;
    cell.weigh(if known {
        evidence.certainty()
    } else {
        Certainty::per_million(0)
    });
}

fn figures(
    document: &Document<'_>,
    settler: &Settler<'_>,
    steps: &[Option<Step>],
    (row, segment): (&RowSpec, Option<&Segment<'_, '_>>),
) -> FigureEvidence {
    let Some(segment) = segment else {
        return FigureEvidence::Other;
    };
    if is_line_table(document.form, row.table) {
        return FigureEvidence::Line;
    }
    if settle::is_glued(segment) {
        return FigureEvidence::Glued;
    }
    match segment.run() {
        run if run == row.width => FigureEvidence::Complete,
        run if run < row.width && settler.has_all_cells(row, segment) => FigureEvidence::Blanks,
        run if run < row.width && reaches(document, steps, row, segment) => {
            FigureEvidence::Reaching
        }
        run if run < row.width => FigureEvidence::ByColumn,
        run if run == row.width + 1 => FigureEvidence::Surplus,
        _ => FigureEvidence::Other,
    }
}

/// Whether a row has as many cells as columns, or one in the last column of its block: where a
/// cell is left out, those behind it move up.
fn reaches(
    document: &Document<'_>,
    steps: &[Option<Step>],
    row: &RowSpec,
    segment: &Segment<'_, '_>,
) -> bool {
    let last = |segment: &Segment<'_, '_>| segment.values.last().map(|token| token.column);
    let rows = document.form.rows().iter().zip(steps);
    let others = rows.filter(|(other, _)| (other.table, other.block) == (row.table, row.block));
    let others =
        others.filter_map(|(_, step)| Some(&document.segments.list[step.as_ref()?.segment]));
    let others = others.filter(|other| other.line != segment.line);
    let end = others.filter_map(last).max();
    segment.values.len() >= row.width || end.is_some_and(|end| last(segment) >= Some(end))
}

fn setting(segment: Option<&Segment<'_, '_>>) -> Setting {
    match segment.map(|segment| segment.kind) {
        Some(LineKind::Grid) => Setting::Table,
        Some(LineKind::Separated) => Setting::Separated,
        Some(LineKind::Text | LineKind::Prose) | None => Setting::Text,
    }
}

/// How a row was known.
pub(super) fn label(
    candidates: &[Vec<Candidate>],
    steps: &[Option<Step>],
    row: usize,
) -> LabelEvidence {
    let Some(step) = steps[row] else {
        return LabelEvidence::Doubtful;
    };
    let Some(candidate) = step.candidate else {
        return LabelEvidence::Place;
    };
    let before = usize::from(candidate.borrows.before);
    let behind = usize::from(candidate.borrows.behind);
    let borrowed = step.segment.saturating_sub(before)..=step.segment + behind;
    let shared = steps.iter().enumerate().any(|(other, found)| {
        other != row && found.is_some_and(|found| borrowed.contains(&found.segment))
    });
    if shared {
        return LabelEvidence::Doubtful;
    }
    match candidate.likeness {
        WHOLE.. if candidate.borrows == Borrow::default() => LabelEvidence::Whole,
        WHOLE.. => LabelEvidence::Pieced,
        850.. => LabelEvidence::Alike,
        _ => damaged(candidate, &candidates[step.segment], steps, row),
    }
}

/// A label this alike is that label.
const WHOLE: u16 = super::matching::WHOLE;

fn damaged(
    candidate: Candidate,
    all: &[Candidate],
    steps: &[Option<Step>],
    row: usize,
) -> LabelEvidence {
    let others = all
        .iter()
        .filter(|other| other.row.0 == candidate.row.0 && other.row.1 != candidate.row.1);
    let other = others.map(|other| other.likeness).max().unwrap_or(0);
    let neighbour = |at: Option<usize>| at.and_then(|at| *steps.get(at)?).is_some();
    let between = neighbour(row.checked_sub(1)) && neighbour(Some(row + 1));
    match candidate.likeness {
        600.. if candidate.likeness >= other + 120 => LabelEvidence::Clear,
        _ if between => LabelEvidence::Between,
        700.. => LabelEvidence::Fair,
        _ => LabelEvidence::Doubtful,
    }
}

/// What the sums say of each cell, by the numbers read, stated or offered.
fn sums(equations: &[Equation], tables: &Tables) -> Vec<SumEvidence> {
    let mut said = vec![SumEvidence::Silent; tables.form().cells().len()];
    for equation in equations {
        let verdict = verdict(equation, tables);
        for cell in equation.cells() {
            said[cell] = both(said[cell], verdict);
        }
    }
    said
}

fn verdict(equation: &Equation, tables: &Tables) -> SumEvidence {
    let blank = |cell: usize| tables.at(cell).state == CellState::Blank;
    let Some((left, right)) = sides(equation, tables) else {
        return SumEvidence::Silent;
    };
    match (left == right, left == 0) {
        (true, true) => SumEvidence::HoldOfZeros,
        (true, false) => SumEvidence::Hold,
        (false, _) if equation.cells().any(blank) => SumEvidence::FailOverBlanks,
        (false, _) => SumEvidence::Fail,
    }
}

/// Both sides; what is blank adds nothing.
fn sides(equation: &Equation, tables: &Tables) -> Option<(i64, i64)> {
    let count = |cell: &usize| read(tables.at(*cell));
    let side = |cells: &[usize]| {
        let mut counts = cells.iter().map(count);
        counts.try_fold(0_i64, |sum, count| sum.checked_add(count?))
    };
    Some((side(&equation.left)?, side(&equation.right)?))
}

/// The count that a cell states or is offered.
fn read(cell: &Cell) -> Option<i64> {
    match cell.number().or(cell.offered) {
        Some(Number::Count(count)) => Some(count),
        Some(Number::Amount(_)) => None,
        None => (cell.state == CellState::Blank).then_some(0),
    }
}

/// What weighs more of what two sums say of a cell.
fn both(one: SumEvidence, other: SumEvidence) -> SumEvidence {
    use SumEvidence::{Fail, FailOverBlanks, Hold, HoldOfZeros, Silent};
    let order = [Fail, FailOverBlanks, Hold, HoldOfZeros];
    let said = order
        .into_iter()
        .find(|said| one == *said || other == *said);
    said.unwrap_or(Silent)
}
