//! Paths to rules: strokes and narrow filled areas.

use super::super::page::Rule;
use super::measure::number;

/// What is filled and narrower than this (points) is a line, not an area.
const NARROW: f32 = 3.2;
/// Points of a path: a drawing with more is none of lines.
const MOST_POINTS: usize = 100_000;

/// A point: right and down.
pub(super) type Point = (f32, f32);

/// An affine map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix([f32; 6]);

impl Matrix {
    pub(super) const fn new(numbers: [f32; 6]) -> Self {
        Self(numbers)
    }

    /// This map first, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let across = other.step((self.0[0], self.0[1]));
        let down = other.step((self.0[2], self.0[3]));
        let origin = other.point((self.0[4], self.0[5]));
        Self([across.0, across.1, down.0, down.1, origin.0, origin.1])
    }

    pub(super) fn point(self, point: Point) -> Point {
        let step = self.step(point);
        (step.0 + self.0[4], step.1 + self.0[5])
    }

    /// A step without regard to where it begins.
    pub(super) fn step(self, (x, y): Point) -> Point {
        let map = self.0;
        (map[0] * x + map[2] * y, map[1] * x + map[3] * y)
    }

    /// How long a short length becomes, whatever its direction.
    pub(super) fn scale(self) -> f32 {
        let map = self.0;
        (map[0] * map[3] - map[1] * map[2]).abs().sqrt()
    }
}

/// The parts of a path, in points of the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    points: usize,
}

#[derive(Debug, Default)]
struct Part {
    points: Vec<Point>,
    closed: bool,
    curved: bool,
}

impl Path {
    /// Reads abbreviated data: a letter for each step, and its points.
    pub(super) fn of(data: &str, map: Matrix) -> Self {
        let mut path = Self::default();
        let mut words = data.split_ascii_whitespace();
        let point = |words: &mut std::str::SplitAsciiWhitespace<'_>| {
            let x = words.next().and_then(number)?;
            let y = words.next().and_then(number)?;
            Some(map.point((x, y)))
        };
        while let Some(word) = words.next() {
            if path.points > MOST_POINTS {
                return Self::default();
            }
            let points = match word {
                "M" | "S" | "L" => 1,
                "Q" => 2,
                "B" => 3,
                // An arc: five numbers that shape it, and its end.
                "A" => {
                    words.nth(4);
                    1
                }
                _ => 0,
            };
            let to = (0..points).map_while(|_| point(&mut words)).last();
            match (word, to) {
                ("M" | "S", Some(to)) => path.move_to(to),
                ("L", Some(to)) => path.line_to(to, false),
                ("Q" | "B" | "A", Some(to)) => path.line_to(to, true),
                ("C", _) => path.close(),
                _ => {}
            }
        }
        path
    }

    fn move_to(&mut self, point: Point) {
        self.points += 1;
        self.parts.push(Part {
            points: vec![point],
            ..Part::default()
        });
    }

    fn line_to(&mut self, point: Point, curved: bool) {
        self.points += 1;
        match self.parts.last_mut() {
            Some(part) => {
                part.points.push(point);
                part.curved |= curved;
            }
            None => self.move_to(point),
        }
    }

    fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.closed = true;
        }
    }

    /// The rules that stroking it with a pen of this width shows.
    pub(super) fn stroke(&self, pen: f32, rules: &mut Vec<Rule>) {
        if pen > NARROW * 1.5 {
            return;
        }
        for part in &self.parts {
            if let Some(rule) = narrow(&part.points) {
                rules.push(rule);
            } else if !part.curved {
                rules.extend(part.sides().filter_map(|(from, to)| straight(from, to)));
            }
        }
    }

    /// The rules that filling it shows.
    pub(super) fn fill(&self, rules: &mut Vec<Rule>) {
        rules.extend(self.parts.iter().filter_map(|part| narrow(&part.points)));
    }
}

impl Part {
    fn sides(&self) -> impl Iterator<Item = (Point, Point)> {
        let ends = self
            .points
            .last()
            .copied()
            .zip(self.points.first().copied());
        let back = ends.filter(|_| self.closed);
        let pairs = self.points.windows(2);
        pairs.map(|pair| (pair[0], pair[1])).chain(back)
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
fn narrow(points: &[Point]) -> Option<Rule> {
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
