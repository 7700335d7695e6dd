//! Pages that lie on their side are stood upright.

use super::{Glyph, Page, Rule};
use gongkai_domain::report::Area;

/// How a page was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// Not at all.
    #[default]
    None,
    /// A quarter to the left: its text ran down.
    Right,
    /// Half: its text stood on its head.
    Over,
    /// A quarter to the right: its text ran up.
    Left,
}

impl Page {
    /// Turns the page so that text that runs as `turn` says runs from left to right.
    pub fn stand_up(&mut self, turn: Turn) {
        let (width, height) = (self.width, self.height);
        let place = |(x, y): (f32, f32)| match turn {
            Turn::None => (x, y),
            Turn::Right => (y, width - x),
            Turn::Over => (width - x, height - y),
            Turn::Left => (height - y, x),
        };
        if turn == Turn::None {
            return;
        }
        for glyph in &mut self.glyphs {
            let (a, b) = (
                place((glyph.left, glyph.top)),
                place((glyph.right, glyph.bottom)),
            );
            *glyph = Glyph {
                character: glyph.character,
                left: a.0.min(b.0),
                right: a.0.max(b.0),
                top: a.1.min(b.1),
                bottom: a.1.max(b.1),
            };
        }
        for rule in &mut self.rules {
            let (a, b) = (place(rule.from), place(rule.to));
            *rule = Rule {
                from: (a.0.min(b.0), a.1.min(b.1)),
                to: (a.0.max(b.0), a.1.max(b.1)),
            };
        }
        if turn != Turn::Over {
            (self.width, self.height) = (height, width);
        }
        self.turn = turn;
    }

    /// The area of the page as it is shown.
    pub(super) fn shown(&self, bounds: Bounds) -> Area {
        let Bounds {
            left,
            top,
            right,
            bottom,
        } = bounds;
        let (width, height) = (self.width, self.height);
        let [left, top, right, bottom] = match self.turn {
            Turn::None => [left, top, right, bottom],
            Turn::Right => [height - bottom, left, height - top, right],
            Turn::Over => [width - right, height - bottom, width - left, height - top],
            Turn::Left => [top, width - right, bottom, width - left],
        };
        Area {
            left: tenths(left),
            top: tenths(top),
            right: tenths(right),
            bottom: tenths(bottom),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from a float saturates; nothing on a page lies left of or above it"
)]
fn tenths(points: f32) -> u32 {
    (points * 10.0).max(0.0) as u32
}

/// A rectangle on an upright page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Bounds {
    /// Holds nothing.
    pub(super) const NONE: Self = Self {
        left: f32::INFINITY,
        top: f32::INFINITY,
        right: f32::NEG_INFINITY,
        bottom: f32::NEG_INFINITY,
    };

    pub(super) fn of(glyph: &Glyph) -> Self {
        Self {
            left: glyph.left,
            top: glyph.top,
            right: glyph.right,
            bottom: glyph.bottom,
        }
    }

    /// The smallest that holds both.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn contains(&self, x: f32, y: f32) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub(super) fn middle(&self) -> (f32, f32) {
        (
            f32::midpoint(self.left, self.right),
            f32::midpoint(self.top, self.bottom),
        )
    }
}
