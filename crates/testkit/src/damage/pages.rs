//! Pages that cut tables, and their numbers in the midst of figures.

use super::Job;
use super::values::prove_by_either_reading;
use crate::layout::Layout;
use crate::paper::{Item, LineKind, Sheet, SheetRow};

/// Cuts tables at one to three lines: page number, sometimes blank lines and the head again.
pub(super) fn cut(job: &mut Job<'_>) {
    let style = job.rng.below(6);
    let again = job.rng.chance(40);
    let lines = job.figure_lines();
    let count = 1 + job.rng.below(3);
    let mut number = job.rng.between(5, 9);
    for at in job.rng.sample(lines.len(), count).into_iter().rev() {
        let (item, line) = lines[at];
        let text = page_number(style, number);
        number -= 1;
        if style == 3 {
            doubt(job, (item, line), &text);
        }
        let Some(Item::Sheet(sheet)) = job.paper.items.get_mut(item) else {
            continue;
        };
        let head = head(sheet, line);
        let mut rest = sheet.cut(line);
        if again {
            rest.rows.splice(0..0, head);
        }
        let feed = matches!(job.layout, Layout::PdfLayout | Layout::PdfRaw) && job.rng.chance(50);
        let text = if feed { format!("{text}\n\u{c}") } else { text };
        let added = [Item::Line(LineKind::Page, text), Item::Sheet(rest)];
        job.paper.items.splice((item + 1)..=item, added);
    }
}

fn page_number(style: usize, number: i64) -> String {
    match style {
        0 => format!("- {number} -"),
        1 => format!("— {number} —"),
        2 => format!("第{number}页"),
        3 => number.to_string(),
        4 => format!("第 {number} 页 共 9 页"),
        _ => String::new(),
    }
}

/// The head that stands above a line: the nearest lines of head before it.
fn head(sheet: &Sheet, line: usize) -> Vec<SheetRow> {
    let above = &sheet.rows[..line];
    let last = above
        .iter()
        .rposition(SheetRow::is_head)
        .map_or(0, |last| last + 1);
    let first = above[..last]
        .iter()
        .rposition(|row| !row.is_head())
        .map_or(0, |other| other + 1);
    above[first..last].to_vec()
}

/// A bare page number behind a row is one figure more where cells stand on lines of their own.
fn doubt(job: &mut Job<'_>, (item, line): (usize, usize), number: &str) {
    let bare = matches!(job.layout, Layout::CellLine | Layout::CellBlankLine);
    let thin = matches!(job.layout, Layout::PdfRaw | Layout::SpaceRow);
    let Some(above) = line.checked_sub(1).and_then(|line| job.line((item, line))) else {
        return;
    };
    let cells = above.values();
    let slots = above.cells.iter().filter(|slot| slot.is_value());
    let mut texts: Vec<String> = slots.map(|slot| slot.text.clone()).collect();
    texts.push(number.to_owned());
    if bare || (thin && cells.len() == 1) {
        prove_by_either_reading(job, &cells, &texts);
    }
}

/// A bare page number between the label of one row and its figures.
pub(super) fn number_in_row(job: &mut Job<'_>) {
    let mut lines = job.figure_lines();
    lines.retain(|&at| job.line(at).is_some_and(|line| line.own_label().is_some()));
    if lines.is_empty() {
        return;
    }
    let at = job.rng.pick(&lines);
    let number = job.rng.between(2, 9).to_string();
    let joint = job.layout.line_break();
    let Some(line) = job.line(at) else { return };
    let cells = line.values();
    let mut texts = vec![number.clone()];
    texts.extend(
        line.cells
            .iter()
            .filter(|slot| slot.is_value())
            .map(|slot| slot.text.clone()),
    );
    if let Some(own) = line.own_label() {
        line.cells[own].text.extend([joint, number.as_str()]);
    }
    prove_by_either_reading(job, &cells, &texts);
}
