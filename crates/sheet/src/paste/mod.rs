//! Text from the clipboard to a sheet: what Excel, WPS, LibreOffice, web pages and letters put
//! there.
//!
//! How the text is divided is told from the whole of it, in this order: tabs; lines drawn with `|`
//! or frames; commas; columns kept apart by several spaces; else each line is one cell. Cells are
//! text exactly as typed; the preview shows what was understood before anything is done with it.

mod aligned;
mod drawn;

use crate::records::{Quotes, Records};
use crate::{Cell, Grid};

/// Of ten lines so many must have the same number of cells for commas or spaces to divide them.
const AGREEING: usize = 8;

/// The rows of a text from the clipboard.
///
/// Cells that only hold white space are blank; a row's number counts all rows of the text, so that
/// an empty line between two rows leaves a gap in [`Grid::numbers`].
pub fn read_pasted(text: &str) -> Grid {
    let text = text.trim_start_matches('\u{feff}').trim_end_matches('\0');
    if text.contains('\t') {
        return grid(Records::new(text, '\t', Quotes::Needed));
    }
    let lines: Vec<&str> = lines(text).collect();
    if let Some(rows) = drawn::rows(&lines) {
        return grid(rows.into_iter());
    }
    if let Some(separator) = separator(text, &lines) {
        return grid(Records::new(text, separator, Quotes::Always));
    }
    if let Some(rows) = aligned::rows(&lines) {
        return grid(rows.into_iter());
    }
    grid(Records::new(text, '\t', Quotes::Needed))
}

/// The lines of a text, whichever way they end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.trim_end_matches('\r').split('\r'))
}

/// The sheet of these records.
fn grid(records: impl Iterator<Item = Vec<String>>) -> Grid {
    let mut grid = Grid::default();
    for (record, number) in records.zip(1_u32..) {
        let mut row: Vec<Cell> = record.into_iter().map(cell).collect();
        while row.last().is_some_and(Cell::is_blank) {
            row.pop();
        }
        if !row.is_empty() {
            grid.rows.push(row);
            grid.numbers.push(number);
        }
    }
    grid
}

fn cell(text: String) -> Cell {
    if text.chars().all(is_space) {
        Cell::Blank
    } else {
        Cell::Text(text)
    }
}

/// White space, and what web pages leave in empty cells.
const fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Comma or semicolon, if it divides the lines into the same number of cells each. One line is
/// divided only by two of them: a title may have one comma.
fn separator(text: &str, lines: &[&str]) -> Option<char> {
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let amounts = lines.iter().all(|line| is_amount(line.trim()));
    [',', ';'].into_iter().find(|separator| {
        let records = Records::new(text, *separator, Quotes::Always);
        let counts = records.map(|record| record.len());
        let least = if filled == 1 { 3 } else { 2 };
        !amounts && agree(counts, least)
    })
}

/// Whether nearly all lines have the same number of cells, of at least so many; empty ones aside.
fn agree(counts: impl Iterator<Item = usize>, least: usize) -> bool {
    let mut counts: Vec<usize> = counts.collect();
    while counts.last() == Some(&1) {
        counts.pop();
    }
    counts.sort_unstable();
    let Some(middle) = counts.get(counts.len() / 2).copied() else {
        return false;
    };
    let same = counts.iter().filter(|count| **count == middle).count();
    middle >= least && same * 10 >= counts.len() * AGREEING
}

/// Whether a line is one amount with commas between its thousands, or empty.
fn is_amount(line: &str) -> bool {
    let (whole, decimals) = line.split_once('.').unwrap_or((line, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let mut groups = whole.trim_start_matches(['-', '+', '¥', '￥']).split(',');
    let first = groups.next().unwrap_or_default();
    let thousands = groups.all(|group| group.len() == 3 && digits(group));
    first.len() <= 3 && digits(first) && thousands && digits(decimals)
}
