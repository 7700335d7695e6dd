//! Columns kept apart by several spaces, as in e-mails and copies from PDF.

use super::{agree, is_space};

/// The rows of lines with several spaces between cells; `None` if the lines do not agree on how
/// many cells they have. One space divides nothing: it stands in names and dates.
pub(super) fn rows(lines: &[&str]) -> Option<Vec<Vec<String>>> {
    let rows: Vec<Vec<String>> = lines.iter().map(|line| cells(line)).collect();
    agree(rows.iter().map(Vec::len), 2).then_some(rows)
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut gap = String::new();
    for c in line.trim_matches(is_space).chars() {
        if is_space(c) {
            gap.push(c);
            continue;
        }
        if gap.chars().nth(1).is_some() {
            cells.push(std::mem::take(&mut cell));
        } else {
            cell.push_str(&gap);
        }
        gap.clear();
        cell.push(c);
    }
    cells.push(cell);
    cells
}
