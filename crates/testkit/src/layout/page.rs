//! Reports as web pages: merged cells stay merged.

use crate::paper::{Item, LineKind, Paper, Sheet, SheetRow, Slot};
use std::fmt::Write as _;

/// A paper as a page.
pub(super) fn render(paper: &Paper) -> String {
    let mut out =
        String::from("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>\n<body>\n");
    for item in &paper.items {
        match item {
            Item::Line(kind, text) => {
                let tag = match kind {
                    LineKind::Title => "h1",
                    LineKind::Heading(_) => "h2",
                    LineKind::Mark | LineKind::Text | LineKind::Page => "p",
                };
                let _ = writeln!(out, "<{tag}>{}</{tag}>", escaped(text));
            }
            Item::Sheet(sheet) => table(sheet, &mut out),
        }
    }
    out.push_str("</body></html>\n");
    out
}

/// A table, a cell a line.
pub(super) fn table(sheet: &Sheet, out: &mut String) {
    out.push_str("<table>\n");
    for row in &sheet.rows {
        out.push_str("<tr>\n");
        cells(row, out);
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

fn cells(row: &SheetRow, out: &mut String) {
    // A cell that is gone leaves its place empty at the end of the line, as others move up.
    for slot in row.cells.iter().filter(|slot| !slot.gone) {
        let _ = writeln!(out, "<td{}>{}</td>", spans(slot), escaped(&slot.text));
    }
    for text in &row.extra {
        let _ = writeln!(out, "<td>{}</td>", escaped(text));
    }
}

fn spans(slot: &Slot) -> String {
    let span = |name: &str, count: usize| match count {
        0 | 1 => String::new(),
        count => format!(" {name}=\"{count}\""),
    };
    span("colspan", slot.columns) + &span("rowspan", slot.rows)
}

fn escaped(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    text.replace('\n', "<br>")
}
