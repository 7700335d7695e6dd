//! A table or a worksheet of the document, with merged cells. Rows and columns in which nothing
//! begins are left out, so that a sheet with a figure in row one million is still small.

use super::Shown;
use super::source::{Numbered, marked};
use crate::html::escape;
use gongkai_domain::report::Place;
use gongkai_reader::source::PieceKind;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// More columns than any report has; what stands beyond follows in its row, unaligned.
const MOST_COLUMNS: usize = 256;

/// A cell at its place.
struct Placed<'p> {
    row: u32,
    column: u32,
    rows: u32,
    columns: u32,
    piece: Numbered<'p>,
}

/// A table of a document.
pub(super) fn table(html: &mut String, shown: &Shown<'_>, run: &[Numbered<'_>], name: &str) {
    let _ = writeln!(
        html,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table>"
    );
    body(html, shown, run, false);
    html.push_str("</table></div>\n");
}

/// A worksheet of a workbook, with the numbers of its rows and the letters of its columns.
pub(super) fn worksheet(html: &mut String, shown: &Shown<'_>, run: &[Numbered<'_>], name: &str) {
    let name = escape(name);
    let _ = write!(
        html,
        "<h3>工作表“{name}”</h3>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"{name}\"><table class=\"sheet\">\n"
    );
    body(html, shown, run, true);
    html.push_str("</table></div>\n");
}

fn body(html: &mut String, shown: &Shown<'_>, run: &[Numbered<'_>], numbered: bool) {
    let cells: Vec<Placed<'_>> = run.iter().filter_map(|piece| placed(*piece)).collect();
    let columns: BTreeSet<u32> = cells.iter().map(|cell| cell.column).collect();
    let columns: Vec<u32> = columns.into_iter().take(MOST_COLUMNS).collect();
    let mut rows: BTreeMap<u32, Vec<Placed<'_>>> = BTreeMap::new();
    for cell in cells {
        rows.entry(cell.row).or_default().push(cell);
    }
    let starts: Vec<u32> = rows.keys().copied().collect();
    if numbered {
        html.push_str("<tr><th></th>");
        for column in &columns {
            let _ = write!(html, "<th>{}</th>", letters(*column));
        }
        html.push_str("</tr>\n");
    }
    let mut free = vec![0; columns.len()];
    for (at, (row, mut cells)) in rows.into_iter().enumerate() {
        html.push_str("<tr>");
        if numbered {
            let _ = write!(html, "<th>{row}</th>");
        }
        cells.sort_by_key(|cell| cell.column);
        let spans = Spans {
            columns: &columns,
            rows: &starts,
            at,
        };
        line(html, shown, &cells, &spans, &mut free);
        html.push_str("</tr>\n");
    }
}

/// The rows and columns that are shown, and which row it is the turn of.
struct Spans<'s> {
    columns: &'s [u32],
    rows: &'s [u32],
    at: usize,
}

/// The cells that start in one row. `free` says for each column from which row on it is free.
fn line(
    html: &mut String,
    shown: &Shown<'_>,
    cells: &[Placed<'_>],
    spans: &Spans<'_>,
    free: &mut [usize],
) {
    let mut next = 0;
    for cell in cells {
        let from = spans
            .columns
            .partition_point(|column| *column < cell.column);
        let end = cell.column.saturating_add(cell.columns.max(1));
        let to = spans
            .columns
            .partition_point(|column| *column < end)
            .max(from + 1);
        let below = cell.row.saturating_add(cell.rows.max(1));
        let below = spans
            .rows
            .partition_point(|row| *row < below)
            .max(spans.at + 1);
        let gap = free.get(next..from).unwrap_or_default();
        let gap = gap.iter().filter(|row| **row <= spans.at).count();
        html.push_str(&"<td class=\"gap\"></td>".repeat(gap));
        for column in free.iter_mut().take(to).skip(from) {
            *column = below;
        }
        next = to;
        let (index, piece) = cell.piece;
        let _ = write!(
            html,
            "<td id=\"p-{index}\"{}{}>",
            span("colspan", to - from),
            span("rowspan", below - spans.at)
        );
        marked(html, shown, index, &piece.text);
        html.push_str("</td>");
    }
}

fn span(name: &str, count: usize) -> String {
    if count > 1 {
        format!(" {name}=\"{count}\"")
    } else {
        String::new()
    }
}

fn placed(piece: Numbered<'_>) -> Option<Placed<'_>> {
    let (row, column) = match &piece.1.place {
        Place::Table { row, column, .. } | Place::Sheet { row, column, .. } => (*row, *column),
        Place::Text { .. } | Place::Page { .. } => return None,
    };
    let (rows, columns) = match piece.1.kind {
        PieceKind::Cell { rows, columns, .. } => (rows, columns),
        PieceKind::Text | PieceKind::Separated { .. } => (1, 1),
    };
    Some(Placed {
        row,
        column,
        rows,
        columns,
        piece,
    })
}

/// The letters of a column, as workbooks name it: 1 is A, 27 is AA.
fn letters(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_of_a_workbook() {
        let named = [1, 26, 27, 703].map(letters);
        assert_eq!(named, ["A", "Z", "AA", "AAA"]);
    }
}
