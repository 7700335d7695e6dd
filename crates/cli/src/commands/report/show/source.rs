//! The document rebuilt from its pieces: lines with numbers, tables, worksheets, pages.

use super::links::Mark;
use super::{Shown, grid, sheets};
use crate::html::escape;
use gongkai_domain::report::{CellState, Place};
use gongkai_reader::source::Piece;
use std::fmt::Write as _;

/// What pieces that follow each other have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run<'p> {
    Lines,
    Table(u32),
    Sheet(&'p str),
    Page(u32),
}

impl<'p> Run<'p> {
    fn of(piece: &'p Piece<'_>) -> Self {
        match &piece.place {
            Place::Text { .. } => Self::Lines,
            Place::Table { table, .. } => Self::Table(*table),
            Place::Sheet { sheet, .. } => Self::Sheet(sheet),
            Place::Page { page, .. } => Self::Page(*page),
        }
    }
}

/// A piece with its index in the document.
pub(super) type Numbered<'p> = (usize, &'p Piece<'p>);

/// The whole document.
pub(super) fn source(shown: &Shown<'_>) -> String {
    let pieces: Vec<Numbered<'_>> = shown.document.pieces.iter().enumerate().collect();
    let mut html = String::new();
    for run in pieces.chunk_by(|one, next| Run::of(one.1) == Run::of(next.1)) {
        let Some((_, first)) = run.first() else {
            continue;
        };
        match Run::of(first) {
            Run::Lines => lines(&mut html, shown, run),
            Run::Table(table) => {
                let name = format!("第{table}张表");
                grid::table(&mut html, shown, run, &name);
            }
            Run::Sheet(sheet) => grid::worksheet(&mut html, shown, run, sheet),
            Run::Page(page) => sheets::page(&mut html, shown, run, page),
        }
    }
    html
}

/// Lines of text, each with its number; cells between separators stand side by side.
fn lines(html: &mut String, shown: &Shown<'_>, run: &[Numbered<'_>]) {
    html.push_str("<div class=\"lines\">\n");
    for line in run.chunk_by(|one, next| number(one.1) == number(next.1)) {
        let Some((_, first)) = line.first() else {
            continue;
        };
        let _ = write!(
            html,
            "<div class=\"line\"><span class=\"no\">{}</span><p>",
            number(first)
        );
        for (index, piece) in line {
            let _ = write!(html, "<span class=\"piece\" id=\"p-{index}\">");
            marked(html, shown, *index, &piece.text);
            html.push_str("</span>");
        }
        html.push_str("</p></div>\n");
    }
    html.push_str("</div>\n");
}

fn number(piece: &Piece<'_>) -> u32 {
    match piece.place {
        Place::Text { line, .. } => line,
        Place::Table { .. } | Place::Sheet { .. } | Place::Page { .. } => piece.line,
    }
}

/// The text of a piece; what was read from it leads to the cell that it became.
pub(super) fn marked(html: &mut String, shown: &Shown<'_>, index: usize, text: &str) {
    let mut done = 0;
    for mark in shown.links.marks(index) {
        let free = mark.bytes.start >= done;
        let from = if free { mark.bytes.start } else { done };
        let to = mark.bytes.end.max(from);
        html.push_str(&escape(text.get(done..from).unwrap_or_default()));
        html.push_str(&link(shown, mark));
        html.push_str(&escape(text.get(from..to).unwrap_or_default()));
        html.push_str("</a>");
        done = to;
    }
    html.push_str(&escape(text.get(done..).unwrap_or_default()));
}

/// The opening tag of the link from the source to a cell.
pub(super) fn link(shown: &Shown<'_>, mark: &Mark) -> String {
    let tables = shown.loaded.report.tables.as_ref();
    let cell = tables.map(|tables| tables.at(mark.cell));
    let doubtful = cell.is_some_and(|cell| cell.state == CellState::Unclear);
    let class = if doubtful { " class=\"unclear\"" } else { "" };
    let number = mark.cell;
    format!("<a id=\"s-{number}\" href=\"#c-{number}\"{class}>")
}
