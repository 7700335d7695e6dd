//! Tables: merged cells as the grid has them, heads repeated, rows never split over pages.

use super::body::{run, styled};
use crate::document::{Placed, Role, Table};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const STYLE: &str = "<w:tblPr><w:tblStyle w:val=\"ReportTable\"/>";
const LAYOUT: &str = "<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>";

/// Cells that reach down from earlier lines: their columns and how many lines they still cover,
/// by first column.
type Open = BTreeMap<usize, (usize, usize)>;

/// A table as wide as the text, in twentieths of a point.
pub(super) fn write(table: &Table, text_width: usize) -> String {
    let widths = widths(table, text_width);
    let mut xml =
        format!("<w:tbl>{STYLE}<w:tblW w:w=\"{text_width}\" w:type=\"dxa\"/>{LAYOUT}<w:tblGrid>");
    for width in &widths {
        put(&mut xml, format_args!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid>");
    let mut open = Open::new();
    for (number, line) in table.lines.iter().enumerate() {
        let look = Look {
            head: number < table.head,
            large: table.large,
        };
        row(&mut xml, line, &widths, &mut open, look);
    }
    xml.push_str("</w:tbl>");
    xml
}

/// Writing to a `String` cannot fail.
fn put(xml: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = xml.write_fmt(text);
}

fn widths(table: &Table, text_width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = table
        .column_shares()
        .iter()
        .map(|share| share * text_width / 1000)
        .collect();
    let rest = text_width - widths.iter().sum::<usize>().min(text_width);
    if let Some(first) = widths.get_mut(table.labels.saturating_sub(1)) {
        *first += rest;
    }
    widths
}

/// How a row looks.
#[derive(Clone, Copy)]
struct Look {
    /// Whether it is repeated on every page.
    head: bool,
    /// Whether it is set in the larger type of a form.
    large: bool,
}

fn row(xml: &mut String, line: &[Placed], widths: &[usize], open: &mut Open, look: Look) {
    xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"397\" w:hRule=\"atLeast\"/>");
    xml.push_str(if look.head {
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
            Some(cell) => starting(xml, cell, widths, open, (keep, look.large)),
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
    (keep, large): (bool, bool),
) -> usize {
    let mut merge = "";
    if cell.rows > 1 {
        open.insert(cell.column, (cell.columns, cell.rows - 1));
        merge = "<w:vMerge w:val=\"restart\"/>";
    }
    let style = match cell.role {
        Role::Title | Role::Head => "Head",
        Role::Label if cell.rows == 1 => "Label",
        Role::Text => "Label",
        Role::Label | Role::Value => "Text",
    };
    let group = if large { "Form" } else { "Table" };
    let keep = if keep { "<w:keepNext/>" } else { "" };
    let paragraph = |part: &str| {
        let text = run("", part);
        format!("<w:p><w:pPr><w:pStyle w:val=\"{group}{style}\"/>{keep}</w:pPr>{text}</w:p>")
    };
    let text: String = cell.content.text().split('\n').map(paragraph).collect();
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
