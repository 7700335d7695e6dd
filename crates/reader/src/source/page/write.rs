//! Blocks of a page to pieces.

use super::Page;
use super::sheet::{Block, Part, Sheet};
use super::table::{Filled, Table};
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
                    for Part {
                        text,
                        bounds,
                        column,
                        ..
                    } in cells
                    {
                        let kind = PieceKind::Cell {
                            column,
                            columns: 1,
                            rows: 1,
                        };
                        self.push(text, kind, place(bounds));
                    }
                }
                Block::Table(table) => self.table(*table, place),
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

    fn table(&mut self, table: Table, place: impl Fn(Bounds) -> Place) {
        let mut row = None;
        for Filled {
            cell, text, bounds, ..
        } in table.filled
        {
            if row != Some(cell.row) {
                row = Some(cell.row);
                self.line += 1;
            }
            let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
            let kind = PieceKind::Cell {
                column: small(cell.column),
                columns: small(cell.columns),
                rows: small(cell.rows),
            };
            self.push(text, kind, place(bounds));
        }
    }
}
