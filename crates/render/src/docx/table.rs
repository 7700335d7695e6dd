//! Tables: merged cells as the grid has them, heads repeated, rows never split over pages.

use super::body::{run, styled};
use crate::document::{Placed, Role, Table};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The width of the text on an A4 page, 156 mm, in twentieths of a point.
const TEXT_WIDTH: usize = 8844;

const PROPERTIES: &str = "<w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"8844\" w:type=\"dxa\"/>\
    <w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>";

/// Cells that reach down from earlier lines: their columns and how many lines they still cover,
/// by first column.
type Open = BTreeMap<usize, (usize, usize)>;

/// A table.
pub(super) fn write(table: &Table) -> String {
    let widths = widths(table);
    let mut xml = format!("<w:tbl>{PROPERTIES}<w:tblGrid>");
    for width in &widths {
        put(&mut xml, format_args!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid>");
    let mut open = Open::new();
    for (number, line) in table.lines.iter().enumerate() {
        row(&mut xml, line, &widths, &mut open, number < table.head);
    }
    xml.push_str("</w:tbl>");
    xml
}

/// Writing to a `String` cannot fail.
fn put(xml: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = xml.write_fmt(text);
}

fn widths(table: &Table) -> Vec<usize> {
    let mut widths: Vec<usize> = table
        .column_shares()
        .iter()
        .map(|share| share * TEXT_WIDTH / 1000)
        .collect();
    let rest = TEXT_WIDTH - widths.iter().sum::<usize>().min(TEXT_WIDTH);
    if let Some(first) = widths.get_mut(table.labels.saturating_sub(1)) {
        *first += rest;
    }
    widths
}

fn row(xml: &mut String, line: &[Placed], widths: &[usize], open: &mut Open, is_head: bool) {
    xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"397\" w:hRule=\"atLeast\"/>");
    xml.push_str(if is_head {
        "<w:tblHeader/></w:trPr>"
    } else {
        "</w:trPr>"
    });
    // The title and the head of a block stay with the row below.
    let keep = line
        .iter()
        .all(|cell| matches!(cell.role, Role::Title | Role::Head));
    let mut column = 0;
    while column < widths.len() {
        column += match line.iter().find(|cell| cell.column == column) {
            Some(cell) => starting(xml, cell, widths, open, keep),
            None => covered(xml, column, widths, open),
        };
    }
    xml.push_str("</w:tr>");
}

/// A cell that starts in this line; returns how many columns it covers.
fn starting(
    xml: &mut String,
    cell: &Placed,
    widths: &[usize],
    open: &mut Open,
    keep: bool,
) -> usize {
    let mut merge = "";
    if cell.rows > 1 {
        open.insert(cell.column, (cell.columns, cell.rows - 1));
        merge = "<w:vMerge w:val=\"restart\"/>";
    }
    let style = match cell.role {
        Role::Title | Role::Head => "TableHead",
        Role::Label if cell.rows == 1 => "TableLabel",
        Role::Label | Role::Value => "TableText",
    };
    let keep = if keep { "<w:keepNext/>" } else { "" };
    let text = run("", &cell.content.text());
    let text = format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}</w:pPr>{text}</w:p>");
    put_cell(xml, widths, (cell.column, cell.columns), merge, &text);
    cell.columns.max(1)
}

/// The place below a cell that reaches down, or, where the grid has a hole, an empty cell.
fn covered(xml: &mut String, column: usize, widths: &[usize], open: &mut Open) -> usize {
    let empty = styled("TableText", "");
    let Some((columns, left)) = open.get(&column).copied() else {
        put_cell(xml, widths, (column, 1), "", &empty);
        return 1;
    };
    if left > 1 {
        open.insert(column, (columns, left - 1));
    } else {
        open.remove(&column);
    }
    put_cell(xml, widths, (column, columns), "<w:vMerge/>", &empty);
    columns.max(1)
}

fn put_cell(
    xml: &mut String,
    widths: &[usize],
    (from, count): (usize, usize),
    merge: &str,
    text: &str,
) {
    let width: usize = widths.iter().skip(from).take(count).sum();
    put(
        xml,
        format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"),
    );
    if count > 1 {
        put(xml, format_args!("<w:gridSpan w:val=\"{count}\"/>"));
    }
    put(
        xml,
        format_args!("{merge}<w:vAlign w:val=\"center\"/></w:tcPr>{text}</w:tc>"),
    );
}
