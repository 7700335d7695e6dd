//! Pieces to the cells of a form.
//!
//! The table structure is not discovered but aligned: the labels of the statutory forms are
//! known, and documents keep their order whatever they do to lines, cells and spans. Arithmetic
//! settles which of two readings holds; it never fills a gap.

mod calibration;
pub(crate) mod confidence;
mod lexicon;
mod line_table;
mod matching;
mod path;
mod remark;
mod review;
mod segment;
mod settle;
mod shapes;
mod token;

pub(crate) use lexicon::Lexicon;

use crate::fold::fold;
use crate::outline::{Distance, Outline};
use crate::source::Piece;
use confidence::{Evidences, LabelEvidence};
use gongkai_domain::report::form::{CellKind, TableLayout};
use gongkai_domain::report::{Form, MoneyUnit, Note, Tables};
use path::{Path, Step};
use segment::{Segment, Segments};
use settle::Settler;
use shapes::Shapes;
use token::{Line, TokenKind};

/// The tables of a document, if it has any of a statutory form.
pub(crate) struct Aligned {
    pub(crate) tables: Option<Tables>,
    pub(crate) evidence: Evidences,
    pub(crate) notes: Vec<Note>,
}

/// Lays a document onto the form that explains it best.
///
/// The headings of the outline tell which pieces can belong to which table;
/// `year` is asked only where the tables do not tell the forms apart.
pub(crate) fn align(
    lexicon: &Lexicon,
    pieces: &[Piece<'_>],
    outline: &Outline,
    year: Option<i16>,
) -> Aligned {
    let lines = token::lines(lexicon, pieces);
    let segments = segment::segments(lexicon, &lines);
    let candidates = matching::candidates(lexicon, &segments.list);
    let line_inside: Vec<bool> = lines
        .iter()
        .map(|line| {
            line.tokens
                .first()
                .is_none_or(|token| outline.inside_tables(token.piece))
        })
        .collect();
    let paths: Vec<Path> = lexicon
        .forms
        .iter()
        .enumerate()
        .map(|(number, form)| {
            let distance = |line: usize, section| {
                let first = lines.get(line).and_then(|line| line.tokens.first());
                first.map_or(Distance::Within, |token| {
                    outline.distance(token.piece, section)
                })
            };
            path::best(number, form, &segments.list, &candidates, distance)
        })
        .collect();
    let Some((number, certain)) = choose(lexicon, &segments, &paths, year) else {
        return Aligned {
            tables: None,
            evidence: Vec::new(),
            notes: Vec::new(),
        };
    };
    let mut notes = Vec::new();
    if !certain {
        notes.push(Note::FormFromYear);
    }
    let form = &lexicon.forms[number];
    let document = Document {
        lexicon,
        form,
        form_at: number,
        pieces,
        lines: &lines,
        line_inside: &line_inside,
        segments: &segments,
    };
    let (tables, evidence) = document.tables(&paths[number], &candidates, &mut notes);
    Aligned {
        tables: Some(tables),
        evidence,
        notes,
    }
}

/// What a word of a head that only some forms have adds to their scores.
const EVIDENCE: f32 = 0.25;

/// Scores closer than this do not tell forms apart.
const CLOSE: f32 = 0.2;

/// The form that explains the document best, and whether the document itself tells so.
fn choose(
    lexicon: &Lexicon,
    segments: &Segments<'_, '_>,
    paths: &[Path],
    year: Option<i16>,
) -> Option<(usize, bool)> {
    let evidence = |form: usize| -> f32 {
        segments
            .evidence
            .iter()
            .filter(|bits| **bits >> form & 1 == 1)
            .take(6)
            .map(|_| EVIDENCE)
            .sum()
    };
    let mut ranked: Vec<(usize, f32)> = paths
        .iter()
        .enumerate()
        .filter(|(_, path)| is_report(path, &segments.list))
        .map(|(form, path)| (form, path.score + evidence(form)))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (best, top) = *ranked.first()?;
    let close: Vec<usize> = ranked
        .iter()
        .filter(|(_, score)| top - score < CLOSE)
        .map(|(form, _)| *form)
        .collect();
    if close.len() == 1 {
        return Some((best, true));
    }
    let by_year = close
        .into_iter()
        .find(|form| year.is_some_and(|year| lexicon.forms[*form].applies_to(year)));
    Some((by_year.unwrap_or(best), false))
}

/// A few rows with figures, or many labels without: less is no statutory table.
fn is_report(path: &Path, segments: &[Segment<'_, '_>]) -> bool {
    let found = || path.rows.iter().flatten();
    let filled = found()
        .filter(|step| segments[step.segment].run() > 0)
        .count();
    filled >= 3 || found().count() >= 8
}

/// A document with the form chosen for it.
struct Document<'d> {
    lexicon: &'d Lexicon,
    form: &'d std::sync::Arc<Form>,
    form_at: usize,
    pieces: &'d [Piece<'d>],
    lines: &'d [Line<'d>],
    line_inside: &'d [bool],
    segments: &'d Segments<'d, 'd>,
}

impl Document<'_> {
    fn tables(
        &self,
        path: &Path,
        candidates: &[Vec<matching::Candidate>],
        notes: &mut Vec<Note>,
    ) -> (Tables, Evidences) {
        let segments = &self.segments.list;
        let mut steps = path.rows.clone();
        review::fill_by_position(self.lexicon, self.form_at, segments, &mut steps);
        let shapes = self.shapes(&steps);
        let settler = Settler {
            form: self.form,
            pieces: self.pieces,
            shapes: &shapes,
            unit: None,
            keeps_blanks: self.keeps_blanks(&steps),
            single_digits: self.single_digits(&steps),
        };
        let labels: Vec<LabelEvidence> = (0..steps.len())
            .map(|row| confidence::label(candidates, &steps, row))
            .collect();
        let mut tables = Tables::absent(self.form.clone());
        for (number, step) in steps.iter().enumerate() {
            let (Some(step), Some(row)) = (step, self.form.rows().get(number)) else {
                continue;
            };
            let settler = Settler {
                unit: self.unit(&steps, number, step),
                ..settler
            };
            let cells = settler.cells(row, &segments[step.segment]);
            for (index, cell) in row.cells().zip(cells) {
                tables.set(index, cell);
            }
            if labels[number] == LabelEvidence::Doubtful {
                review::doubt(&mut tables, row.cells());
            }
        }
        let after = steps.iter().flatten().map(|step| step.segment).max();
        line_table::read(self, &settler, &mut steps, after, &mut tables);
        review::review(self, &settler, candidates, &steps, (&mut tables, notes));
        let equations = &self.lexicon.equations[self.form_at];
        let evidence = confidence::weigh(self, &settler, (&steps, &labels), equations, &mut tables);
        (tables, evidence)
    }

    /// Where the figures of complete rows stand.
    fn shapes(&self, steps: &[Option<Step>]) -> Shapes<'_> {
        let mut shapes = Shapes::new(self.pieces);
        for (row, step) in self.form.rows().iter().zip(steps) {
            if let Some(step) = step {
                shapes.learn(row, &self.segments.list[step.segment]);
            }
        }
        shapes
    }

    /// Whether all rows of glued digits have as many digits as cells.
    fn single_digits(&self, steps: &[Option<Step>]) -> bool {
        let rows = self.form.rows().iter().zip(steps);
        let found =
            rows.filter_map(|(row, step)| Some((row, &self.segments.list[step.as_ref()?.segment])));
        let mut glued = found.filter(|(_, segment)| settle::is_glued(segment));
        glued.all(|(row, segment)| segment.run() == row.width)
    }

    /// Whether a blank stands between two figures of a row with too few of them.
    fn keeps_blanks(&self, steps: &[Option<Step>]) -> bool {
        let blank = |token: &&&token::Token<'_>| token.kind == TokenKind::Blank;
        let rows = self.form.rows().iter().zip(steps);
        let mut found =
            rows.filter_map(|(row, step)| Some((row, &self.segments.list[step.as_ref()?.segment])));
        found.any(|(row, segment)| {
            let mut inner = segment
                .values
                .iter()
                .skip_while(blank)
                .skip_while(|token| !blank(token));
            let between = inner.any(|token| token.kind != TokenKind::Blank);
            between && (1..row.width).contains(&segment.run())
        })
    }

    /// The unit of money printed in the head above a row with an amount.
    fn unit(&self, steps: &[Option<Step>], number: usize, step: &Step) -> Option<MoneyUnit> {
        let row = self.form.rows().get(number)?;
        let cells = self.form.cells().get(row.cells())?;
        cells
            .iter()
            .find(|spec| matches!(spec.kind, CellKind::Amount(_)))?;
        let own = self.segments.list[step.segment].line;
        let before = steps[..number].iter().flatten().next_back();
        let from = before.map_or(own.saturating_sub(12), |step| {
            self.segments.list[step.segment].line + 1
        });
        // The unit of a long figure may be cut off into the next line.
        let behind = self.lines.get(own + 1).map(|line| line.tokens.as_slice());
        if let Some([only]) = behind
            && let Some(unit) = MoneyUnit::from_name(only.text)
        {
            return Some(unit);
        }
        let heads = self
            .lines
            .get(from..=own)?
            .iter()
            .flat_map(|line| &line.tokens);
        let labels = heads.filter(|token| matches!(token.kind, TokenKind::Label(_)));
        unit_in(&labels.map(|token| token.text).collect::<String>())
    }
}

/// The unit that the words of a head name, cut as they may be: `采购总金额（万元）`, `单位：元`.
fn unit_in(heads: &str) -> Option<MoneyUnit> {
    let heads: String = heads.chars().map(fold).filter(|c| *c != ' ').collect();
    let named = heads.split_once("单位").or_else(|| heads.rsplit_once('('));
    let named = named.map(|(_, rest)| rest.trim_start_matches([':', '：']));
    // 单位：万 may stand in one line and 元 in the next, behind words of other columns.
    match named.and_then(|rest| rest.chars().next()) {
        Some('万') => Some(MoneyUnit::WanYuan),
        Some('亿') => Some(MoneyUnit::YiYuan),
        Some('千') => Some(MoneyUnit::ThousandYuan),
        Some('元') => Some(MoneyUnit::Yuan),
        _ if !heads.contains("金额") => None,
        _ => MoneyUnit::ALL
            .into_iter()
            .find(|unit| heads.contains(unit.name())),
    }
}

/// Whether a table of the form is laid out as one line.
fn is_line_table(form: &Form, table: usize) -> bool {
    form.tables
        .get(table)
        .is_some_and(|table| table.layout == TableLayout::Line)
}
