//! One page: its tables and lines in reading order.

use super::Page;
use super::frame::{Frame, frames};
use super::lines::{lines, write};
use super::turn::Bounds;
use super::{Glyph, Piece};
use crate::source::PieceKind;
use gongkai_domain::report::Place;
use std::borrow::Cow;

/// What stands on a page.
enum Block {
    Line(String, Bounds),
    Table(usize),
}

/// Adds the pieces of a page.
pub(super) fn pieces(
    page: &Page,
    number: u32,
    line: &mut u32,
    pieces: &mut Vec<Piece<'static>>,
) {
    let frames = frames(&page.rules);
    let Sorted { mut cells, mut outside } = Sorted::of(page, &frames);
    let mut blocks: Vec<(f32, Block)> = Vec::new();
    for (number, frame) in frames.iter().enumerate() {
        if cells[number].iter().any(|cell| !cell.is_empty()) {
            blocks.push((frame.bounds().top, Block::Table(number)));
        }
    }
    lines(&mut outside, |glyphs| {
        let mut text = String::new();
        let bounds = write(glyphs, &mut text);
        blocks.push((bounds.middle().1, Block::Line(text, bounds)));
    });
    blocks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut writer = Writer {
        page,
        number,
        line,
        pieces,
    };
    for (_, block) in blocks {
        match block {
            Block::Line(text, bounds) => writer.text(text, bounds),
            Block::Table(table) => writer.table(&frames[table], &mut cells[table]),
        }
    }
}

/// The characters of a page: those of each cell of each table, and the others.
struct Sorted {
    cells: Vec<Vec<Vec<Glyph>>>,
    outside: Vec<Glyph>,
}

impl Sorted {
    fn of(page: &Page, frames: &[Frame]) -> Self {
        let empty = |frame: &Frame| vec![Vec::new(); frame.cells.len()];
        let mut sorted = Self {
            cells: frames.iter().map(empty).collect(),
            outside: Vec::new(),
        };
        for glyph in &page.glyphs {
            let (x, y) = Bounds::of(glyph).middle();
            let mut all = frames.iter().enumerate();
            let found = all.find_map(|(at, frame)| Some((at, frame.cell_at(x, y)?)));
            match found {
                Some((table, cell)) => sorted.cells[table][cell].push(*glyph),
                None => sorted.outside.push(*glyph),
            }
        }
        sorted
    }
}

struct Writer<'w> {
    page: &'w Page,
    number: u32,
    line: &'w mut u32,
    pieces: &'w mut Vec<Piece<'static>>,
}

impl Writer<'_> {
    fn push(&mut self, text: String, kind: PieceKind, bounds: Bounds) {
        let place = Place::Page {
            page: self.number,
            area: self.page.shown(bounds),
        };
        self.pieces.push(Piece {
            text: Cow::Owned(text),
            kind,
            line: *self.line,
            place,
        });
    }

    fn text(&mut self, text: String, bounds: Bounds) {
        *self.line += 1;
        self.push(text, PieceKind::Text, bounds);
    }

    fn table(&mut self, frame: &Frame, cells: &mut [Vec<Glyph>]) {
        let mut row = None;
        for (cell, glyphs) in frame.cells.iter().zip(cells) {
            if row != Some(cell.row) {
                row = Some(cell.row);
                *self.line += 1;
            }
            let mut text = String::with_capacity(glyphs.len() * 3);
            let mut bounds = Bounds::NONE;
            lines(glyphs, |line| {
                if !text.is_empty() {
                    text.push('\n');
                }
                bounds = bounds.with(write(line, &mut text));
            });
            if text.is_empty() {
                bounds = frame.area(cell);
            }
            let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
            let kind = PieceKind::Cell {
                column: small(cell.column),
                columns: small(cell.columns),
                rows: small(cell.rows),
            };
            self.push(text, kind, bounds);
        }
    }
}
