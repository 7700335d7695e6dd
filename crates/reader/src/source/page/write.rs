//! Blocks of a page to pieces.

use super::Page;
use super::frame::Frame;
use super::lines::{lines, write};
use super::sheet::{Block, Cells, Sheet};
use super::turn::Bounds;
use crate::source::{Piece, PieceKind};
use gongkai_domain::report::Place;
use std::borrow::Cow;

/// Writes the pieces of pages.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) pieces: Vec<Piece<'static>>,
    line: u32,
}

impl Writer {
    /// Adds what stands on a page.
    pub(super) fn page(&mut self, page: &Page, number: u32, sheet: Sheet) {
        let place = |bounds: Bounds| Place::Page {
            page: number,
            area: page.shown(bounds),
        };
        for block in sheet.blocks {
            match block {
                Block::Text(line) => {
                    self.line += 1;
                    self.push(line.text, PieceKind::Text, place(line.bounds));
                }
                Block::Row(cells) => {
                    self.line += 1;
                    for (text, bounds, column) in cells {
                        let kind = PieceKind::Cell {
                            column,
                            columns: 1,
                            rows: 1,
                        };
                        self.push(text, kind, place(bounds));
                    }
                }
                Block::Table(frame, cells) => self.table(&frame, cells, place),
            }
        }
    }

    fn push(&mut self, text: String, kind: PieceKind, place: Place) {
        self.pieces.push(Piece {
            text: Cow::Owned(text),
            kind,
            line: self.line,
            place,
        });
    }

    fn table(&mut self, frame: &Frame, mut cells: Cells, place: impl Fn(Bounds) -> Place) {
        let mut row = None;
        cells.each(|number, glyphs| {
            let Some(cell) = frame.cells.get(number) else {
                return;
            };
            if row != Some(cell.row) {
                row = Some(cell.row);
                self.line += 1;
            }
            let mut text = String::with_capacity(glyphs.len() * 3);
            let mut bounds = Bounds::NONE;
            lines(glyphs, |line, _| {
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
            self.push(text, kind, place(bounds));
        });
    }
}
