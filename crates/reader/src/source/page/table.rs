//! A ruled table with the text of its cells.

use super::Glyph;
use super::frame::{Cell, Frame};
use super::lines::{lines, write};
use super::turn::Bounds;

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) frame: Frame,
    /// Its cells, by their first row and column.
    pub(super) filled: Vec<Filled>,
}

/// A cell and what stands in it.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) cell: Cell,
    pub(super) text: String,
    /// What its characters cover; the cell, if it has none.
    pub(super) bounds: Bounds,
    /// Whether its last line reaches from edge to edge, so that more would not have fitted.
    pub(super) full: bool,
}

/// The space between the lines of a cell and its text, left and right together (points).
const PADDING: f32 = 12.0;
/// Less than any program leaves there: two lines would not fit beside each other (points).
const TIGHT: f32 = 4.0;
/// A figure of fewer digits is not broken over two lines.
const LEAST_DIGITS: usize = 2;
/// Characters of a measure behind a figure: 万元.
const LONGEST_MEASURE: usize = 2;

impl Filled {
    /// A cell with its characters. In a `ruled` cell the edges say where a line had to end:
    /// digits behind a full line are the rest of the figure above, and so are those that would
    /// not have fitted into its line, for some programs break a figure where they please.
    pub(super) fn of(cell: Cell, area: Bounds, glyphs: &mut [Glyph], ruled: bool) -> Self {
        let mut filled = Self {
            cell,
            text: String::with_capacity(glyphs.len() * 3),
            bounds: Bounds::NONE,
            full: false,
        };
        let mut above = 0.0;
        lines(glyphs, |line, _| {
            let digits = || line.iter().map(|glyph| glyph.character);
            let room = area.right - area.left - above;
            let goes_on = filled.full && figure_goes_on(&filled.text, LEAST_DIGITS, digits())
                || ruled && figure_goes_on(&filled.text, 1, digits()) && room - width(line) < TIGHT;
            if !filled.text.is_empty() && !goes_on {
                filled.text.push('\n');
            }
            let own = write(line, &mut filled.text);
            filled.bounds = filled.bounds.with(own);
            filled.full = ruled && is_full(&area, &own, line);
            above = own.right - own.left;
        });
        if filled.text.is_empty() {
            filled.bounds = area;
        }
        filled
    }

    /// Whether `rest`, the same cell on the next page, begins where this one had to stop.
    pub(super) fn goes_on(&self, rest: &Self) -> bool {
        let figure = self.text.chars().all(is_digit);
        if figure {
            return self.full && figure_goes_on(&self.text, LEAST_DIGITS, rest.text.chars());
        }
        let opens = rest.text.starts_with(is_digit) || super::paragraphs::opens(&rest.text);
        self.full && !opens
    }

    /// Adds what stands in the same cell on the next page.
    pub(super) fn add(&mut self, rest: &Self) {
        if rest.text.is_empty() {
            return;
        }
        if !self.text.chars().all(is_digit) {
            self.text.push('\n');
        }
        self.text.push_str(&rest.text);
        self.full = rest.full;
    }
}

/// Whether one more character would not have fitted into a line.
fn is_full(area: &Bounds, line: &Bounds, glyphs: &[Glyph]) -> bool {
    let room = (area.right - area.left) - (line.right - line.left);
    let last = glyphs.last();
    room < last.map_or(0.0, |glyph| glyph.right - glyph.left) + PADDING
}

/// What the characters of a line cover from left to right.
fn width(line: &[Glyph]) -> f32 {
    let bounds = line.iter().map(Bounds::of).fold(Bounds::NONE, Bounds::with);
    (bounds.right - bounds.left).max(0.0)
}

/// Whether digits follow at once on the `least` digits or more that a text ends with, and nothing
/// but a figure with its measure.
fn figure_goes_on(text: &str, least: usize, rest: impl Iterator<Item = char>) -> bool {
    let above = text.rsplit('\n').next().unwrap_or_default();
    let (mut digits, mut measure) = (0, 0);
    for c in rest {
        if is_digit(c) && measure == 0 {
            digits += 1;
        } else {
            measure += 1 + usize::from(is_digit(c)) * LONGEST_MEASURE;
        }
    }
    let figure = digits > 0 && measure <= LONGEST_MEASURE;
    figure && above.chars().count() >= least && above.chars().all(is_digit)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '.' | ',' | '．' | '，')
}
