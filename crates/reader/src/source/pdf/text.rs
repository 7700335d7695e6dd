//! Strings to characters at their places.

use super::super::page::matrix::{Matrix, Point};
use super::super::page::{Glyph, Page};
use super::font::{Font, Shape, Text, is_private};
use super::interpret::Interpreter;
use super::lexer::{Token, string};

/// A pen that sets characters, in coordinates of the page.
#[derive(Debug)]
struct Pen {
    /// Where the next character stands.
    at: Point,
    /// Along the line by the font size, and up.
    along: Point,
    up: Point,
    /// Index into the directions: right, down, left, up; `None` for slanting text.
    direction: Option<usize>,
}

impl Interpreter<'_> {
    /// Shows a string.
    pub(super) fn show(&mut self, token: Token<'_>) {
        let text = self.state.text;
        let mut scratch = std::mem::take(&mut self.scratch);
        let bytes = string(token, &mut scratch).unwrap_or_default();
        let font = text.font.and_then(|font| self.fonts.get(font));
        if let Some(font) = font.filter(|_| text.size != 0.0) {
            let run = [
                text.size * text.stretch,
                0.0,
                0.0,
                text.size,
                0.0,
                text.rise,
            ];
            let run = Matrix::new(run)
                .then(self.text_matrix)
                .then(self.state.matrix);
            let spacing = (text.spacing.0 / text.size, text.spacing.1 / text.size);
            let mut pen = Pen::new(run);
            let before = self.page.glyphs.len();
            let shown = self.hiding == 0 && self.budget.glyphs > 0;
            let page = shown.then_some(&mut self.page);
            let moved = pen.string(font, bytes, spacing, page);
            let count = self.page.glyphs.len() - before;
            self.budget.glyphs = self.budget.glyphs.saturating_sub(count);
            self.runs[pen.direction.unwrap_or(0)] += count;
            let vertical = font.is_vertical();
            self.advance(moved, vertical);
        }
        self.scratch = scratch;
    }

    /// Moves the text position by a share of the font size.
    fn advance(&mut self, moved: f32, vertical: bool) {
        let text = self.state.text;
        let step = if vertical {
            (0.0, moved * text.size)
        } else {
            (moved * text.size * text.stretch, 0.0)
        };
        let (x, y) = self.text_matrix.step(step);
        self.text_matrix.e += x;
        self.text_matrix.f += y;
    }

    /// A number between strings moves back by thousandths of the font size.
    pub(super) fn move_back(&mut self, thousandths: f32) {
        let font = self.state.text.font.and_then(|font| self.fonts.get(font));
        let vertical = font.is_some_and(|font| font.is_vertical());
        self.advance(-thousandths / 1000.0, vertical);
    }

    /// Puts the text that characters stand for in their place, where they stand in one line.
    pub(super) fn replace(&mut self, from: usize, text: &str) {
        let Some(shown) = self.page.glyphs.get(from..) else {
            return;
        };
        let chars = || {
            text.chars()
                .filter(|c| !crate::fold::is_blank(*c) && !c.is_control())
        };
        let same = chars().eq(shown.iter().map(|glyph| glyph.character));
        let Some(first) = shown.first().copied().filter(|_| !same) else {
            return;
        };
        let one_line = shown
            .iter()
            .all(|glyph| glyph.top < first.bottom && glyph.bottom > first.top);
        if !one_line {
            return;
        }
        let hull = shown.iter().fold(first, |hull, glyph| Glyph {
            character: hull.character,
            left: hull.left.min(glyph.left),
            right: hull.right.max(glyph.right),
            top: hull.top.min(glyph.top),
            bottom: hull.bottom.max(glyph.bottom),
        });
        self.page.glyphs.truncate(from);
        share(&mut self.page.glyphs, hull, &chars().collect::<Vec<char>>());
    }
}

impl Pen {
    fn new(run: Matrix) -> Self {
        let (along, up) = ((run.a, run.b), (run.c, run.d));
        let (x, y) = along;
        let direction = if y.abs() <= x.abs() * 0.3 {
            Some(if x >= 0.0 { 0 } else { 2 })
        } else if x.abs() <= y.abs() * 0.3 {
            Some(if y > 0.0 { 1 } else { 3 })
        } else {
            None
        };
        Self {
            at: (run.e, run.f),
            along,
            up,
            direction,
        }
    }

    /// Sets a string and returns how far it went, in shares of the font size. Slanting text, as of
    /// a stamp or a watermark, belongs to no line and is left out.
    fn string(
        &mut self,
        font: &mut Font,
        mut bytes: &[u8],
        spacing: (f32, f32),
        page: Option<&mut Page>,
    ) -> f32 {
        let vertical = font.is_vertical();
        let mut page = page.filter(|_| self.direction.is_some());
        let mut moved = 0.0;
        while let Some(code) = font.next(&mut bytes) {
            let shape = font.shape(code);
            if let Some(page) = &mut page {
                self.set(font, shape, vertical, page);
            }
            let blank = code.length == 1 && code.value == 32;
            let space = spacing.0 + if blank { spacing.1 } else { 0.0 };
            let width = if vertical { -1.0 } else { shape.width };
            let step = width + space;
            moved += step;
            let unit = if vertical { self.up } else { self.along };
            self.at.0 += step * unit.0;
            self.at.1 += step * unit.1;
        }
        moved
    }

    fn point(&self, along: f32, up: f32) -> Point {
        (
            self.at.0 + along * self.along.0 + up * self.up.0,
            self.at.1 + along * self.along.1 + up * self.up.1,
        )
    }

    fn set(&self, font: &Font, shape: Shape, vertical: bool, page: &mut Page) {
        let character = match shape.text {
            Text::Blank => return,
            Text::One(character) => character,
            Text::Unknown | Text::Many(_) => '\u{fffd}',
        };
        let (from, to) = if vertical {
            let half = shape.width / 2.0;
            (self.point(-half, 0.0), self.point(half, -1.0))
        } else {
            let (top, bottom) = font.extent;
            (self.point(0.0, bottom), self.point(shape.width, top))
        };
        let glyph = Glyph {
            character,
            left: from.0.min(to.0),
            right: from.0.max(to.0),
            top: from.1.min(to.1),
            bottom: from.1.max(to.1),
        };
        let x = f32::midpoint(glyph.left, glyph.right);
        let y = f32::midpoint(glyph.top, glyph.bottom);
        // What stands beside the page is not shown.
        if !((0.0..=page.width).contains(&x) && (0.0..=page.height).contains(&y)) {
            return;
        }
        page.unknown += usize::from(shape.text == Text::Unknown || is_private(character));
        match shape.text {
            Text::Many(number) => {
                let chars: Vec<char> = font.ligature(number).chars().collect();
                share(&mut page.glyphs, glyph, &chars);
            }
            Text::One(_) | Text::Unknown | Text::Blank => page.glyphs.push(glyph),
        }
    }
}

/// Several characters in one place, each with its share of it.
fn share(glyphs: &mut Vec<Glyph>, whole: Glyph, chars: &[char]) {
    let chars = || chars.iter().filter(|c| !crate::fold::is_blank(**c));
    let count = u16::try_from(chars().count()).unwrap_or(u16::MAX);
    let width = (whole.right - whole.left) / f32::from(count.max(1));
    for (number, character) in (0..count).zip(chars()) {
        let left = whole.left + width * f32::from(number);
        glyphs.push(Glyph {
            character: *character,
            left,
            right: left + width,
            ..whole
        });
    }
}
