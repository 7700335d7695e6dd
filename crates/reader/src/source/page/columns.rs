//! Tables without lines between their columns: where the figures of several rows stand, columns
//! are.

use super::lines::{Fragment, is_row};
use super::rules::Stroke;
use super::turn::Bounds;

/// The fragments of one line.
type Line = [Fragment];

/// The stretches that the parts of rows cover, from left to right: the columns.
fn columns<'f>(rows: impl Iterator<Item = &'f Line>) -> Vec<(f32, f32)> {
    let parts = rows.filter(|line| is_row(line)).flatten();
    let mut stretches: Vec<(f32, f32)> = parts
        .map(|part| (part.bounds.left, part.bounds.right))
        .collect();
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (from, to) in stretches {
        match columns.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => columns.push((from, to)),
        }
    }
    columns
}

/// Ends of lines this near (points) are one.
const ONE: f32 = 2.0;
/// A line between columns is not drawn again this near to one that ends of lines show (points).
const CLEAR: f32 = 12.0;

/// Lines down where several lines across end within an area: there a cell that covers several
/// rows begins or ends. Each stands beside the rows above and below such a line.
fn ends(area: &Bounds, across: &[Stroke]) -> Vec<Stroke> {
    let inside = |at: &f32| (area.left + CLEAR..area.right - CLEAR).contains(at);
    let mut all: Vec<(f32, f32)> = across
        .iter()
        .flat_map(|line| [(line.from, line.at), (line.to, line.at)])
        .filter(|(at, _)| inside(at))
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let near = |a: &(f32, f32), b: &(f32, f32)| b.0 - a.0 < ONE;
    let several = all.chunk_by(near).filter(|ends| ends.len() > 1);
    let beside = |&(at, height): &(f32, f32)| {
        let above = across.iter().rev().find(|line| line.at < height - ONE);
        let below = across.iter().find(|line| line.at > height + ONE);
        Stroke {
            at,
            from: above.map_or(area.top, |line| line.at),
            to: below.map_or(area.bottom, |line| line.at),
        }
    };
    several.flatten().map(beside).collect()
}

/// How near to the figures the line between labels and figures is thought (points).
const NEAR: f32 = 1.5;

/// The column that a part stands in.
pub(super) fn column(columns: &[(f32, f32)], part: &Bounds) -> u32 {
    let (middle, _) = part.middle();
    let behind = columns.partition_point(|column| column.1 < middle);
    u32::try_from(behind).unwrap_or(u32::MAX)
}

/// Lines down between the columns of what stands in an area, broken where a part of a line
/// stands across them.
pub(super) fn posts(area: &Bounds, across: &[Stroke], lines: &[&Line]) -> Vec<Stroke> {
    let inside = |part: &&Fragment| {
        let (x, y) = part.bounds.middle();
        area.contains(x, y)
    };
    let within = |line: &&&Line| line.iter().any(|part| inside(&part));
    let columns = columns(lines.iter().filter(within).copied());
    let mut posts = ends(area, across);
    let known: Vec<f32> = posts.iter().map(|post| post.at).collect();
    for pair in columns.windows(2) {
        let rows = lines.iter().filter(within).filter(|line| is_row(line));
        let own = pair[0].0..=pair[0].1;
        let label = |part: &&Fragment| !part.is_figure && own.contains(&part.bounds.left);
        let labels = rows.flat_map(|line| line.iter()).any(|part| label(&part));
        // The longest label may stand beside no figure: the figures say where it must end.
        let at = if labels {
            pair[1].0 - ((pair[1].0 - pair[0].1) / 2.0).min(NEAR)
        } else {
            f32::midpoint(pair[0].1, pair[1].0)
        };
        if known.iter().any(|known| (known - at).abs() < CLEAR) {
            continue;
        }
        let parts = lines.iter().flat_map(|line| line.iter()).filter(inside);
        let mut across: Vec<(f32, f32)> = parts
            .filter(|part| part.bounds.left < at && at < part.bounds.right)
            .map(|part| (part.bounds.top, part.bounds.bottom))
            .collect();
        across.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut from = area.top;
        for (top, bottom) in across.into_iter().chain([(area.bottom, area.bottom)]) {
            if top > from {
                posts.push(Stroke { at, from, to: top });
            }
            from = from.max(bottom);
        }
    }
    posts
}
