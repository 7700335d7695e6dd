//! Rows with more or fewer figures than columns, and figures on the wrong side of their label.

use super::Job;
use crate::CellTruth;
use crate::layout::Layout;
use crate::paper::{SheetRow, SlotKind, unmarked};

/// Puts one more figure into one or two rows, as seen in published reports.
pub(super) fn extra(job: &mut Job<'_>) {
    for at in chosen(job, 2) {
        let draw = job.rng.pick(&["0", "0", "0", "1", "7"]).to_owned();
        let place = job.rng.below(100);
        let Some(line) = job.line(at) else { continue };
        let cells = line.values();
        let mut texts = texts(line);
        texts.insert(place % (texts.len() + 1), draw);
        set_texts(line, &texts);
        prove_by_either_reading(job, &cells, &texts);
    }
}

/// With one figure too many, a cell is proved only where every reading gives the same figure.
pub(super) fn prove_by_either_reading(job: &mut Job<'_>, cells: &[usize], texts: &[String]) {
    for (at, &cell) in cells.iter().enumerate() {
        let reading = |at: usize| texts.get(at).map(|text| unmarked(text));
        if reading(at) != reading(at + 1) {
            job.truth.weaken([cell]);
        }
    }
}

/// Drops a blank cell from one or two rows; the figures behind it move up.
pub(super) fn missing(job: &mut Job<'_>) {
    for at in chosen(job, 2) {
        let place = job.rng.below(100);
        let aligned = job.layout == Layout::PdfLayout;
        let Some(line) = job.line(at) else { continue };
        let cells = line.values();
        let mut texts = texts(line);
        let place = blank_place(&texts, place);
        if aligned {
            // The page shows the gap: nothing moves up.
            texts[place].clear();
        } else {
            texts.remove(place);
        }
        set_texts(line, &texts);
        job.truth.set(
            cells[place],
            if aligned {
                CellTruth::Blank
            } else {
                CellTruth::Nothing
            },
        );
        if !aligned {
            job.lose(cells);
        }
    }
}

/// A place with a zero, from `place` on, if there is one.
fn blank_place(texts: &[String], place: usize) -> usize {
    let start = place % texts.len();
    let zero = |&at: &usize| unmarked(&texts[at]) == "0";
    (start..texts.len())
        .chain(0..start)
        .find(zero)
        .unwrap_or(start)
}

/// Lines with at least three figures, none blank or money, at most `most` of them.
fn chosen(job: &mut Job<'_>, most: usize) -> Vec<(usize, usize)> {
    let mut lines = job.figure_lines();
    let truth = job.truth.clone();
    lines.retain(|&at| {
        let cells = job.line(at).map(|line| line.values()).unwrap_or_default();
        let stated = |&cell: &usize| matches!(truth.at(cell), CellTruth::MustRead(_));
        cells.len() > 2 && cells.iter().all(stated)
    });
    job.rng.shuffle(&mut lines);
    let count = 1 + job.rng.below(most);
    lines.truncate(count);
    lines
}

fn texts(line: &SheetRow) -> Vec<String> {
    line.cells
        .iter()
        .filter(|slot| slot.is_value())
        .map(|slot| slot.text.clone())
        .collect()
}

/// Prints these figures in the line: too many stand beyond the table, too few leave cells out.
fn set_texts(line: &mut SheetRow, texts: &[String]) {
    let mut texts = texts.iter();
    for slot in line.cells.iter_mut().filter(|slot| slot.is_value()) {
        let text = texts.next();
        slot.gone = text.is_none();
        slot.text = text.cloned().unwrap_or_default();
    }
    line.extra.extend(texts.cloned());
}

/// Prints the figures of each row of one table before the row's own label.
pub(super) fn before_labels(job: &mut Job<'_>) {
    let labelled = |line: &SheetRow| line.own_label().is_some() && line.has_values();
    let sheets = job
        .sheets()
        .filter(|sheet| sheet.rows.iter().any(labelled))
        .count();
    let chosen = job.rng.below(sheets);
    let mut touched = Vec::new();
    let turned = job
        .sheets()
        .filter(|sheet| sheet.rows.iter().any(labelled))
        .nth(chosen);
    for line in turned.into_iter().flat_map(|sheet| &mut sheet.rows) {
        if labelled(line) {
            touched.extend(line.values());
            turn(line);
        }
    }
    job.lose(touched);
}

fn turn(line: &mut SheetRow) {
    let Some(own) = line.own_label() else { return };
    let mut label = line.cells.remove(own);
    let mut end = label.column;
    for slot in line.cells.iter_mut().skip(own) {
        if slot.kind != SlotKind::Label {
            slot.column -= label.columns;
            end = slot.column + slot.columns;
        }
    }
    label.column = end;
    line.cells.push(label);
}
