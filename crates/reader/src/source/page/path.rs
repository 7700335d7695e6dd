//! Paths to rules: strokes, narrow filled areas and dots.

use super::Rule;
use super::matrix::Point;

/// What is filled and narrower than this (points) is a line, not an area.
const NARROW: f32 = 3.2;

/// The path under construction, in coordinates of the page.
#[derive(Debug, Default)]
pub(in crate::source) struct Path {
    /// Where each part begins among the points.
    starts: Vec<usize>,
    points: Vec<Point>,
    /// Whether the part is closed, in the order of the parts.
    closed: Vec<bool>,
    /// Whether the part has curves.
    curved: Vec<bool>,
}

impl Path {
    pub(in crate::source) fn move_to(&mut self, point: Point) {
        self.starts.push(self.points.len());
        self.closed.push(false);
        self.curved.push(false);
        self.points.push(point);
    }

    pub(in crate::source) fn line_to(&mut self, point: Point) {
        if self.starts.is_empty() {
            return self.move_to(point);
        }
        self.points.push(point);
    }

    pub(in crate::source) fn curve_to(&mut self, points: &[Point]) {
        for point in points {
            self.line_to(*point);
        }
        if let Some(curved) = self.curved.last_mut() {
            *curved = true;
        }
    }

    pub(in crate::source) fn close(&mut self) {
        if let Some(closed) = self.closed.last_mut() {
            *closed = true;
        }
    }

    pub(in crate::source) fn clear(&mut self) {
        self.starts.clear();
        self.points.clear();
        self.closed.clear();
        self.curved.clear();
    }

    /// How many points it has.
    pub(in crate::source) fn len(&self) -> usize {
        self.points.len()
    }

    fn parts(&self) -> impl Iterator<Item = (&[Point], bool, bool)> {
        let ends = self.starts.iter().skip(1).copied();
        let ends = ends.chain([self.points.len()]);
        let marks = self.closed.iter().zip(&self.curved);
        self.starts
            .iter()
            .zip(ends)
            .zip(marks)
            .filter_map(|((from, to), (closed, curved))| {
                Some((self.points.get(*from..to)?, *closed, *curved))
            })
    }

    /// The rules that stroking it with a pen of this width shows.
    pub(in crate::source) fn stroke(&self, pen: f32, rules: &mut Vec<Rule>) {
        if pen > NARROW * 1.5 {
            return;
        }
        for (points, closed, curved) in self.parts() {
            if let Some(rule) = narrow(points) {
                rules.push(rule);
                continue;
            }
            if curved {
                continue;
            }
            let back = closed.then(|| points.last().copied().zip(points.first().copied()));
            let pairs = points.windows(2).map(|pair| (pair[0], pair[1]));
            for (from, to) in pairs.chain(back.flatten()) {
                rules.extend(straight(from, to));
            }
        }
    }

    /// The rules that filling it shows.
    pub(in crate::source) fn fill(&self, rules: &mut Vec<Rule>) {
        rules.extend(self.parts().filter_map(|(points, ..)| narrow(points)));
    }
}

/// A horizontal or vertical line.
fn straight(from: Point, to: Point) -> Option<Rule> {
    let (width, height) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    if width.min(height) > 0.6 || !(width.is_finite() && height.is_finite()) {
        return None;
    }
    let swap = from.0 > to.0 || (from.0 >= to.0 && from.1 > to.1);
    let (from, to) = if swap { (to, from) } else { (from, to) };
    Some(Rule { from, to })
}

/// The middle of an area as narrow as a line; a dot is a line of its own length.
pub(in crate::source) fn narrow(points: &[Point]) -> Option<Rule> {
    let first = *points.first()?;
    let (mut least, mut most) = (first, first);
    for point in points {
        least = (least.0.min(point.0), least.1.min(point.1));
        most = (most.0.max(point.0), most.1.max(point.1));
    }
    let (width, height) = (most.0 - least.0, most.1 - least.1);
    if width.min(height) > NARROW || points.len() < 2 {
        return None;
    }
    if width >= height {
        let y = f32::midpoint(least.1, most.1);
        straight((least.0, y), (most.0, y))
    } else {
        let x = f32::midpoint(least.0, most.0);
        straight((x, least.1), (x, most.1))
    }
}
