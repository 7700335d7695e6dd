//! The abbreviated data of a path.

use super::super::page::matrix::Matrix;
use super::super::page::path::Path;
use super::measure::number;
use std::str::SplitAsciiWhitespace;

/// Points of a path: a drawing with more is none of lines.
const MOST_POINTS: usize = 100_000;

/// The path that abbreviated data tell, in points of the page: a letter for each step, and its
/// points.
pub(super) fn path(data: &str, map: Matrix) -> Path {
    let mut path = Path::default();
    let mut words = data.split_ascii_whitespace();
    let point = |words: &mut SplitAsciiWhitespace<'_>| {
        let x = words.next().and_then(number)?;
        let y = words.next().and_then(number)?;
        Some(map.point((x, y)))
    };
    while let Some(word) = words.next() {
        if path.len() > MOST_POINTS {
            return Path::default();
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
            // A path that begins with a curve begins at its end.
            ("Q" | "B" | "A", Some(to)) if path.len() > 0 => path.curve_to(&[to]),
            ("L" | "Q" | "B" | "A", Some(to)) => path.line_to(to),
            ("C", _) => path.close(),
            _ => {}
        }
    }
    path
}
