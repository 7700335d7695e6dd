//! Strokes to lines: those of one height are one line, dashes and dots are joined.

use super::Rule;

/// A line across or down the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// Its height, or its distance from the left edge.
    pub(super) at: f32,
    /// Where it begins and ends along itself.
    pub(super) from: f32,
    pub(super) to: f32,
}

/// The lines of a page, each kind sorted by place.
#[derive(Debug, Default)]
pub(super) struct Strokes {
    pub(super) across: Vec<Stroke>,
    pub(super) down: Vec<Stroke>,
}

/// Strokes this near (points) are one line: double rules, borders drawn by both neighbours.
const SNAP: f32 = 2.2;
/// Gaps up to this are those of dashes.
const GAP: f32 = 3.6;
/// What is no longer than this, joined, is no line: the dot of a letter, a dash of text.
const SHORT: f32 = 6.0;
/// A mark no longer than this may be part of a line in either direction.
const DOT: f32 = 1.6;

/// The lines that the rules of a page make.
pub(super) fn strokes(rules: &[Rule]) -> Strokes {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for Rule { from, to } in rules {
        let (width, height) = (to.0 - from.0, to.1 - from.1);
        if width >= height || width <= DOT {
            if height <= width || height <= DOT {
                across.push(Stroke {
                    at: f32::midpoint(from.1, to.1),
                    from: from.0,
                    to: to.0,
                });
            }
            if width <= DOT {
                down.push(Stroke {
                    at: f32::midpoint(from.0, to.0),
                    from: from.1,
                    to: to.1,
                });
            }
        } else {
            down.push(Stroke {
                at: f32::midpoint(from.0, to.0),
                from: from.1,
                to: to.1,
            });
        }
    }
    Strokes {
        across: joined(across),
        down: joined(down),
    }
}

fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut lines = Vec::new();
    let mut rest = strokes.as_mut_slice();
    while let Some(first) = rest.first().copied() {
        let near = rest.partition_point(|stroke| stroke.at - first.at <= SNAP);
        let (same, others) = rest.split_at_mut(near.max(1));
        one_line(same, &mut lines);
        rest = others;
    }
    lines
}

/// Joins strokes of one line.
fn one_line(strokes: &mut [Stroke], lines: &mut Vec<Stroke>) {
    strokes.sort_by(|a, b| a.from.total_cmp(&b.from));
    let (mut weight, mut sum) = (0.0, 0.0);
    for stroke in strokes.iter() {
        let length = stroke.to - stroke.from + 0.1;
        weight += length;
        sum += stroke.at * length;
    }
    let at = sum / weight;
    let mut last: Option<Stroke> = None;
    for stroke in strokes.iter() {
        match &mut last {
            Some(line) if stroke.from - line.to <= GAP => line.to = line.to.max(stroke.to),
            _ => {
                lines.extend(last.filter(is_line));
                last = Some(Stroke { at, ..*stroke });
            }
        }
    }
    lines.extend(last.filter(is_line));
}

fn is_line(stroke: &Stroke) -> bool {
    stroke.to - stroke.from > SHORT
}
