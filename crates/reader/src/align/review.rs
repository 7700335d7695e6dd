//! Second look at an alignment: rows known by their place only, rows that stand twice, figures
//! that may belong to the neighbour, pages that lost lines. What stays in doubt is not stated.

use super::matching::{Borrow, Candidate};
use super::path::Step;
use super::segment::Segment;
use super::settle::{Settler, items};
use super::token::{Line, LineKind, TokenKind};
use super::{Document, Lexicon, is_line_table};
use gongkai_domain::report::{Note, Place, Tables};
use std::ops::Range;

/// A label this little alike may still be the damaged label of the row its place calls for.
const DAMAGED: u16 = 330;

/// Gives rows without a label of their own the run of figures that stands in their place: only
/// where between two rows found as many full runs stand as rows are missing.
pub(super) fn fill_by_position(
    lexicon: &Lexicon,
    form_at: usize,
    segments: &[Segment<'_, '_>],
    steps: &mut [Option<Step>],
) {
    let form = lexicon.forms[form_at].clone();
    let mut row = 0;
    while row < steps.len() {
        if steps[row].is_some() || is_line_table(&form, form.rows()[row].table) {
            row += 1;
            continue;
        }
        let gap = row..(row..steps.len())
            .find(|&at| steps[at].is_some())
            .unwrap_or(steps.len());
        row = gap.end;
        let bounds = bounds(steps, &gap, segments.len());
        let Some((between, closed)) = bounds else {
            continue;
        };
        let free: Vec<usize> = between.filter(|&at| segments[at].run() > 0).collect();
        let rows = &form.rows()[gap.clone()];
        let fits = free.len() == rows.len()
            && free.iter().zip(gap.clone()).all(|(&at, row)| {
                may_be(
                    lexicon,
                    (form_at, row),
                    &segments[at],
                    form.rows()[row].width,
                    closed,
                )
            });
        if fits {
            for (row, segment) in gap.zip(free) {
                steps[row] = Some(Step {
                    segment,
                    candidate: None,
                });
            }
        }
    }
}

/// The segments between the rows found on both sides of a gap, and whether both sides are there.
fn bounds(
    steps: &[Option<Step>],
    gap: &Range<usize>,
    segments: usize,
) -> Option<(Range<usize>, bool)> {
    let before = steps[..gap.start]
        .iter()
        .flatten()
        .next_back()
        .map(|step| step.segment + 1);
    let behind = steps[gap.end..]
        .iter()
        .flatten()
        .next()
        .map(|step| step.segment);
    match (before, behind) {
        (Some(from), Some(to)) => Some((from..to, true)),
        (None, Some(to)) => Some((to.saturating_sub(gap.len())..to, false)),
        (Some(from), None) => Some((from..(from + gap.len()).min(segments), false)),
        (None, None) => None,
    }
}

fn may_be(
    lexicon: &Lexicon,
    row: (usize, usize),
    segment: &Segment<'_, '_>,
    width: usize,
    closed: bool,
) -> bool {
    if segment.run() != width {
        return false;
    }
    match segment.labels.last().map(|token| &token.kind) {
        None => closed,
        Some(TokenKind::Label(chars)) => {
            let own = lexicon
                .spellings
                .iter()
                .filter(|spelling| spelling.rows.contains(&row));
            own.map(|spelling| spelling.likeness(chars))
                .max()
                .unwrap_or(0)
                >= DAMAGED
        }
        Some(_) => false,
    }
}

/// Takes back what the document itself throws doubt on, and says what could not be placed.
pub(super) fn review(
    document: &Document<'_>,
    settler: &Settler<'_>,
    candidates: &[Vec<Candidate>],
    steps: &[Option<Step>],
    (tables, notes): (&mut Tables, &mut Vec<Note>),
) {
    split_doubles(document, settler, steps, tables);
    shifted_blocks(document, steps, tables, notes);
    repeated_rows(document, settler, candidates, steps, (tables, notes));
    let whole = steps
        .iter()
        .flatten()
        .any(|step| document.segments.list[step.segment].run() >= 3);
    if !whole && lines_are_unique(document.lines) {
        document
            .form
            .rows()
            .iter()
            .for_each(|row| doubt(tables, row.cells()));
        notes.push(Note::RepeatedLinesDropped);
    }
    unplaced(document, steps, notes);
}

/// Makes the stated cells of a range unclear: their numbers are offered only.
pub(super) fn doubt(tables: &mut Tables, cells: Range<usize>) {
    for index in cells {
        if let Some(cell) = tables.at_mut(index) {
            cell.doubt();
        }
    }
}

/// Twice as many figures as columns behind one label, and the next row is the only one missing
/// before the next label: the second half is that row, which lost its label.
fn split_doubles(
    document: &Document<'_>,
    settler: &Settler<'_>,
    steps: &[Option<Step>],
    tables: &mut Tables,
) {
    let rows = document.form.rows();
    let double = |number: usize| {
        let segment = &document.segments.list[steps[number]?.segment];
        let twice = segment.run() == rows[number].width * 2
            && segment.kind == LineKind::Text
            && !super::settle::is_glued(segment);
        (twice && rows[number].width > 1).then_some(segment)
    };
    let doubles: Vec<usize> = (0..rows.len())
        .filter(|&number| double(number).is_some())
        .collect();
    if doubles.len() > 3 {
        return;
    }
    for number in doubles {
        let pair = rows.get(number..number + 2).unwrap_or_default();
        let alone = steps.get(number + 1).is_some_and(Option::is_none)
            && steps.get(number + 2).is_some_and(Option::is_some);
        let same = pair.iter().all(|row| row.width == rows[number].width);
        let Some(segment) = double(number).filter(|_| alone && same && pair.len() == 2) else {
            continue;
        };
        let cells = settler.joined(pair, &items(segment));
        for (index, cell) in (rows[number].first_cell..).zip(cells) {
            tables.set(index, cell);
        }
    }
}

/// Figures printed before their labels: the first run of a block has only a head above it and
/// the last label of the block has no run.
fn shifted_blocks(
    document: &Document<'_>,
    steps: &[Option<Step>],
    tables: &mut Tables,
    notes: &mut Vec<Note>,
) {
    let segments = &document.segments.list;
    let used = |at: usize| steps.iter().flatten().any(|step| step.segment == at);
    let mut blocks = document.form.tables.iter().flat_map(|table| &table.blocks);
    let shifted = blocks.any(|block| {
        let mut own = block
            .rows
            .clone()
            .filter_map(|row| Some((row, steps[row]?.segment)));
        let (first, last) = (own.clone().next(), own.next_back());
        let (Some((row, first)), Some((_, last))) = (first, last) else {
            return false;
        };
        let width = document.form.rows()[row].width;
        let before = segments[..first]
            .iter()
            .rposition(|segment| segment.run() > 0);
        let before = before.filter(|before| !used(*before));
        let headless = before.is_some_and(|before| segments[before].run() == width);
        headless && segments[last].run() == 0
    });
    if shifted {
        // The rows of all blocks are printed in the same way.
        for (row, step) in document.form.rows().iter().zip(steps) {
            let stream = step.is_some_and(|step| segments[step.segment].kind == LineKind::Text);
            if stream {
                doubt(tables, row.cells());
            }
        }
        notes.push(Note::RowsMayBeShifted);
    }
}

/// A row whose label stands again with other figures is stated only where both agree.
fn repeated_rows(
    document: &Document<'_>,
    settler: &Settler<'_>,
    candidates: &[Vec<Candidate>],
    steps: &[Option<Step>],
    (tables, notes): (&mut Tables, &mut Vec<Note>),
) {
    let mut repeated = Vec::new();
    for (number, segment) in document.segments.list.iter().enumerate() {
        let used = steps.iter().flatten().any(|step| step.segment == number);
        if used || segment.run() == 0 || !document.inside(segment.line) {
            continue;
        }
        let whole = candidates[number].iter().find(|candidate| {
            let row = candidate.row;
            row.0 == document.form_at
                && candidate.likeness >= 960
                && candidate.borrows == Borrow::default()
                && steps[row.1].is_some()
                && document.form.rows()[row.1].width == segment.run()
        });
        let Some(row) = whole.map(|candidate| &document.form.rows()[candidate.row.1]) else {
            continue;
        };
        let again = settler.cells(row, segment);
        let differs = row
            .cells()
            .zip(&again)
            .any(|(at, cell)| tables.at(at).number() != cell.number());
        if differs {
            for (at, cell) in row.cells().zip(&again) {
                if tables.at(at).number() != cell.number() {
                    doubt(tables, at..at + 1);
                }
            }
            repeated.push((
                row.id.clone(),
                again.first().and_then(|cell| cell.place.clone()),
            ));
        }
    }
    if repeated.len() >= 5 {
        notes.push(Note::SeveralReports);
    } else {
        notes.extend(
            repeated
                .into_iter()
                .map(|(row, place)| Note::RowRepeated { row, place }),
        );
    }
}

/// Whether many lines stand in the table, one cell each, and none of them twice.
fn lines_are_unique(lines: &[Line<'_>]) -> bool {
    let single = lines
        .iter()
        .filter_map(|line| match line.tokens.as_slice() {
            [only] => Some(only),
            _ => None,
        });
    let figures = |token: &&&super::token::Token<'_>| matches!(token.kind, TokenKind::Figure(_));
    let count = single.clone().count();
    let mut seen: Vec<&str> = single
        .clone()
        .collect::<Vec<_>>()
        .iter()
        .filter(figures)
        .map(|token| token.text)
        .collect();
    let figures = seen.len();
    seen.sort_unstable();
    seen.dedup();
    count > 20 && figures >= 2 && seen.len() == figures && figures * 3 < count
}

/// More figures without a place than this are another document, and nobody goes through them.
const MOST_UNPLACED: usize = 500;

/// Figures between the first and the last row that no row claims.
fn unplaced(document: &Document<'_>, steps: &[Option<Step>], notes: &mut Vec<Note>) {
    let used = || steps.iter().flatten().map(|step| step.segment);
    let (Some(first), Some(last)) = (used().min(), used().max()) else {
        return;
    };
    let segments = (first..=last)
        .filter(|number| !used().any(|used| used == *number))
        .map(|number| &document.segments.list[number])
        .filter(|segment| segment.run() > 0 && document.inside(segment.line));
    for segment in segments.take(MOST_UNPLACED) {
        let tokens = segment.labels.iter().chain(&segment.values);
        let raw: Vec<&str> = tokens
            .map(|token| token.text)
            .filter(|text| !text.is_empty())
            .collect();
        let place = segment
            .values
            .first()
            .and_then(|token| document.place(token));
        notes.push(Note::Unplaced {
            raw: raw.join(" "),
            place,
        });
    }
}

impl Document<'_> {
    fn inside(&self, line: usize) -> bool {
        self.line_inside.get(line).copied().unwrap_or(true)
    }

    fn place(&self, token: &super::token::Token<'_>) -> Option<Place> {
        Some(super::settle::place(
            self.pieces.get(token.piece)?,
            token.text,
        ))
    }
}
