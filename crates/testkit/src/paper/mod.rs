//! A report on paper: lines of text and tables with merged cells, before any layout.
//!
//! Damage works on paper, layouts print it. Each figure carries an invisible mark that names its
//! cell; the marks are taken out of the finished text and tell where every figure came to stand.

mod draw;
mod edit;
mod figure;
mod marks;

pub(crate) use draw::draw;
pub(crate) use figure::figure;
pub(crate) use marks::{Found, at_mark, is_mark, mark, strip, unmarked};

use gongkai_domain::report::SectionId;

/// A report on paper.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paper {
    pub(crate) items: Vec<Item>,
}

/// A line of text or a table.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    Line(LineKind, String),
    Sheet(Sheet),
}

/// What a line of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Document number, agency, date: short lines around the text.
    Mark,
    Title,
    Heading(SectionId),
    Text,
    /// The foot of a page.
    Page,
}

/// A table, or the part of it that stands on one page.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// Index of the table in the form.
    pub(crate) table: usize,
    pub(crate) width: usize,
    pub(crate) rows: Vec<SheetRow>,
}

/// One line of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetRow {
    /// The cells that start in it, from left to right.
    pub(crate) cells: Vec<Slot>,
    /// Cells beyond the width of the table.
    pub(crate) extra: Vec<String>,
    /// How many of the empty places at its left are missing, so that it stands too far left.
    pub(crate) shift: usize,
}

/// A cell on paper.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) kind: SlotKind,
    pub(crate) text: String,
    /// Not printed at all, not even as an empty cell, where the layout has no grid.
    pub(crate) gone: bool,
}

/// What a cell on paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlotKind {
    Title,
    Head,
    Label,
    /// A figure: the index of the cell in the form.
    Value(usize),
    /// Something that the form does not know.
    Local,
}

/// What covers one place of the grid.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Spot<'a> {
    /// A cell that starts here.
    Start(&'a Slot),
    /// The right part of a cell that starts in this line.
    Right,
    /// A cell that started in a line above; whether this is its first column.
    Below { first: bool },
}

impl Slot {
    pub(crate) fn is_value(&self) -> bool {
        matches!(self.kind, SlotKind::Value(_))
    }
}

impl SheetRow {
    /// The cells of the form that the line states.
    pub(crate) fn values(&self) -> Vec<usize> {
        let value = |slot: &Slot| match slot.kind {
            SlotKind::Value(cell) => Some(cell),
            SlotKind::Title | SlotKind::Head | SlotKind::Label | SlotKind::Local => None,
        };
        self.cells.iter().filter_map(value).collect()
    }

    /// Whether the line states figures of the form.
    pub(crate) fn has_values(&self) -> bool {
        self.cells.iter().any(Slot::is_value)
    }

    /// Position of the label of the row itself: the last label of the line.
    pub(crate) fn own_label(&self) -> Option<usize> {
        self.cells
            .iter()
            .rposition(|slot| slot.kind == SlotKind::Label)
    }

    /// Whether the line belongs to a head or is a title.
    pub(crate) fn is_head(&self) -> bool {
        self.cells
            .iter()
            .any(|slot| matches!(slot.kind, SlotKind::Head | SlotKind::Title))
    }
}

impl Sheet {
    /// What covers each place of each line.
    pub(crate) fn spread(&self) -> Vec<Vec<Spot<'_>>> {
        let mut below = vec![(0_usize, false); self.width];
        let mut lines = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut line: Vec<Spot<'_>> = below
                .iter()
                .map(|&(rest, first)| Spot::Below {
                    first: rest > 1 && first,
                })
                .collect();
            for (rest, _) in &mut below {
                *rest = rest.saturating_sub(1);
            }
            for slot in &row.cells {
                for column in slot.column..(slot.column + slot.columns).min(self.width) {
                    line[column] = Spot::Right;
                    below[column] = (slot.rows, column == slot.column);
                }
                if let Some(spot) = line.get_mut(slot.column) {
                    *spot = Spot::Start(slot);
                }
            }
            lines.push(line);
        }
        lines
    }
}
